package casework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/store"
)

// missedDays is how long a missed wave stays on the list of today.
const missedDays = 30

// Today lists what is due, overdue, unfinished and worth a look, over the families in work.
func (d *Desk) Today(ctx context.Context) (TodayView, error) {
	v := TodayView{Date: d.Date()}
	families, err := d.caseload(ctx)
	if err != nil {
		return v, fmt.Errorf("read the families in work: %w", err)
	}
	v.Families = len(families)
	for _, f := range families {
		plan := d.occasions(f)
		v.Due = append(v.Due, d.dueRows(f, plan, store.OccasionDue)...)
		v.Overdue = append(v.Overdue, d.recentlyMissed(f, plan)...)
		v.Alerts = append(v.Alerts, d.alerts(f)...)
	}
	v.Agreed = d.agreedSoon(families)
	if v.Unfinished, err = d.drafts(ctx, store.FamilyID{}); err != nil {
		return v, err
	}
	byClose := func(a, b DueRow) int { return a.Closes.Time().Compare(b.Closes.Time()) }
	slices.SortStableFunc(v.Due, byClose)
	slices.SortStableFunc(v.Overdue, byClose)
	slices.SortStableFunc(v.Alerts, func(a, b AlertRow) int {
		return cmp.Or(cmp.Compare(a.Kind.rank(), b.Kind.rank()), b.Date.Time().Compare(a.Date.Time()))
	})
	k, err := d.rec.Keeping(ctx)
	v.BackupDue, v.LastBackup = k.BackupDue(d.Date()), k.LastBackup
	return v, err
}

// recentlyMissed are the waves whose window closed in the last month. Older ones, and feedback on a meeting long
// past, cannot be made good and would only bury what can; reports count them all.
func (d *Desk) recentlyMissed(f familyRecord, plan []store.Occasion) []DueRow {
	return slices.DeleteFunc(d.dueRows(f, plan, store.OccasionOverdue), func(r DueRow) bool {
		return r.Wave == store.AtMeeting || d.Date().DaysSince(r.Closes) > missedDays
	})
}

// dueRows are the occasions of a plan with one status.
func (d *Desk) dueRows(f familyRecord, plan []store.Occasion, status store.OccasionStatus) []DueRow {
	var out []DueRow
	for _, o := range plan {
		if o.Status != status {
			continue
		}
		row := DueRow{
			Family: f.family, Person: f.person(o.Person), Episode: f.episodes[len(f.episodes)-1],
			Wave: o.Wave, Opens: o.Opens, Closes: o.Closes,
		}
		if def, err := d.cat.Get(o.Instrument); err == nil {
			row.Ref, row.Title, row.Short, row.Minutes = def.Ref(), def.Title, def.Abbreviation, def.Minutes
		}
		out = append(out, row)
	}
	return out
}

// occasions is the plan of the newest episode; a family without one, or one that was erased, has none.
func (d *Desk) occasions(f familyRecord) []store.Occasion {
	if len(f.episodes) == 0 || !f.family.Erased.IsZero() {
		return nil
	}
	e := f.episodes[len(f.episodes)-1]
	return store.ProtocolOf(f.asked, store.ProjectID{}, e).PlanCourse(store.Course{
		Episode: e, Apart: f.family.AnswersApart, Persons: f.persons, Meetings: f.meetings, Events: f.events,
		Administrations: administrations(f.scored), Missed: f.missed, Participations: f.takes,
	}, d.Date())
}

func administrations(scored []store.Scored) []store.Administration {
	out := make([]store.Administration, len(scored))
	for i := range scored {
		out[i] = scored[i].Administration
	}
	return out
}
