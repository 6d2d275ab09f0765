package instruments_test

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// scoringMistakes keep a definition from being read.
func scoringMistakes() map[string]mistake {
	return map[string]mistake{
		"bad id":                  {demo, with("id: demo-checkin", "id: Demo Checkin"), instruments.BadID, "id"},
		"bad scale id":            {demo, with("id: strain", "id: The Strain"), instruments.BadID, "scales[0].id"},
		"version 0":               {demo, with("version: 1", "version: 0"), instruments.NumberOutside, "version"},
		"unknown status":          {demo, with("status: released", "status: final"), instruments.UnknownValue, "status"},
		"no status":               {demo, with("status: released\n", ""), instruments.UnknownValue, "status"},
		"unknown informant":       {demo, with("informants: [self]", "informants: [uncle]"), instruments.UnknownValue, "informants[0]"},
		"no informant":            {demo, with("informants: [self]", "informants: []"), instruments.ValueMissing, "informants"},
		"ages reversed":           {demo, with("from: 7", "from: 7\n  to: 3"), instruments.NumberOutside, "ages"},
		"an endless number":       {demo, with("mean: 8", "mean: .inf"), instruments.NumberOutside, ""},
		"one option":              {demo, with("{code: 0, value: 0}, {code: 1, value: 1}, {code: 2, value: 2}, {code: 3, value: 3}, ", ""), instruments.NumberOutside, "response_sets[0].options"},
		"code twice":              {demo, with("{code: 1,", "{code: 0,"), instruments.DuplicateID, "response_sets[0].options[1]"},
		"huge code":               {demo, with("{code: 4,", "{code: 40000,"), instruments.NumberOutside, "response_sets[0].options[4]"},
		"item twice":              {demo, with("{number: 2,", "{number: 1,"), instruments.ItemOrder, "items[1].number"},
		"unknown set":             {demo, with("{number: 2, set: amount}", "{number: 2, set: amuont}"), instruments.UnknownRef, "items[1].set"},
		"item of no informant":    {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, informants: [teacher]}"), instruments.UnknownRef, "items[1].informants[0]"},
		"later condition":         {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {item: 3, codes: [1], otherwise: 0, evidence: {confidence: own}}}"), instruments.ConditionLater, "items[1].asked.item"},
		"condition on no answer":  {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {item: 1, codes: [], otherwise: 0, evidence: {confidence: own}}}"), instruments.ValueMissing, "items[1].asked.codes"},
		"condition on odd answer": {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {item: 1, codes: [9], otherwise: 0, evidence: {confidence: own}}}"), instruments.UnknownRef, "items[1].asked.codes[0]"},
		"condition on any, later": {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {any: [{item: 1, codes: [1]}, {item: 3, codes: [1]}], otherwise: 0, evidence: {confidence: own}}}"), instruments.ConditionLater, "items[1].asked.any[1].item"},
		"condition on any, odd":   {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {any: [{item: 1, codes: [9]}], otherwise: 0, evidence: {confidence: own}}}"), instruments.UnknownRef, "items[1].asked.any[0].codes[0]"},
		"condition on one twice":  {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {any: [{item: 1, codes: [1]}, {item: 1, codes: [2]}], otherwise: 0, evidence: {confidence: own}}}"), instruments.DuplicateID, "items[1].asked.any[1]"},
		"condition in two forms":  {demo, with("{number: 2, set: amount}", "{number: 2, set: amount, asked: {item: 1, codes: [1], any: [{item: 1, codes: [2]}], otherwise: 0, evidence: {confidence: own}}}"), instruments.ConditionForm, "items[1].asked"},
	}
}

// ruleMistakes keep a definition from being scored.
func ruleMistakes() map[string]mistake {
	return map[string]mistake{
		"no scales":             {demo, []edit{{main, sum, sum}, {main, "scales:\n  - id: strain", "scales: []\nunscored:\n  - id: strain"}}, instruments.UnknownKey, ""},
		"scale of unknown item": {demo, with("items: [1, 2, 3, 4, 5],", "items: [1, 2, 3, 4, 6],"), instruments.UnknownRef, "scales[0].rule.items[4]"},
		"reversed outside":      {demo, with("items: [1, 2, 3, 4, 5], reversed: [4]", "items: [1, 2, 3, 5], reversed: [4]"), instruments.UnknownRef, "scales[0].rule.reversed[0]"},
		"unknown rule":          {demo, with("kind: sum", "kind: expression"), instruments.UnknownValue, "scales[0].rule.kind"},
		"rule without items":    {demo, with(sum, "rule: {kind: sum}"), instruments.RuleParameters, "scales[0].rule"},
		"rule with weights":     {demo, with(sum, "rule: {kind: sum, items: [1, 2, 3, 4, 5], weights: [{item: 1, weight: 2}]}"), instruments.RuleParameters, "scales[0].rule.weights"},
		"multiplier 0":          {demo, with("reversed: [4]}", "reversed: [4], multiplier: 0}"), instruments.ZeroFactor, "scales[0].rule.multiplier"},
		"weight 0":              {demo, with(sum, "rule: {kind: weighted, weights: [{item: 1, weight: 0}]}"), instruments.ZeroFactor, "scales[0].rule.weights[0]"},
		"part weight 0":         {demo, with("\nband_sets:", strings.Replace(second, "{scale: strain}", "{scale: strain, weight: 0}", 1)), instruments.ZeroFactor, "scales[1].rule.scales[0].weight"},
		"part below":            {demo, with("\nband_sets:", strings.Replace(second, "{scale: strain}", "{scale: again}", 1)), instruments.PartLater, "scales[1].rule.scales[0].scale"},
		"unknown direction":     {demo, with("higher-is-worse", "up"), instruments.UnknownValue, "scales[0].direction"},
		"empty range":           {demo, with("range: {min: 0, max: 20}", "range: {min: 20, max: 0}"), instruments.NumberOutside, "scales[0].range"},
		"nine decimals":         {demo, with("decimals: 0", "decimals: 9"), instruments.NumberOutside, "scales[0].rounding.decimals"},
		"bands on what":         {demo, with("decimals: 0}", "decimals: 0}\n    bands_on: median"), instruments.UnknownValue, "scales[0].bands_on"},
		"unknown policy":        {demo, with("policy: prorate", "policy: zero"), instruments.UnknownValue, "scales[0].missing.policy"},
		"all may be missing":    {demo, with("max: 1\n", "max: 5\n"), instruments.MissingMismatch, "scales[0].missing.max"},
		"none with a limit":     {demo, with("policy: prorate", "policy: none"), instruments.MissingMismatch, "scales[0].missing.max"},
		"mean policy on a sum":  {demo, with("policy: prorate", "policy: answered-mean"), instruments.MissingMismatch, "scales[0].missing.policy"},
		"prorated weights":      {demo, with(sum, "rule: {kind: weighted, weights: [{item: 1, weight: 1}, {item: 2, weight: 2}]}"), instruments.MissingMismatch, "scales[0].missing.policy"},
		"prorated composite":    {demo, with("\nband_sets:", strings.Replace(second, "policy: none", "policy: prorate, max: 1", 1)), instruments.MissingMismatch, "scales[1].missing.policy"},
		"bands of no scale":     {demo, with("name: trial\n    scale: strain", "name: trial\n    scale: stress"), instruments.UnknownRef, "band_sets[0].scale"},
		"bands without a name":  {demo, with("name: trial\n    scale", "name: ''\n    scale"), instruments.ValueMissing, "band_sets[0]"},
		"clinical side":         {demo, with("at-or-above", "above"), instruments.UnknownValue, "cutoffs[0].clinical"},
		"norm twice":            {demo, with("reliability:\n", "  - {id: invented, scale: strain, mean: 8, sd: 4, population: {text: x}, evidence: {confidence: own}}\n\nreliability:\n"), instruments.DuplicateID, "norms[1].id"},
		"kind of reliability":   {demo, with("kind: alpha", "kind: omega"), instruments.UnknownValue, "reliability[0].kind"},
		"population of nobody":  {demo, with("mean: 8, sd: 4, population: {text", "mean: 8, sd: 4, population: {informant: teacher, text"), instruments.UnknownRef, "norms[0].population.informant"},
		"population sex":        {demo, with("mean: 8, sd: 4, population: {text", "mean: 8, sd: 4, population: {sex: boy, text"), instruments.UnknownValue, "norms[0].population.sex"},
		"population ages":       {demo, with("mean: 8, sd: 4, population: {text", "mean: 8, sd: 4, population: {age_from: 9, age_to: 3, text"), instruments.NumberOutside, "norms[0].population"},
		"change in both forms":  {demo, with("norm: invented\n", "norm: invented\n    points: 5\n"), instruments.ChangeForm, "change[0]"},
		"change in no form":     {demo, with("    norm: invented\n    reliability: invented\n", ""), instruments.ChangeForm, "change[0]"},
		"change of no norm":     {demo, with("    norm: invented", "    norm: imagined"), instruments.UnknownRef, "change[0].norm"},
		"risk of no item":       {demo, with("{item: 5, at_least", "{item: 6, at_least"), instruments.UnknownRef, "risks[0].item"},
		"risk without an end":   {demo, with("{item: 5, at_least: 4,", "{item: 5,"), instruments.RiskForm, "risks[0]"},
		"risk with two ends":    {demo, with("{item: 5, at_least: 4,", "{item: 5, at_least: 4, at_most: 4,"), instruments.RiskForm, "risks[0]"},
		"needed scale below":    {demo, needing("again, strain"), instruments.PartLater, "scales[1].missing.parts[0]"},
		"needed scale twice":    {demo, needing("strain, strain"), instruments.DuplicateID, "scales[1].missing.parts[1]"},
		"needed and limited":    {demo, needing("strain", "], evidence", "], max: 1, evidence"), instruments.MissingMismatch, "scales[1].missing.parts"},
		"needed by none":        {demo, needing("strain", "prorate", "none"), instruments.MissingMismatch, "scales[1].missing.parts"},
		"item of none needed":   {demo, append(needing("strain"), with(sum, "rule: {kind: sum, items: [1, 2, 3, 5]}")...), instruments.MissingMismatch, "scales[1].missing.parts"},
		"kind of risk":          {demo, with("kind: safety", "kind: fire"), instruments.UnknownValue, "risks[0].kind"},
	}
}

// needing adds a scale that counts all items and has a score when others have; pairs of texts change it.
func needing(parts string, changes ...string) []edit {
	text := strings.Replace(second, "rule: {kind: composite, scales: [{scale: strain}]}", sum, 1)
	text = strings.Replace(text, "missing: {policy: none, evidence", "missing: {policy: prorate, parts: ["+parts+"], evidence", 1)
	return with("\nband_sets:", strings.NewReplacer(changes...).Replace(text))
}
