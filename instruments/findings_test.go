package instruments_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mittari/mittari/instruments"
)

// edit replaces one text in one file; an empty old text appends, and "-" as new text removes the file.
type edit struct{ file, old, new string }

const (
	main  = "instrument.yaml"
	cases = "cases.yaml"
)

// edited gives a copy of a library folder with the edits made.
func edited(t *testing.T, dir string, edits []edit) fstest.MapFS {
	t.Helper()
	library := os.DirFS("library")
	files, err := fs.Glob(library, dir+"/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	out := fstest.MapFS{}
	for _, file := range files {
		data, err := fs.ReadFile(library, file)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimPrefix(file, dir+"/")] = &fstest.MapFile{Data: data}
	}
	for _, e := range edits {
		text := string(out[e.file].Data)
		switch {
		case e.new == "-":
			delete(out, e.file)
			continue
		case e.old == "":
			text += e.new
		case !strings.Contains(text, e.old):
			t.Fatalf("%s does not hold %q", e.file, e.old)
		default:
			text = strings.Replace(text, e.old, e.new, 1)
		}
		out[e.file] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// findings loads and lints a folder and gives whatever is wrong with it.
func findings(t *testing.T, folder fs.FS) []instruments.Finding {
	t.Helper()
	gather := func(err error) []instruments.Finding {
		var many instruments.DefinitionErrors
		var one *instruments.DefinitionError
		switch {
		case errors.As(err, &many):
			var all []instruments.Finding
			for _, e := range many {
				all = append(all, e.Finding)
			}
			return all
		case errors.As(err, &one):
			return []instruments.Finding{one.Finding}
		}
		t.Fatalf("%v is not about the definition", err)
		return nil
	}
	d, err := instruments.Load(folder, ".")
	if err != nil {
		return gather(err)
	}
	worked, err := instruments.LoadCases(folder, ".", d)
	if err != nil {
		return append(gather(err), instruments.Lint(d, nil)...)
	}
	return instruments.Lint(d, worked)
}

const (
	demo    = "demo-checkin/1"
	sum     = "rule: {kind: sum, items: [1, 2, 3, 4, 5], reversed: [4]}"
	prorate = "      policy: prorate\n      max: 1"
	// second is a scale that counts the first one once more.
	second = `
  - id: again
    title: {fi: a, sv: a, en: a}
    plain: {fi: a, sv: a, en: a}
    rule: {kind: composite, scales: [{scale: strain}]}
    direction: higher-is-worse
    range: {min: 0, max: 20}
    missing: {policy: none, evidence: {confidence: own}}
    rounding: {decimals: 0}
    evidence: {confidence: own}

band_sets:`
)

func with(old, replacement string) []edit { return []edit{{main, old, replacement}} }

// Each row is one way to get a definition wrong, and the one message it must give.
func findingTests() map[string]struct {
	dir   string
	edits []edit
	code  instruments.FindingCode
	where string // in the file the message names; empty: not checked
} {
	return map[string]struct {
		dir   string
		edits []edit
		code  instruments.FindingCode
		where string
	}{
		// The file as such.
		"no file":             {demo, []edit{{main, "", "-"}}, instruments.FileMissing, ""},
		"no cases":            {demo, []edit{{cases, "", "-"}}, instruments.FileMissing, ""},
		"no own wording":      {demo, []edit{{"wording.sv.yaml", "", "-"}}, instruments.FileMissing, ""},
		"huge file":           {demo, []edit{{main, "", strings.Repeat("# a line of comment\n", 60_000)}}, instruments.FileTooLarge, ""},
		"binary file":         {demo, with("id: demo", "id: \x00demo"), instruments.FileNotText, ""},
		"escape sequence":     {demo, with("id: demo", "id: \x1b[2Jdemo"), instruments.FileNotText, ""},
		"not UTF-8":           {demo, with("id: demo", "id: \xff"), instruments.FileNotText, ""},
		"brackets":            {demo, with("id: demo", "id: "+strings.Repeat("[", 50)), instruments.FileTooDeep, ""},
		"dashes":              {demo, []edit{{main, "", "deep:\n  " + strings.Repeat("- ", 60) + "a\n"}}, instruments.FileTooDeep, ""},
		"indentation":         {demo, []edit{{main, "", strings.Repeat(" ", 200) + "a: b\n"}}, instruments.FileTooDeep, ""},
		"colons in a row":     {demo, with("id: demo", "id: "+strings.Repeat("a: ", 60)+"demo"), instruments.FileTooDeep, ""},
		"endless list":        {demo, with("informants: [self]", "informants: ["+strings.Repeat("self, ", 1100)+"self]"), instruments.FileTooWide, ""},
		"endless block":       {demo, []edit{{main, "", "more:\n" + strings.Repeat("  - a\n", 1100)}}, instruments.FileTooWide, ""},
		"endless mapping":     {demo, []edit{{"cues.fi.yaml", "items:\n", "items:\n" + strings.Repeat("  9: a\n", 1100)}}, instruments.FileTooWide, ""},
		"anchor":              {demo, with("id: demo", "id: &a demo"), instruments.AnchorUsed, ""},
		"alias":               {demo, with("id: demo-checkin", "id: *a"), instruments.AnchorUsed, ""},
		"tag":                 {demo, with("id: demo", "id: !!binary demo"), instruments.AnchorUsed, ""},
		"second document":     {demo, []edit{{main, "", "---\nid: other\n---\nid: third\n"}}, instruments.SecondDocument, ""},
		"unknown key":         {demo, with("minutes: 1", "minute: 1"), instruments.UnknownKey, ""},
		"unknown inner key":   {demo, with("direction: higher", "directoin: higher"), instruments.UnknownKey, ""},
		"unknown cue key":     {demo, []edit{{"cues.fi.yaml", "items:", "item:"}}, instruments.UnknownKey, ""},
		"duplicate key":       {demo, with("version: 1", "version: 1\nversion: 2"), instruments.DuplicateKey, ""},
		"duplicate cue":       {demo, []edit{{"cues.fi.yaml", "  2:", "  1: toinen\n  2:"}}, instruments.DuplicateKey, ""},
		"duplicate in braces": {demo, with("{decimals: 0}", "{decimals: 0, decimals: 1}"), instruments.DuplicateKey, ""},
		"text for a number":   {demo, with("version: 1", "version: first"), instruments.WrongType, ""},
		"a list for a text":   {demo, with("status: released", "status: [a]"), instruments.WrongType, ""},
		"broken indentation":  {demo, with("ages:\n  from", "ages:\n from: 3\n  from"), instruments.NotReadable, ""},
		"an empty file":       {demo, []edit{{"cues.sv.yaml", "items", "# items"}, {"cues.sv.yaml", "", "-"}}, instruments.CueMissing, ""},

		// What keeps it from being scored.
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
		"no scales":               {demo, []edit{{main, sum, sum}, {main, "scales:\n  - id: strain", "scales: []\nunscored:\n  - id: strain"}}, instruments.UnknownKey, ""},
		"scale of unknown item":   {demo, with("items: [1, 2, 3, 4, 5],", "items: [1, 2, 3, 4, 6],"), instruments.UnknownRef, "scales[0].rule.items[4]"},
		"reversed outside":        {demo, with("items: [1, 2, 3, 4, 5], reversed: [4]", "items: [1, 2, 3, 5], reversed: [4]"), instruments.UnknownRef, "scales[0].rule.reversed[0]"},
		"unknown rule":            {demo, with("kind: sum", "kind: expression"), instruments.UnknownValue, "scales[0].rule.kind"},
		"rule without items":      {demo, with(sum, "rule: {kind: sum}"), instruments.RuleParameters, "scales[0].rule"},
		"rule with weights":       {demo, with(sum, "rule: {kind: sum, items: [1, 2, 3, 4, 5], weights: [{item: 1, weight: 2}]}"), instruments.RuleParameters, "scales[0].rule.weights"},
		"multiplier 0":            {demo, with("reversed: [4]}", "reversed: [4], multiplier: 0}"), instruments.ZeroFactor, "scales[0].rule.multiplier"},
		"weight 0":                {demo, with(sum, "rule: {kind: weighted, weights: [{item: 1, weight: 0}]}"), instruments.ZeroFactor, "scales[0].rule.weights[0]"},
		"part weight 0":           {demo, with("\nband_sets:", strings.Replace(second, "{scale: strain}", "{scale: strain, weight: 0}", 1)), instruments.ZeroFactor, "scales[1].rule.scales[0].weight"},
		"part below":              {demo, with("\nband_sets:", strings.Replace(second, "{scale: strain}", "{scale: again}", 1)), instruments.PartLater, "scales[1].rule.scales[0].scale"},
		"unknown direction":       {demo, with("higher-is-worse", "up"), instruments.UnknownValue, "scales[0].direction"},
		"empty range":             {demo, with("range: {min: 0, max: 20}", "range: {min: 20, max: 0}"), instruments.NumberOutside, "scales[0].range"},
		"nine decimals":           {demo, with("decimals: 0", "decimals: 9"), instruments.NumberOutside, "scales[0].rounding.decimals"},
		"bands on what":           {demo, with("decimals: 0}", "decimals: 0}\n    bands_on: median"), instruments.UnknownValue, "scales[0].bands_on"},
		"unknown policy":          {demo, with("policy: prorate", "policy: zero"), instruments.UnknownValue, "scales[0].missing.policy"},
		"all may be missing":      {demo, with("max: 1\n", "max: 5\n"), instruments.MissingMismatch, "scales[0].missing.max"},
		"none with a limit":       {demo, with("policy: prorate", "policy: none"), instruments.MissingMismatch, "scales[0].missing.max"},
		"mean policy on a sum":    {demo, with("policy: prorate", "policy: answered-mean"), instruments.MissingMismatch, "scales[0].missing.policy"},
		"prorated weights":        {demo, with(sum, "rule: {kind: weighted, weights: [{item: 1, weight: 1}, {item: 2, weight: 2}]}"), instruments.MissingMismatch, "scales[0].missing.policy"},
		"prorated composite":      {demo, with("\nband_sets:", strings.Replace(second, "policy: none", "policy: prorate, max: 1", 1)), instruments.MissingMismatch, "scales[1].missing.policy"},
		"bands of no scale":       {demo, with("name: trial\n    scale: strain", "name: trial\n    scale: stress"), instruments.UnknownRef, "band_sets[0].scale"},
		"bands without a name":    {demo, with("name: trial\n    scale", "name: ''\n    scale"), instruments.ValueMissing, "band_sets[0]"},
		"clinical side":           {demo, with("at-or-above", "above"), instruments.UnknownValue, "cutoffs[0].clinical"},
		"norm twice":              {demo, with("reliability:\n", "  - {id: invented, scale: strain, mean: 8, sd: 4, population: {text: x}, evidence: {confidence: own}}\n\nreliability:\n"), instruments.DuplicateID, "norms[1].id"},
		"kind of reliability":     {demo, with("kind: alpha", "kind: omega"), instruments.UnknownValue, "reliability[0].kind"},
		"population of nobody":    {demo, with("mean: 8, sd: 4, population: {text", "mean: 8, sd: 4, population: {informant: teacher, text"), instruments.UnknownRef, "norms[0].population.informant"},
		"population sex":          {demo, with("mean: 8, sd: 4, population: {text", "mean: 8, sd: 4, population: {sex: boy, text"), instruments.UnknownValue, "norms[0].population.sex"},
		"population ages":         {demo, with("mean: 8, sd: 4, population: {text", "mean: 8, sd: 4, population: {age_from: 9, age_to: 3, text"), instruments.NumberOutside, "norms[0].population"},
		"change in both forms":    {demo, with("norm: invented\n", "norm: invented\n    points: 5\n"), instruments.ChangeForm, "change[0]"},
		"change in no form":       {demo, with("    norm: invented\n    reliability: invented\n", ""), instruments.ChangeForm, "change[0]"},
		"change of no norm":       {demo, with("    norm: invented", "    norm: imagined"), instruments.UnknownRef, "change[0].norm"},
		"risk of no item":         {demo, with("{item: 5, at_least", "{item: 6, at_least"), instruments.UnknownRef, "risks[0].item"},
		"kind of risk":            {demo, with("kind: safety", "kind: fire"), instruments.UnknownValue, "risks[0].kind"},

		// What keeps it from being defended.
		"item in no scale":        {demo, []edit{{main, "items: [1, 2, 3, 4, 5],", "items: [1, 2, 3, 4],"}}, instruments.ItemUnused, "items[4]"},
		"unscored, no reason":     {demo, with("\nscales:", "\nunscored:\n  - {item: 5, reason: ''}\n\nscales:"), instruments.UnscoredNoReason, "unscored[0]"},
		"unscored but scored":     {demo, with("\nscales:", "\nunscored:\n  - {item: 5, reason: because}\n\nscales:"), instruments.UnscoredUsed, "unscored[0]"},
		"scored twice":            {demo, with("items: [1, 2, 3, 4, 5],", "items: [1, 2, 3, 4, 5, 5],"), instruments.ScoredTwice, "scales[0].rule.items[5]"},
		"reversed twice":          {demo, with("reversed: [4]", "reversed: [4, 4]"), instruments.ScoredTwice, "scales[0].rule.reversed[1]"},
		"reversal without range":  {demo, with("value: 0}, {code: 1, value: 1}, {code: 2, value: 2}, {code: 3, value: 3}, {code: 4, value: 4}", "value: 1}, {code: 1, value: 1}, {code: 2, value: 1}, {code: 3, value: 1}, {code: 4, value: 1}"), instruments.ReversalNoRange, "scales[0].rule.reversed[0]"},
		"range too wide":          {demo, with("range: {min: 0, max: 20}", "range: {min: 0, max: 25}"), instruments.RangeMismatch, "scales[0].range"},
		"no main scale":           {demo, with("    main: true\n", ""), instruments.NoMainScale, "scales"},
		"bands overlap":           {demo, with("min: 7, max: 12", "min: 6, max: 12"), instruments.BandOverlap, "band_sets[0].bands[1]"},
		"bands leave a gap":       {demo, with("min: 7, max: 12", "min: 8, max: 12"), instruments.BandGap, "band_sets[0].bands[1]"},
		"decimal gap":             {demo, with("min: 7, max: 12", "min: 6.5, max: 12"), instruments.BandGap, "band_sets[0].bands[1]"},
		"bands out of order":      {demo, with("light, min: 0, max: 6,", "light, min: 8, max: 12,"), instruments.BandOrder, "band_sets[0].bands[1]"},
		"band backwards":          {demo, with("min: 7, max: 12", "min: 12, max: 7"), instruments.BandOrder, "band_sets[0].bands[1]"},
		"band outside":            {demo, with("min: 13, max: 20", "min: 13, max: 21"), instruments.BandOutside, "band_sets[0].bands[2]"},
		"band starts late":        {demo, with("light, min: 0", "light, min: 1"), instruments.BandUncovered, "band_sets[0].bands"},
		"band code twice":         {demo, with("code: medium", "code: light"), instruments.DuplicateID, "band_sets[0].bands[1]"},
		"same bands twice":        {"who-5/1", with("name: three-band", "name: screening"), instruments.BandSetTwice, "band_sets[1]"},
		"cut-off outside":         {demo, with("value: 13\n", "value: 31\n"), instruments.CutoffOutside, "cutoffs[0].value"},
		"cut-off of no group":     {demo, with("name: trial\n    scale: strain\n    value", "name: ''\n    scale: strain\n    value"), instruments.ValueMissing, "cutoffs[0]"},
		"norm of nobody":          {demo, with("sd: 4, population: {text: nobody; the figures are invented}", "sd: 4, population: {}"), instruments.NormNoPopulation, "norms[0].population"},
		"norm without spread":     {demo, with("sd: 4", "sd: 0"), instruments.NormImpossible, "norms[0]"},
		"norm off the scale":      {demo, with("mean: 8", "mean: 80"), instruments.NormImpossible, "norms[0]"},
		"reliability in percent":  {demo, with("value: 0.8,", "value: 80,"), instruments.ReliabilityRange, "reliability[0].value"},
		"change off the scale":    {demo, with("    norm: invented\n    reliability: invented\n", "    points: 60\n"), instruments.ChangeTooLarge, "change[0].points"},
		"no holder":               {demo, with("holder: mittari", "holder: ''"), instruments.RightsMissing, "rights"},
		"no sources":              {demo, with("sources:\n  - {id: own, ref: this form, seen: true}", "sources: []"), instruments.SourcesMissing, "sources"},
		"source without a name":   {demo, with("ref: this form", "ref: ''"), instruments.SourcesMissing, "sources[0]"},
		"unknown source":          {"phq-9/1", with("{confidence: verified, sources: [camcops]}", "{confidence: verified, sources: [camcops, camcop]}"), instruments.SourceUnknown, "recall.evidence.sources[1]"},
		"unused source":           {"phq-9/1", with("\nsources:\n", "\nsources:\n  - {id: other, ref: another, seen: true}\n"), instruments.SourceUnused, "sources[0]"},
		"unsourced constant":      {demo, with("mean: 8, sd: 4, population: {text: nobody; the figures are invented}, evidence: {confidence: own}", "mean: 8, sd: 4, population: {text: nobody; the figures are invented}, evidence: {}"), instruments.EvidenceMissing, "norms[0]"},
		"verified but not seen":   {"phq-9/1", with("{confidence: recalled, sources: [martin-2006]", "{confidence: verified, sources: [martin-2006]"), instruments.EvidenceUnseen, "norms[0].evidence"},
		"recalled from nowhere":   {"phq-9/1", with("{confidence: recalled, sources: [martin-2006]", "{confidence: recalled, sources: []"), instruments.SourcesMissing, "norms[0].evidence"},
		"unknown confidence":      {demo, with("mean: 8, sd: 4, population: {text: nobody; the figures are invented}, evidence: {confidence: own}", "mean: 8, sd: 4, population: {text: nobody; the figures are invented}, evidence: {confidence: certain}"), instruments.UnknownValue, "norms[0].evidence.confidence"},
		"own fact, foreign form":  {"phq-9/1", with("confidence: convention", "confidence: own"), instruments.EvidenceOwn, "risks[0].evidence"},
		"no Swedish title":        {demo, with("sv: Provformulär, ", ""), instruments.TextMissing, "title"},
		"no abbreviation":         {demo, with("abbreviation: {fi: KOKEILU, sv: PROV, en: TRIAL}", "abbreviation: {}"), instruments.TextMissing, "abbreviation"},
		"no Swedish abbreviation": {demo, with("sv: PROV, ", ""), instruments.TextMissing, "abbreviation"},
		"no Finnish terms":        {"sdq/1", with("    fi: Maksuton paperilla, ", "    de: Maksuton paperilla, "), instruments.TextMissing, "rights.terms"},
		"no English terms":        {demo, with("    en: Our own form, made for trying the program. You may use, translate and change it freely.\n", ""), instruments.TextMissing, "rights.terms"},
		"no English band":         {demo, with(", en: light week}", "}"), instruments.TextMissing, "band_sets[0].bands[0].title"},
		"no cues in a language":   {demo, []edit{{"cues.sv.yaml", "", "-"}}, instruments.CueMissing, ""},
		"no cue":                  {demo, []edit{{"cues.sv.yaml", "  3: sömn\n", ""}}, instruments.CueMissing, "items.3"},
		"no option cue":           {demo, []edit{{"cues.en.yaml", "    1: a little\n", ""}}, instruments.CueMissing, "options.amount.1"},
		"a sentence as a cue":     {demo, []edit{{"cues.en.yaml", "3: sleep", "3: how well do you sleep"}}, instruments.CueTooLong, "items.3"},
		"an endless word":         {demo, []edit{{"cues.en.yaml", "3: sleep", "3: " + strings.Repeat("z", 41)}}, instruments.CueTooLong, "items.3"},
		"cue of no item":          {demo, []edit{{"cues.en.yaml", "items:\n", "items:\n  9: ninth\n"}}, instruments.CueUnknown, "items.9"},
		"cue of no option":        {demo, []edit{{"cues.en.yaml", "  amount:\n", "  amount:\n    7: seventh\n"}}, instruments.CueUnknown, "options.amount.7"},
		"own wording cut short":   {demo, []edit{{"wording.en.yaml", "  3: My nights have been too short of rest.\n", ""}}, instruments.WordingIncomplete, ""},
		"own text, foreign form":  {"phq-9/1", with("{number: 1, set: frequency,", "{number: 1, own_text: true, set: frequency,"), instruments.OwnTextForeign, "items[0].own_text"},
		"case without source":     {demo, []edit{{cases, "source: 'worked out outside the program: 0+0+0+0+0 = 0'", "source: ''"}}, instruments.CaseNoSource, ""},
		"no case at the floor":    {demo, []edit{{cases, "value: 0,", "value: 1,"}}, instruments.CaseFloor, ""},
		"no case at the ceiling":  {demo, []edit{{cases, "value: 20,", "value: 19,"}}, instruments.CaseCeiling, ""},
		"no case at a band edge":  {demo, []edit{{cases, "value: 13,", "value: 14,"}}, instruments.CaseBandEdge, ""},
		"no case at the limit":    {demo, dropCases("demo-checkin-at-limit", "demo-checkin-risk-unanswered"), instruments.CaseMissingLimit, ""},
		"no case past the limit":  {demo, dropCases("demo-checkin-past-limit"), instruments.CaseMissingPast, ""},
		"only one far past":       {demo, []edit{{cases, "answers: {1: 2, 2: null, 3: null", "answers: {1: null, 2: null, 3: null"}}, instruments.CaseMissingPast, ""},
		"no case at an upper end": {demo, []edit{{cases, "value: 12,", "value: 11,"}}, instruments.CaseBandEdge, ""},
		"no case with a risk":     {demo, []edit{{cases, "risks: {5: flagged}", "risks: {}"}, {cases, "risks: {5: flagged}", "risks: {}"}}, instruments.CaseRisk, ""},
		"case twice":              {demo, []edit{{cases, "id: demo-checkin-sum-6", "id: demo-checkin-sum-0"}}, instruments.DuplicateID, "cases[1].id"},
		"case of nobody":          {demo, []edit{{cases, "    answers: {1: 0", "    informant: teacher\n    answers: {1: 0"}}, instruments.UnknownRef, "cases[0].informant"},
		"case of unknown sex":     {demo, []edit{{cases, "    answers: {1: 0", "    sex: boy\n    answers: {1: 0"}}, instruments.UnknownValue, "cases[0].sex"},
		"case with an odd answer": {demo, []edit{{cases, "answers: {1: 0", "answers: {1: 9"}}, instruments.UnknownRef, "cases[0].answers"},
		"case with an odd item":   {demo, []edit{{cases, "answers: {1: 0", "answers: {8: null, 1: 0"}}, instruments.UnknownRef, "cases[0].answers"},
		"case of an odd scale":    {demo, []edit{{cases, "strain: {status", "stress: {status"}}, instruments.UnknownRef, "cases[0].expected.stress"},
		"case of an odd status":   {demo, []edit{{cases, "status: scored", "status: fine"}}, instruments.UnknownValue, "cases[0].expected.strain.status"},
		"case without value":      {demo, []edit{{cases, "value: 0, reported", "reported"}}, instruments.ValueMissing, "cases[0].expected.strain"},
		"case of an odd band":     {demo, []edit{{cases, "bands: {trial: light}", "bands: {trial: lite}"}}, instruments.UnknownRef, "cases[0].expected.strain.bands"},
		"case of an odd cut-off":  {demo, []edit{{cases, "cutoffs: {heavy: false}", "cutoffs: {hefty: false}"}}, instruments.UnknownRef, "cases[0].expected.strain.cutoffs"},
		"case of an odd risk":     {demo, []edit{{cases, "risks: {5: none}", "risks: {4: none}"}}, instruments.UnknownRef, "cases[0].risks"},
	}
}

// dropCases turns the expectation of cases aside, so that they no longer count.
func dropCases(ids ...string) []edit {
	var edits []edit
	for _, id := range ids {
		edits = append(edits, edit{cases, "- id: " + id + "\n", "- id: " + id + "\n    dropped: true\n"})
	}
	return edits
}

func TestFindings_each_mistake_gives_its_message(t *testing.T) {
	for name, tt := range findingTests() {
		t.Run(name, func(t *testing.T) {
			all := findings(t, withoutDropped(edited(t, tt.dir, tt.edits)))
			for _, f := range all {
				if f.Code != tt.code || tt.where != "" && f.Where != tt.where {
					continue
				}
				if tt.where != "" && f.Line == 0 {
					t.Errorf("the message names no line: %s", f)
				}
				if f.File == "" || f.Problem == "" || f.Mend == "" {
					t.Errorf("the message lacks file, problem or remedy: %+v", f)
				}
				return
			}
			t.Errorf("no message %s at %q among:\n%v", tt.code, tt.where, all)
		})
	}
}

// withoutDropped removes the cases marked by dropCases.
func withoutDropped(folder fstest.MapFS) fstest.MapFS {
	file, ok := folder[cases]
	if !ok {
		return folder
	}
	var kept []string
	for i, part := range strings.Split(string(file.Data), "\n  - id: ") {
		if !strings.Contains(part, "dropped: true") {
			if i > 0 {
				part = "\n  - id: " + part
			}
			kept = append(kept, part)
		}
	}
	folder[cases] = &fstest.MapFile{Data: []byte(strings.Join(kept, ""))}
	return folder
}

// A message nobody can provoke is either dead or untested.
func TestFindings_every_code_has_a_test(t *testing.T) {
	tested := map[instruments.FindingCode]bool{instruments.WrongFolder: true} // see the catalogue's tests
	for _, tt := range findingTests() {
		tested[tt.code] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "FindingCode" {
				return true
			}
			code := strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`)
			count++
			if !tested[instruments.FindingCode(code)] {
				t.Errorf("no test provokes %s", code)
			}
			return true
		})
	}
	if count < 40 {
		t.Errorf("only %d codes were found in the source", count)
	}
}
