package instruments_test

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// third is a scale in the place of second, with a rule of its own.
func third(rule string) []edit {
	text := strings.Replace(second, "rule: {kind: composite, scales: [{scale: strain}]}", "rule: "+rule, 1)
	return with("\nband_sets:", text)
}

// rows is a table from 0 to 20 that gives each score its double, with one text replaced.
func rows(old, replacement string) string {
	parts := make([]string, 21)
	for i := range parts {
		parts[i] = "{score: " + itoa(i) + ", value: " + itoa(2*i) + "}"
	}
	table := "{population: {text: all}, evidence: {confidence: own}, rows: [" + strings.Join(parts, ", ") + "]}"
	if !strings.Contains(table, old) {
		panic("the table does not hold " + old)
	}
	return strings.Replace(table, old, replacement, 1)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func lookup(tables ...string) []edit {
	return third("{kind: lookup, of: strain, tables: [" + strings.Join(tables, ", ") + "]}")
}

// conversionMistakes are those of counts, highest values, tables, T scores and criteria.
func conversionMistakes() map[string]mistake {
	const phq = "phq-9/1"
	major := "{scale: symptoms, at_least: 5}"
	return map[string]mistake{
		"count without items":      {demo, third("{kind: count, counts: [{items: [], at_least: 1}]}"), instruments.ValueMissing, "scales[1].rule.counts[0].items"},
		"count of unknown item":    {demo, third("{kind: count, counts: [{items: [9], at_least: 1}]}"), instruments.UnknownRef, "scales[1].rule.counts[0].items[0]"},
		"count without counts":     {demo, third("{kind: count, items: [1]}"), instruments.RuleParameters, "scales[1].rule.items"},
		"counted twice":            {phq, with("at_least: 2}, {items: [9]", "at_least: 2}, {items: [8, 9]"), instruments.ScoredTwice, "scales[2].rule.counts[1].items[0]"},
		"threshold nobody reaches": {phq, with("{items: [9], at_least: 1}", "{items: [9], at_least: 4}"), instruments.CountPointless, "scales[2].rule.counts[1].at_least"},
		"threshold all reach":      {phq, with("{items: [9], at_least: 1}", "{items: [9], at_least: 0}"), instruments.CountPointless, "scales[2].rule.counts[1].at_least"},
		"prorated count":           {phq, with("policy: none, evidence: {confidence: verified, sources: [camcops], note", "policy: prorate, max: 1, evidence: {confidence: verified, sources: [camcops], note"), instruments.MissingMismatch, "scales[1].missing.policy"},
		"highest without items":    {demo, third("{kind: highest, sets: [[]]}"), instruments.ValueMissing, "scales[1].rule.sets[0]"},
		"highest of unknown item":  {demo, third("{kind: highest, sets: [[1, 9]]}"), instruments.UnknownRef, "scales[1].rule.sets[0][1]"},
		"highest, item twice":      {demo, third("{kind: highest, sets: [[1, 2], [2, 3]]}"), instruments.ScoredTwice, "scales[1].rule.sets[1][0]"},
		"highest, reversed":        {demo, third("{kind: highest, sets: [[1, 2]], reversed: [1]}"), instruments.RuleParameters, "scales[1].rule.reversed"},
		"highest, wrong range":     {demo, third("{kind: highest, sets: [[1, 2], [3]]}"), instruments.RangeMismatch, "scales[1].range"},

		"table of nothing":        {demo, third("{kind: lookup, tables: [" + rows("", "") + "]}"), instruments.RuleParameters, "scales[1].rule"},
		"table of a later scale":  {demo, third("{kind: lookup, of: again, tables: [" + rows("", "") + "]}"), instruments.PartLater, "scales[1].rule.of"},
		"table without rows":      {demo, lookup("{population: {text: all}, rows: [], evidence: {confidence: own}}"), instruments.NumberOutside, "scales[1].rule.tables[0].rows"},
		"table of nobody known":   {demo, lookup(rows("{text: all}", "{informant: uncle}")), instruments.UnknownRef, "scales[1].rule.tables[0].population.informant"},
		"table without people":    {demo, lookup(rows("{text: all}", "{}")), instruments.NormNoPopulation, "scales[1].rule.tables[0].population"},
		"table without evidence":  {demo, lookup(rows("{confidence: own}", "{}")), instruments.EvidenceMissing, "scales[1].rule.tables[0]"},
		"rows out of order":       {demo, lookup(rows("score: 3,", "score: 5,")), instruments.TableOrder, "scales[1].rule.tables[0].rows[4]"},
		"row twice":               {demo, lookup(rows("score: 3,", "score: 4,")), instruments.TableOrder, "scales[1].rule.tables[0].rows[4]"},
		"table turns round":       {demo, lookup(rows("value: 8}", "value: 80}")), instruments.TableUneven, "scales[1].rule.tables[0].rows[5]"},
		"row no score has":        {demo, lookup(rows("score: 3,", "score: 3.5,")), instruments.TableRowUnmet, "scales[1].rule.tables[0].rows[3]"},
		"score without a row":     {demo, lookup(rows("{score: 3, value: 6}, ", "")), instruments.TableRowMissing, "scales[1].rule.tables[0].rows"},
		"table twice":             {demo, lookup(rows("", ""), rows("{text: all}", "{text: others}")), instruments.TableTwice, "scales[1].rule.tables[1]"},
		"table of another range":  {demo, lookup(rows("", "")), instruments.RangeMismatch, "scales[1].range"},
		"T score of nothing":      {demo, third("{kind: t-score}"), instruments.RuleParameters, "scales[1].rule"},
		"T score, empty limits":   {demo, third("{kind: t-score, of: strain, limits: {min: 80, max: 20}}"), instruments.NumberOutside, "scales[1].rule.limits"},
		"T score without a norm":  {phq, with("kind: count, counts: [{items: [1, 2], at_least: 2}]}", "kind: count, counts: [{items: [1, 2], at_least: 2}]}\n    bands_on: exact\n"+tOfCore), instruments.TScoreNoNorm, "scales[2].rule.of"},
		"T score of wrong range":  {demo, third("{kind: t-score, of: strain, limits: {min: 20, max: 80}}"), instruments.RangeMismatch, "scales[1].range"},
		"criterion of nothing":    {phq, with(major, ""), instruments.OutcomeShadowed, "scales[3].rule.outcomes[1]"},
		"requires nothing":        {phq, with("all: [{scale: core, at_least: 1}, "+major+"]", "all: []"), instruments.ValueMissing, "scales[3].rule.outcomes[0].all"},
		"requirement without end": {phq, with(major, "{scale: symptoms}"), instruments.ValueMissing, "scales[3].rule.outcomes[0].all[1]"},
		"requirement upside down": {phq, with(major, "{scale: symptoms, at_least: 5, at_most: 3}"), instruments.NumberOutside, "scales[3].rule.outcomes[0].all[1]"},
		"requirement of no scale": {phq, with(major, "{scale: sleep, at_least: 5}"), instruments.PartLater, "scales[3].rule.outcomes[0].all[1].scale"},
		"requirement nobody has":  {phq, with(major, "{scale: symptoms, at_least: 10}"), instruments.OutcomeNever, "scales[3].rule.outcomes[0]"},
		"wider outcome first":     {phq, with(major, "{scale: symptoms, at_least: 1}"), instruments.OutcomeShadowed, "scales[3].rule.outcomes[1]"},
		"criterion with items":    {phq, with("kind: criterion\n", "kind: criterion\n      items: [1]\n"), instruments.RuleParameters, "scales[3].rule.items"},
		"score for nobody known":  {phq, with("for: worker", "for: everyone"), instruments.UnknownValue, "scales[1].for"},
		"main scale hidden":       {demo, with("main: true", "main: true\n    for: worker"), instruments.NoMainScale, "scales[0].for"},
		"escape in a text":        {demo, with("holder: mittari", "holder: \"\\e[2J\""), instruments.TextControl, ""},
		"override in a cue":       {demo, []edit{{"cues.fi.yaml", "  3: ", "  3: \"\\u202e\"\n  9: "}}, instruments.TextControl, ""},
		"escape in a case":        {demo, []edit{{cases, "source: 'worked out outside the program: 0+0+0+0+0 = 0'", "source: \"\\e[2J\""}}, instruments.TextControl, ""},
	}
}

// tOfCore is a scale that compares another, which has no norm.
const tOfCore = `    direction: higher-is-worse
    range: {min: 0, max: 2}
    missing: {policy: none, evidence: {confidence: verified, sources: [camcops]}}
    rounding: {decimals: 0}
    evidence: {confidence: verified, sources: [camcops]}
  - id: core_t
    title: {fi: a, sv: a, en: a}
    plain: {fi: a, sv: a, en: a}
    rule: {kind: t-score, of: core}`
