package change

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// AlertRule says when a series of answers from every meeting asks for a talk. It is a house rule, tagged by
// EvidenceOf(RuleAlert), for a form that is not validated:
//
//   - worsening: the falls that end at the latest meeting, without a rise between them, add up to at least Step; or
//     the latest is worse than the first by Step;
//   - stalled: there are at least Meetings scored meetings, none of the latest Meetings − 1 is better than the first
//     by Step, and the latest is not within Step of the best score there is, from where nobody can rise by Step.
//
// Worsening comes before stalled. Meetings without a score are passed over and counted. An alert is for the worker
// who was there; it is no measure of workers or teams.
type AlertRule struct {
	Direction instruments.Direction
	Step      float64 // in points; what counts as a change worth a talk
	Best      float64 // best score there is
	Meetings  int     // scored meetings before anything can be stalled; at least 2
}

// Shares of the house rule.
const (
	alertShare    = 0.1 // of the range of the scale, at least a point
	alertMeetings = 4
)

// AlertRuleFor is the house rule for a scale: a Step is a tenth of its range, which is four points of the 0–40 of
// the meeting feedback, and at least one; four meetings. It is false for a scale without a range.
func AlertRuleFor(s *instruments.Scale) (AlertRule, bool) {
	width := s.Range.Max - s.Range.Min
	if !(width > 0) || !isFinite(width) {
		return AlertRule{}, false
	}
	r := AlertRule{Direction: s.Direction, Step: max(1, alertShare*width), Best: s.Range.Max, Meetings: alertMeetings}
	if s.Direction.Sign() < 0 {
		r.Best = s.Range.Min
	}
	return r, true
}

// AlertKind is what a series of meetings asks to talk about.
type AlertKind uint8

// Kinds of alerts.
const (
	NoAlert AlertKind = iota
	Stalled
	Worsening
)

// String is the stable name used in files.
func (k AlertKind) String() string {
	switch k {
	case Stalled:
		return "stalled"
	case Worsening:
		return "worsening"
	case NoAlert:
	}
	return "none"
}

// Alert is what the rule finds, with the numbers behind it.
type Alert struct {
	Kind     AlertKind
	Since    string  // date of the meeting that the latest is compared with; empty without an alert
	From, To float64 // scores of both; 0 without an alert
	Scored   int     // meetings with a score
	Unscored int     // meetings without
	Evidence instruments.Evidence
}

// Look applies the rule to the points of one respondent and scale, in whatever order they come.
func (r AlertRule) Look(points []Point) Alert {
	sorted := slices.Clone(points)
	slices.SortStableFunc(sorted, func(a, b Point) int { return cmp.Compare(a.Date, b.Date) })
	scored := slices.DeleteFunc(sorted, func(p Point) bool { return p.Status != scoring.Scored || !isFinite(p.Value) })
	a := Alert{Scored: len(scored), Unscored: len(points) - len(scored), Evidence: EvidenceOf(RuleAlert)}
	if !(r.Step > 0) || len(scored) < 2 {
		return a
	}
	latest := scored[len(scored)-1]
	for _, earlier := range []Point{scored[r.peak(scored)], scored[0]} {
		if r.gain(earlier, latest) <= -r.Step+tolerance {
			return a.raised(Worsening, earlier, latest)
		}
	}
	if r.stalled(scored) {
		return a.raised(Stalled, scored[0], latest)
	}
	return a
}

func (a Alert) raised(k AlertKind, from, to Point) Alert {
	a.Kind, a.Since, a.From, a.To = k, from.Date, from.Value, to.Value
	return a
}

// gain is the change with plus as better.
func (r AlertRule) gain(from, to Point) float64 { return (to.Value - from.Value) * r.Direction.Sign() }

// peak is the last meeting from which on there was no rise.
func (r AlertRule) peak(scored []Point) int {
	i := len(scored) - 1
	for i > 0 && r.gain(scored[i-1], scored[i]) <= 0 {
		i--
	}
	for i < len(scored)-1 && r.gain(scored[i], scored[i+1]) == 0 {
		i++
	}
	return i
}

func (r AlertRule) stalled(scored []Point) bool {
	if r.Meetings < 2 || len(scored) < r.Meetings {
		return false
	}
	latest := scored[len(scored)-1]
	if r.gain(latest, Point{Value: r.Best}) <= r.Step+tolerance {
		return false
	}
	for _, p := range scored[len(scored)-r.Meetings+1:] {
		if r.gain(scored[0], p) >= r.Step-tolerance {
			return false
		}
	}
	return true
}
