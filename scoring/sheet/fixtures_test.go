package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/sheet"
)

// mood is an invented form of three items, 0 to 3, the second reversed, with a band by sex, a cut-off, a risk rule and a
// published change figure.
func mood() *instruments.Definition {
	def := &instruments.Definition{
		ID: "mood-3", Version: 2, Hash: "feed", Informants: []instruments.Informant{instruments.Self, instruments.Parent},
		ResponseSets: []instruments.ResponseSet{{ID: "four", Options: []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 1}, {Code: 2, Value: 2}, {Code: 3, Value: 3}}}},
		Items:        []instruments.Item{{Number: 1, Set: "four"}, {Number: 2, Set: "four"}, {Number: 10, Set: "four"}},
		Scales: []instruments.Scale{
			{
				ID: "total", Main: true, Direction: instruments.HigherWorse, Range: instruments.Range{Max: 9},
				Rule:     instruments.Rule{Kind: instruments.RuleSum, Items: []int{1, 2, 10}, Reversed: []int{2}},
				Missing:  instruments.Missing{Policy: instruments.MissingProrate, Max: 1},
				Rounding: instruments.Rounding{Decimals: 1},
			},
			{
				ID: "strict", Direction: instruments.HigherWorse, Range: instruments.Range{Max: 6},
				Rule:    instruments.Rule{Kind: instruments.RuleSum, Items: []int{1, 10}},
				Missing: instruments.Missing{Policy: instruments.MissingNone},
			},
		},
		BandSets: []instruments.BandSet{{
			Name: "severity", Scale: "total", Population: instruments.Population{Sex: instruments.Female},
			Bands: []instruments.Band{{Code: "low", Min: 0}, {Code: "high", Min: 5}},
		}},
		Cutoffs: []instruments.Cutoff{{ID: "cut", Scale: "total", Value: 5, Clinical: instruments.AtOrAbove}},
		Norms:   []instruments.Norm{{ID: "girls", Scale: "total", Mean: 5.5, SD: 1.5, Population: instruments.Population{Sex: instruments.Female}}},
		Risks:   []instruments.RiskRule{{Item: 10, AtLeast: new(2.0)}},
		Change:  []instruments.ChangeFigure{{Scale: "total", Kind: instruments.ReliableChange, Points: 3}},
	}
	return def
}

func scorer(tb testing.TB) *scoring.Scorer {
	tb.Helper()
	s, err := scoring.Compile(mood())
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// scored is what Score wrote and reported.
type scored struct {
	summary  sheet.Summary
	rows     []string
	problems []string
}

func score(t *testing.T, text string, o sheet.ScoreOptions) scored {
	t.Helper()
	var out bytes.Buffer
	var s scored
	o.File = "answers.csv"
	o.Problem = func(p sheet.RowProblem) { s.problems = append(s.problems, p.String()) }
	var err error
	s.summary, err = sheet.Score(t.Context(), strings.NewReader(text), &out, scorer(t), o)
	if err != nil {
		t.Fatal(err)
	}
	s.rows = strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	return s
}

// with the header of Score left off.
func (s scored) results() []string { return s.rows[1:] }
