package scoring_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// fiveScales is an invented form of 25 items, 0 to 2, with five scales of five items, five reversed items,
// a total over four of the scales and bands by informant: the shape of a common screening form.
func fiveScales() *instruments.Definition {
	def := &instruments.Definition{
		ID: "five-scales", Version: 1, Hash: "feed",
		ResponseSets: []instruments.ResponseSet{options("three", 0, 1, 2)},
	}
	for n := 1; n <= 25; n++ {
		def.Items = append(def.Items, instruments.Item{Number: n, Set: "three"})
	}
	members := [][]int{{3, 8, 13, 16, 24}, {5, 7, 12, 18, 22}, {2, 10, 15, 21, 25}, {6, 11, 14, 19, 23}, {1, 4, 9, 17, 20}}
	reversed := [][]int{nil, {7}, {21, 25}, {11, 14}, nil}
	names := []instruments.ScaleID{"a", "b", "c", "d", "e"}
	for i, items := range members {
		def.Scales = append(def.Scales, instruments.Scale{
			ID:        names[i],
			Rule:      instruments.Rule{Kind: instruments.RuleSum, Items: items, Reversed: reversed[i]},
			Direction: instruments.HigherWorse,
			Range:     instruments.Range{Min: 0, Max: 10},
			Missing:   instruments.Missing{Policy: instruments.MissingProrate, Max: 2},
			Rounding:  instruments.Rounding{Score: true},
		})
		for _, who := range []instruments.Informant{instruments.Parent, instruments.Teacher, instruments.Self} {
			def.BandSets = append(def.BandSets, bands("three-band", names[i], instruments.Population{Informant: who}, 0, 4, 5))
		}
	}
	def.Scales = append(def.Scales, instruments.Scale{
		ID: "total", Main: true,
		Rule: instruments.Rule{Kind: instruments.RuleComposite, Scales: []instruments.CompositeScale{
			{Scale: "a"}, {Scale: "b"}, {Scale: "c"}, {Scale: "d"},
		}},
		Direction: instruments.HigherWorse,
		Range:     instruments.Range{Min: 0, Max: 40},
		Missing:   instruments.Missing{Policy: instruments.MissingNone},
	})
	def.BandSets = append(def.BandSets, bands("three-band", "total", instruments.Population{}, 0, 14, 17))
	def.Risks = []instruments.RiskRule{{Item: 19, AtLeast: new(2.0), Kind: instruments.RiskSafety}}
	return def
}

func options(id string, values ...float64) instruments.ResponseSet {
	set := instruments.ResponseSet{ID: id}
	for code, v := range values {
		set.Options = append(set.Options, instruments.Option{Code: code, Value: v})
	}
	return set
}

func bands(name string, scale instruments.ScaleID, p instruments.Population, mins ...float64) instruments.BandSet {
	set := instruments.BandSet{Name: name, Scale: scale, Population: p}
	codes := []string{"low", "middle", "high"}
	for i, m := range mins {
		set.Bands = append(set.Bands, instruments.Band{Code: codes[i], Min: m, Max: 40})
	}
	return set
}

// sheet turns codes into a sheet; −1 is an unanswered item.
func sheet(codes ...int) instruments.Responses {
	out := make(instruments.Responses, 0, len(codes))
	for _, c := range codes {
		if c < 0 {
			out = append(out, instruments.Response{})
			continue
		}
		out = append(out, instruments.Answer(c))
	}
	return out
}

func compile(tb testing.TB, def *instruments.Definition) *scoring.Scorer {
	tb.Helper()
	s, err := scoring.Compile(def)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func score(tb testing.TB, def *instruments.Definition, responses instruments.Responses, ctx scoring.Context) *scoring.Result {
	tb.Helper()
	r, err := compile(tb, def).Score(responses, ctx)
	if err != nil {
		tb.Fatal(err)
	}
	return &r
}

// one is a definition of a single scale over items of one response set.
func one(rule instruments.Rule, missing instruments.Missing, rounding instruments.Rounding, items int, values ...float64) *instruments.Definition {
	def := &instruments.Definition{ID: "one", Version: 1, ResponseSets: []instruments.ResponseSet{options("set", values...)}}
	for n := 1; n <= items; n++ {
		def.Items = append(def.Items, instruments.Item{Number: n, Set: "set"})
	}
	def.Scales = []instruments.Scale{{
		ID: "total", Rule: rule, Missing: missing, Rounding: rounding, Direction: instruments.HigherWorse,
	}}
	return def
}

func upTo(n int) []int {
	out := make([]int, 0, n)
	for i := 1; i <= n; i++ {
		out = append(out, i)
	}
	return out
}
