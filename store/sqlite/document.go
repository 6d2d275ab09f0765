package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/mittari/mittari/store"
)

// saveDocument inserts a document or changes the one with the same id, which stays with its family and its owner.
func (w *Workspace) saveDocument(ctx context.Context, d store.Document) error {
	if err := d.Validate(); err != nil {
		return err
	}
	at := d.Place()
	err := w.Batch(ctx, func(w *Workspace) error {
		family, err := w.familyAt(ctx, at)
		if err != nil {
			return err
		}
		body, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if err := w.putBody(ctx, at, family, body); err != nil {
			return err
		}
		return w.record(ctx, at.Kind, at.ID, family, d)
	})
	if err != nil {
		return fmt.Errorf("save %s: %w", at.Kind, err)
	}
	return nil
}

// familyAt is the family that a document goes with; the zero id: none.
func (w *Workspace) familyAt(ctx context.Context, at store.Placement) (store.FamilyID, error) {
	switch {
	case at.Person != store.PersonID{}:
		return w.familyOfPerson(ctx, at.Person)
	case at.Episode != store.EpisodeID{}:
		return w.familyOfEpisode(ctx, at.Episode)
	case at.Family != store.FamilyID{}:
		return at.Family, w.living(ctx, at.Family)
	}
	return store.FamilyID{}, nil
}

func (w *Workspace) putBody(ctx context.Context, at store.Placement, family store.FamilyID, body []byte) error {
	return saved(w.exec(ctx, `
		INSERT INTO document (kind, id, family, owner, day, body) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (kind, id) DO UPDATE SET owner = excluded.owner, day = excluded.day, body = excluded.body
			WHERE family IS excluded.family`,
		string(at.Kind), idArg(at.ID), idArg(family), idArg(at.Owner), dayArg(at.Day), string(body)))
}

// putDocument stores the document of a version that came from elsewhere.
func (w *Workspace) putDocument(ctx context.Context, v store.Version) error {
	d, err := store.DecodeDocument(v.Kind, v.Body)
	if err != nil {
		return err
	}
	if err := d.Validate(); err != nil {
		return err
	}
	at := d.Place()
	if at.ID != v.ID {
		return &store.InvalidError{Noun: string(v.Kind), Field: "ID", Problem: store.NotFitting}
	}
	family, err := w.familyAt(ctx, at)
	if err != nil {
		return err
	}
	if family != v.Family {
		return &store.InvalidError{Noun: string(v.Kind), Field: "Family", Problem: store.NotFitting}
	}
	return w.putBody(ctx, at, family, v.Body)
}

const (
	documentsOfAll    = "SELECT body FROM document WHERE kind = ? ORDER BY id"
	documentsOfFamily = "SELECT body FROM document WHERE family = ? AND kind = ? ORDER BY day, id"
	documentsOfOwner  = "SELECT body FROM document WHERE kind = ? AND owner = ? ORDER BY day, id"
)

// documents lists those of a query, as values.
func documents[T store.Document](ctx context.Context, w *Workspace, query string, args ...any) ([]T, error) {
	rows, err := collect(ctx, w, func(s scanner) (T, error) {
		var d T
		var body []byte
		if err := s.Scan(&body); err != nil {
			return d, err
		}
		err := json.Unmarshal(body, &d)
		return d, err
	}, query, args...)
	if err != nil {
		var none T
		return nil, fmt.Errorf("list documents of kind %s: %w", none.Place().Kind, err)
	}
	return rows, nil
}

func allOf[T store.Document](ctx context.Context, w *Workspace) ([]T, error) {
	var none T
	return documents[T](ctx, w, documentsOfAll, string(none.Place().Kind))
}

// ofFamily lists those of one family, or of all for the zero id.
func ofFamily[T store.Document](ctx context.Context, w *Workspace, id store.FamilyID) ([]T, error) {
	if id == (store.FamilyID{}) {
		return allOf[T](ctx, w)
	}
	var none T
	return documents[T](ctx, w, documentsOfFamily, idArg(id), string(none.Place().Kind))
}

// ofOwner lists those of one owner, or of all for the zero id.
func ofOwner[T store.Document](ctx context.Context, w *Workspace, id store.ID) ([]T, error) {
	if id == (store.ID{}) {
		return allOf[T](ctx, w)
	}
	var none T
	return documents[T](ctx, w, documentsOfOwner, string(none.Place().Kind), idArg(id))
}
