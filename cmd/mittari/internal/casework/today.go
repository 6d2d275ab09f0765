package casework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// talkDays is how long a result may wait for being talked about before it becomes an alert.
const talkDays = 14

// missedDays is how long a missed wave stays on the list of today.
const missedDays = 30

// Today lists what is due, overdue, unfinished and worth a look, over the families in work.
func (d *Desk) Today(ctx context.Context) (TodayView, error) {
	v := TodayView{Date: d.Date()}
	open, err := d.rec.FamilyRows(ctx, store.FamilyFilter{Open: true})
	if err != nil {
		return v, fmt.Errorf("list families in work: %w", err)
	}
	v.Families = len(open)
	for _, row := range open {
		f, err := d.readFamily(ctx, row.ID)
		if err != nil {
			return v, fmt.Errorf("read family %s: %w", row.Code, err)
		}
		v.Due = append(v.Due, d.dueRows(f, store.OccasionDue)...)
		v.Overdue = append(v.Overdue, d.recentlyMissed(f)...)
		v.Alerts = append(v.Alerts, d.alerts(f)...)
	}
	if v.Unfinished, err = d.drafts(ctx, store.FamilyID{}); err != nil {
		return v, err
	}
	byClose := func(a, b DueRow) int { return a.Closes.Time().Compare(b.Closes.Time()) }
	slices.SortStableFunc(v.Due, byClose)
	slices.SortStableFunc(v.Overdue, byClose)
	slices.SortStableFunc(v.Alerts, func(a, b AlertRow) int {
		return cmp.Or(cmp.Compare(alertRank(a.Kind), alertRank(b.Kind)), b.Date.Time().Compare(a.Date.Time()))
	})
	k, err := d.rec.Keeping(ctx)
	v.BackupDue, v.LastBackup = k.BackupDue(d.Date()), k.LastBackup
	return v, err
}

// recentlyMissed are the waves whose window closed in the last month. Older ones, and feedback on a meeting long
// past, cannot be made good and would only bury what can; reports count them all.
func (d *Desk) recentlyMissed(f familyRecord) []DueRow {
	return slices.DeleteFunc(d.dueRows(f, store.OccasionOverdue), func(r DueRow) bool {
		return r.Wave == store.AtMeeting || d.Date().DaysSince(r.Closes) > missedDays
	})
}

// dueRows are the occasions of a family's newest episode with one status.
func (d *Desk) dueRows(f familyRecord, status store.OccasionStatus) []DueRow {
	if len(f.episodes) == 0 || !f.family.Erased.IsZero() {
		return nil
	}
	var out []DueRow
	for _, o := range d.occasions(f) {
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

// occasions is the plan of the newest episode.
func (d *Desk) occasions(f familyRecord) []store.Occasion {
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

// alerts are the flagged answers nobody has talked about, people who are doing reliably worse, and results
// left lying.
func (d *Desk) alerts(f familyRecord) []AlertRow {
	var out []AlertRow
	newest := map[seriesKey]bool{}
	for i := len(f.scored) - 1; i >= 0; i-- {
		a := f.scored[i]
		if a.State != store.Completed {
			continue
		}
		key := seriesKey{id: a.Instrument.ID, informant: a.Informant, respondent: a.Respondent}
		latest := !newest[key]
		newest[key] = true
		switch {
		case a.Discussed.IsZero() && flagged(a):
			out = append(out, d.alert(AlertRisk, f, a))
		case latest && d.worse(f, a):
			out = append(out, d.alert(AlertWorse, f, a))
		case latest && a.Discussed.IsZero() && a.Instrument.ID != MeetingFeedback && d.Date().DaysSince(a.Answered) > talkDays:
			out = append(out, d.alert(AlertNoTalk, f, a))
		}
	}
	return out
}

func (d *Desk) alert(k AlertKind, f familyRecord, a store.Scored) AlertRow {
	row := AlertRow{
		Kind: k, Family: f.family, Person: f.person(a.Respondent),
		Administration: a.ID, Short: d.short(a.Instrument), Date: a.Answered,
	}
	if def, err := d.cat.At(a.Instrument); err == nil {
		row.Title = def.Title
	}
	return row
}

func flagged(a store.Scored) bool {
	return slices.ContainsFunc(a.Risks, func(r store.RiskFlag) bool { return r.State == "flagged" })
}

// worse reports a reliable worsening of a main scale since the first result of the same episode.
func (d *Desk) worse(f familyRecord, a store.Scored) bool {
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return false
	}
	first := earliest(f.scored, a)
	if first == nil {
		return false
	}
	ctx := ContextOf(f.person(a.Subject), a.Administration)
	for i := range def.Scales {
		s := &def.Scales[i]
		from, to := scoreOf(first, s.ID), scoreOf(&a, s.ID)
		basis, ok := change.BasisFor(def, s.ID, ctx)
		if !s.Main || !ok || from == nil || to == nil {
			continue
		}
		switch change.Compare(from.Value, to.Value, basis).Class {
		case change.Deteriorated, change.Harmed:
			return true
		case change.Unknown, change.Recovered, change.Improved, change.Unchanged:
		}
	}
	return false
}

func alertRank(k AlertKind) int {
	switch k {
	case AlertRisk:
		return 0
	case AlertWorse:
		return 1
	case AlertNoTalk:
		return 2
	}
	return 3
}
