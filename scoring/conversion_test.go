package scoring_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

func at(v float64) *float64 { return &v }

// allKinds is an invented form of six items, 0 to 3, with a scale of every kind that is built from items or scales in a
// new way: a sum, a count, a highest, a table of the sum for adults and another for others, a T score of the sum for
// women, and a criterion on the sum and the count.
func allKinds() *instruments.Definition {
	def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(6)}, instruments.Missing{Policy: instruments.MissingProrate, Max: 1}, instruments.Rounding{}, 6, 0, 1, 2, 3)
	def.ID, def.Informants = "all-kinds", []instruments.Informant{instruments.Self}
	add := func(id instruments.ScaleID, r instruments.Rule) {
		def.Scales = append(def.Scales, instruments.Scale{
			ID: id, Rule: r, Missing: instruments.Missing{Policy: instruments.MissingNone}, Rounding: instruments.Rounding{Decimals: 1},
		})
	}
	add("count", instruments.Rule{Kind: instruments.RuleCount, Reversed: []int{2}, Counts: []instruments.Count{{Items: []int{1, 2, 3}, AtLeast: 2}, {Items: []int{6}, AtLeast: 1}}})
	add("highest", instruments.Rule{Kind: instruments.RuleHighest, Sets: [][]int{{1, 2}, {3}, {4, 5, 6}}})
	adults := instruments.Table{Population: instruments.Population{AgeFrom: 18}, Evidence: instruments.Evidence{Confidence: instruments.Verified, Sources: []string{"S1"}}}
	everyone := instruments.Table{}
	for raw := 0.0; raw <= 18; raw++ {
		everyone.Rows = append(everyone.Rows, instruments.Row{Score: raw, Value: 7 + raw/2})
		if raw != 5 { // a table with a hole, as some are printed
			adults.Rows = append(adults.Rows, instruments.Row{Score: raw, Value: 40 - raw})
		}
	}
	add("table", instruments.Rule{Kind: instruments.RuleLookup, Of: "total", Tables: []instruments.Table{adults, everyone}})
	add("t", instruments.Rule{Kind: instruments.RuleTScore, Of: "total", Limits: &instruments.Range{Min: 30, Max: 70}})
	def.Norms = []instruments.Norm{{ID: "women", Scale: "total", Mean: 6, SD: 4, Population: instruments.Population{Sex: instruments.Female}}}
	add("rule", instruments.Rule{Kind: instruments.RuleCriterion, Outcomes: []instruments.Outcome{
		{Value: 2, All: []instruments.Requirement{{Scale: "count", AtLeast: at(2)}, {Scale: "total", AtLeast: at(9)}}},
		{Value: 1, All: []instruments.Requirement{{Scale: "count", AtLeast: at(1)}, {Scale: "total", AtMost: at(12)}}},
	}})
	add("tripled", instruments.Rule{Kind: instruments.RuleComposite, Scales: []instruments.CompositeScale{{Scale: "rule", Weight: 3}}})
	return def
}

func TestRules_that_turn_scores_into_others(t *testing.T) {
	woman, child := scoring.Context{Sex: instruments.Female, Age: 30}, scoring.Context{Age: 9}
	cases := []struct {
		name  string
		sheet instruments.Responses
		ctx   scoring.Context
		want  map[instruments.ScaleID]string // the value, or the reason
	}{
		// Sum 2+1+0+3+1+1 = 8. Counted: 1 (2 ≥ 2), 2 (turned 3−1 = 2), not 3 (0), 6 (1 ≥ 1): 3. Highest: 2 + 0 + 3 = 5.
		// Adults' table 40−8 = 32, T 50+10×(8−6)/4 = 55. Count is 3 but the sum below 9: second rule, 1.
		{"woman", sheet(2, 1, 0, 3, 1, 1), woman, map[instruments.ScaleID]string{"total": "8", "count": "3", "highest": "5", "table": "32", "t": "55", "rule": "1", "tripled": "3"}},
		// The same sheet of a child: the other table, 7+8/2 = 11; no norm.
		{"child", sheet(2, 1, 0, 3, 1, 1), child, map[instruments.ScaleID]string{"table": "11", "t": "no-norm-fits", "rule": "1"}},
		// Sum 18: T 50+10×12/4 = 80, kept at 70. Item 2 turned is 0: count 3. Highest 9. First rule.
		{"ceiling", sheet(3, 3, 3, 3, 3, 3), woman, map[instruments.ScaleID]string{"total": "18", "count": "3", "highest": "9", "table": "22", "t": "80", "rule": "2", "tripled": "6"}},
		// Sum 0: T 50−15 = 35. Item 2 turned is 3: count 1, so that the second rule holds.
		{"floor", sheet(0, 0, 0, 0, 0, 0), woman, map[instruments.ScaleID]string{"total": "0", "count": "1", "highest": "0", "table": "40", "t": "35", "rule": "1"}},
		// Sum 11, count: 1 no, 2 (3−3 = 0) no, 3 no, 6 no: 0. Neither rule.
		{"neither", sheet(1, 3, 1, 3, 3, 0), woman, map[instruments.ScaleID]string{"total": "11", "count": "0", "rule": "0", "tripled": "0"}},
		// Sum 5 has no row in the adults' table; the child's has one.
		{"hole", sheet(1, 1, 1, 1, 1, 0), woman, map[instruments.ScaleID]string{"total": "5", "table": "not-in-table"}},
		{"no hole", sheet(1, 1, 1, 1, 1, 0), child, map[instruments.ScaleID]string{"table": "9.5"}},
		// Item 4 is missing: the sum is filled in, 7 × 6/5 = 8.4, and stands between two rows. What counts item 4 has no score;
		// the count does not look at it.
		{"gap", sheet(2, 1, 1, -1, 2, 1), woman, map[instruments.ScaleID]string{"total": "8.4", "count": "3", "highest": "too-few-answers", "table": "not-in-table", "t": "56", "rule": "1"}},
		// Filled in to a whole number, 5 × 6/5 = 6, it has a row.
		{"whole gap", sheet(1, 1, 1, -1, 1, 1), woman, map[instruments.ScaleID]string{"total": "6", "table": "34"}},
		// Item 6 is missing in the count: no count, so no rule, so nothing made of it.
		{"count gap", sheet(3, 0, 3, 1, 1, -1), woman, map[instruments.ScaleID]string{"count": "too-few-answers", "rule": "part-missing:count", "tripled": "part-missing:rule"}},
		{"two gaps", sheet(3, -1, -1, 1, 1, 1), woman, map[instruments.ScaleID]string{"total": "too-few-answers", "table": "part-missing:total", "t": "part-missing:total"}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			got := score(t, allKinds(), tt.sheet, tt.ctx)
			for id, want := range tt.want {
				s := got.Scale(id)
				is := s.Reason.String()
				if s.Status == scoring.Scored {
					is = strconv.FormatFloat(scoring.RoundHalfUp(s.Value, 6), 'f', -1, 64)
				}
				if is != want {
					t.Errorf("%s is %s, want %s", id, is, want)
				}
				if s.Status != scoring.Scored && (s.Value != 0 || s.Reported != 0) {
					t.Errorf("%s cannot be scored but holds %v", id, s.Value)
				}
			}
		})
	}
}

// Limits bound what is reported; the score itself, and whatever is compared with it, stays.
func TestLimits_bound_only_what_is_reported(t *testing.T) {
	woman := scoring.Context{Sex: instruments.Female, Age: 30}
	def := allKinds()
	for want, tt := range map[float64]struct {
		sheet instruments.Responses
		value float64
	}{
		70: {sheet(3, 3, 3, 3, 3, 3), 80}, // 50 + 10 × (18 − 6) ÷ 4
		35: {sheet(0, 0, 0, 0, 0, 0), 35}, // 50 + 10 × (0 − 6) ÷ 4
		55: {sheet(2, 1, 0, 3, 1, 1), 55},
	} {
		if got := score(t, def, tt.sheet, woman).Scale("t"); got.Value != tt.value || got.Reported != want {
			t.Errorf("%v is reported as %v, want %v as %v", got.Value, got.Reported, tt.value, want)
		}
	}
	def.Scales[slices.IndexFunc(def.Scales, func(s instruments.Scale) bool { return s.ID == "t" })].Rounding.Score = true
	if got := score(t, def, sheet(3, 3, 3, 3, 3, 3), woman).Scale("t"); got.Value != 80 || got.Reported != 70 {
		t.Errorf("a score that is rounded itself is %v, reported as %v", got.Value, got.Reported)
	}
}

func TestRules_without_a_table_for_the_person(t *testing.T) {
	def := allKinds()
	def.Scales[3].Rule.Tables = def.Scales[3].Rule.Tables[:1]
	got := score(t, def, sheet(0, 0, 0, 0, 0, 0), scoring.Context{Age: -1}).Scale("table")
	if got.Reason != (scoring.Reason{Kind: scoring.NoTableFits, Part: "total"}) {
		t.Errorf("the reason is %+v", got.Reason)
	}
}

func TestExplain_of_converted_scores(t *testing.T) {
	def := allKinds()
	ctx := scoring.Context{Sex: instruments.Female, Age: 30}
	steps := func(codes instruments.Responses, ctx scoring.Context) map[instruments.ScaleID][]scoring.Step {
		out := map[instruments.ScaleID][]scoring.Step{}
		for _, s := range explain(t, def, codes, ctx).Scales {
			for _, step := range s.Steps {
				switch step.Kind {
				case scoring.StepKey, scoring.StepAnswer, scoring.StepReversed, scoring.StepMissing, scoring.StepTotal, scoring.StepRounded, scoring.StepSum:
				default:
					out[s.Scale] = append(out[s.Scale], step)
				}
			}
		}
		return out
	}
	got := steps(sheet(3, 3, 3, 3, 3, 3), ctx)
	adults := def.Scales[3].Rule.Tables[0]
	want := map[instruments.ScaleID][]scoring.Step{
		"count": {
			{Kind: scoring.StepCounted, Item: 1, From: 3, Low: 2, Holds: true, Value: 1},
			{Kind: scoring.StepCounted, Item: 2, From: 0, Low: 2},
			{Kind: scoring.StepCounted, Item: 3, From: 3, Low: 2, Holds: true, Value: 1},
			{Kind: scoring.StepCounted, Item: 6, From: 3, Low: 1, Holds: true, Value: 1},
		},
		"highest": {
			{Kind: scoring.StepHighest, Item: 1, Of: 2, Value: 3},
			{Kind: scoring.StepHighest, Item: 3, Of: 1, Value: 3},
			{Kind: scoring.StepHighest, Item: 4, Of: 3, Value: 3},
		},
		"table": {{Kind: scoring.StepLookup, Part: "total", From: 18, Value: 22, Population: adults.Population, Evidence: adults.Evidence}},
		"total": {{Kind: scoring.StepTScore, Norm: "women", From: 18, Mean: 6, SD: 4, Value: 80, Population: def.Norms[0].Population}},
		"t": {
			{Kind: scoring.StepTScore, Part: "total", Norm: "women", From: 18, Mean: 6, SD: 4, Value: 80, Population: def.Norms[0].Population},
			{Kind: scoring.StepLimited, From: 80, Low: 30, High: 70, Value: 70},
		},
		"rule": {
			{Kind: scoring.StepRequirement, Part: "count", From: 3, Low: 2, High: math.Inf(1), Holds: true},
			{Kind: scoring.StepRequirement, Part: "total", From: 18, Low: 9, High: math.Inf(1), Holds: true},
			{Kind: scoring.StepOutcome, Count: 1, Holds: true, Value: 2},
		},
		"tripled": {{Kind: scoring.StepPart, Part: "rule", Status: scoring.Scored, From: 2, Factor: 3, Value: 6}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	// Sum 5: a hole in the table. Item 2 turned is 2, all others below their thresholds but 6: the count is 1.
	got = steps(sheet(1, 1, 1, 1, 1, 0), ctx)
	if d := cmp.Diff([]scoring.Step{{Kind: scoring.StepNotInTable, Part: "total", From: 5, Population: adults.Population, Evidence: adults.Evidence}}, got["table"]); d != "" {
		t.Error(d)
	}
	got = steps(sheet(1, 3, 1, 3, 3, 0), scoring.Context{Age: -1})
	if d := cmp.Diff([]scoring.Step{{Kind: scoring.StepNoNorm, Part: "total", From: 11}}, got["t"]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]scoring.Step{
		{Kind: scoring.StepRequirement, Part: "count", From: 0, Low: 2, High: math.Inf(1)},
		{Kind: scoring.StepRequirement, Part: "total", From: 11, Low: 9, High: math.Inf(1), Holds: true},
		{Kind: scoring.StepOutcome, Count: 1},
		{Kind: scoring.StepRequirement, Part: "count", From: 0, Low: 1, High: math.Inf(1)},
		{Kind: scoring.StepRequirement, Part: "total", From: 11, Low: math.Inf(-1), High: 12, Holds: true},
		{Kind: scoring.StepOutcome, Count: 2},
		{Kind: scoring.StepOtherwise},
	}, got["rule"]); d != "" {
		t.Error(d)
	}
}

// BenchmarkScoreAllKinds is a sheet with every new kind of rule: nothing is allocated.
func BenchmarkScoreAllKinds(b *testing.B) {
	s := compile(b, allKinds())
	responses, ctx := sheet(2, 1, 0, 3, 1, 1), scoring.Context{Sex: instruments.Female, Age: 30}
	var r scoring.Result
	b.ReportAllocs()
	for b.Loop() {
		if err := s.ScoreInto(&r, responses, ctx); err != nil {
			b.Fatal(err)
		}
	}
}
