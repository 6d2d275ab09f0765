package casework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Families lists families.
func (d *Desk) Families(ctx context.Context, f store.FamilyFilter) ([]store.FamilyRow, error) {
	return d.rec.FamilyRows(ctx, f)
}

// Family is everything about one family. Looking is logged.
func (d *Desk) Family(ctx context.Context, id store.FamilyID) (FamilyView, error) {
	f, err := d.readFamily(ctx, id)
	if err != nil {
		return FamilyView{}, fmt.Errorf("open the family: %w", err)
	}
	agency, err := d.Agency(ctx)
	if err != nil {
		return FamilyView{}, err
	}
	drafts, err := d.drafts(ctx, id)
	if err != nil {
		return FamilyView{}, err
	}
	v := FamilyView{
		Family: f.family, Episodes: f.episodes, Meetings: f.meetings, Events: f.events, Drafts: drafts,
		Workers: map[store.WorkerID]string{}, Teams: map[store.TeamID]string{},
		Due: d.dueRows(f, d.occasions(f), store.OccasionDue), Timeline: d.timeline(f), Next: d.next(f, store.PersonID{}),
		Agreed: d.agreed(f), Proposed: d.proposed(f),
	}
	for _, w := range agency.Workers {
		v.Workers[w.ID] = w.Code
	}
	for _, t := range agency.Teams {
		v.Teams[t.ID] = t.Name
	}
	for _, p := range f.persons {
		v.Persons = append(v.Persons, PersonRow{Person: p, Age: p.AgeOn(d.Date())})
	}
	for _, a := range f.scored {
		v.BurdenMinutes += d.minutes(a.Administration)
	}
	return v, d.log(ctx, store.ActView, id, "family "+f.family.Code, "")
}

// familyRecord is one family as read from the store, oldest first.
type familyRecord struct {
	family   store.Family
	persons  []store.Person
	episodes []store.Episode
	meetings []store.Meeting
	events   []store.Event
	scored   []store.Scored
	missed   []store.Missed
	takes    []store.Participation
	agreed   []store.Appointment
	asked    []store.ProtocolInForce // by the team, over time
}

func (d *Desk) readFamily(ctx context.Context, id store.FamilyID) (f familyRecord, err error) {
	if f.family, err = d.rec.Family(ctx, id); err != nil {
		return f, err
	}
	if f.persons, err = d.rec.Persons(ctx, id); err != nil {
		return f, err
	}
	youngFirst(f.persons)
	if f.episodes, err = d.rec.Episodes(ctx, id); err != nil {
		return f, err
	}
	if f.meetings, err = d.rec.Meetings(ctx, id); err != nil {
		return f, err
	}
	if f.events, err = d.rec.Events(ctx, id); err != nil {
		return f, err
	}
	if f.scored, err = d.rec.OfFamily(ctx, id); err != nil {
		return f, err
	}
	if f.missed, err = d.rec.MissedOccasions(ctx, id); err != nil {
		return f, err
	}
	if f.takes, err = d.rec.Participations(ctx, id); err != nil {
		return f, err
	}
	if f.agreed, err = d.rec.Appointments(ctx, id); err != nil {
		return f, err
	}
	f.asked, err = d.rec.Protocols(ctx)
	return f, err
}

// youngFirst puts young people before the adults.
func youngFirst(persons []store.Person) {
	slices.SortStableFunc(persons, func(a, b store.Person) int { return cmp.Compare(roleRank(a.Role), roleRank(b.Role)) })
}

// roleRank puts young people before the adults.
func roleRank(r store.Role) int {
	if r == store.YoungPerson {
		return 0
	}
	return 1
}

func (f *familyRecord) person(id store.PersonID) store.Person {
	for _, p := range f.persons {
		if p.ID == id {
			return p
		}
	}
	return store.Person{}
}

// minutes an administration took: measured, or what the form is said to take. Declined ones took none.
func (d *Desk) minutes(a store.Administration) float64 {
	if a.State != store.Completed {
		return 0
	}
	if a.DurationSec > 0 {
		return float64(a.DurationSec) / 60
	}
	if def, err := d.cat.At(a.Instrument); err == nil {
		return def.Minutes
	}
	return 0
}

func (d *Desk) timeline(f familyRecord) []TimelineRow {
	var rows []TimelineRow
	for _, e := range f.episodes {
		rows = append(rows, TimelineRow{Date: e.Start, Kind: LineStart})
		if !e.End.IsZero() {
			rows = append(rows, TimelineRow{Date: e.End, Kind: LineEnd, Exit: e.ExitReason})
		}
	}
	for _, m := range f.meetings {
		rows = append(rows, TimelineRow{Date: m.Date, Kind: LineMeeting, Meeting: m})
	}
	for _, e := range f.events {
		rows = append(rows, TimelineRow{Date: e.Date, Kind: LineEvent, Event: e.Kind, Person: f.person(e.Person).Code})
	}
	for _, a := range f.scored {
		rows = append(rows, d.answeredLine(f, a.Administration))
	}
	slices.SortStableFunc(rows, func(a, b TimelineRow) int { return b.Date.Time().Compare(a.Date.Time()) })
	return rows
}

func (d *Desk) answeredLine(f familyRecord, a store.Administration) TimelineRow {
	row := TimelineRow{
		Date: a.Answered, Kind: LineAnswered, Person: f.person(a.Respondent).Code,
		Administration: a.ID, Short: d.short(a.Instrument), Wave: a.Wave,
	}
	if a.State == store.Declined {
		row.Kind, row.Decline = LineDeclined, a.Decline
	}
	return row
}

// short is the abbreviation of an instrument, or its id, the same in every language, when the definition is not in the catalogue.
func (d *Desk) short(r instruments.Ref) instruments.Text {
	if def, err := d.cat.At(r); err == nil {
		return def.Abbreviation
	}
	id := instruments.Text{}
	for _, lang := range instruments.Languages() {
		id[lang] = string(r.ID)
	}
	return id
}

// drafts lists unfinished administrations, of one family or (zero id) of all, newest first.
func (d *Desk) drafts(ctx context.Context, family store.FamilyID) ([]DraftRow, error) {
	all, err := d.rec.Drafts(ctx)
	if err != nil {
		return nil, fmt.Errorf("list unfinished forms: %w", err)
	}
	var rows []DraftRow
	for _, a := range all {
		p, err := d.rec.Person(ctx, a.Respondent)
		if err != nil {
			return nil, fmt.Errorf("list unfinished forms: %w", err)
		}
		if family != (store.FamilyID{}) && p.Family != family {
			continue
		}
		fam, err := d.rec.Family(ctx, p.Family)
		if err != nil {
			return nil, fmt.Errorf("list unfinished forms: %w", err)
		}
		rows = append(rows, d.draftRow(fam, p, a))
	}
	return rows, nil
}

func (d *Desk) draftRow(f store.Family, p store.Person, a store.Administration) DraftRow {
	row := DraftRow{Family: f, Person: p, Draft: a, Short: d.short(a.Instrument)}
	if def, err := d.cat.At(a.Instrument); err == nil {
		row.Title = def.Title
	}
	for _, r := range a.Responses {
		switch r.State {
		case instruments.Answered, instruments.Skipped:
			row.Answered++
			row.Asked++
		case instruments.Unanswered:
			row.Asked++
		case instruments.NotAsked:
		}
	}
	return row
}

// Person is one person with the results about them.
func (d *Desk) Person(ctx context.Context, id store.PersonID) (PersonView, error) {
	p, err := d.rec.Person(ctx, id)
	if err != nil {
		return PersonView{}, fmt.Errorf("open the person: %w", err)
	}
	f, err := d.readFamily(ctx, p.Family)
	if err != nil {
		return PersonView{}, fmt.Errorf("open the person: %w", err)
	}
	v := PersonView{Family: f.family, Person: PersonRow{Person: p, Age: p.AgeOn(d.Date())}}
	for _, e := range f.events {
		if e.Person == id {
			v.Events = append(v.Events, e)
		}
	}
	if v.Goals, err = d.rec.Goals(ctx, id); err != nil {
		return PersonView{}, fmt.Errorf("open the person: %w", err)
	}
	about, err := d.rec.OfPerson(ctx, id)
	if err != nil {
		return PersonView{}, fmt.Errorf("open the person: %w", err)
	}
	v.Series = d.series(p, f, about)
	d.besides(f.family, p, v.Series)
	v.Opposed = opposed(f.family, v.Series)
	return v, d.log(ctx, store.ActView, p.Family, "person "+p.Code, "")
}

// Agency is who gives the service.
func (d *Desk) Agency(ctx context.Context) (v AgencyView, err error) {
	if v.Regions, err = d.rec.Regions(ctx); err != nil {
		return v, fmt.Errorf("read regions: %w", err)
	}
	if v.Teams, err = d.rec.Teams(ctx); err != nil {
		return v, fmt.Errorf("read teams: %w", err)
	}
	if v.Workers, err = d.rec.Workers(ctx); err != nil {
		return v, fmt.Errorf("read workers: %w", err)
	}
	if v.Memberships, err = d.rec.Memberships(ctx); err != nil {
		return v, fmt.Errorf("read memberships: %w", err)
	}
	slices.SortFunc(v.Regions, func(a, b store.Region) int { return cmp.Compare(a.Name, b.Name) })
	return v, nil
}
