package sqlite

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

const selectEvent = "SELECT v.id, v.person, v.kind, v.date FROM event v "

func scanEvent(s scanner) (store.Event, error) {
	var e store.Event
	err := s.Scan(intoID(&e.ID), intoID(&e.Person), intoText(&e.Kind), intoDate(&e.Date))
	return e, err
}

// Events lists the events of one family's members, or of everybody for the zero id, oldest first.
func (w *Workspace) Events(ctx context.Context, id store.FamilyID) ([]store.Event, error) {
	query := selectEvent + "JOIN person p ON p.id = v.person WHERE p.family = ? ORDER BY v.date, v.id"
	args := []any{idArg(id)}
	if id == (store.FamilyID{}) {
		query, args = selectEvent+"ORDER BY v.date, v.id", nil
	}
	rows, err := collect(ctx, w, scanEvent, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return rows, nil
}

// SaveEvent inserts an event or changes the one with the same id, which stays with its person.
func (w *Workspace) SaveEvent(ctx context.Context, e store.Event) error {
	if err := e.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		family, err := w.familyOfPerson(ctx, e.Person)
		if err != nil {
			return err
		}
		if err := w.putEvent(ctx, e); err != nil {
			return err
		}
		return w.record(ctx, store.KindEvent, store.ID(e.ID), family, e)
	})
	if err != nil {
		return fmt.Errorf("save event: %w", err)
	}
	return nil
}

func (w *Workspace) putEvent(ctx context.Context, e store.Event) error {
	return saved(w.exec(ctx, `
		INSERT INTO event (id, person, kind, date) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, date = excluded.date WHERE person = excluded.person`,
		idArg(e.ID), idArg(e.Person), string(e.Kind), dateArg(e.Date)))
}
