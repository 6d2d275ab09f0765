package sqlite

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

const selectPerson = `
	SELECT id, family, code, role, birth_year, birth_month, gender, lang, other_home FROM person `

func scanPerson(s scanner) (store.Person, error) {
	var p store.Person
	err := s.Scan(intoID(&p.ID), intoID(&p.Family), &p.Code, intoText(&p.Role), &p.BirthYear, &p.BirthMonth,
		intoText(&p.Gender), intoText(&p.Lang), &p.OtherHome)
	return p, err
}

// Persons lists the members of one family, or of all for the zero id, by code.
func (w *Workspace) Persons(ctx context.Context, id store.FamilyID) ([]store.Person, error) {
	query, args := selectPerson+"WHERE family = ? ORDER BY code", []any{idArg(id)}
	if id == (store.FamilyID{}) {
		query, args = selectPerson+"ORDER BY code", nil
	}
	rows, err := collect(ctx, w, scanPerson, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list persons: %w", err)
	}
	return rows, nil
}

// Person returns one person.
func (w *Workspace) Person(ctx context.Context, id store.PersonID) (store.Person, error) {
	p, err := one(ctx, w, scanPerson, selectPerson+"WHERE id = ?", idArg(id))
	if err != nil {
		return p, fmt.Errorf("read person %s: %w", id, err)
	}
	return p, nil
}

// SavePerson inserts a person or changes the one with the same id, who stays in the same family. The code must
// begin with the family's.
func (w *Workspace) SavePerson(ctx context.Context, p store.Person) error {
	if err := p.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		f, err := w.Family(ctx, p.Family)
		if err != nil {
			return err
		}
		if !f.Erased.IsZero() {
			return store.ErrErased
		}
		if !strings.HasPrefix(p.Code, f.Code+"-") {
			return &store.InvalidError{Noun: "person", Field: "Code", Problem: store.NotFitting}
		}
		if err := w.codeFree(ctx, "person", p.Code, store.ID(p.ID)); err != nil {
			return err
		}
		if err := w.putPerson(ctx, p); err != nil {
			return err
		}
		return w.record(ctx, store.KindPerson, store.ID(p.ID), p.Family, p)
	})
	if err != nil {
		return fmt.Errorf("save person %s: %w", p.Code, err)
	}
	return nil
}

func (w *Workspace) putPerson(ctx context.Context, p store.Person) error {
	return saved(w.exec(ctx, `
		INSERT INTO person (id, family, code, role, birth_year, birth_month, gender, lang, other_home)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET code = excluded.code, role = excluded.role,
			birth_year = excluded.birth_year, birth_month = excluded.birth_month, gender = excluded.gender,
			lang = excluded.lang, other_home = excluded.other_home WHERE family = excluded.family`,
		idArg(p.ID), idArg(p.Family), p.Code, string(p.Role), p.BirthYear, p.BirthMonth, string(p.Gender),
		string(p.Lang), p.OtherHome))
}
