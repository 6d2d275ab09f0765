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
	d := s.desk
	rights, err := d.rightsBook(ctx)
	if err != nil {
		return fmt.Errorf("change the language: %w", err)
	}
	person, err := d.rec.Person(ctx, s.admin.Respondent)
	if err != nil {
		return fmt.Errorf("change the language: %w", err)
	}
	a := s.admin
	a.Lang, a.Wording = l, ""
	wording, permission, err := rights.toBegin(s.def, a, false)
	var refused *PermissionError
	if err != nil && !errors.As(err, &refused) { // without permission the form goes on with cues
		return fmt.Errorf("change the language: %w", err)
	}
	if wording != nil {
		a.Wording = wording.Hash
	}
	person.Lang = l
	err = d.rec.Batch(ctx, func(r Record) error {
		if err := r.DiscardDraft(ctx, a.ID); err != nil {
			return err
		}
		if err := r.ReleasePermission(ctx, a.ID); err != nil {
			return err
		}
		if err := r.BeginDraft(ctx, a); err != nil {
			return err
		}
		if permission != nil {
			if err := r.UsePermission(ctx, permission.ID, a.ID, d.Date()); err != nil {
				return err
			}
		}
		if err := r.SavePerson(ctx, person); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActChange, s.family, "administration "+a.ID.String(), "language "+string(l))
	})
	if err != nil {
		return fmt.Errorf("change the language of %s: %w", a.Instrument, err)
	}
	s.admin, s.wording = a, wording
	return nil
}
