package scoring_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// twoGates is a form whose third item is asked when the first or the second is not 0, and whose fourth hangs on the third.
func twoGates() *instruments.Definition {
	def := one(
		instruments.Rule{Kind: instruments.RuleSum, Items: upTo(4)}, instruments.Missing{Policy: instruments.MissingNone},
		instruments.Rounding{}, 4, 0, 1, 2,
	)
	def.Items[2].Asked = &instruments.Condition{Any: []instruments.Gate{{Item: 1, Codes: []int{1, 2}}, {Item: 2, Codes: []int{1, 2}}}}
	def.Items[3].Asked = &instruments.Condition{Item: 3, Codes: []int{2}, Otherwise: 1}
	return def
}

func TestCondition_on_any_of_several_items(t *testing.T) {
	for name, tt := range map[string]struct {
		sheet instruments.Responses
		want  string
	}{
		"both rule it out":            {sheet(0, 0, -1, -1), "1"}, // 0 + 0 + 0 + 1: what hangs on it is ruled out too
		"an answer to it is no use":   {sheet(0, 0, 2, 2), "1"},
		"one lets it through":         {sheet(0, 1, 2, 2), "5"},
		"the other lets it through":   {sheet(2, 0, 0, -1), "3"},
		"one is open, one rules out":  {sheet(-1, 0, -1, -1), "too-few-answers"},
		"one lets through, no answer": {sheet(1, 0, -1, 2), "too-few-answers"},
	} {
		t.Run(name, func(t *testing.T) {
			got := score(t, twoGates(), tt.sheet, scoring.Context{}).Scale("total")
			is := got.Reason.String()
			if got.Status == scoring.Scored {
				is = strconv.FormatFloat(scoring.RoundHalfUp(got.Value, 6), 'f', -1, 64)
			}
			if is != tt.want {
				t.Errorf("it is %s, want %s", is, tt.want)
			}
		})
	}
	e := explain(t, twoGates(), sheet(0, 0, -1, -1), scoring.Context{})
	want := []scoring.Step{{Kind: scoring.StepRuledOut, Item: 3, By: []int{1, 2}}, {Kind: scoring.StepRuledOut, Item: 4, By: []int{3}, Value: 1}}
	if d := cmp.Diff(want, e.Scales[0].Steps[3:5]); d != "" {
		t.Error(d)
	}
}

// What scoring rules out is what the form does not ask.
func TestProperty_conditions_agree_with_what_is_asked(t *testing.T) {
	def := twoGates()
	s, err := scoring.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		responses := drawSheet(t, def, 4)
		asked := 0
		for i := range def.Items {
			if def.Asked(responses, i, "") {
				asked++
			}
		}
		if r := mustScore(t, s, responses, scoring.Context{}); r.Asked != asked {
			t.Fatalf("scoring says %d are asked, the form %d", r.Asked, asked)
		}
	})
}

func TestMissing_parts_decide_for_a_scale_over_their_items(t *testing.T) {
	def := one(
		instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3)}, instruments.Missing{Policy: instruments.MissingProrate, Max: 1},
		instruments.Rounding{Decimals: 2}, 6, 0, 1, 2,
	)
	def.Scales[0].ID = "a"
	b := def.Scales[0]
	b.ID, b.Rule.Items = "b", []int{4, 5, 6}
	all := instruments.Scale{
		ID: "all", Rule: instruments.Rule{Kind: instruments.RuleSum, Items: upTo(6)}, Rounding: instruments.Rounding{Decimals: 2},
		Missing: instruments.Missing{Policy: instruments.MissingProrate, Parts: []instruments.ScaleID{"a", "b"}},
	}
	def.Scales = append(def.Scales, b, all)
	for name, tt := range map[string]struct {
		sheet instruments.Responses
		want  string
	}{
		"complete":                        {sheet(2, 2, 2, 1, 1, 1), "9"},
		"one of each":                     {sheet(2, 2, -1, 1, -1, 1), "9"}, // 6 of four items × 6 ÷ 4, not 6 + 3
		"stretched over all, not by part": {sheet(2, 2, -1, 0, 0, 0), "4.8"},
		"two of one part":                 {sheet(2, -1, -1, 1, 1, 1), "part-missing:a"},
	} {
		t.Run(name, func(t *testing.T) {
			got := score(t, def, tt.sheet, scoring.Context{}).Scale("all")
			is := got.Reason.String()
			if got.Status == scoring.Scored {
				is = strconv.FormatFloat(scoring.RoundHalfUp(got.Value, 6), 'f', -1, 64)
			}
			if is != tt.want {
				t.Errorf("it is %s, want %s", is, tt.want)
			}
		})
	}
	needed := func(s instruments.Responses) (kinds []scoring.Status) {
		for _, step := range explain(t, def, s, scoring.Context{}).Scales[2].Steps {
			if step.Kind == scoring.StepNeeded {
				kinds = append(kinds, step.Status)
			}
		}
		return kinds
	}
	if d := cmp.Diff([]scoring.Status{scoring.CannotBeScored, scoring.Scored}, needed(sheet(2, -1, -1, 1, 1, 1))); d != "" {
		t.Error(d)
	}
}

func TestRisk_rules_look_up_or_down(t *testing.T) {
	def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(2)}, instruments.Missing{Policy: instruments.MissingNone}, instruments.Rounding{}, 2, 0, 0.1, 0.2, 0.3)
	def.Risks = []instruments.RiskRule{{Item: 1, AtMost: new(0.1)}, {Item: 2, AtLeast: new(0.2)}}
	for name, tt := range map[string]struct {
		sheet instruments.Responses
		want  []scoring.RiskState
	}{
		"both":    {sheet(0, 3), []scoring.RiskState{scoring.RiskFlagged, scoring.RiskFlagged}},
		"edges":   {sheet(1, 2), []scoring.RiskState{scoring.RiskFlagged, scoring.RiskFlagged}},
		"neither": {sheet(2, 1), []scoring.RiskState{scoring.RiskNone, scoring.RiskNone}},
		"blank":   {sheet(-1, -1), []scoring.RiskState{scoring.RiskUnanswered, scoring.RiskUnanswered}},
	} {
		t.Run(name, func(t *testing.T) {
			r := score(t, def, tt.sheet, scoring.Context{})
			if d := cmp.Diff(tt.want, []scoring.RiskState{r.Risks[0].State, r.Risks[1].State}); d != "" {
				t.Error(d)
			}
		})
	}
	for name, rule := range map[string]instruments.RiskRule{"no end": {Item: 1}, "two ends": {Item: 1, AtLeast: new(1.0), AtMost: new(2.0)}} {
		def.Risks = []instruments.RiskRule{rule}
		if _, err := scoring.Compile(def); err == nil {
			t.Errorf("%s is compiled", name)
		}
	}
}
