package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/store"
)

// AgreedRow is a meeting that has been agreed with a family and not been held.
type AgreedRow struct {
	Family store.Family
	Date   store.Date
	Agreed store.Date // the day on which it was agreed
	Past   bool       // the day has gone by without a meeting
}

// DayToAgree is the day to begin from when somebody changes the next meeting: the one agreed, or else the one proposed.
func (v *FamilyView) DayToAgree() store.Date {
	if v.Agreed != nil && !v.Agreed.Past {
		return v.Agreed.Date
	}
	return v.Proposed
}

// usualWeeks is how many weeks lie between meetings while the family has not had two.
const usualWeeks = 2

// agreed is the open appointment of the newest episode, or nil.
func (d *Desk) agreed(f familyRecord) *AgreedRow {
	if len(f.episodes) == 0 || !f.family.Erased.IsZero() {
		return nil
	}
	newest := f.episodes[len(f.episodes)-1].ID
	i := slices.IndexFunc(f.agreed, func(a store.Appointment) bool { return a.Episode == newest })
	if i < 0 || !f.agreed[i].Open(f.meetings) {
		return nil
	}
	a := f.agreed[i]
	return &AgreedRow{Family: f.family, Date: a.Date, Agreed: a.Agreed, Past: a.Date.Before(d.Date())}
}

// proposed is the day on which the next meeting could be: as far from today as the last two meetings were from each
// other, in whole weeks, but not later than the next measurement. After the end of an episode it is that of the next
// measurement. Zero: none can be proposed.
func (d *Desk) proposed(f familyRecord) store.Date {
	next := d.next(f, store.PersonID{})
	if len(f.episodes) == 0 || !f.episodes[len(f.episodes)-1].End.IsZero() {
		if next == nil {
			return store.Date{}
		}
		return next.Date
	}
	day := d.Date().AddDays(7 * weeksBetween(f.meetings, f.episodes[len(f.episodes)-1].ID))
	if next != nil && next.Date.After(d.Date()) && next.Date.Before(day) {
		return next.Date
	}
	return day
}

// weeksBetween is how many weeks lie between the last two days with a meeting of an episode, at least one.
func weeksBetween(meetings []store.Meeting, e store.EpisodeID) int {
	var days []store.Date
	for _, m := range meetings {
		if m.Episode == e && !slices.Contains(days, m.Date) {
			days = append(days, m.Date)
		}
	}
	if len(days) < 2 {
		return usualWeeks
	}
	slices.SortFunc(days, func(a, b store.Date) int { return a.DaysSince(b) })
	return max((days[len(days)-1].DaysSince(days[len(days)-2])+3)/7, 1)
}

// agreedSoon are the appointments of today and of the week that begins today, and those that went by in the last month.
func (d *Desk) agreedSoon(families []familyRecord) []AgreedRow {
	var out []AgreedRow
	for _, f := range families {
		if a := d.agreed(f); a != nil {
			if in := a.Date.DaysSince(d.Date()); in < closingDays && in >= -missedDays {
				out = append(out, *a)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b AgreedRow) int { return a.Date.DaysSince(b.Date) })
	return out
}

// Agree records the day of the next meeting with a family, in the place of one that was agreed before. A day that has
// gone by is ErrBeforeToday, a family without an episode store.ErrNotFound.
func (d *Desk) Agree(ctx context.Context, family store.FamilyID, on store.Date) error {
	if on.Before(d.Date()) {
		return ErrBeforeToday
	}
	return d.appoint(ctx, family, func(a *store.Appointment) { a.Date, a.Withdrawn = on, false })
}

// CallOff records that no day is agreed any more. Where none was it does nothing.
func (d *Desk) CallOff(ctx context.Context, family store.FamilyID) error {
	f, err := d.readFamily(ctx, family)
	if err != nil {
		return fmt.Errorf("call the next meeting off: %w", err)
	}
	if d.agreed(f) == nil {
		return nil
	}
	return d.appoint(ctx, family, func(a *store.Appointment) { a.Withdrawn = true })
}

// appoint changes the appointment of the newest episode.
func (d *Desk) appoint(ctx context.Context, family store.FamilyID, change func(*store.Appointment)) error {
	err := d.rec.Batch(ctx, func(r Record) error {
		episodes, err := r.Episodes(ctx, family)
		if err != nil {
			return err
		}
		if len(episodes) == 0 {
			return fmt.Errorf("episode: %w", store.ErrNotFound)
		}
		all, err := r.Appointments(ctx, family)
		if err != nil {
			return err
		}
		a, act := store.AppointmentOf(episodes[len(episodes)-1].ID), store.ActAdd
		if i := slices.IndexFunc(all, func(have store.Appointment) bool { return have.ID == a.ID }); i >= 0 {
			a, act = all[i], store.ActChange
		}
		change(&a)
		a.Agreed, a.Worker = d.Date(), d.me
		if err := r.SaveAppointment(ctx, a); err != nil {
			return err
		}
		return d.logTo(ctx, r, act, family, "appointment "+a.Date.String(), "")
	})
	if err != nil {
		return fmt.Errorf("agree on the next meeting: %w", err)
	}
	return nil
}
