package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Forms of our own that the program treats in a way of their own.
const (
	// GoalsForm rates a person's own goals; its items show the goals in the person's words.
	GoalsForm instruments.ID = "goals"
	// MeetingFeedback is asked at every meeting.
	MeetingFeedback instruments.ID = "meeting-feedback"
)

// Goals of a person, open ones and closed ones.
func (d *Desk) Goals(ctx context.Context, person store.PersonID) ([]store.Goal, error) {
	return d.rec.Goals(ctx, person)
}

// openGoals are the goals a person has now.
func (d *Desk) openGoals(ctx context.Context, person store.PersonID) ([]store.Goal, error) {
	all, err := d.rec.Goals(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("read goals: %w", err)
	}
	var open []store.Goal
	for _, g := range all {
		if g.Closed.IsZero() {
			open = append(open, g)
		}
	}
	return open, nil
}

// SetGoal words goal 1–3 of a person. An earlier goal with that number is closed and kept: its ratings stay
// readable. Empty text only closes. Text that may identify somebody is refused with *store.FreeTextError.
func (d *Desk) SetGoal(ctx context.Context, person store.PersonID, number int, text string) error {
	if found := store.CheckFreeText(text); len(found) > 0 {
		return &store.FreeTextError{Findings: found}
	}
	open, err := d.openGoals(ctx, person)
	if err != nil {
		return err
	}
	family, err := d.familyOf(ctx, person)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		for _, g := range open {
			if g.Number != number || g.Text == text {
				continue
			}
			g.Closed = d.Date()
			if err := r.SaveGoal(ctx, g); err != nil {
				return fmt.Errorf("close goal %d: %w", number, err)
			}
		}
		if text != "" && !hasGoal(open, number, text) {
			g := store.Goal{ID: store.GoalID(newID()), Person: person, Number: number, Text: text, Set: d.Date()}
			if err := r.SaveGoal(ctx, g); err != nil {
				return fmt.Errorf("set goal %d: %w", number, err)
			}
		}
		return d.logTo(ctx, r, store.ActChange, family, fmt.Sprintf("goal %d", number), "")
	})
}

func hasGoal(goals []store.Goal, number int, text string) bool {
	for _, g := range goals {
		if g.Number == number && g.Text == text {
			return true
		}
	}
	return false
}
