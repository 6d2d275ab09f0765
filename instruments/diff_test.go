package instruments_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
)

func loaded(t *testing.T, dir string, edits ...edit) *instruments.Definition {
	t.Helper()
	d, err := instruments.Load(edited(t, dir, edits), ".")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDiff_names_what_differs_and_how_far_it_reaches(t *testing.T) {
	tests := map[string]struct {
		dir   string
		edits []edit
		want  []instruments.Change
	}{
		"nothing":            {demo, nil, nil},
		"version and status": {demo, []edit{{main, "version: 1", "version: 2"}, {main, "status: released", "status: draft"}}, nil},
		"order of keys":      {demo, []edit{{main, "{fi: KOKEILU, sv: PROV, en: TRIAL}", "{en: TRIAL, sv: PROV, fi: KOKEILU}"}}, nil},
		"title":              {demo, with("sv: PROV", "sv: TEST"), []instruments.Change{{Where: "abbreviation.sv", Old: "PROV", New: "TEST", Effect: instruments.ChangesWords}}},
		"reversal":           {demo, with("reversed: [4]", "reversed: [3, 4]"), []instruments.Change{{Where: "scales[strain].rule.reversed", Old: "[4]", New: "[3, 4]", Effect: instruments.ChangesScores}}},
		"option":             {demo, with("{code: 4, value: 4}", "{code: 4, value: 5}"), []instruments.Change{{Where: "response_sets[amount].options[4].value", Old: "4", New: "5", Effect: instruments.ChangesScores}}},
		"missing":            {demo, with(prorate, "      policy: prorate\n      max: 2"), []instruments.Change{{Where: "scales[strain].missing.max", Old: "1", New: "2", Effect: instruments.ChangesScores}}},
		"norm":               {demo, with("sd: 4", "sd: 4.5"), []instruments.Change{{Where: "norms[invented].sd", Old: "4", New: "4.5", Effect: instruments.ChangesChange}}},
		"band": {demo, []edit{{main, "max: 6,", "max: 7,"}, {main, "min: 7,", "min: 8,"}}, []instruments.Change{
			{Where: "band_sets[trial strain all].bands[light].max", Old: "6", New: "7", Effect: instruments.ChangesVerdicts},
			{Where: "band_sets[trial strain all].bands[medium].min", Old: "7", New: "8", Effect: instruments.ChangesVerdicts},
		}},
		"cut-off":       {demo, with("value: 13\n", "value: 14\n"), []instruments.Change{{Where: "cutoffs[heavy].value", Old: "13", New: "14", Effect: instruments.ChangesVerdicts}}},
		"risk":          {demo, with("{item: 5, at_least: 4", "{item: 5, at_least: 1"), []instruments.Change{{Where: "risks[5 safety].at_least", Old: "4", New: "1", Effect: instruments.ChangesVerdicts}}},
		"evidence":      {"phq-9/1", with("confidence: convention, sources: [camcops]", "confidence: verified, sources: [camcops]"), []instruments.Change{{Where: "risks[9 self-harm].evidence.confidence", Old: "convention", New: "verified", Effect: instruments.ChangesWords}}},
		"requirement":   {"phq-9/1", with("{scale: symptoms, at_least: 5}", "{scale: symptoms, at_least: 6}"), []instruments.Change{{Where: "scales[syndrome].rule.outcomes[1].all[2].at_least", Old: "5", New: "6", Effect: instruments.ChangesScores}}},
		"a cue":         {demo, []edit{{"cues.sv.yaml", "3: sömn", "3: vila"}}, []instruments.Change{{Where: "cues.sv.yaml.items.3", Old: "sömn", New: "vila", Effect: instruments.ChangesWords}}},
		"our own words": {demo, []edit{{"wording.en.yaml", "title: Trial", "title: First"}}, []instruments.Change{{Where: "wording.en.yaml.title", Old: "Trial check-in", New: "First check-in", Effect: instruments.ChangesWords}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, instruments.Diff(loaded(t, tt.dir), loaded(t, tt.dir, tt.edits...))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDiff_of_lists_goes_by_name_and_order(t *testing.T) {
	a := loaded(t, "who-5/1")
	b := loaded(t, "who-5/1")
	b.BandSets[0], b.BandSets[1] = b.BandSets[1], b.BandSets[0]
	want := []instruments.Change{{
		Where: "band_sets", Old: "[screening percent all, three-band percent all]", New: "[three-band percent all, screening percent all]", Effect: instruments.ChangesVerdicts,
	}}
	if diff := cmp.Diff(want, instruments.Diff(a, b)); diff != "" {
		t.Error(diff)
	}
	b = loaded(t, "who-5/1")
	b.Cutoffs = b.Cutoffs[:1]
	got := instruments.Diff(a, b)
	if len(got) != 1 || got[0].Where != "cutoffs["+a.Cutoffs[1].ID+"]" || got[0].New != "" || got[0].Old == "" || got[0].Effect != instruments.ChangesVerdicts {
		t.Errorf("a cut-off less is %+v", got)
	}
	c := loaded(t, demo, with("\nband_sets:", second)...)
	got = instruments.Diff(loaded(t, demo), c)
	if len(got) != 1 || got[0].Where != "scales[again]" || got[0].Old != "" || got[0].Effect != instruments.ChangesScores {
		t.Errorf("a new scale is %+v", got)
	}
}

// A norm that makes T scores changes scores; one that only serves for comparing does not.
func TestDiff_knows_which_norms_make_scores(t *testing.T) {
	turned := third("{kind: t-score, of: strain, limits: {min: 0, max: 20}}")
	a := loaded(t, demo, turned...)
	b := loaded(t, demo, append(turned, with("sd: 4", "sd: 5")...)...)
	if got := instruments.Diff(a, b); len(got) != 1 || got[0].Effect != instruments.ChangesScores {
		t.Errorf("%+v", got)
	}
}

// Whatever differs one way differs the other way, with old and new exchanged.
func TestDiff_is_symmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *instruments.Definition {
			d, _ := instruments.Scaffold("own", rapid.IntRange(1, 4).Draw(t, name), rapid.SliceOfNDistinct(rapid.IntRange(0, 5), 2, 4, rapid.ID[int]).Draw(t, name+" codes")...)
			d.Title[instruments.Finnish] = rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, name+" title")
			d.Scales[0].Missing.Max = rapid.IntRange(0, 2).Draw(t, name+" missing")
			return d
		}
		a, b := draw("a"), draw("b")
		there, back := map[string]instruments.Change{}, map[string]instruments.Change{}
		for _, c := range instruments.Diff(a, b) {
			there[c.Where] = c
		}
		for _, c := range instruments.Diff(b, a) {
			c.Old, c.New = c.New, c.Old
			back[c.Where] = c
		}
		if diff := cmp.Diff(there, back); diff != "" {
			t.Fatal(diff)
		}
		if len(instruments.Diff(a, a)) != 0 {
			t.Fatal("a definition differs from itself")
		}
	})
}
