package scoring_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// drawCode draws one of the codes an item offers.
func drawCode(t *rapid.T, def *instruments.Definition, i int) int {
	set := def.Set(def.Items[i].Set)
	return rapid.SampledFrom(set.Options).Draw(t, "code").Code
}

// drawSheet draws a sheet in which about one item in so many is unanswered; 0 leaves none.
func drawSheet(t *rapid.T, def *instruments.Definition, gapOneIn int) instruments.Responses {
	out := def.NewResponses()
	for i := range def.Items {
		if gapOneIn > 0 && rapid.IntRange(1, gapOneIn).Draw(t, "gap") == 1 {
			out[i] = instruments.Skip(instruments.NoReason)
			continue
		}
		out[i] = instruments.Answer(drawCode(t, def, i))
	}
	return out
}

func drawContext(t *rapid.T, def *instruments.Definition) scoring.Context {
	return scoring.Context{
		Informant: rapid.SampledFrom(def.Informants).Draw(t, "informant"),
		Sex:       rapid.SampledFrom([]instruments.Sex{"", instruments.Female, instruments.Male}).Draw(t, "sex"),
		Age:       rapid.IntRange(-1, 99).Draw(t, "age"),
	}
}

// onLibrary checks a property on every definition of the library.
func onLibrary(t *testing.T, property func(t *rapid.T, def *instruments.Definition, s *scoring.Scorer)) {
	t.Helper()
	_, defs := library(t)
	for _, def := range defs {
		s := compile(t, def)
		t.Run(def.Ref().String(), rapid.MakeCheck(func(t *rapid.T) { property(t, def, s) }))
	}
}

func mustScore(t *rapid.T, s *scoring.Scorer, responses instruments.Responses, ctx scoring.Context) *scoring.Result {
	r, err := s.Score(responses, ctx)
	if err != nil {
		t.Fatal(err)
	}
	return &r
}

func TestProperty_scores_stay_in_their_range(t *testing.T) {
	onLibrary(t, func(t *rapid.T, def *instruments.Definition, s *scoring.Scorer) {
		r := mustScore(t, s, drawSheet(t, def, rapid.SampledFrom([]int{0, 3, 12}).Draw(t, "gaps")), drawContext(t, def))
		for _, got := range r.Scales {
			limits := def.Scale(got.Scale).Range
			if got.Status == scoring.Scored && !(got.Value >= limits.Min-1e-9 && got.Value <= limits.Max+1e-9) {
				t.Fatalf("%s = %v, outside %v", got.Scale, got.Value, limits)
			}
			if got.Status == scoring.CannotBeScored && (got.Value != 0 || got.Reported != 0 || got.Reason.Kind == scoring.NoneReason || got.Band() != nil) {
				t.Fatalf("%s cannot be scored, but is %+v", got.Scale, got)
			}
			if got.Answered > got.Items {
				t.Fatalf("%s: %d of %d items", got.Scale, got.Answered, got.Items)
			}
		}
	})
}

// Proration is the plain rule when nothing is missing, and never the rule with zeros put in: taking an answer
// away gives the same scale score only if the missing item is filled with the mean, not with 0.
func TestProperty_a_missing_answer_is_never_a_zero(t *testing.T) {
	onLibrary(t, func(t *rapid.T, def *instruments.Definition, s *scoring.Scorer) {
		ctx := scoring.Context{Age: -1}
		whole := drawSheet(t, def, 0)
		gone := rapid.IntRange(0, len(whole)-1).Draw(t, "gone")
		gap := slices.Clone(whole)
		gap[gone] = instruments.Response{}
		before, after := mustScore(t, s, whole, ctx), mustScore(t, s, gap, ctx)
		for i := range after.Scales {
			got, full := &after.Scales[i], &before.Scales[i]
			d := def.Scale(got.Scale)
			if len(d.Rule.Parts()) > 0 {
				continue // whether a table or norm fits is another matter
			}
			if full.Status != scoring.Scored || full.Prorated {
				t.Fatalf("%s of a whole sheet is %+v", full.Scale, full)
			}
			if got.Answered == got.Items {
				continue
			}
			if got.Status != scoring.Scored {
				continue
			}
			if !got.Prorated {
				t.Fatalf("%s lacks an answer but is not said to be prorated", got.Scale)
			}
			if want := meanFilled(def, d, gap); math.Abs(got.Value-want) > 1e-9 {
				t.Fatalf("%s = %v, with the mean put in it is %v", got.Scale, got.Value, want)
			}
		}
	})
}

// meanFilled works a sum or mean rule out again, simply: the mean of what is answered, reversed items turned.
func meanFilled(def *instruments.Definition, d *instruments.Scale, responses instruments.Responses) float64 {
	var values []float64
	for _, number := range d.Rule.Items {
		i := def.ItemIndex(number)
		set := def.Set(def.Items[i].Set)
		switch {
		case def.RuledOut(responses, i):
			values = append(values, def.Items[i].Asked.Otherwise)
		case responses[i].State == instruments.Answered:
			v := set.Option(int(responses[i].Code)).Value
			if slices.Contains(d.Rule.Reversed, number) {
				low, high := set.Options[0].Value, set.Options[0].Value
				for _, o := range set.Options {
					low, high = math.Min(low, o.Value), math.Max(high, o.Value)
				}
				v = low + high - v
			}
			values = append(values, v)
		}
	}
	total := 0.0
	for _, v := range values {
		total += v
	}
	out := total / float64(len(values)) * max(d.Rule.Multiplier, 1)
	if d.Rule.Kind == instruments.RuleSum {
		out *= float64(len(d.Rule.Items))
	}
	if d.Rounding.Score {
		return scoring.RoundHalfUp(out, d.Rounding.Decimals)
	}
	return out
}

// Moving one answer up moves every scale one way only: up where it counts plainly, down where it is reversed.
func TestProperty_scores_are_monotone_in_every_item(t *testing.T) {
	onLibrary(t, func(t *rapid.T, def *instruments.Definition, s *scoring.Scorer) {
		ctx := scoring.Context{Age: -1}
		low := drawSheet(t, def, 0)
		i := rapid.IntRange(0, len(low)-1).Draw(t, "item")
		for _, later := range def.Items {
			if later.Asked != nil && later.Asked.Item == def.Items[i].Number {
				t.Skip("the item opens others")
			}
		}
		set := def.Set(def.Items[i].Set)
		value := func(r instruments.Responses) float64 { return set.Option(int(r[i].Code)).Value }
		high := slices.Clone(low)
		high[i] = instruments.Answer(drawCode(t, def, i))
		if value(high) < value(low) {
			low, high = high, low
		}
		a, b := mustScore(t, s, low, ctx), mustScore(t, s, high, ctx)
		for k := range a.Scales {
			d := def.Scale(a.Scales[k].Scale)
			x, y := a.Scales[k].Value, b.Scales[k].Value
			switch {
			case len(d.Rule.Parts()) > 0:
			case slices.Contains(d.Rule.Reversed, def.Items[i].Number) && y > x+1e-9:
				t.Fatalf("%s rose from %v to %v with reversed item %d", d.ID, x, y, def.Items[i].Number)
			case !slices.Contains(d.Rule.Reversed, def.Items[i].Number) && y < x-1e-9:
				t.Fatalf("%s fell from %v to %v with item %d", d.ID, x, y, def.Items[i].Number)
			}
		}
	})
}

// Giving the opposite answer to every item and reversing every item in the key are the same thing.
func TestProperty_reversing_twice_is_the_identity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SampledFrom([][]float64{{0, 1, 2}, {1, 2, 3, 4, 5, 6, 7}, {-2, -1, 0, 1, 2}, {0, 0.5, 3}}).Draw(t, "values")
		n := rapid.IntRange(1, 12).Draw(t, "items")
		reversed := rapid.SliceOfNDistinct(rapid.IntRange(1, n), 0, n, rapid.ID[int]).Draw(t, "reversed")
		rule := instruments.Rule{Kind: instruments.RuleSum, Items: upTo(n), Reversed: reversed}
		plain := rule
		plain.Reversed = nil
		missing := instruments.Missing{Policy: instruments.MissingProrate, Max: n - 1}
		def, key := one(plain, missing, instruments.Rounding{Decimals: 3}, n, values...), one(rule, missing, instruments.Rounding{Decimals: 3}, n, values...)
		// In the mirrored set each code counts what its opposite counts, so that reversing it gives the plain value.
		low, high := slices.Min(values), slices.Max(values)
		mirrored := make([]float64, len(values))
		for i, v := range values {
			mirrored[i] = low + high - v
		}
		key.ResponseSets = append(key.ResponseSets, options("mirrored", mirrored...))
		for _, number := range reversed {
			key.Items[number-1].Set = "mirrored"
		}
		responses := drawSheet(t, def, 5)
		a, b := score2(t, def, responses), score2(t, key, responses)
		if a.Status != b.Status || math.Abs(a.Value-b.Value) > 1e-9 {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

func score2(t *rapid.T, def *instruments.Definition, responses instruments.Responses) *scoring.ScaleResult {
	s, err := scoring.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	return mustScore(t, s, responses, scoring.Context{}).Scale("total")
}

// Which item carries which answer does not matter to a plain sum, nor does the order in which the key names them.
func TestProperty_order_does_not_matter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 15).Draw(t, "items")
		missing := instruments.Missing{Policy: instruments.MissingProrate, Max: n}
		rounding := instruments.Rounding{Decimals: 2}
		def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(n)}, missing, rounding, n, 0, 1, 2, 3)
		responses := drawSheet(t, def, 4)
		shuffled := rapid.Permutation(responses).Draw(t, "answers")
		other := one(instruments.Rule{Kind: instruments.RuleSum, Items: rapid.Permutation(upTo(n)).Draw(t, "key")}, missing, rounding, n, 0, 1, 2, 3)
		a, b := score2(t, def, responses), score2(t, other, shuffled)
		if a.Status != b.Status || a.Value != b.Value || a.Reason != b.Reason {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}
