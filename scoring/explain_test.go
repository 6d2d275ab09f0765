package scoring_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

func explain(t *testing.T, def *instruments.Definition, s instruments.Responses, ctx scoring.Context) scoring.Explanation {
	t.Helper()
	e, err := scoring.Explain(def, s, ctx, *score(t, def, s, ctx))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestExplain_can_be_followed_by_hand(t *testing.T) {
	seen := instruments.Evidence{Confidence: instruments.Verified, Sources: []string{"S1"}}
	guessed := instruments.Evidence{Confidence: instruments.Recalled}
	def := one(
		instruments.Rule{Kind: instruments.RuleSum, Items: upTo(4), Reversed: []int{2}, Multiplier: 2},
		instruments.Missing{Policy: instruments.MissingProrate, Max: 1, Evidence: guessed},
		instruments.Rounding{Decimals: 0, Score: true}, 4, 0, 1, 2,
	)
	def.Hash = "feed"
	def.Scales[0].Evidence = seen
	def.Items[3].Asked = &instruments.Condition{Item: 1, Codes: []int{1, 2}, Otherwise: 0, Evidence: seen}
	set := bands("severity", "total", instruments.Population{Sex: instruments.Female}, 0, 3, 20)
	set.Evidence = guessed
	def.BandSets = []instruments.BandSet{set, bands("national", "total", instruments.Population{AgeFrom: 18}, 0)}
	def.Cutoffs = []instruments.Cutoff{{ID: "cut", Scale: "total", Value: 4, Clinical: instruments.AtOrAbove, Evidence: seen}}
	def.Risks = []instruments.RiskRule{{Item: 2, AtLeast: new(2.0), Kind: instruments.RiskSafety, Evidence: guessed}}

	got := explain(t, def, sheet(0, 0, -1, -1), scoring.Context{Sex: instruments.Female, Age: 9})
	// Item 1 counts 0, item 2 counts 2 + 0 − 0 = 2, item 4 is ruled out and counts 0, item 3 is missing:
	// sum 2 of three items, stretched 2 × 4 ÷ 3, times 2 = 5.33, rounded to 5.
	third := 2 * 4.0 / 3
	want := scoring.Explanation{
		Definition: def.Ref(), Hash: "feed", Context: scoring.Context{Sex: instruments.Female, Age: 9},
		Scales: []scoring.ScaleExplanation{{Scale: "total", Steps: []scoring.Step{
			{Kind: scoring.StepKey, Rule: instruments.RuleSum, Evidence: seen},
			{Kind: scoring.StepAnswer, Item: 1},
			{Kind: scoring.StepReversed, Item: 2, High: 2, Value: 2},
			{Kind: scoring.StepUnanswered, Item: 3},
			{Kind: scoring.StepRuledOut, Item: 4, By: []int{1}, Evidence: seen},
			{
				Kind: scoring.StepMissing, Policy: instruments.MissingProrate, Count: 1, Limit: 1, Status: scoring.Scored,
				Value: 2.0 / 3, Evidence: guessed,
			},
			{Kind: scoring.StepSum, Count: 3, Of: 4, Value: 2},
			{Kind: scoring.StepFilled, From: 2, Count: 3, Of: 4, Value: third},
			{Kind: scoring.StepMultiplied, From: third, Factor: 2, Value: 2 * third},
			{Kind: scoring.StepTotal, Value: 2 * third},
			{Kind: scoring.StepRounded, From: 2 * third, Value: 5, Final: true},
			{
				Kind: scoring.StepBand, Table: "severity", Band: "middle", Low: 3, High: 40, From: 5,
				Population: instruments.Population{Sex: instruments.Female}, Evidence: guessed,
			},
			{Kind: scoring.StepNoBand, Table: "national", From: 5},
			{Kind: scoring.StepCutoff, Cutoff: "cut", Low: 4, From: 5, Side: instruments.AtOrAbove, Clinical: true, Evidence: seen},
		}}},
		Risks: []scoring.Step{{Kind: scoring.StepRisk, Item: 2, Low: 2, High: math.Inf(1), Risk: scoring.RiskNone, RiskKind: instruments.RiskSafety, Evidence: guessed}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestExplain_of_a_scale_that_cannot_be_scored(t *testing.T) {
	codes := make([]int, 25)
	codes[2], codes[7], codes[12] = -1, -1, -1
	got := explain(t, fiveScales(), sheet(codes...), scoring.Context{Informant: instruments.Self})
	kinds := map[instruments.ScaleID][]scoring.StepKind{}
	for _, s := range got.Scales {
		for _, step := range s.Steps {
			kinds[s.Scale] = append(kinds[s.Scale], step.Kind)
		}
	}
	un, an := scoring.StepUnanswered, scoring.StepAnswer
	if d := cmp.Diff([]scoring.StepKind{scoring.StepKey, un, un, un, an, an, scoring.StepMissing}, kinds["a"]); d != "" {
		t.Error(d)
	}
	part := scoring.StepPart
	if d := cmp.Diff([]scoring.StepKind{scoring.StepKey, part, part, part, part}, kinds["total"]); d != "" {
		t.Error(d)
	}
	if p := got.Scales[5].Steps[1]; p.Part != "a" || p.Status != scoring.CannotBeScored {
		t.Errorf("the missing part is %+v", p)
	}
}

func TestExplain_of_weights_and_means(t *testing.T) {
	weighted := one(
		instruments.Rule{Kind: instruments.RuleWeighted, Constant: 1, Weights: []instruments.ItemWeight{{Item: 1, Weight: 3}, {Item: 2, Weight: -1}}},
		instruments.Missing{Policy: instruments.MissingProrate, Max: 1}, instruments.Rounding{Decimals: 1}, 2, 0, 1, 2,
	)
	mean := one(
		instruments.Rule{Kind: instruments.RuleMean, Items: upTo(2), Multiplier: 10},
		instruments.Missing{Policy: instruments.MissingMean, Max: 1}, instruments.Rounding{Decimals: 1}, 2, 0, 1, 2,
	)
	last := func(e scoring.Explanation, kind scoring.StepKind) (out []scoring.Step) {
		for _, s := range e.Scales[0].Steps {
			if s.Kind == kind {
				out = append(out, s)
			}
		}
		return out
	}
	e := explain(t, weighted, sheet(2, -1), scoring.Context{})
	if d := cmp.Diff([]scoring.Step{
		{Kind: scoring.StepWeighted, Item: 1, From: 2, Factor: 3, Value: 6},
		{Kind: scoring.StepWeighted, Item: 2, From: 2, Factor: -1, Value: -2},
	}, last(e, scoring.StepWeighted)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]scoring.Step{{Kind: scoring.StepTotal, Value: 5}}, last(e, scoring.StepTotal)); d != "" {
		t.Error(d)
	}
	e = explain(t, mean, sheet(1, -1), scoring.Context{})
	if d := cmp.Diff([]scoring.Step{{Kind: scoring.StepMean, From: 1, Count: 1, Value: 1}}, last(e, scoring.StepMean)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]scoring.Step{{Kind: scoring.StepMultiplied, From: 1, Factor: 10, Value: 10}}, last(e, scoring.StepMultiplied)); d != "" {
		t.Error(d)
	}
}

func TestExplain_refuses_a_result_that_is_not_of_these_answers(t *testing.T) {
	def := fiveScales()
	answers := sheet(make([]int, 25)...)
	result := *score(t, def, answers, scoring.Context{})
	other := sheet(make([]int, 25)...)
	other[2] = instruments.Answer(2)
	if _, err := scoring.Explain(def, other, scoring.Context{}, result); !errors.Is(err, scoring.ErrOtherResult) {
		t.Errorf("other answers: %v", err)
	}
	changed := fiveScales()
	changed.Hash = "beef"
	if _, err := scoring.Explain(changed, answers, scoring.Context{}, result); !errors.Is(err, scoring.ErrOtherResult) {
		t.Errorf("changed definition: %v", err)
	}
	if _, err := scoring.Explain(def, answers[:3], scoring.Context{}, result); err == nil {
		t.Error("a short sheet was explained")
	}
}
