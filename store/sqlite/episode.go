package sqlite

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

const selectEpisode = "SELECT id, family, team, worker, start_date, end_date, exit_reason FROM episode "

func scanEpisode(s scanner) (store.Episode, error) {
	var e store.Episode
	err := s.Scan(intoID(&e.ID), intoID(&e.Family), intoID(&e.Team), intoID(&e.Worker), intoDate(&e.Start),
		intoDate(&e.End), intoText(&e.ExitReason))
	return e, err
}

// Episodes lists the episodes of one family, or of all for the zero id, oldest first.
func (w *Workspace) Episodes(ctx context.Context, id store.FamilyID) ([]store.Episode, error) {
	query, args := selectEpisode+"WHERE family = ? ORDER BY start_date, id", []any{idArg(id)}
	if id == (store.FamilyID{}) {
		query, args = selectEpisode+"ORDER BY start_date, id", nil
	}
	rows, err := collect(ctx, w, scanEpisode, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list episodes: %w", err)
	}
	return rows, nil
}

// SaveEpisode inserts an episode or changes the one with the same id, which stays with its family.
func (w *Workspace) SaveEpisode(ctx context.Context, e store.Episode) error {
	if err := e.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if err := w.living(ctx, e.Family); err != nil {
			return err
		}
		if err := w.putEpisode(ctx, e); err != nil {
			return err
		}
		return w.record(ctx, store.KindEpisode, store.ID(e.ID), e.Family, e)
	})
	if err != nil {
		return fmt.Errorf("save episode: %w", err)
	}
	return nil
}

func (w *Workspace) putEpisode(ctx context.Context, e store.Episode) error {
	return saved(w.exec(ctx, `
		INSERT INTO episode (id, family, team, worker, start_date, end_date, exit_reason)
		VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET team = excluded.team, worker = excluded.worker,
			start_date = excluded.start_date, end_date = excluded.end_date,
			exit_reason = excluded.exit_reason WHERE family = excluded.family`,
		idArg(e.ID), idArg(e.Family), idArg(e.Team), idArg(e.Worker), dateArg(e.Start), dateArg(e.End),
		string(e.ExitReason)))
}
