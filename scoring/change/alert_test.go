package change_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

// feedback is the house rule for a scale of 0–40 where more is better: steps of four points.
func feedback(t *testing.T) change.AlertRule {
	t.Helper()
	r, ok := change.AlertRuleFor(&instruments.Scale{Direction: instruments.HigherBetter, Range: instruments.Range{Max: 40}})
	if !ok || r != (change.AlertRule{Direction: instruments.HigherBetter, Step: 4, Best: 40, Meetings: 4}) {
		t.Fatalf("%+v, %t", r, ok)
	}
	return r
}

// meetings dates scores a week apart; −1 is a meeting without a score.
func meetings(scores ...float64) []change.Point {
	var points []change.Point
	for i, v := range scores {
		p := change.Point{Date: fmt.Sprintf("2026-03-%02d", i+1), Value: v, Status: scoring.Scored}
		if v < 0 {
			p.Status = scoring.Status(0)
		}
		points = append(points, p)
	}
	return points
}

func TestAlertRule(t *testing.T) {
	for _, c := range []struct {
		name   string
		scores []float64
		want   change.AlertKind
		since  string
	}{
		{"nothing yet", nil, change.NoAlert, ""},
		{"one meeting", []float64{8}, change.NoAlert, ""},
		{"a fall of a step", []float64{30, 26}, change.Worsening, "2026-03-01"},
		{"a fall of less", []float64{30, 26.5}, change.NoAlert, ""},
		{"falls that add up", []float64{28, 33, 31, 30, 29}, change.Worsening, "2026-03-02"},
		{"falls with a plateau", []float64{28, 33, 33, 31, 31, 29}, change.Worsening, "2026-03-03"},
		{"a rise between them, but worse than at first", []float64{33, 31, 32, 29}, change.Worsening, "2026-03-01"},
		{"a rise between them, early", []float64{30, 33, 31, 33, 30.5}, change.Stalled, "2026-03-01"},
		{"fell and rose again", []float64{33, 20, 33}, change.NoAlert, ""},
		{"a fall over a gap", []float64{33, -1, 29}, change.Worsening, "2026-03-01"},
		{"stuck low", []float64{22, 23, 21, 23}, change.Stalled, "2026-03-01"},
		{"three are too few", []float64{22, 23, 21}, change.NoAlert, ""},
		{"a meeting without a score does not count", []float64{22, 23, -1, 21}, change.NoAlert, ""},
		{"rose by a step and stayed", []float64{22, 26, 26, 26}, change.NoAlert, ""},
		{"rose long ago and is back", []float64{22, 27, 24.5, 22, 22, 22}, change.Worsening, "2026-03-02"},
		{"stuck after a short rise", []float64{22, 27, 24, 22.5, 23, 22.5, 23}, change.Stalled, "2026-03-01"},
		{"no room to rise", []float64{36, 37, 36, 36}, change.NoAlert, ""},
		{"almost no room", []float64{35, 36, 35, 35.5}, change.Stalled, "2026-03-01"},
		{"worsening comes first", []float64{22, 23, 23, 19}, change.Worsening, "2026-03-03"},
	} {
		a := feedback(t).Look(meetings(c.scores...))
		if a.Kind != c.want || a.Since != c.since {
			t.Errorf("%s: %s since %q, want %s since %q", c.name, a.Kind, a.Since, c.want, c.since)
		}
		if a.Scored+a.Unscored != len(c.scores) || a.Evidence.Confidence != instruments.Proposed {
			t.Errorf("%s: %+v", c.name, a)
		}
	}
}

func TestAlertRule_where_less_is_better(t *testing.T) {
	r, ok := change.AlertRuleFor(&instruments.Scale{Direction: instruments.HigherWorse, Range: instruments.Range{Max: 5}})
	if !ok || r.Step != 1 || r.Best != 0 {
		t.Fatalf("a step is at least a point: %+v", r)
	}
	points := meetings(2, 3)
	points[0], points[1] = points[1], points[0] // the order given does not matter
	if a := r.Look(points); a.Kind != change.Worsening || a.From != 2 || a.To != 3 {
		t.Errorf("%+v", a)
	}
	if a := r.Look(meetings(3, 2, 1, 1)); a.Kind != change.NoAlert {
		t.Errorf("%+v", a)
	}
}

func TestAlertRuleFor_needs_a_range(t *testing.T) {
	if r, ok := change.AlertRuleFor(&instruments.Scale{Direction: instruments.HigherWorse}); ok {
		t.Errorf("%+v", r)
	}
	if a := (change.AlertRule{}).Look(meetings(30, 1, 1, 1)); a.Kind != change.NoAlert {
		t.Errorf("no rule, no alert: %+v", a)
	}
	if a := feedback(t).Look([]change.Point{{Status: scoring.Scored, Value: math.NaN()}, {Status: scoring.Scored, Value: 3}}); a.Unscored != 1 {
		t.Errorf("%+v", a)
	}
}

func TestAlertKind_String(t *testing.T) {
	want := []string{"none", "stalled", "worsening", "none"}
	for k, w := range want {
		if got := change.AlertKind(k).String(); got != w {
			t.Errorf("%d is %q", k, got)
		}
	}
}
