package scoring_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

func TestScorer_rules_and_missing_policies(t *testing.T) {
	none := instruments.Missing{Policy: instruments.MissingNone}
	prorate := instruments.Missing{Policy: instruments.MissingProrate, Max: 1}
	likert := []float64{0, 1, 2, 3, 4}
	for _, c := range []struct {
		name    string
		rule    instruments.Rule
		missing instruments.Missing
		codes   []int
		want    float64
		status  scoring.Status
		reason  scoring.Reason
	}{
		{"sum", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3)}, none, []int{1, 2, 4}, 7, scoring.Scored, scoring.Reason{}},
		{"sum times four", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3), Multiplier: 4}, none, []int{1, 2, 4}, 28, scoring.Scored, scoring.Reason{}},
		{"sum with a reversed item", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3), Reversed: []int{2}}, none, []int{1, 0, 4}, 9, scoring.Scored, scoring.Reason{}},
		{"one of three missing: 5 × 3 ÷ 2", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3)}, prorate, []int{1, -1, 4}, 7.5, scoring.Scored, scoring.Reason{}},
		{"the reversed value is what is carried over", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3), Reversed: []int{1}}, prorate, []int{1, -1, 4}, 10.5, scoring.Scored, scoring.Reason{}},
		{"two missing where one may be", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3)}, prorate, []int{1, -1, -1}, 0, scoring.CannotBeScored, scoring.Reason{Kind: scoring.TooFewAnswers, Missing: 2, Limit: 1}},
		{"one missing where none may be", instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3)}, none, []int{1, -1, 4}, 0, scoring.CannotBeScored, scoring.Reason{Kind: scoring.TooFewAnswers, Missing: 1}},
		{"mean", instruments.Rule{Kind: instruments.RuleMean, Items: upTo(3), Multiplier: 10}, prorate, []int{1, -1, 4}, 25, scoring.Scored, scoring.Reason{}},
		{"mean of the answered", instruments.Rule{Kind: instruments.RuleMean, Items: upTo(3)}, instruments.Missing{Policy: instruments.MissingMean, Max: 2}, []int{-1, 3, -1}, 3, scoring.Scored, scoring.Reason{}},
		{"nothing answered is never scored", instruments.Rule{Kind: instruments.RuleMean, Items: upTo(3)}, instruments.Missing{Policy: instruments.MissingMean, Max: 3}, []int{-1, -1, -1}, 0, scoring.CannotBeScored, scoring.Reason{Kind: scoring.TooFewAnswers, Missing: 3, Limit: 3}},
		{
			"weighted: 2 + 0.5×1 + 2×4 − 2×1",
			instruments.Rule{Kind: instruments.RuleWeighted, Constant: 2, Weights: []instruments.ItemWeight{{Item: 1, Weight: .5}, {Item: 2, Weight: 2}, {Item: 3, Weight: -2}}},
			none,
			[]int{1, 4, 1},
			8.5, scoring.Scored,
			scoring.Reason{},
		},
		{
			"weighted, the missing item takes the mean 2.5 of 1 and 4",
			instruments.Rule{Kind: instruments.RuleWeighted, Weights: []instruments.ItemWeight{{Item: 1, Weight: 1}, {Item: 2, Weight: 3}, {Item: 3, Weight: 1}}},
			prorate,
			[]int{1, -1, 4},
			12.5, scoring.Scored,
			scoring.Reason{},
		},
		{
			"weighted with a reversed item: 10×(4 − 1) + 0 + 0",
			instruments.Rule{Kind: instruments.RuleWeighted, Reversed: []int{1}, Weights: []instruments.ItemWeight{{Item: 1, Weight: 10}, {Item: 2, Weight: 1}, {Item: 3, Weight: 1}}},
			none,
			[]int{1, 0, 0},
			30, scoring.Scored,
			scoring.Reason{},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			def := one(c.rule, c.missing, instruments.Rounding{Decimals: 2}, 3, likert...)
			got := score(t, def, sheet(c.codes...), scoring.Context{}).Scale("total")
			if got.Status != c.status || got.Value != c.want || got.Reason != c.reason {
				t.Errorf("%s, value %v, reason %+v", got.Status, got.Value, got.Reason)
			}
		})
	}
}

func TestScorer_total_builds_on_rounded_subscales(t *testing.T) {
	// Three answered items 2, 1, 1 of scale a: 4 × 5 ÷ 3 = 6.67, rounded to 7 before it goes into the total.
	codes := make([]int, 25)
	for _, reversed := range []int{7, 11, 14, 21, 25} {
		codes[reversed-1] = 2
	}
	codes[2], codes[7], codes[12], codes[15], codes[23] = 2, 1, 1, -1, -1
	r := score(t, fiveScales(), sheet(codes...), scoring.Context{Informant: instruments.Parent})
	a, total := r.Scale("a"), r.Scale("total")
	if a.Value != 7 || !a.Prorated || a.Answered != 3 || a.Items != 5 {
		t.Errorf("a is %+v", a)
	}
	if total.Value != 7 || !total.Prorated || total.Answered != 18 || total.Items != 20 {
		t.Errorf("total is %+v", total)
	}
	if r.Answered != 23 || r.Asked != 25 {
		t.Errorf("%d of %d answered", r.Answered, r.Asked)
	}

	codes[12] = -1
	r = score(t, fiveScales(), sheet(codes...), scoring.Context{Informant: instruments.Parent})
	if got := r.Scale("total"); got.Status != scoring.CannotBeScored || got.Reason != (scoring.Reason{Kind: scoring.PartMissing, Missing: 3, Part: "a"}) {
		t.Errorf("total is %+v", got)
	}
	if got := r.Scale("total").Reason.String(); got != "part-missing:a" {
		t.Errorf("the reason in files is %q", got)
	}
	if got := r.Scale("b"); got.Status != scoring.Scored {
		t.Errorf("b stands by itself, but is %+v", got)
	}
	if r.Scale("total").Band() != nil || r.Scale("nowhere") != nil {
		t.Error("a scale without a score has a band, or one that is not there was found")
	}
}

func TestScorer_composite_builds_on_exact_scores_unless_the_score_is_rounded(t *testing.T) {
	half := one(instruments.Rule{Kind: instruments.RuleMean, Items: upTo(2)}, instruments.Missing{Policy: instruments.MissingNone}, instruments.Rounding{}, 2, 0, 1, 2)
	half.Scales = append(half.Scales, instruments.Scale{
		ID:      "twice",
		Rule:    instruments.Rule{Kind: instruments.RuleComposite, Constant: 1, Scales: []instruments.CompositeScale{{Scale: "total", Weight: 2}}},
		Missing: instruments.Missing{Policy: instruments.MissingNone},
	})
	r := score(t, half, sheet(1, 2), scoring.Context{})
	if s := r.Scale("total"); s.Value != 1.5 || s.Reported != 2 {
		t.Errorf("total is %+v", s)
	}
	if got := r.Scale("twice").Value; got != 4 {
		t.Errorf("1 + 2 × 1.5 = %v", got)
	}
	half.Scales[0].Rounding.Score = true
	if got := score(t, half, sheet(1, 2), scoring.Context{}).Scale("twice").Value; got != 5 {
		t.Errorf("1 + 2 × 2 = %v", got)
	}
}

func TestScorer_refuses_wrong_sheets_without_keeping_an_old_result(t *testing.T) {
	scorer := compile(t, fiveScales())
	var r scoring.Result
	if err := scorer.ScoreInto(&r, sheet(make([]int, 25)...), scoring.Context{}); err != nil || len(r.Scales) != 6 {
		t.Fatal(err, len(r.Scales))
	}
	codes := make([]int, 25)
	codes[16] = 7
	err := scorer.ScoreInto(&r, sheet(codes...), scoring.Context{})
	code, ok := errors.AsType[*scoring.CodeError](err)
	if !ok || code.Item != 17 || code.Code != 7 {
		t.Errorf("error is %v", err)
	}
	if len(r.Scales) != 0 || len(r.Risks) != 0 || r.Answered != 0 {
		t.Errorf("an old result is left: %+v", r)
	}
	_, err = scorer.Score(sheet(1, 2), scoring.Context{})
	if length, ok := errors.AsType[*scoring.LengthError](err); !ok || length.Got != 2 || length.Want != 25 {
		t.Errorf("error is %v", err)
	}
	if _, err := scorer.Score(nil, scoring.Context{}); err == nil {
		t.Error("no sheet was scored")
	}
}

func TestScorer_reuses_results_of_any_earlier_sheet(t *testing.T) {
	scorer := compile(t, fiveScales())
	full, gaps := sheet(make([]int, 25)...), sheet(make([]int, 25)...)
	for _, i := range []int{2, 7, 12} {
		gaps[i] = instruments.Skip(instruments.DoesNotWant)
	}
	var reused scoring.Result
	for _, s := range []instruments.Responses{full, gaps, full, gaps} {
		ctx := scoring.Context{Informant: instruments.Self}
		if err := scorer.ScoreInto(&reused, s, ctx); err != nil {
			t.Fatal(err)
		}
		fresh, err := scorer.Score(s, ctx)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(withoutEmpty(fresh), withoutEmpty(reused)); d != "" {
			t.Error(d)
		}
	}
}

// withoutEmpty makes empty slices nil: reuse leaves room where there was none.
func withoutEmpty(r scoring.Result) scoring.Result {
	scales := append([]scoring.ScaleResult(nil), r.Scales...)
	for i := range scales {
		if len(scales[i].Bands) == 0 {
			scales[i].Bands = nil
		}
		if len(scales[i].Cutoffs) == 0 {
			scales[i].Cutoffs = nil
		}
	}
	r.Scales = scales
	return r
}

func TestScorer_allocates_nothing_in_steady_state(t *testing.T) {
	scorer := compile(t, fiveScales())
	responses := sheet(make([]int, 25)...)
	var r scoring.Result
	if n := testing.AllocsPerRun(200, func() {
		if err := scorer.ScoreInto(&r, responses, scoring.Context{Informant: instruments.Teacher, Age: 9}); err != nil {
			t.Fatal(err)
		}
	}); n >= 1 {
		t.Errorf("%v allocations a sheet", n)
	}
}

func TestScorer_is_safe_for_concurrent_use(t *testing.T) {
	scorer := compile(t, fiveScales())
	var wg sync.WaitGroup
	for value := range 3 {
		wg.Go(func() {
			codes := make([]int, 25)
			for i := range codes {
				codes[i] = value
			}
			var r scoring.Result
			for range 500 {
				if err := scorer.ScoreInto(&r, sheet(codes...), scoring.Context{Informant: instruments.Self}); err != nil {
					t.Error(err)
					return
				}
				if got := r.Scale("e").Value; got != float64(5*value) {
					t.Errorf("scale e is %v, want %v", got, 5*value)
					return
				}
			}
		})
	}
	wg.Wait()
}
