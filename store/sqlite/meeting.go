package sqlite

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

const selectMeeting = "SELECT m.id, m.episode, m.date, m.minutes, m.place, m.worker FROM meeting m "

func scanMeeting(s scanner) (store.Meeting, error) {
	var m store.Meeting
	err := s.Scan(intoID(&m.ID), intoID(&m.Episode), intoDate(&m.Date), &m.Minutes, intoText(&m.Place), intoID(&m.Worker))
	return m, err
}

// Meetings lists the meetings with one family, or with all for the zero id, oldest first.
func (w *Workspace) Meetings(ctx context.Context, id store.FamilyID) ([]store.Meeting, error) {
	query := selectMeeting + "JOIN episode e ON e.id = m.episode WHERE e.family = ? ORDER BY m.date, m.id"
	args := []any{idArg(id)}
	if id == (store.FamilyID{}) {
		query, args = selectMeeting+"ORDER BY m.date, m.id", nil
	}
	rows, err := collect(ctx, w, scanMeeting, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list meetings: %w", err)
	}
	return rows, nil
}

// SaveMeeting inserts a meeting or changes the one with the same id, which stays in its episode.
func (w *Workspace) SaveMeeting(ctx context.Context, m store.Meeting) error {
	if err := m.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		family, err := w.familyOfEpisode(ctx, m.Episode)
		if err != nil {
			return err
		}
		if err := w.putMeeting(ctx, m); err != nil {
			return err
		}
		return w.record(ctx, store.KindMeeting, store.ID(m.ID), family, m)
	})
	if err != nil {
		return fmt.Errorf("save meeting: %w", err)
	}
	return nil
}

func (w *Workspace) putMeeting(ctx context.Context, m store.Meeting) error {
	return saved(w.exec(ctx, `
		INSERT INTO meeting (id, episode, date, minutes, place, worker) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET date = excluded.date, minutes = excluded.minutes, place = excluded.place,
			worker = excluded.worker WHERE episode = excluded.episode`,
		idArg(m.ID), idArg(m.Episode), dateArg(m.Date), m.Minutes, string(m.Place), idArg(m.Worker)))
}

// familyOfEpisode is the family that an episode belongs to; an unknown one is store.ErrNotFound.
func (w *Workspace) familyOfEpisode(ctx context.Context, id store.EpisodeID) (store.FamilyID, error) {
	return one(ctx, w, scanFamilyID, "SELECT family FROM episode WHERE id = ?", idArg(id))
}

// familyOfPerson is the family that a person belongs to; an unknown one is store.ErrNotFound.
func (w *Workspace) familyOfPerson(ctx context.Context, id store.PersonID) (store.FamilyID, error) {
	return one(ctx, w, scanFamilyID, "SELECT family FROM person WHERE id = ?", idArg(id))
}
