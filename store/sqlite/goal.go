package sqlite

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

const selectGoals = "SELECT id, person, number, text, set_on, closed FROM goal WHERE person = ? ORDER BY number, set_on, id"

func scanGoal(s scanner) (store.Goal, error) {
	var g store.Goal
	err := s.Scan(intoID(&g.ID), intoID(&g.Person), &g.Number, &g.Text, intoDate(&g.Set), intoDate(&g.Closed))
	return g, err
}

// Goals lists a person's goals, open and closed, by number and the day they were set.
func (w *Workspace) Goals(ctx context.Context, id store.PersonID) ([]store.Goal, error) {
	rows, err := collect(ctx, w, scanGoal, selectGoals, idArg(id))
	if err != nil {
		return nil, fmt.Errorf("list goals: %w", err)
	}
	return rows, nil
}

// SaveGoal inserts a goal or changes the one with the same id, which stays with its person. A person has one
// open goal behind each number: a second is store.ErrConflict.
func (w *Workspace) SaveGoal(ctx context.Context, g store.Goal) error {
	if err := g.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if g.Closed.IsZero() {
			taken, err := w.exists(ctx,
				"SELECT count(*) FROM goal WHERE person = ? AND number = ? AND closed IS NULL AND id <> ?",
				idArg(g.Person), g.Number, idArg(g.ID))
			if err != nil {
				return err
			}
			if taken {
				return store.ErrConflict
			}
		}
		family, err := w.familyOfPerson(ctx, g.Person)
		if err != nil {
			return err
		}
		if err := w.putGoal(ctx, g); err != nil {
			return err
		}
		return w.record(ctx, store.KindGoal, store.ID(g.ID), family, g)
	})
	if err != nil {
		return fmt.Errorf("save goal: %w", err)
	}
	return nil
}

func (w *Workspace) putGoal(ctx context.Context, g store.Goal) error {
	return saved(w.exec(ctx, `
		INSERT INTO goal (id, person, number, text, set_on, closed) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET number = excluded.number, text = excluded.text,
			set_on = excluded.set_on, closed = excluded.closed WHERE person = excluded.person`,
		idArg(g.ID), idArg(g.Person), g.Number, g.Text, dateArg(g.Set), dateArg(g.Closed)))
}
