package scoring

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// compileMissing checks that a scale's missing policy can be carried out and returns how many
// unanswered items it allows.
func compileMissing(d *instruments.Scale) (limit int, err error) {
	if d.Missing.Max < 0 {
		return 0, fmt.Errorf("missing policy allows %d missing answers", d.Missing.Max)
	}
	switch d.Missing.Policy {
	case instruments.MissingNone:
		return 0, nil
	case instruments.MissingProrate:
		if !d.Rule.Kind.Prorates() {
			return 0, fmt.Errorf("a rule of kind %q needs every part it is built from: its missing policy must be %q", d.Rule.Kind, instruments.MissingNone)
		}
		return allowed(d), nil
	case instruments.MissingMean:
		if d.Rule.Kind != instruments.RuleMean {
			return 0, fmt.Errorf("missing policy %q is for rules of kind %q", d.Missing.Policy, instruments.RuleMean)
		}
		return allowed(d), nil
	default:
		return 0, fmt.Errorf("unknown missing policy %q", d.Missing.Policy)
	}
}

// allowed is how many items of a scale may be unanswered. Where other scales must have a score, they decide.
func allowed(d *instruments.Scale) int {
	if len(d.Missing.Parts) > 0 {
		return len(d.Rule.AllItems())
	}
	return d.Missing.Max
}

// judgeMissing fills in how complete a scale is and whether it may be scored. A scale none of whose items
// is known is never scored, whatever the policy allows.
func (s *scale) judgeMissing(w *work, out *ScaleResult) bool {
	out.Items = len(s.items)
	for _, i := range s.items {
		if w.known(i) {
			out.Answered++
		}
	}
	missing := out.Items - out.Answered
	for _, p := range s.needs {
		if part := &w.scales[p]; part.Status != Scored {
			out.Reason = Reason{Kind: PartMissing, Missing: missing, Part: part.Scale}
			return false
		}
	}
	for _, p := range s.parts {
		out.Prorated = out.Prorated || w.scales[p].Prorated
	}
	if len(s.parts) > 0 {
		return true
	}
	if missing > s.limit || out.Answered == 0 {
		out.Reason = Reason{Kind: TooFewAnswers, Missing: missing, Limit: s.limit}
		return false
	}
	out.Prorated = missing > 0
	return true
}
