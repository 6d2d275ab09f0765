package instruments_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/mittari/mittari/instruments"
)

// vector is a worked example of the reference collection, of which only parts are read.
type vector struct {
	ID        string         `yaml:"id"`
	Informant string         `yaml:"informant"`
	Answers   map[any]any    `yaml:"answers"`
	Expected  map[string]any `yaml:"expected"`
	Band3     map[string]any `yaml:"expected_band3"`
	Band4     map[string]any `yaml:"expected_band4"`
}

// laterRules lists what the collection has vectors for and this version has no rule kind for.
func laterRules() []string { return []string{"dsm_algorithm", "added_value", "effect_size"} }

func referenceVectors(t *testing.T, wanted []instruments.ID) map[instruments.ID][]vector {
	t.Helper()
	root := os.Getenv("MITTARI_REFERENCE_DATA")
	if root == "" {
		t.Skip("MITTARI_REFERENCE_DATA is not set: no reference collection to compare with")
	}
	files, err := filepath.Glob(filepath.Join(root, "..", "instruments", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Skip("no reference collection beside MITTARI_REFERENCE_DATA")
	}
	all := map[instruments.ID][]vector{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// Only the vectors of the documents that are wanted: other parts are more than the reader takes.
		for _, text := range strings.Split(string(data), "\n---\n") {
			id, _, _ := strings.Cut(strings.TrimPrefix(text, "id: "), "\n")
			if !slices.Contains(wanted, instruments.ID(id)) {
				continue
			}
			_, text, _ = strings.Cut(text, "\ntest_vectors:\n")
			text = "test_vectors:\n" + text
			var doc struct {
				Vectors []vector `yaml:"test_vectors"`
			}
			if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
				t.Fatalf("%s of %s: %v", id, file, err)
			}
			all[instruments.ID(id)] = append(all[instruments.ID(id)], doc.Vectors...)
		}
	}
	return all
}

func TestCases_hold_every_vector_of_the_reference_collection(t *testing.T) {
	shipped := []instruments.ID{"phq-9", "yp-core", "core-10", "sdq", "who-5", "audit-c"}
	all := referenceVectors(t, shipped)
	c := builtin(t)
	compared := 0
	for _, id := range shipped {
		if len(all[id]) == 0 {
			t.Errorf("the collection has no vectors of %s", id)
		}
		cases, err := c.Cases(instruments.Ref{ID: id, Version: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range all[id] {
			if _, only := v.Expected["added_value"]; only {
				continue
			}
			i := slices.IndexFunc(cases, func(one instruments.Case) bool { return one.ID == v.ID })
			if i < 0 {
				t.Errorf("%s has no case %s", id, v.ID)
				continue
			}
			compareAnswers(t, v, &cases[i])
			compareExpected(t, v, &cases[i])
			compared++
		}
	}
	if compared < 25 {
		t.Errorf("only %d vectors were compared", compared)
	}
}

func compareAnswers(t *testing.T, v vector, one *instruments.Case) {
	t.Helper()
	if len(v.Answers) != len(one.Answers) {
		t.Errorf("%s: %d answers, want %d", v.ID, len(one.Answers), len(v.Answers))
	}
	for item, answer := range v.Answers {
		number, ok := asInt(item)
		code := one.Answers[number]
		want, given := asInt(answer)
		if !ok || given != (code != nil) || given && *code != want {
			t.Errorf("%s: item %v has another answer than %v", v.ID, item, answer)
		}
	}
	if v.Informant != string(one.Informant) {
		t.Errorf("%s: informant %q, want %q", v.ID, one.Informant, v.Informant)
	}
}

func compareExpected(t *testing.T, v vector, one *instruments.Case) {
	t.Helper()
	for name, want := range v.Expected {
		switch {
		case slices.Contains(laterRules(), name):
		case name == "mean": // of YP-CORE: its score divided by ten
			if got, ok := asFloat(want); ok && math.Abs(got*10-*one.Expected["clinical_score"].Value) > 0.001 {
				t.Errorf("%s: a tenth of the score is not %v", v.ID, want)
			}
		case name == "risk_flag":
			state := map[any]instruments.ExpectedRisk{true: instruments.ExpectFlagged, false: instruments.ExpectNoRisk, nil: instruments.ExpectUnanswered}[want]
			if len(one.Risks) != 1 || one.Risks[4] != state {
				t.Errorf("%s: risks %v, want item 4 %s", v.ID, one.Risks, state)
			}
		case name == "risk":
			compareRisks(t, v.ID, want, one)
		default:
			compareScale(t, v.ID, want, one.Expected[instruments.ScaleID(name)])
		}
	}
	for set, bands := range map[string]map[string]any{"three-band": v.Band3, "four-band": v.Band4} {
		for scale, band := range bands {
			if got := one.Expected[instruments.ScaleID(scale)].Bands[set]; got != band {
				t.Errorf("%s: %s is %q in the set %s, want %v", v.ID, scale, got, set, band)
			}
		}
	}
}

func compareRisks(t *testing.T, id string, want any, one *instruments.Case) {
	t.Helper()
	states := map[int]string{}
	for _, r := range want.([]any) {
		risk := r.(map[string]any)
		item, _ := asInt(risk["item"])
		states[item] = risk["state"].(string)
	}
	for item, state := range one.Risks {
		wanted := map[string]instruments.ExpectedRisk{"flag": instruments.ExpectFlagged, "unanswered": instruments.ExpectUnanswered, "": instruments.ExpectNoRisk}[states[item]]
		if state != wanted {
			t.Errorf("%s: the risk of item %d is %s, want %s", id, item, state, wanted)
		}
		delete(states, item)
	}
	if len(states) > 0 {
		t.Errorf("%s: the risks of items %v are not expected", id, states)
	}
}

func compareScale(t *testing.T, id string, want any, got instruments.Expected) {
	t.Helper()
	if fields, ok := want.(map[string]any); ok {
		scored := fields["status"] != "not_scored"
		if scored != (got.Status == instruments.ExpectScored) {
			t.Errorf("%s: status %s, want %v", id, got.Status, fields["status"])
			return
		}
		if !scored {
			return
		}
		if reported, _ := asFloat(fields["score"]); got.Reported == nil || *got.Reported != reported {
			t.Errorf("%s: reported %v, want %v", id, got.Reported, reported)
		}
		if got.Prorated == nil || *got.Prorated != (fields["status"] == "prorated") {
			t.Errorf("%s: prorated differs from %v", id, fields["status"])
		}
		if band, ok := fields["band"].(string); ok && !slices.Contains(values(got.Bands), band) {
			t.Errorf("%s: bands %v, want %s", id, got.Bands, band)
		}
		if positive, ok := fields["positive"]; ok {
			if positive == nil && !got.NoCutoffs || positive != nil && !slices.Contains(values(got.Cutoffs), positive.(bool)) {
				t.Errorf("%s: cut-offs %v, want %v", id, got.Cutoffs, positive)
			}
		}
		want = fields["score"]
		if exact, ok := fields["exact"]; ok {
			want = exact
		}
	}
	value, scored := asFloat(want)
	if scored != (got.Status == instruments.ExpectScored) || scored && math.Abs(*got.Value-value) > 1e-4 {
		t.Errorf("%s: value %v, want %v", id, got.Value, want)
	}
}

func values[K comparable, V any](m map[K]V) []V {
	var all []V
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

func asInt(v any) (int, bool) {
	f, ok := asFloat(v)
	return int(f), ok
}

func asFloat(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	case uint64:
		return float64(n), true
	case float64:
		return n, true
	case string: // a key of a map
		var i int
		if err := yaml.Unmarshal([]byte(n), &i); err == nil {
			return float64(i), true
		}
	}
	return 0, false
}
