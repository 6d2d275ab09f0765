package store

import "github.com/mittari/mittari/instruments"

// ResultStatus is what there is to say about one scale on one occasion. None of them is a number.
type ResultStatus string

// Statuses of a result.
const (
	ResultScored    ResultStatus = "scored"
	ResultNotScored ResultStatus = "cannot-be-scored" // answered, but the scale's rule for missing answers gives no value
	ResultNotDue    ResultStatus = "not-due"
	ResultDue       ResultStatus = "due"
	ResultDeclined  ResultStatus = "declined"
	ResultMissed    ResultStatus = "missed"
)

// StatusOf is the status of a scale on an occasion, with the key of the reason where there is one: that of the score,
// or of the decline. scores are those of the administration that settled the occasion; a scale that is not among them
// cannot be scored, without a reason.
func StatusOf(o Occasion, scale instruments.ScaleID, scores []ScaleScore) (status ResultStatus, reason string) {
	switch o.Status {
	case OccasionNotDue:
		return ResultNotDue, ""
	case OccasionDue:
		return ResultDue, ""
	case OccasionOverdue:
		return ResultMissed, string(o.Decline)
	case OccasionDeclined:
		return ResultDeclined, string(o.Decline)
	case OccasionDone:
	}
	for _, s := range scores {
		switch {
		case s.Scale != scale:
		case s.Scored:
			return ResultScored, ""
		default:
			return ResultNotScored, s.Reason
		}
	}
	return ResultNotScored, ""
}

// Burden is how much of a person's time the forms take, in minutes.
type Burden struct {
	Planned  int // of all occasions of the plan that are not optional, by the minutes of the definitions
	Done     int // of those that are done, by the minutes of the definitions
	Measured int // of those done whose time was measured, rounded up to whole minutes
	Timed    int // how many were measured
	Answered int // how many are done
}

// BurdenOf adds up a person's occasions. minutes is how long an instrument takes by its definition; 0 when not known.
// One sitting that serves two waves counts once.
func BurdenOf(person PersonID, occasions []Occasion, administrations []Administration, minutes func(instruments.ID) int) Burden {
	var b Burden
	seconds := map[AdministrationID]int{}
	for _, a := range administrations {
		seconds[a.ID] = a.DurationSec
	}
	counted := map[AdministrationID]bool{}
	measured := 0
	for _, o := range occasions {
		if o.Person != person {
			continue
		}
		if o.Status != OccasionDone {
			if !o.Optional {
				b.Planned += minutes(o.Instrument)
			}
			continue
		}
		if counted[o.By] {
			continue
		}
		counted[o.By] = true
		b.Planned += minutes(o.Instrument)
		b.Done += minutes(o.Instrument)
		b.Answered++
		if s := seconds[o.By]; s > 0 {
			measured += s
			b.Timed++
		}
	}
	b.Measured = (measured + 59) / 60
	return b
}
