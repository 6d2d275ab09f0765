package casework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/store"
)

// Resolve settles a conflict by keeping one side. Of things changed twice that side becomes the newest version, on top
// of all; of answers it becomes a correction; of a code given twice that side keeps the code and the others get a free
// one.
func (d *Desk) Resolve(ctx context.Context, id, keep string) error {
	c, err := d.Conflict(ctx, id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(c.Sides, func(s Side) bool { return strings.EqualFold(s.Letter, keep) })
	if at < 0 {
		return ErrNoChoice
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := d.settle(ctx, r, c, at); err != nil {
			return err
		}
		why := fmt.Sprintf("kept %s of %d", c.Sides[at].Letter, len(c.Sides))
		return d.logTo(ctx, r, store.ActChange, c.Family, "conflict "+c.ID+" "+string(c.About), why)
	})
}

func (d *Desk) settle(ctx context.Context, r Record, c Conflict, keep int) error {
	side := c.Sides[keep]
	switch c.Sort {
	case ChangedTwice:
		return r.Resolve(ctx, c.About, side.id, side.body)
	case AnswersDiff:
		return d.keepAnswers(ctx, r, side.given)
	case SameCode:
		return recodeOthers(ctx, r, c, keep)
	}
	return ErrNoConflict
}

// recodeOthers gives everything but the side that is kept another code. The tombstone of an erased family keeps its code,
// for it stands in papers outside: where one is among the others only a tombstone can be kept, else ErrErasedKeepsCode.
func recodeOthers(ctx context.Context, r Record, c Conflict, keep int) error {
	for i, other := range c.Sides {
		if i == keep {
			continue
		}
		err := recode(ctx, r, c, other.id)
		if errors.Is(err, store.ErrErased) {
			kept, err := r.Family(ctx, store.FamilyID(c.Sides[keep].id))
			if err != nil {
				return err
			}
			if kept.Erased.IsZero() {
				return ErrErasedKeepsCode
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("give %s %s another code: %w", c.About, c.Code, err)
		}
	}
	return nil
}

// decided is the reason written into a correction that settles a conflict.
const decided = "conflict of a merge settled"

// keepAnswers adds a revision with the chosen content.
func (d *Desk) keepAnswers(ctx context.Context, r Record, g store.Given) error {
	a := g.Administration
	a.Revision, a.RevisedBy, a.RevisedWhy, a.Entered = 0, d.me, decided, d.clock().UTC()
	return r.Correct(ctx, a, g.Scores, g.Risks)
}

// recode gives one of several things with the same code another one.
func recode(ctx context.Context, r Record, c Conflict, id store.ID) error {
	switch c.About {
	case store.KindFamily:
		return recodeFamily(ctx, r, store.FamilyID(id))
	case store.KindPerson:
		return recodePerson(ctx, r, store.PersonID(id))
	case store.KindWorker:
		return recodeIn(ctx, r.Workers, func(w store.Worker) store.ID { return store.ID(w.ID) }, func(w store.Worker) string { return w.Code },
			func(w store.Worker, code string) error { w.Code = code; return r.SaveWorker(ctx, w) }, id)
	case store.KindTeam:
		return recodeIn(ctx, r.Teams, func(t store.Team) store.ID { return store.ID(t.ID) }, func(t store.Team) string { return t.Code },
			func(t store.Team, code string) error { t.Code = code; return r.SaveTeam(ctx, t) }, id)
	case store.KindRegion:
		return recodeRegion(ctx, r, store.RegionID(id))
	default:
		return store.ErrRefused
	}
}

// recodeRegion puts a letter behind a code that another region has, or in the place of its last one. Families keep theirs.
func recodeRegion(ctx context.Context, r Record, id store.RegionID) error {
	all, err := r.Regions(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(g store.Region) bool { return g.ID == id })
	if at < 0 {
		return store.ErrNotFound
	}
	const longest = 4
	code := []rune(all[at].Code)
	code = code[:min(len(code), longest-1)]
	for letter := 'B'; letter <= 'Z'; letter++ {
		free := string(code) + string(letter)
		if !slices.ContainsFunc(all, func(g store.Region) bool { return g.Code == free }) {
			all[at].Code = free
			return r.SaveRegion(ctx, all[at])
		}
	}
	return store.ErrConflict
}

// recodeIn numbers a code that others have.
func recodeIn[T any](ctx context.Context, list func(context.Context) ([]T, error), idOf func(T) store.ID, codeOf func(T) string, save func(T, string) error, id store.ID) error {
	all, err := list(ctx)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, v := range all {
		taken[codeOf(v)] = true
	}
	for _, v := range all {
		if idOf(v) != id {
			continue
		}
		for n := 2; ; n++ {
			if code := fmt.Sprintf("%s-%d", codeOf(v), n); !taken[code] {
				return save(v, code)
			}
		}
	}
	return store.ErrNotFound
}

func recodeFamily(ctx context.Context, r Record, id store.FamilyID) error {
	f, err := r.Family(ctx, id)
	if err != nil {
		return err
	}
	regions, err := r.Regions(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(regions, func(g store.Region) bool { return g.ID == f.Region })
	if at < 0 {
		return store.ErrErased // a tombstone keeps its code
	}
	families, err := r.AllFamilies(ctx)
	if err != nil {
		return err
	}
	old := f.Code
	f.Code, err = store.NewFamilyCode(regions[at], rand.Reader, func(code string) (bool, error) {
		return slices.ContainsFunc(families, func(g store.Family) bool { return g.Code == code }), nil
	})
	if err != nil {
		return err
	}
	if err := r.SaveFamily(ctx, f); err != nil {
		return err
	}
	persons, err := r.Persons(ctx, id)
	if err != nil {
		return err
	}
	for _, p := range persons {
		p.Code = f.Code + strings.TrimPrefix(p.Code, old)
		if err := r.SavePerson(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func recodePerson(ctx context.Context, r Record, id store.PersonID) error {
	p, err := r.Person(ctx, id)
	if err != nil {
		return err
	}
	f, err := r.Family(ctx, p.Family)
	if err != nil {
		return err
	}
	all, err := r.Persons(ctx, p.Family)
	if err != nil {
		return err
	}
	p.Code = store.NextPersonCode(f, p.Role, all)
	return r.SavePerson(ctx, p)
}
