package scoring_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/internal/reference"
)

// bigFive is the key of the data set bfi: five scales of five items from 1 to 6.
func bigFive(rule instruments.RuleKind, missing instruments.Missing) *instruments.Definition {
	set := instruments.ResponseSet{ID: "six"}
	for code := 1; code <= 6; code++ {
		set.Options = append(set.Options, instruments.Option{Code: code, Value: float64(code)})
	}
	def := &instruments.Definition{ID: "bfi", Version: 1, ResponseSets: []instruments.ResponseSet{set}}
	for n := 1; n <= 25; n++ {
		def.Items = append(def.Items, instruments.Item{Number: n, Set: "six"})
	}
	reversed := [][]int{{1}, {9, 10}, {11, 12}, nil, {22, 25}}
	for i, name := range []instruments.ScaleID{"agree", "conscientious", "extraversion", "neuroticism", "openness"} {
		def.Scales = append(def.Scales, instruments.Scale{
			ID: name, Missing: missing, Rounding: instruments.Rounding{Decimals: 4},
			Rule: instruments.Rule{Kind: rule, Items: []int{5*i + 1, 5*i + 2, 5*i + 3, 5*i + 4, 5*i + 5}, Reversed: reversed[i]},
		})
	}
	return def
}

func TestReference_every_scale_of_2800_persons_equals_R(t *testing.T) {
	head, rows := reference.Table(t, "datasets", "bfi.csv")
	wantHead, want := reference.Table(t, "expected", "bfi_scores.csv")
	prorate := func(n int) instruments.Missing {
		return instruments.Missing{Policy: instruments.MissingProrate, Max: n}
	}
	for variant, def := range map[string]*instruments.Definition{
		"sum_all_answered": bigFive(instruments.RuleSum, instruments.Missing{Policy: instruments.MissingNone}),
		"prorated_half":    bigFive(instruments.RuleSum, prorate(2)),
		"prorated_80":      bigFive(instruments.RuleSum, prorate(1)),
		"mean_answered":    bigFive(instruments.RuleMean, instruments.Missing{Policy: instruments.MissingMean, Max: 4}),
	} {
		t.Run(variant, func(t *testing.T) {
			scorer := compile(t, def)
			scored, missing := 0, 0
			for i, row := range rows {
				responses := def.NewResponses()
				for k, cell := range row[slices.Index(head, "A1"):][:25] {
					if cell != "" {
						responses[k] = instruments.Answer(atoi(t, cell))
					}
				}
				r, err := scorer.Score(responses, scoring.Context{})
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range r.Scales {
					cell := want[i][slices.Index(wantHead, fmt.Sprintf("%s.%s", s.Scale, variant))]
					if cell == "" || cell == "NA" {
						missing++
						if s.Status == scoring.Scored {
							t.Fatalf("row %d, %s = %v, R has none", i+2, s.Scale, s.Value)
						}
						continue
					}
					scored++
					if w, err := strconv.ParseFloat(cell, 64); err != nil || s.Status != scoring.Scored || math.Abs(s.Value-w) > 1e-9*w {
						t.Fatalf("row %d, %s = %v (%s), R has %s", i+2, s.Scale, s.Value, s.Status, cell)
					}
				}
			}
			if scored < 12_000 || variant == "sum_all_answered" && missing == 0 {
				t.Errorf("only %d scores and %d gaps were compared", scored, missing)
			}
		})
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
