package casework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// AddFamily adds a family with its members and an open episode, all or nothing.
func (d *Desk) AddFamily(ctx context.Context, n NewFamily) (store.Family, error) {
	set, err := d.rec.Settings(ctx)
	if err != nil {
		return store.Family{}, fmt.Errorf("add a family: %w", err)
	}
	region, err := d.regionFor(ctx, n.Region, set.Team)
	if err != nil {
		return store.Family{}, err
	}
	if n.Start.IsZero() {
		n.Start = d.Date()
	}
	code, err := store.NewFamilyCode(region, rand.Reader, func(code string) (bool, error) { return d.codeTaken(ctx, code) })
	if err != nil {
		return store.Family{}, fmt.Errorf("find a code for the family: %w", err)
	}
	f := store.Family{
		ID: store.FamilyID(newID()), Code: code, Region: region.ID,
		AnswersApart: n.AnswersApart, Created: d.Date(),
	}
	e := store.Episode{ID: store.EpisodeID(newID()), Family: f.ID, Team: set.Team, Worker: d.me, Start: n.Start}
	err = d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveFamily(ctx, f); err != nil {
			return err
		}
		if err := r.SaveEpisode(ctx, e); err != nil {
			return err
		}
		for _, p := range n.Persons {
			if _, err := d.addPerson(ctx, r, f, p); err != nil {
				return err
			}
		}
		return d.logTo(ctx, r, store.ActAdd, f.ID, "family "+f.Code, "")
	})
	if err != nil {
		return store.Family{}, fmt.Errorf("add family %s: %w", code, err)
	}
	return f, nil
}

func (d *Desk) regionFor(ctx context.Context, id store.RegionID, team store.TeamID) (store.Region, error) {
	agency, err := d.Agency(ctx)
	if err != nil {
		return store.Region{}, err
	}
	for _, t := range agency.Teams {
		if t.ID == team && id == (store.RegionID{}) {
			id = t.Region
		}
	}
	for _, r := range agency.Regions {
		if r.ID == id {
			return r, nil
		}
	}
	return store.Region{}, fmt.Errorf("region of the family: %w", store.ErrNotFound)
}

func (d *Desk) codeTaken(ctx context.Context, code string) (bool, error) {
	_, err := d.rec.FamilyByCode(ctx, code)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// AddPerson adds a member to a family.
func (d *Desk) AddPerson(ctx context.Context, family store.FamilyID, n NewPerson) (store.Person, error) {
	f, err := d.rec.Family(ctx, family)
	if err != nil {
		return store.Person{}, fmt.Errorf("add a person: %w", err)
	}
	var p store.Person
	err = d.rec.Batch(ctx, func(r Record) error {
		var err error
		if p, err = d.addPerson(ctx, r, f, n); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActAdd, family, "person "+p.Code, "")
	})
	if err != nil {
		return store.Person{}, fmt.Errorf("add a person to %s: %w", f.Code, err)
	}
	return p, nil
}

func (d *Desk) addPerson(ctx context.Context, r Families, f store.Family, n NewPerson) (store.Person, error) {
	there, err := r.Persons(ctx, f.ID)
	if err != nil {
		return store.Person{}, err
	}
	if n.Lang == "" {
		n.Lang = instruments.Finnish
	}
	p := store.Person{
		ID: store.PersonID(newID()), Family: f.ID, Code: store.NextPersonCode(f, n.Role, there), Role: n.Role,
		BirthYear: n.BirthYear, BirthMonth: n.BirthMonth, Gender: n.Gender, Lang: n.Lang, OtherHome: n.OtherHome,
	}
	return p, r.SavePerson(ctx, p)
}

// AddMeeting adds a working meeting to the family's newest episode.
func (d *Desk) AddMeeting(ctx context.Context, family store.FamilyID, m store.Meeting) error {
	episodes, err := d.rec.Episodes(ctx, family)
	if err != nil {
		return fmt.Errorf("add a meeting: %w", err)
	}
	if len(episodes) == 0 {
		return fmt.Errorf("add a meeting: episode %w", store.ErrNotFound)
	}
	if m.Date.IsZero() {
		m.Date = d.Date()
	}
	if m.Worker == (store.WorkerID{}) {
		m.Worker = d.me
	}
	m.ID, m.Episode = store.MeetingID(newID()), episodes[len(episodes)-1].ID
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveMeeting(ctx, m); err != nil {
			return fmt.Errorf("add a meeting: %w", err)
		}
		return d.logTo(ctx, r, store.ActAdd, family, "meeting "+m.ID.String(), "")
	})
}

// AddEvent adds a dated outcome fact about a young person.
func (d *Desk) AddEvent(ctx context.Context, e store.Event) error {
	family, err := d.familyOf(ctx, e.Person)
	if err != nil {
		return err
	}
	if e.Date.IsZero() {
		e.Date = d.Date()
	}
	e.ID = store.EventID(newID())
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveEvent(ctx, e); err != nil {
			return fmt.Errorf("add an event: %w", err)
		}
		return d.logTo(ctx, r, store.ActAdd, family, "event "+e.ID.String(), string(e.Kind))
	})
}

// EndEpisode closes an episode.
func (d *Desk) EndEpisode(ctx context.Context, id store.EpisodeID, on store.Date, why store.ExitReason) error {
	episodes, err := d.rec.Episodes(ctx, store.FamilyID{})
	if err != nil {
		return fmt.Errorf("end the episode: %w", err)
	}
	for _, e := range episodes {
		if e.ID != id {
			continue
		}
		e.End, e.ExitReason = on, why
		return d.rec.Batch(ctx, func(r Record) error {
			if err := r.SaveEpisode(ctx, e); err != nil {
				return fmt.Errorf("end the episode: %w", err)
			}
			return d.logTo(ctx, r, store.ActChange, e.Family, "episode "+id.String(), string(why))
		})
	}
	return fmt.Errorf("end the episode: %w", store.ErrNotFound)
}

// SetAnswersApart marks a family whose guardians answer in separate sittings, or takes the mark away.
func (d *Desk) SetAnswersApart(ctx context.Context, id store.FamilyID, apart bool) error {
	f, err := d.rec.Family(ctx, id)
	if err != nil {
		return fmt.Errorf("change the family: %w", err)
	}
	f.AnswersApart = apart
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveFamily(ctx, f); err != nil {
			return fmt.Errorf("change family %s: %w", f.Code, err)
		}
		return d.logTo(ctx, r, store.ActChange, id, "family "+f.Code, "answers apart")
	})
}

// newID is a fresh UUIDv7.
func newID() store.ID { return uuid.Must(uuid.NewV7()) }
