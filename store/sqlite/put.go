package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/mittari/mittari/store"
)

// kindOrder is the order in which kinds need each other: what stands earlier never points at what stands later.
func kindOrder() []store.Kind {
	return []store.Kind{
		store.KindTombstone, store.KindRegion, store.KindTeam, store.KindWorker, store.KindMembership, store.KindFamily,
		store.KindPerson, store.KindEpisode, store.KindMeeting, store.KindEvent, store.KindGoal, store.KindMark,
	}
}

// rankOf is the place of a kind in kindOrder; all others come last.
func rankOf(kind store.Kind) int {
	order := kindOrder()
	if i := slices.Index(order, kind); i >= 0 {
		return i
	}
	return len(order)
}

// validator is a noun that knows its rules.
type validator interface{ Validate() error }

// decode reads the noun of a version and checks it.
func decode[T validator](v store.Version) (T, error) {
	var noun T
	if err := json.Unmarshal(v.Body, &noun); err != nil {
		return noun, fmt.Errorf("%w: body of %s %s: %w", store.ErrRefused, v.Kind, v.ID, err)
	}
	return noun, noun.Validate()
}

// putAs decodes the version and stores it with put, when the noun has the version's id.
func putAs[T validator](ctx context.Context, v store.Version, id func(T) store.ID, put func(context.Context, T) error) error {
	noun, err := decode[T](v)
	if err != nil {
		return err
	}
	if id(noun) != v.ID {
		return &store.InvalidError{Noun: string(v.Kind), Field: "ID", Problem: store.NotFitting}
	}
	return put(ctx, noun)
}

// put brings the table of a kind to the version in force; all are all versions of the object. It does not look for
// clashing codes: what came from elsewhere stays, and is listed.
func (w *Workspace) put(ctx context.Context, v store.Version, all []store.Version) error {
	switch v.Kind {
	case store.KindRegion:
		return putAs(ctx, v, func(n store.Region) store.ID { return store.ID(n.ID) }, w.putRegion)
	case store.KindTeam:
		return putAs(ctx, v, func(n store.Team) store.ID { return store.ID(n.ID) }, w.putTeam)
	case store.KindWorker:
		return putAs(ctx, v, func(n store.Worker) store.ID { return store.ID(n.ID) }, w.putWorker)
	case store.KindMembership:
		return putAs(ctx, v, store.Membership.Key, w.putMembership)
	case store.KindFamily:
		return putAs(ctx, v, func(n store.Family) store.ID { return store.ID(n.ID) }, w.putFamily)
	case store.KindPerson:
		return putAs(ctx, v, func(n store.Person) store.ID { return store.ID(n.ID) }, w.putPerson)
	case store.KindEpisode:
		return putAs(ctx, v, func(n store.Episode) store.ID { return store.ID(n.ID) }, w.putEpisode)
	case store.KindMeeting:
		return putAs(ctx, v, func(n store.Meeting) store.ID { return store.ID(n.ID) }, w.putMeeting)
	case store.KindEvent:
		return putAs(ctx, v, func(n store.Event) store.ID { return store.ID(n.ID) }, w.putEvent)
	case store.KindGoal:
		return putAs(ctx, v, func(n store.Goal) store.ID { return store.ID(n.ID) }, w.putGoal)
	case store.KindMark:
		return w.putMarks(ctx, v, all)
	case store.KindTombstone:
		return w.putTombstone(ctx, all)
	default: // a kind of a newer program is refused: kept, and put to use by one that knows it
		return w.putDocument(ctx, v)
	}
}

// putMarks takes the day a result was talked about from the version in force, and the first time that a risk answer
// was shown from all of them.
func (w *Workspace) putMarks(ctx context.Context, head store.Version, all []store.Version) error {
	var m markBody
	for i, v := range append([]store.Version{head}, all...) {
		var body markBody
		if err := json.Unmarshal(v.Body, &body); err != nil {
			return fmt.Errorf("%w: body of %s %s: %w", store.ErrRefused, v.Kind, v.ID, err)
		}
		if i == 0 {
			m.Discussed = body.Discussed
		}
		if !body.RiskShown.IsZero() && (m.RiskShown.IsZero() || body.RiskShown.Before(m.RiskShown)) {
			m.RiskShown = body.RiskShown
		}
	}
	return w.putMark(ctx, store.AdministrationID(head.ID), head.Family, m)
}

// putTombstone erases the family. Of several tombstones for one family the first one made stands.
func (w *Workspace) putTombstone(ctx context.Context, all []store.Version) error {
	first := slices.MinFunc(all, store.Version.Compare)
	var t tombstoneBody
	if err := json.Unmarshal(first.Body, &t); err != nil {
		return fmt.Errorf("%w: body of tombstone %s: %w", store.ErrRefused, first.ID, err)
	}
	if t.On.IsZero() || t.Code == "" {
		return &store.InvalidError{Noun: "tombstone", Field: "On", Problem: store.Missing}
	}
	return w.bury(ctx, store.FamilyID(first.ID), t)
}

// unready reports whether an object or an administration cannot stand in its table yet, or not in this program: it is
// kept, and tried again when more has come.
func unready(err error) bool {
	var invalid *store.InvalidError
	return errors.As(err, &invalid) || errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrRefused) ||
		errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrErased)
}
