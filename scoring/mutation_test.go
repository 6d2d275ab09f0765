package scoring_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// The worked examples of a definition notice every small mistake in its key.
func TestMutations(t *testing.T) {
	catalogue, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range catalogue.Refs() {
		t.Run(ref.String(), func(t *testing.T) {
			def, err := catalogue.At(ref)
			if err != nil {
				t.Fatal(err)
			}
			cases, err := catalogue.Cases(ref)
			if err != nil {
				t.Fatal(err)
			}
			found, err := scoring.Survivors(t.Context(), def, cases)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range found.Survivors {
				t.Errorf("no case notices %s", m)
			}
		})
	}
}

// everyMistake is allKinds with what it lacks: bands, cut-offs on both sides, a risk rule and a condition.
func everyMistake() *instruments.Definition {
	def := allKinds()
	def.BandSets = []instruments.BandSet{bands("severity", "total", instruments.Population{}, 0, 6, 12)}
	def.Cutoffs = []instruments.Cutoff{
		{ID: "high", Scale: "total", Value: 10, Clinical: instruments.AtOrAbove}, {ID: "low", Scale: "highest", Value: 3, Clinical: instruments.AtOrBelow},
	}
	def.Risks = []instruments.RiskRule{{Item: 6, AtLeast: new(2.0), Kind: instruments.RiskSafety}}
	def.Risks = append(def.Risks, instruments.RiskRule{Item: 5, AtMost: new(0.0), Kind: instruments.RiskSafety})
	def.Items[4].Asked = &instruments.Condition{Item: 1, Codes: []int{1, 2, 3}}
	def.Items[5].Asked = &instruments.Condition{Any: []instruments.Gate{{Item: 2, Codes: []int{1}}, {Item: 3, Codes: []int{1, 2, 3}}}}
	def.Scales = append(def.Scales, instruments.Scale{
		ID: "needing", Rule: instruments.Rule{Kind: instruments.RuleSum, Items: upTo(6)},
		Missing: instruments.Missing{Policy: instruments.MissingProrate, Parts: []instruments.ScaleID{"total", "count"}},
	})
	return def
}

func TestMutants_make_every_kind_of_mistake_and_change_nothing_else(t *testing.T) {
	def, before := everyMistake(), everyMistake()
	kinds := map[scoring.MutationKind]int{}
	for _, m := range scoring.Mutants(def) {
		kinds[m.Kind]++
		if m.Equivalent != "" {
			continue
		}
		if mutant := m.Of(def); reflect.DeepEqual(mutant, def) {
			t.Errorf("%s changes nothing", m)
		}
	}
	if diff := cmp.Diff(before, def, cmp.AllowUnexported(instruments.Definition{})); diff != "" {
		t.Errorf("the definition itself was changed:\n%s", diff)
	}
	// Sum of six, count of four, highest of six: 6 + 4 flips (a highest reverses nothing), 16 left out; 2 items of the sum can
	// move to the count and none to the highest, which has them all; 4 of the count's and 6 of the highest's have one target
	// less each, for the sum has all six. The scale that needs others has all six too: 6 flips, 6 left out, 2 that can move.
	want := map[scoring.MutationKind]int{
		scoring.MutateReversed: 16, scoring.MutateDropped: 22, scoring.MutateMoved: 2 + 2 + 2, scoring.MutatePart: 1, scoring.MutateMissing: 2,
		scoring.MutateBand: 4, scoring.MutateCutoff: 4, scoring.MutateCount: 4, scoring.MutateRow: 2 * (18 + 19), scoring.MutateNorm: 2,
		scoring.MutateRequirement: 8, scoring.MutateOutcome: 3, scoring.MutateOption: 4, scoring.MutateCondition: 2, scoring.MutateGate: 2,
		scoring.MutateRisk: 4, scoring.MutateLimit: 4, scoring.MutateNeed: 2,
	}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
}

func TestSurvivors_are_what_no_case_notices(t *testing.T) {
	def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(2)}, instruments.Missing{Policy: instruments.MissingNone}, instruments.Rounding{}, 2, 0, 1, 2)
	def.BandSets = []instruments.BandSet{bands("severity", "total", instruments.Population{}, 0, 3)}
	sheetOf := func(id string, a, b int, value float64, band string) instruments.Case {
		return instruments.Case{ID: id, Answers: map[int]*int{1: &a, 2: &b}, Expected: map[instruments.ScaleID]instruments.Expected{
			"total": {Status: instruments.ExpectScored, Value: &value, Bands: map[string]string{"severity": band}},
		}}
	}
	names := func(cases ...instruments.Case) (out []string) {
		found, err := scoring.Survivors(t.Context(), def, cases)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range found.Survivors {
			out = append(out, m.String())
		}
		if share := float64(found.Tried-len(out)) / float64(found.Tried); found.Caught() != share {
			t.Errorf("the share caught is %v, want %v", found.Caught(), share)
		}
		return out
	}
	all := []string{
		"reversed scale total item 1", "dropped scale total item 1", "reversed scale total item 2", "dropped scale total item 2", "missing scale total: 0 becomes 1",
		"band scale total severity middle: 3 becomes 2", "band scale total severity middle: 3 becomes 4",
		"option set 0: 0 becomes 1", "option set 1: 1 becomes 2", "option set 2: 2 becomes 3",
	}
	if diff := cmp.Diff(all, names()); diff != "" {
		t.Errorf("without a case:\n%s", diff)
	}
	// 1 + 1 = 2 notices that an item is left out, but not that the middle answer is turned round, nor the upper edge.
	want := []string{all[0], all[2], all[4], all[6], all[7], all[9]}
	if diff := cmp.Diff(want, names(sheetOf("even", 1, 1, 2, "low"))); diff != "" {
		t.Errorf("with one case:\n%s", diff)
	}
	none := instruments.Case{ID: "gap", Expected: map[instruments.ScaleID]instruments.Expected{"total": {Status: instruments.ExpectCannotBeScored}}}
	answered := 1
	none.Answers = map[int]*int{1: &answered}
	if got := names(sheetOf("even", 1, 1, 2, "low"), sheetOf("edge", 1, 2, 3, "middle"), sheetOf("floor", 0, 0, 0, "low"), none); got != nil {
		t.Errorf("with every case: %v", got)
	}
}

func TestSurvivors_wants_cases_that_hold(t *testing.T) {
	def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(1)}, instruments.Missing{Policy: instruments.MissingNone}, instruments.Rounding{}, 1, 0, 1)
	answer, wrong := 1, 7.0
	cases := []instruments.Case{{ID: "wrong", Answers: map[int]*int{1: &answer}, Expected: map[instruments.ScaleID]instruments.Expected{"total": {Status: instruments.ExpectScored, Value: &wrong}}}}
	_, err := scoring.Survivors(t.Context(), def, cases)
	if failed, ok := errors.AsType[*scoring.CaseFailedError](err); !ok || failed.Case != "wrong" || failed.Mismatch.Got != "1" || failed.Mismatch.Want != "7" {
		t.Errorf("the error is %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := scoring.Survivors(ctx, def, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
