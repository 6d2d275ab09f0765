package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// What a young person may do on the end page, where the worker has allowed it: see the own curve before anybody else
// does, and choose what guardians may see.

// MayOffer reports whether the end page offers that: to a young person who answered about himself or herself, where the
// worker has allowed it.
func (s *Sitting) MayOffer() bool {
	return s.admin.Offer && s.young && s.admin.Informant == instruments.Self && s.admin.Mode == store.OwnScreen
}

// OwnCurves are the main scales of this form over time, of this respondent's own answers alone. Showing them is logged.
func (s *Sitting) OwnCurves(ctx context.Context) ([]Series, error) {
	if !s.MayOffer() {
		return nil, ErrNotOffered
	}
	d := s.desk
	person, err := d.rec.Person(ctx, s.admin.Respondent)
	if err != nil {
		return nil, fmt.Errorf("read the own curve: %w", err)
	}
	about, err := d.rec.OfPerson(ctx, person.ID)
	if err != nil {
		return nil, fmt.Errorf("read the own curve: %w", err)
	}
	own := slices.DeleteFunc(about, func(a store.Scored) bool {
		return a.Instrument.ID != s.def.ID || a.Respondent != person.ID || a.Informant != instruments.Self
	})
	all := d.series(person, familyRecord{persons: []store.Person{person}}, own)
	all = slices.DeleteFunc(all, func(c Series) bool { return !c.Scale.Main })
	return all, d.log(ctx, store.ActView, person.Family, "own curve "+person.Code, "by the respondent")
}

// Shares tells what guardians may see by the young person's choices so far: topics not decided on are no.
func (s *Sitting) Shares(ctx context.Context) (map[store.Topic]bool, error) {
	all, err := s.desk.rec.Sharings(ctx, s.family)
	if err != nil {
		return nil, fmt.Errorf("read what guardians may see: %w", err)
	}
	out := map[store.Topic]bool{}
	for _, t := range store.Topics() {
		out[t] = store.MaySee(all, s.admin.Respondent, store.PersonID{}, t, s.desk.Date())
	}
	return out, nil
}

// Share records the young person's choices, dated today: those that changed, and those made for the first time.
func (s *Sitting) Share(ctx context.Context, allowed map[store.Topic]bool) error {
	if !s.MayOffer() {
		return ErrNotOffered
	}
	all, err := s.desk.rec.Sharings(ctx, s.family)
	if err != nil {
		return fmt.Errorf("read what guardians may see: %w", err)
	}
	who := s.admin.Respondent
	for _, t := range store.Topics() {
		if choseOn(all, who, t) && store.MaySee(all, who, store.PersonID{}, t, s.desk.Date()) == allowed[t] {
			continue
		}
		if err := s.desk.DecideSharing(ctx, store.Sharing{Person: who, Topic: t, Allowed: allowed[t]}); err != nil {
			return err
		}
	}
	return nil
}
