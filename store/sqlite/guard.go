package sqlite

import "context"

// bulkGuards are the triggers that ask of every single row what takeAdministrations has asked of many rows together.
const bulkGuards = "'administration_people', 'administration_replace', 'score_replace', 'risk_replace'"

// unguard takes those triggers away until the batch ends: they cost a large merge a tenth of its time. That is a part
// of the transaction, so no commit is without them, and a batch that fails or is cut off never took them away.
func (w *Workspace) unguard(ctx context.Context) error {
	if w.batch.guards != nil {
		return nil
	}
	type trigger struct{ name, text string }
	found, err := collect(ctx, w, func(s scanner) (trigger, error) {
		var t trigger
		err := s.Scan(&t.name, &t.text)
		return t, err
	}, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN ("+bulkGuards+") ORDER BY name")
	if err != nil {
		return err
	}
	for _, t := range found {
		if err := w.define(ctx, "DROP TRIGGER "+t.name); err != nil {
			return err
		}
		w.batch.guards = append(w.batch.guards, t.text)
	}
	return nil
}

// guard puts back what unguard took away.
func (w *Workspace) guard(ctx context.Context) error {
	for _, text := range w.batch.guards {
		if err := w.define(ctx, text); err != nil {
			return err
		}
	}
	w.batch.guards = nil
	return nil
}

// define changes the schema. The statement is not kept: it runs once.
func (w *Workspace) define(ctx context.Context, statement string) error {
	_, err := w.batch.tx.ExecContext(context.WithoutCancel(ctx), statement)
	return w.classify(err)
}
