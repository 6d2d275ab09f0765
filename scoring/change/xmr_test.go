package change_test

import (
	"math"
	"strings"
	"testing"

	"github.com/mittari/mittari/scoring/change"
)

// Worked out by the formulas of NHSRplotthedots: mean 125/6, moving ranges 2 4 3 6 4, 2.66·3.8 = 10.108.
func TestXmR_limits(t *testing.T) {
	c, ok := change.XmR([]float64{20, 18, 22, 19, 25, 21}, false)
	if !ok || !c.Provisional || c.RangesLeftOut != 0 {
		t.Fatalf("%+v, %t", c, ok)
	}
	near(t, "mean", c.Mean, 20.8333, 5e-5)
	near(t, "mean moving range", c.MeanRange, 3.8, 1e-12)
	near(t, "low", c.Low, 10.7253, 5e-5)
	near(t, "high", c.High, 30.9413, 5e-5)
	if got := signals(c); got != "......" {
		t.Errorf("signals %s", got)
	}
}

func TestXmR_is_provisional_below_twelve_points(t *testing.T) {
	for n, want := range map[int]bool{11: true, 12: false} {
		if c, ok := change.XmR(make([]float64, n), false); !ok || c.Provisional != want {
			t.Errorf("%d points: %+v", n, c)
		}
	}
}

// Moving ranges 1 ×9, 30, 30, 1 ×3: their mean is 72 ÷ 14 = 5.142857, and 30 is more than 3.267 times that.
func TestXmR_leaves_out_ranges_out_of_the_ordinary(t *testing.T) {
	values := []float64{10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 41, 11, 10, 11, 10}
	all, _ := change.XmR(values, false)
	near(t, "all ranges", all.MeanRange, 72.0/14, 1e-12)
	kept, _ := change.XmR(values, true)
	near(t, "ranges kept", kept.MeanRange, 1, 1e-12)
	near(t, "mean", kept.Mean, all.Mean, 0)
	if kept.RangesLeftOut != 2 || all.RangesLeftOut != 0 {
		t.Errorf("left out %d and %d", kept.RangesLeftOut, all.RangesLeftOut)
	}
}

// signals draws each point: o outside, s seven on a side, r seven in a row, n near; capitals for up; . for none.
func signals(c change.XmRChart) string {
	var out strings.Builder
	for _, p := range c.Points {
		if len(p.Signals) == 0 {
			out.WriteByte('.')
			continue
		}
		text := ""
		for _, s := range p.Signals {
			letter := map[change.SignalKind]string{
				change.OutsideLimits: "o", change.SevenOnOneSide: "s", change.SevenInARow: "r", change.TwoOfThreeNear: "n",
			}[s.Kind]
			if s.Up {
				letter = strings.ToUpper(letter)
			}
			text += letter
		}
		if len(text) > 1 {
			text = "(" + text + ")"
		}
		out.WriteString(text)
	}
	return out.String()
}

func TestXmR_signals(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		want   string
	}{
		{"constant", []float64{.1, .1, .1, .1, .1, .1, .1, .1, .1, .1}, ".........."},
		// the mean is .3, in binary a hair more: seven on the mean are on no side. Mean range (.1 + .4 + .3) ÷ 9; .6 is .3 away
		{"on the mean", []float64{.1, .2, .6, .3, .3, .3, .3, .3, .3, .3}, "..O......."},
		// mean 13, ranges 0 but for 39: mean range 39·2 ÷ 12 = 6.5, limits −4.29 and 30.29
		{"one outside", []float64{10, 10, 10, 10, 10, 10, 49, 10, 10, 10, 10, 10, 10}, "......O......"},
		// mean 4.5, mean range 1: limits 1.84 and 7.16, so that the first and the last point are outside as well
		{"rising", []float64{1, 2, 3, 4, 5, 6, 7, 8}, "(oR)RRRRRR(OR)"},
		{"falling", []float64{8, 7, 6, 5, 4, 3, 2, 1}, "(Or)rrrrrr(or)"},
		// mean 36 ÷ 7 = 5.14, mean range 5 ÷ 6: near from 1.48, limits 2.22 away; the line rises from the second point on
		{"six rising are not enough", []float64{3, 3, 4, 5, 6, 7, 8}, "nn....O"},
		// mean 6, mean range 36 ÷ 13 = 2.77: near from 4.91
		{"a step", []float64{3, 5.5, 3, 5.5, 3, 5.5, 3, 9, 6.5, 9, 6.5, 9, 6.5, 9}, "sssssssSSSSSSS"},
		{"six on a side are not enough", []float64{5, 4, 5, 4, 5, 4, 8, 7, 8, 7, 8, 7}, "............"},
	} {
		chart, ok := change.XmR(c.values, false)
		if got := signals(chart); !ok || got != c.want {
			t.Errorf("%s: %s, want %s (mean %v, limits %v to %v)", c.name, got, c.want, chart.Mean, chart.Low, chart.High)
		}
	}
}

// By hand: both add to 0 and their moving ranges to 56, mean 4.3077: near from 7.639, limits at 11.458.
func TestXmR_two_of_three_near_a_limit(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{[]float64{1, -1, 1, -1, 1, -1, 8, 1, 8, -3, 1, -1, -7, -7}, "......N.N....."},
		{[]float64{1, -1, 1, -1, 1, -1, 8, -1, 8, -1, 1, -1, -7, -7}, ".............."}, // the three are not on one side
	} {
		chart, _ := change.XmR(c.values, false)
		if got := signals(chart); got != c.want {
			t.Errorf("%s, want %s (mean range %v)", got, c.want, chart.MeanRange)
		}
	}
}

func TestXmR_refuses(t *testing.T) {
	for _, values := range [][]float64{nil, {1}, {1, math.NaN()}, {1, math.Inf(1), 2}, {math.MaxFloat64, -math.MaxFloat64}} {
		if c, ok := change.XmR(values, true); ok {
			t.Errorf("%v gave %+v", values, c)
		}
	}
}

func TestSignalKind_String(t *testing.T) {
	want := []string{"", "outside-limits", "seven-on-one-side", "seven-in-a-row", "two-of-three-near", ""}
	for k, w := range want {
		if got := change.SignalKind(k).String(); got != w {
			t.Errorf("%d is %q", k, got)
		}
	}
}
