package scoring_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// A count is never more than its items and rises with each answer; a highest lies between its largest answer and the sum.
func TestProperty_counts_and_highest_values(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "items")
		atLeast := rapid.IntRange(0, 4).Draw(t, "threshold")
		none := instruments.Missing{Policy: instruments.MissingNone}
		def := one(instruments.Rule{Kind: instruments.RuleCount, Counts: []instruments.Count{{Items: rapid.Permutation(upTo(n)).Draw(t, "key"), AtLeast: float64(atLeast)}}},
			none, instruments.Rounding{}, n, 0, 1, 2, 3)
		highest := one(instruments.Rule{Kind: instruments.RuleHighest, Sets: parted(t, n)}, none, instruments.Rounding{}, n, 0, 1, 2, 3)
		responses := drawSheet(t, def, 0)
		want, sum, largest := 0, 0, 0
		for _, r := range responses {
			sum, largest = sum+int(r.Code), max(largest, int(r.Code))
			if int(r.Code) >= atLeast {
				want++
			}
		}
		if got := score2(t, def, responses); got.Value != float64(want) {
			t.Fatalf("%v of %v reach %d", got.Value, responses.Encode(), atLeast)
		}
		got := score2(t, highest, responses).Value
		if got < float64(largest) || got > float64(sum) {
			t.Fatalf("the highest of %v is %v", responses.Encode(), got)
		}
		i := rapid.IntRange(0, n-1).Draw(t, "item")
		more := slices.Clone(responses)
		more[i] = instruments.Answer(min(3, int(more[i].Code)+1))
		if score2(t, def, more).Value < float64(want) || score2(t, highest, more).Value < got {
			t.Fatalf("more in item %d is less in all", i+1)
		}
		more[i] = instruments.Response{}
		for _, d := range []*instruments.Definition{def, highest} {
			if s := score2(t, d, more); s.Status == scoring.Scored {
				t.Fatalf("a missing answer counts: %+v", s)
			}
		}
	})
}

// parted deals items into sets.
func parted(t *rapid.T, n int) [][]int {
	items := rapid.Permutation(upTo(n)).Draw(t, "sets")
	var sets [][]int
	for len(items) > 0 {
		k := rapid.IntRange(1, len(items)).Draw(t, "size")
		sets, items = append(sets, items[:k]), items[k:]
	}
	return sets
}

// Whatever sheet and person: every scale of allKinds lies in its range or has a reason, T scores rise with the score,
// the table's row is the one that is printed, and Explain agrees.
func TestProperty_converted_scores(t *testing.T) {
	def := allKinds()
	s, err := scoring.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		ctx := drawContext(t, def)
		responses := drawSheet(t, def, rapid.SampledFrom([]int{0, 0, 6}).Draw(t, "gaps"))
		r := mustScore(t, s, responses, ctx)
		for i := range r.Scales {
			got := &r.Scales[i]
			if (got.Status == scoring.Scored) == (got.Reason.String() != "") {
				t.Fatalf("%s has both or neither of score and reason: %+v", got.Scale, got)
			}
		}
		total, tScore, table := r.Scale("total"), r.Scale("t"), r.Scale("table")
		if total.Status != scoring.Scored {
			if tScore.Status == scoring.Scored || table.Status == scoring.Scored || r.Scale("rule").Status == scoring.Scored {
				t.Fatal("something was made of a score that is not there")
			}
			return
		}
		if (tScore.Status == scoring.Scored) != (ctx.Sex == instruments.Female) {
			t.Fatalf("T for %v: %+v", ctx, tScore)
		}
		if tScore.Status == scoring.Scored && tScore.Reported != min(max(scoring.RoundHalfUp(tScore.Value, def.Scale("t").Rounding.Decimals), 30), 70) {
			t.Fatalf("T %v is reported as %v", tScore.Value, tScore.Reported)
		}
		if adult := ctx.Age >= 18; table.Status == scoring.Scored {
			want := 7 + total.Value/2
			if adult {
				want = 40 - total.Value
			}
			if table.Value != want {
				t.Fatalf("the table gives %v for %v", table.Value, total.Value)
			}
		} else if whole := total.Value == float64(int(total.Value)); whole && !(adult && total.Value == 5) {
			t.Fatalf("no row for %v: %+v", total.Value, table.Reason)
		}
		if _, err := scoring.Explain(def, responses, ctx, *r); err != nil {
			t.Fatal(err)
		}
	})
}
