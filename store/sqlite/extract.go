package sqlite

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/store"
)

// Extract is everything that the file holds about a person.
func (w *Workspace) Extract(ctx context.Context, id store.PersonID) (store.Extract, error) {
	var x store.Extract
	err := w.Batch(ctx, func(w *Workspace) error { // as it stands at one moment
		var err error
		x, err = w.extract(ctx, id)
		return err
	})
	if err != nil {
		return store.Extract{}, fmt.Errorf("extract what is held about person %s: %w", id, err)
	}
	return x, nil
}

func (w *Workspace) extract(ctx context.Context, id store.PersonID) (x store.Extract, err error) {
	if x.Person, err = w.Person(ctx, id); err != nil {
		return x, err
	}
	family := x.Person.Family
	steps := []func() error{
		func() error { x.Family, err = w.Family(ctx, family); return err },
		func() error { x.Episodes, err = w.Episodes(ctx, family); return err },
		func() error { x.Meetings, err = w.Meetings(ctx, family); return err },
		func() error { x.Events, err = w.Events(ctx, family); return err },
		func() error { x.Goals, err = w.Goals(ctx, id); return err },
		func() error { x.Drafts, err = w.Drafts(ctx); return err },
		func() error { x.Methods, err = w.MethodsUsed(ctx, family); return err },
		func() error { x.Notices, err = w.NoticesGiven(ctx, family); return err },
		func() error { x.Participations, err = w.Participations(ctx, family); return err },
		func() error { x.Sharings, err = w.Sharings(ctx, family); return err },
		func() error { x.Participants, err = ofFamily[store.Participant](ctx, w, family); return err },
		func() error { x.Missed, err = w.MissedOccasions(ctx, family); return err },
		func() error { x.Appointments, err = w.Appointments(ctx, family); return err },
		func() error { x.Requests, err = w.Requests(ctx, family); return err },
		func() error { x.Log, err = w.Entries(ctx, family, 0); return err },
		func() error { return w.extractAnswers(ctx, &x) },
		func() error { return w.extractVersions(ctx, &x) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return x, err
		}
	}
	x.Events = keep(x.Events, func(v store.Event) bool { return v.Person == id })
	x.Drafts = keep(x.Drafts, func(a store.Administration) bool { return a.Respondent == id || a.Subject == id })
	x.Notices = keep(x.Notices, func(v store.Notice) bool { return v.Person == id })
	x.Participations = keep(x.Participations, func(v store.Participation) bool { return v.Person == id })
	x.Sharings = keep(x.Sharings, func(v store.Sharing) bool { return v.Person == id || v.Guardian == id })
	x.Participants = keep(x.Participants, func(v store.Participant) bool { return v.Person == id })
	x.Missed = keep(x.Missed, func(v store.Missed) bool { return v.Person == id })
	x.Requests = keep(x.Requests, func(v store.Request) bool { return v.Person == id || v.Person == store.PersonID{} })
	return x, nil
}

// keep is what of a list is about the person.
func keep[T any](all []T, about func(T) bool) []T {
	return slices.DeleteFunc(all, func(v T) bool { return !about(v) })
}

func (w *Workspace) extractAnswers(ctx context.Context, x *store.Extract) error {
	id := x.Person.ID
	all, err := w.series(ctx, seriesOf("administration", true)+whereFamily, idArg(x.Person.Family))
	if err != nil {
		return err
	}
	x.Results = keep(all, func(s store.Scored) bool { return s.Respondent == id || s.Subject == id })
	aside, err := collect(ctx, w, scanAside, selectAside+"WHERE family = ? ORDER BY no", idArg(x.Person.Family))
	if err != nil {
		return err
	}
	for _, a := range aside {
		if a.Respondent == id || a.Subject == id {
			x.Rivals = append(x.Rivals, a.Given)
		}
	}
	return nil
}

// extractVersions takes the versions of everything that is in the extract, and of the person and the family.
func (w *Workspace) extractVersions(ctx context.Context, x *store.Extract) error {
	rows, err := collect(ctx, w, scanVersion, selectVersion+"WHERE h.family = ? ORDER BY h.no", idArg(x.Person.Family))
	if err != nil {
		return err
	}
	members, err := w.Persons(ctx, x.Person.Family)
	if err != nil {
		return err
	}
	x.Versions = keep(versionsOf(rows), func(v store.Version) bool { return !ofAnother(v, x.Person.ID, members) })
	return nil
}

// ofAnother reports whether a version is about another member of the family and not about this one.
func ofAnother(v store.Version, id store.PersonID, members []store.Person) bool {
	if v.Kind == store.KindMark {
		return false // a date about an occasion
	}
	text := string(v.Body)
	names := func(p store.PersonID) bool { return containsID(text, p) }
	return !names(id) && slices.ContainsFunc(members, func(p store.Person) bool { return p.ID != id && names(p.ID) })
}
