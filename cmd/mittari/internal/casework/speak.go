package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Speech is a language in which a form can be answered.
type Speech struct {
	Lang instruments.Lang
	Full bool // with full wording; otherwise cues beside the paper form
}

// Speeches lists the languages of a sitting: those with full wording first, then those of the program. A language and
// its easier form stand together.
func (s *Sitting) Speeches(ctx context.Context) ([]Speech, error) {
	rights, err := s.desk.rightsBook(ctx)
	if err != nil {
		return nil, fmt.Errorf("list languages: %w", err)
	}
	standing := rights.standing(s.def)
	return Speeches(standing.Langs()), nil
}

// Speeches orders the languages in which something can be answered, given those with full wording.
func Speeches(full []instruments.Lang) []Speech {
	var with, without []Speech
	add := func(l instruments.Lang) {
		one := Speech{Lang: l, Full: slices.Contains(full, l) || slices.Contains(full, l.Base())}
		if one.Full {
			with = append(with, one)
		} else {
			without = append(without, one)
		}
	}
	for _, l := range instruments.Languages() {
		add(l)
		for _, v := range instruments.Variants() {
			if v.Base() == l {
				add(v)
			}
		}
	}
	for _, l := range full {
		if !slices.Contains(instruments.Languages(), l.Base()) {
			add(l)
		}
	}
	return append(with, without...)
}

// Speak goes on in another language, and remembers it as that of the respondent. Once an item is answered or passed
// over it is store.ErrConflict: two wordings are never mixed on one sheet.
func (s *Sitting) Speak(ctx context.Context, l instruments.Lang) error {
	if l == s.admin.Lang {
		return nil
	}
	a, wording := s.admin, (*instruments.Wording)(nil)
	err := s.desk.rec.Batch(ctx, func(r Record) (err error) {
		inside := &Desk{rec: r, cat: s.desk.cat, clock: s.desk.clock, me: s.desk.me}
		a, wording, err = inside.respeak(ctx, s, l)
		return err
	})
	if err != nil {
		return fmt.Errorf("change the language of %s: %w", a.Instrument, err)
	}
	s.admin, s.wording = a, wording
	return nil
}

// respeak begins the draft of a sitting anew in another language. The permission it was counted under is free again
// before it is seen which one holds.
func (d *Desk) respeak(ctx context.Context, s *Sitting, l instruments.Lang) (store.Administration, *instruments.Wording, error) {
	a := s.admin
	if err := d.rec.DiscardDraft(ctx, a.ID); err != nil {
		return a, nil, err
	}
	if err := d.rec.ReleasePermission(ctx, a.ID); err != nil {
		return a, nil, err
	}
	rights, err := d.rightsBook(ctx)
	if err != nil {
		return a, nil, err
	}
	a.Lang, a.Wording = l, ""
	wording, permission, err := rights.toBegin(s.def, a, false)
	var refused *PermissionError
	if err != nil && !errors.As(err, &refused) { // without permission the form goes on with cues
		return a, nil, err
	}
	if wording != nil {
		a.Wording = wording.Hash
	}
	if err := d.rec.BeginDraft(ctx, a); err != nil {
		return a, nil, err
	}
	if permission != nil {
		if err := d.rec.UsePermission(ctx, permission.ID, a.ID, d.Date()); err != nil {
			return a, nil, err
		}
	}
	person, err := d.rec.Person(ctx, a.Respondent)
	if err != nil {
		return a, nil, err
	}
	person.Lang = l
	if err := d.rec.SavePerson(ctx, person); err != nil {
		return a, nil, err
	}
	return a, wording, d.log(ctx, store.ActChange, s.family, "administration "+a.ID.String(), "language "+string(l))
}
