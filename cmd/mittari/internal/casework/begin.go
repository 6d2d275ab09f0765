package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Begin stores a draft with an empty sheet and returns the sitting at its first item.
func (d *Desk) Begin(ctx context.Context, p Plan) (*Sitting, error) {
	a, err := d.planned(ctx, p)
	if err != nil {
		return nil, err
	}
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	rights, err := d.rightsBook(ctx)
	if err != nil {
		return nil, err
	}
	if err := rights.off(def); err != nil {
		return nil, err
	}
	if err := d.canHandOver(ctx, a.Mode); err != nil {
		return nil, err
	}
	wording, permission, err := rights.toBegin(def, a, p.Cues)
	if err != nil {
		return nil, err
	}
	s, err := d.sit(ctx, a, def, wording)
	if err != nil {
		return nil, err
	}
	s.admin.Position = s.firstAsked(s.admin.Responses, 0)
	why := ""
	if permission != nil {
		why = "permission " + permission.Reference
	}
	if err := d.keepDraft(ctx, s.admin, s.family, permission, why); err != nil {
		return nil, fmt.Errorf("begin %s: %w", p.Instrument, err)
	}
	return s, nil
}

// keepDraft stores a draft, counted under a permission when there is one.
func (d *Desk) keepDraft(ctx context.Context, a store.Administration, family store.FamilyID, permission *PermissionView, why string) error {
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.BeginDraft(ctx, a); err != nil {
			return err
		}
		if permission != nil {
			if err := r.UsePermission(ctx, permission.ID, a.ID, d.Date()); err != nil {
				return err
			}
		}
		return d.logTo(ctx, r, store.ActAdd, family, "administration "+a.ID.String(), why)
	})
}

// canHandOver refuses a locked screen that nothing could unlock: ErrNoPIN.
func (d *Desk) canHandOver(ctx context.Context, m store.Mode) error {
	if m != store.OwnScreen {
		return nil
	}
	_, set, err := d.pin(ctx)
	if err == nil && !set {
		return ErrNoPIN
	}
	return err
}

// Resume returns a draft at the item it was left at.
func (d *Desk) Resume(ctx context.Context, id store.AdministrationID) (*Sitting, error) {
	sc, err := d.rec.Administration(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("resume: %w", err)
	}
	if sc.State != store.DraftState {
		return nil, store.ErrCompleted
	}
	def, err := d.cat.At(sc.Instrument)
	if err != nil {
		return nil, fmt.Errorf("resume %s: %w", sc.Instrument, err)
	}
	wording, err := d.toResume(ctx, def, sc.Administration)
	if err != nil {
		return nil, fmt.Errorf("resume %s: %w", sc.Instrument, err)
	}
	return d.sit(ctx, sc.Administration, def, wording)
}

// Discard removes a form that was begun by mistake. One that holds an answer or a skip is store.ErrConflict:
// answers are never thrown away.
func (d *Desk) Discard(ctx context.Context, id store.AdministrationID) error {
	a, err := d.rec.Administration(ctx, id)
	if err != nil {
		return fmt.Errorf("discard: %w", err)
	}
	family, err := d.familyOf(ctx, a.Subject)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.DiscardDraft(ctx, id); err != nil {
			return err
		}
		if err := r.ReleasePermission(ctx, id); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActDelete, family, "administration "+id.String(), "no answers")
	})
}

// Decline records that there is no answer, and why.
func (d *Desk) Decline(ctx context.Context, p Plan, why store.DeclineReason) error {
	a, err := d.planned(ctx, p)
	if err != nil {
		return err
	}
	a.State, a.Decline, a.Entered = store.Declined, why, d.clock().UTC()
	family, err := d.familyOf(ctx, a.Subject)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.AddCompleted(ctx, a, nil, nil); err != nil {
			return fmt.Errorf("record that %s was not answered: %w", p.Instrument, err)
		}
		return d.logTo(ctx, r, store.ActAdd, family, "administration "+a.ID.String(), string(why))
	})
}

// planned turns a plan into an administration and refuses what the licence or the form does not allow.
func (d *Desk) planned(ctx context.Context, p Plan) (store.Administration, error) {
	def, err := d.cat.Get(p.Instrument)
	if err != nil {
		return store.Administration{}, fmt.Errorf("begin: %w", err)
	}
	if p.Subject == (store.PersonID{}) {
		p.Subject = p.Respondent
	}
	if p.Informant == "" {
		p.Informant = instruments.Self
	}
	if p.Answered.IsZero() {
		p.Answered = d.Date()
	}
	if p.Answered.After(d.Date()) {
		return store.Administration{}, ErrAfterToday
	}
	if p.Mode == "" {
		p.Mode = store.OwnScreen
	}
	if def.Rights.Class == instruments.PaperOnly && p.Mode != store.FromPaper {
		return store.Administration{}, store.ErrPaperOnly
	}
	if !slices.Contains(def.Informants, p.Informant) {
		return store.Administration{}, ErrNotOffered
	}
	if p.Lang == "" {
		person, err := d.rec.Person(ctx, p.Respondent)
		if err != nil {
			return store.Administration{}, fmt.Errorf("begin: %w", err)
		}
		p.Lang = person.Lang
	}
	return store.Administration{
		ID: store.AdministrationID(newID()), Episode: p.Episode,
		Respondent: p.Respondent, Subject: p.Subject, Informant: p.Informant,
		Instrument: def.Ref(), Definition: def.Hash,
		Lang: p.Lang, Mode: p.Mode, Wave: p.Wave, State: store.DraftState,
		Answered: p.Answered, Offer: p.Offer, Responses: def.NewResponses(), Revision: 1,
	}, nil
}

// sit puts together what the screen needs around a stored administration. Wording nil: cues are shown.
func (d *Desk) sit(ctx context.Context, a store.Administration, def *instruments.Definition, wording *instruments.Wording) (*Sitting, error) {
	family, err := d.familyOf(ctx, a.Subject)
	if err != nil {
		return nil, err
	}
	respondent, err := d.rec.Person(ctx, a.Respondent)
	if err != nil {
		return nil, fmt.Errorf("find the respondent: %w", err)
	}
	s := &Sitting{
		desk: d, admin: a, def: def, family: family, wording: wording, began: d.clock(), young: respondent.Role == store.YoungPerson,
	}
	if wording != nil {
		s.admin.Wording = wording.Hash
	}
	if a.State == store.DraftState && a.Mode != store.FromPaper {
		if s.notice, err = d.untold(ctx, respondent); err != nil {
			return nil, err
		}
	}
	if def.ID == GoalsForm {
		if s.goals, err = d.openGoals(ctx, a.Subject); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (d *Desk) familyOf(ctx context.Context, id store.PersonID) (store.FamilyID, error) {
	p, err := d.rec.Person(ctx, id)
	if err != nil {
		return store.FamilyID{}, fmt.Errorf("find the person: %w", err)
	}
	return p.Family, nil
}
