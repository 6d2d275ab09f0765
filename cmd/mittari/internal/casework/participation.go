package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/store"
)

// ChoicesView is what the members of a family were told and have decided, and where they stand today.
type ChoicesView struct {
	Family  store.Family
	Members []Choices
	// Out says that the family is out of evaluation: a member has restricted the use of the answers or objects.
	Out bool
}

// Choices are one member's.
type Choices struct {
	Person   store.Person
	Due      store.NoticeVersion // the version of the notice for the person's age today
	Told     *store.Notice       // the newest; nil: not told yet
	Outgrown bool                // told in the version for a younger age
	Decision store.Decision      // in force; empty: nobody has been asked
	Since    store.Date
	Why      string
	Sharing  map[store.Topic]bool // of a young person: topics decided on
	History  []store.Participation
}

// Choices reads what a family was told and decided.
func (d *Desk) Choices(ctx context.Context, family store.FamilyID) (ChoicesView, error) {
	v, err := d.choices(ctx, family)
	if err != nil {
		return v, fmt.Errorf("read what the family has decided: %w", err)
	}
	return v, d.log(ctx, store.ActView, family, "choices "+v.Family.Code, "")
}

func (d *Desk) choices(ctx context.Context, family store.FamilyID) (v ChoicesView, err error) {
	if v.Family, err = d.rec.Family(ctx, family); err != nil {
		return v, err
	}
	persons, err := d.rec.Persons(ctx, family)
	if err != nil {
		return v, err
	}
	youngFirst(persons)
	notices, err := d.rec.NoticesGiven(ctx, family)
	if err != nil {
		return v, err
	}
	decisions, err := d.rec.Participations(ctx, family)
	if err != nil {
		return v, err
	}
	sharings, err := d.rec.Sharings(ctx, family)
	if err != nil {
		return v, err
	}
	today := d.Date()
	for _, p := range persons {
		c := Choices{Person: p, Due: store.NoticeFor(p, today), Sharing: map[store.Topic]bool{}}
		c.Told = newestNotice(notices, p.ID)
		c.Outgrown = c.Told != nil && c.Told.Version != c.Due
		if in, ok := store.ParticipationOn(decisions, p.ID, today); ok {
			c.Decision, c.Since, c.Why = in.Decision, in.Date, in.Why
		}
		for _, h := range decisions {
			if h.Person == p.ID {
				c.History = append(c.History, h)
			}
		}
		for _, t := range store.Topics() {
			if choseOn(sharings, p.ID, t) {
				c.Sharing[t] = store.MaySee(sharings, p.ID, store.PersonID{}, t, today)
			}
		}
		v.Out = v.Out || !store.InEvaluation(decisions, p.ID, today)
		v.Members = append(v.Members, c)
	}
	return v, nil
}

func newestNotice(all []store.Notice, person store.PersonID) *store.Notice {
	var newest *store.Notice
	for i := range all {
		if n := &all[i]; n.Person == person && (newest == nil || !n.Date.Before(newest.Date)) {
			newest = n
		}
	}
	return newest
}

func choseOn(all []store.Sharing, person store.PersonID, t store.Topic) bool {
	return slices.ContainsFunc(all, func(s store.Sharing) bool { return s.Person == person && s.Topic == t })
}

// GiveNotice records that a person was told. The date is today, and the version the one for the person's age on it,
// unless the notice says otherwise.
func (d *Desk) GiveNotice(ctx context.Context, n store.Notice) error {
	p, err := d.rec.Person(ctx, n.Person)
	if err != nil {
		return fmt.Errorf("record the notice: %w", err)
	}
	if n.Date.IsZero() {
		n.Date = d.Date()
	}
	if n.Version == "" {
		n.Version = store.NoticeFor(p, n.Date)
	}
	if n.Lang == "" {
		n.Lang = string(p.Lang)
	}
	if err := harmless(n.Edition); err != nil {
		return err
	}
	n.ID, n.Worker = store.DocumentID(newID()), d.me
	return d.keep(ctx, p.Family, "notice "+p.Code, string(n.Version), func(r Record) error { return r.SaveNotice(ctx, n) })
}

// DecideParticipation records a person's decision about taking part. A restriction or an objection takes the family
// out of reports and exports; the work with the family goes on.
func (d *Desk) DecideParticipation(ctx context.Context, c store.Participation) error {
	p, err := d.rec.Person(ctx, c.Person)
	if err != nil {
		return fmt.Errorf("record the decision: %w", err)
	}
	if err := harmless(c.Why); err != nil {
		return err
	}
	if c.Date.IsZero() {
		c.Date = d.Date()
	}
	c.ID, c.Worker = store.DocumentID(newID()), d.me
	return d.keep(ctx, p.Family, "participation "+p.Code, string(c.Decision), func(r Record) error { return r.SaveParticipation(ctx, c) })
}

// DecideSharing records a young person's choice whether guardians may see what they answered on a topic. Only a young
// person chooses: ErrNotOffered for anybody else.
func (d *Desk) DecideSharing(ctx context.Context, s store.Sharing) error {
	p, err := d.rec.Person(ctx, s.Person)
	if err != nil {
		return fmt.Errorf("record the choice: %w", err)
	}
	if p.Role != store.YoungPerson {
		return ErrNotOffered
	}
	if s.Date.IsZero() {
		s.Date = d.Date()
	}
	s.ID = store.DocumentID(newID())
	why := string(s.Topic) + " no"
	if s.Allowed {
		why = string(s.Topic) + " yes"
	}
	return d.keep(ctx, p.Family, "sharing "+p.Code, why, func(r Record) error { return r.SaveSharing(ctx, s) })
}

// keep saves something about a family together with its line in the access log.
func (d *Desk) keep(ctx context.Context, family store.FamilyID, object, why string, save func(Record) error) error {
	return d.rec.Batch(ctx, func(r Record) error {
		if err := save(r); err != nil {
			return fmt.Errorf("save %s: %w", object, err)
		}
		return d.logTo(ctx, r, store.ActAdd, family, object, why)
	})
}

// outOfEvaluation are the families that have to be left out of reports and exports on a day.
func outOfEvaluation(ctx context.Context, rec Record, persons []store.Person, day store.Date) (map[store.FamilyID]bool, error) {
	decisions, err := rec.Participations(ctx, store.FamilyID{})
	if err != nil {
		return nil, fmt.Errorf("read decisions on taking part: %w", err)
	}
	out := map[store.FamilyID]bool{}
	if len(decisions) == 0 {
		return out, nil
	}
	for _, p := range persons {
		if !store.InEvaluation(decisions, p.ID, day) {
			out[p.Family] = true
		}
	}
	return out, nil
}
