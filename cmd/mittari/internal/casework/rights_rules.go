package casework

import (
	"context"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Refusals of what is recorded about rights.
var (
	ErrNoPermissionNeeded = &Refusal{"no-permission-needed"} // the instrument is not of that class
	ErrNoCheckNeeded      = &Refusal{"no-check-needed"}      // the key is as sure as it can be
)

// Standing is what may be done with one instrument here and now.
type Standing struct {
	Definition  *instruments.Definition
	Off         error // why it cannot be begun at all: *NeedsCheckError; nil: it can
	WordingOff  error // why full wording is not shown: store.ErrPaperOnly or *PermissionError; nil: it may be
	Wordings    []instruments.Wording
	Permissions []PermissionView
	Checks      []KeyCheckView
}

// Langs are the languages in which full wording is shown.
func (s *Standing) Langs() []instruments.Lang {
	if s.WordingOff != nil {
		return nil
	}
	return installed(s.Definition, s.Wordings)
}

// Standing of the newest version of an instrument.
func (d *Desk) Standing(ctx context.Context, id instruments.ID) (Standing, error) {
	def, err := d.cat.Get(id)
	if err != nil {
		return Standing{}, err
	}
	return d.StandingOf(ctx, def)
}

// Standings of the newest version of every instrument, by id. Definitions that cannot be read are left out and
// joined in the error.
func (d *Desk) Standings(ctx context.Context) ([]Standing, error) {
	b, err := d.rightsBook(ctx)
	if err != nil {
		return nil, err
	}
	defs, problems := d.cat.List()
	out := make([]Standing, len(defs))
	for i, def := range defs {
		out[i] = b.standing(def)
	}
	return out, problems
}

// rightsBook is everything recorded about rights, read once.
type rightsBook struct {
	permissions []PermissionView
	checks      []KeyCheckView
	packs       []instruments.Wording
}

func (d *Desk) rightsBook(ctx context.Context) (b rightsBook, err error) {
	if b.permissions, err = d.Permissions(ctx, ""); err != nil {
		return b, err
	}
	if b.checks, err = d.KeyChecks(ctx, ""); err != nil {
		return b, err
	}
	b.packs, err = d.Wordings(ctx)
	return b, err
}

func (b *rightsBook) standing(def *instruments.Definition) Standing {
	s := Standing{Definition: def, Off: b.off(def)}
	_, s.WordingOff = b.mayShow(def)
	for _, w := range b.packs {
		if w.Instrument == def.ID {
			s.Wordings = append(s.Wordings, w)
		}
	}
	for _, p := range b.permissions {
		if p.Instrument == def.ID {
			s.Permissions = append(s.Permissions, p)
		}
	}
	for _, k := range b.checks {
		if k.Definition.ID == def.ID {
			s.Checks = append(s.Checks, k)
		}
	}
	return s
}

// off is why a definition cannot be begun: its key is only recalled and nobody has checked it as it is now.
func (b *rightsBook) off(def *instruments.Definition) error {
	if !def.NeedsCheck() || slices.ContainsFunc(b.checks, func(k KeyCheckView) bool {
		return !k.Withdrawn && k.Definition == def.Ref() && k.Hash == def.Hash
	}) {
		return nil
	}
	return &NeedsCheckError{Ref: def.Ref()}
}

// mayShow is the permission under which wording may be shown today, nil when none is needed, or why it may not.
// Of several the one that ends first is used first.
func (b *rightsBook) mayShow(def *instruments.Definition) (*PermissionView, error) {
	switch def.Rights.Class {
	case instruments.PaperOnly:
		return nil, store.ErrPaperOnly
	case instruments.Own, instruments.Open:
		return nil, nil
	case instruments.Permission:
	}
	var best, last *PermissionView
	for i := range b.permissions {
		p := &b.permissions[i]
		if p.Instrument != def.ID {
			continue
		}
		last = p
		if p.Problem == "" && (best == nil || endsBefore(p.Expires, best.Expires)) {
			best = p
		}
	}
	if best != nil {
		return best, nil
	}
	return nil, missing(def, last)
}

// missing says why no permission holds, by the newest one.
func missing(def *instruments.Definition, p *PermissionView) *PermissionError {
	if p == nil {
		return &PermissionError{Instrument: def.ID, Holder: def.Rights.Holder, Problem: PermissionNone}
	}
	e := &PermissionError{Instrument: def.ID, Holder: p.Holder, Problem: p.Problem, Reference: p.Reference, Uses: p.Uses}
	switch p.Problem {
	case PermissionEarly:
		e.Day = p.Given
	case PermissionExpired:
		e.Day = p.Expires
	case PermissionNone, PermissionUsedUp, PermissionWithdrawn:
	}
	return e
}

// endsBefore compares last days; none is later than any.
func endsBefore(a, b store.Date) bool {
	if a.IsZero() || b.IsZero() {
		return !a.IsZero()
	}
	return a.Before(b)
}

// StandingOf is the standing of a definition where no record is open: nothing is known to be allowed or checked.
func StandingOf(def *instruments.Definition) Standing {
	return (&rightsBook{}).standing(def)
}

// StandingOf is the standing of a definition that need not be the newest version, nor in the catalogue.
func (d *Desk) StandingOf(ctx context.Context, def *instruments.Definition) (Standing, error) {
	b, err := d.rightsBook(ctx)
	if err != nil {
		return Standing{}, err
	}
	return b.standing(def), nil
}
