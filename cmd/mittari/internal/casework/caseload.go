package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// caseload reads the families in work with everything that the plan and the alerts ask about, in the order of codes.
// Each table is read once: ten questions for each of ten thousand families would take as many seconds.
func (d *Desk) caseload(ctx context.Context) ([]familyRecord, error) {
	open, err := d.rec.FamilyRows(ctx, store.FamilyFilter{Open: true})
	if err != nil {
		return nil, fmt.Errorf("list families in work: %w", err)
	}
	asked, err := d.rec.Protocols(ctx)
	if err != nil {
		return nil, err
	}
	l := caseload{
		families: make([]familyRecord, len(open)), at: make(map[store.FamilyID]int, len(open)),
		person: map[store.PersonID]int{}, episode: map[store.EpisodeID]int{},
	}
	for i, row := range open {
		l.families[i] = familyRecord{family: row.Family, asked: asked}
		l.at[row.ID] = i
	}
	if len(open) == 0 {
		return nil, nil
	}
	if err := l.read(ctx, d.rec); err != nil {
		return nil, err
	}
	for i := range l.families {
		youngFirst(l.families[i].persons)
	}
	return l.families, nil
}

// caseload sorts what the tables hold by family.
type caseload struct {
	families []familyRecord
	at       map[store.FamilyID]int // place in families
	person   map[store.PersonID]int
	episode  map[store.EpisodeID]int
}

func (l *caseload) read(ctx context.Context, rec Record) error {
	every := store.FamilyID{}
	persons, err := rec.Persons(ctx, every)
	if err != nil {
		return err
	}
	spread(l, persons, l.at, func(p store.Person) store.FamilyID { return p.Family }, func(i int, f *familyRecord, p store.Person) {
		f.persons, l.person[p.ID] = append(f.persons, p), i
	})
	episodes, err := rec.Episodes(ctx, every)
	if err != nil {
		return err
	}
	spread(l, episodes, l.at, func(e store.Episode) store.FamilyID { return e.Family }, func(i int, f *familyRecord, e store.Episode) {
		f.episodes, l.episode[e.ID] = append(f.episodes, e), i
	})
	if err := l.readCourse(ctx, rec); err != nil {
		return err
	}
	return rec.EachScored(ctx, false, func(a store.Scored) error {
		if i, ok := l.episode[a.Episode]; ok {
			l.families[i].scored = append(l.families[i].scored, a)
		}
		return nil
	})
}

// readCourse reads what happened besides forms.
func (l *caseload) readCourse(ctx context.Context, rec Record) error {
	every := store.FamilyID{}
	meetings, err := rec.Meetings(ctx, every)
	if err != nil {
		return err
	}
	spread(l, meetings, l.episode, func(m store.Meeting) store.EpisodeID { return m.Episode }, func(_ int, f *familyRecord, m store.Meeting) {
		f.meetings = append(f.meetings, m)
	})
	events, err := rec.Events(ctx, every)
	if err != nil {
		return err
	}
	spread(l, events, l.person, func(e store.Event) store.PersonID { return e.Person }, func(_ int, f *familyRecord, e store.Event) {
		f.events = append(f.events, e)
	})
	missed, err := rec.MissedOccasions(ctx, every)
	if err != nil {
		return err
	}
	spread(l, missed, l.episode, func(m store.Missed) store.EpisodeID { return m.Episode }, func(_ int, f *familyRecord, m store.Missed) {
		f.missed = append(f.missed, m)
	})
	agreed, err := rec.Appointments(ctx, every)
	if err != nil {
		return err
	}
	spread(l, agreed, l.episode, func(a store.Appointment) store.EpisodeID { return a.Episode }, func(_ int, f *familyRecord, a store.Appointment) {
		f.agreed = append(f.agreed, a)
	})
	takes, err := rec.Participations(ctx, every)
	if err != nil {
		return err
	}
	spread(l, takes, l.person, func(p store.Participation) store.PersonID { return p.Person }, func(_ int, f *familyRecord, p store.Participation) {
		f.takes = append(f.takes, p)
	})
	return nil
}

// spread hands every row to the family it belongs to; rows of families that are not in work are passed over.
func spread[T any, K comparable](l *caseload, rows []T, at map[K]int, key func(T) K, take func(int, *familyRecord, T)) {
	for _, row := range rows {
		if i, ok := at[key(row)]; ok {
			take(i, &l.families[i], row)
		}
	}
}
