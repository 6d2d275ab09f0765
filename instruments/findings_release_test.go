package instruments_test

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// releaseMistakes keep a definition from being defended.
func releaseMistakes() map[string]mistake {
	return map[string]mistake{
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
		"band called none":        {demo, with("code: light", "code: none"), instruments.BandReserved, "band_sets[0].bands[0].code"},
		"band code twice":         {demo, with("code: medium", "code: light"), instruments.DuplicateID, "band_sets[0].bands[1]"},
		"same bands twice":        {"who-5/1", with("name: three-band", "name: screening"), instruments.BandSetTwice, "band_sets[1]"},
		"prompt at no answer":     {demo, with("at_least: 4, kind", "at_least: 5, kind"), instruments.RiskPointless, "risks[0]"},
		"prompt at every answer":  {demo, with("at_least: 4, kind", "at_most: 4, kind"), instruments.RiskPointless, "risks[0]"},
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
	}
}

// caseMistakes are about the worked examples.
func caseMistakes() map[string]mistake {
	return map[string]mistake{
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
