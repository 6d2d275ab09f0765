package sqlite_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func permission(t *testing.T, r *storetest.Record) store.Permission {
	t.Helper()
	return store.Permission{
		ID: storetest.ID[store.PermissionID](700), Revision: 1, Instrument: "abc", Holder: "Holder Ltd", Reference: "letter 7/2026",
		Given: storetest.Day(t, "2026-01-02"), Expires: storetest.Day(t, "2026-12-31"), Uses: 2,
		Worker: r.Seed.Worker.ID, Recorded: storetest.Now(),
	}
}

func TestPermissions_areOnlyAddedTo(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	p := permission(t, r)
	must(t, r.SavePermission(ctx, p))
	wantErr(t, r.SavePermission(ctx, p), store.ErrRefused)
	skipped := p
	skipped.Revision, skipped.Why = 3, "typing error"
	wantErr(t, r.SavePermission(ctx, skipped), store.ErrRefused)
	next := p
	next.Revision, next.Why, next.Withdrawn = 2, "the agreement ended", true
	must(t, r.SavePermission(ctx, next))
	if diff := cmp.Diff([]store.Permission{p, next}, got[[]store.Permission](t)(r.Permissions(ctx))); diff != "" {
		t.Error(diff)
	}
	for _, change := range []string{"UPDATE permission SET uses = 0", "DELETE FROM permission"} {
		if _, err := raw(r).ExecContext(ctx, change); err == nil {
			t.Errorf("%s went through", change)
		}
	}
}

func TestPermission_validates(t *testing.T) {
	r := storetest.Open(t)
	for field, spoil := range map[string]func(*store.Permission){
		"Holder":    func(p *store.Permission) { p.Holder = " " },
		"Reference": func(p *store.Permission) { p.Reference = "" },
		"Given":     func(p *store.Permission) { p.Given = store.Date{} },
		"Expires":   func(p *store.Permission) { p.Expires = storetest.Day(t, "2025-12-31") },
		"Uses":      func(p *store.Permission) { p.Uses = -1 },
		"Why":       func(p *store.Permission) { p.Revision = 2 },
	} {
		p := permission(t, r)
		spoil(&p)
		var invalid *store.InvalidError
		if err := r.SavePermission(t.Context(), p); !errors.As(err, &invalid) || invalid.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestPermissionUses_areCountedOnceAndOutliveTheFamily(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	p, day := permission(t, r), storetest.Day(t, "2026-03-01")
	must(t, r.SavePermission(ctx, p))
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	must(t, r.AddCompleted(ctx, a, nil, nil))
	d := r.NewDraft(t, 101, r.Seed.Guardian, store.Start)
	must(t, r.BeginDraft(ctx, d))
	mistaken := storetest.ID[store.AdministrationID](102)
	for _, id := range []store.AdministrationID{a.ID, a.ID, d.ID, mistaken} {
		must(t, r.UsePermission(ctx, p.ID, id, day))
	}
	must(t, r.ReleasePermission(ctx, mistaken))
	uses := func() int { return got[map[store.PermissionID]int](t)(r.PermissionUses(ctx))[p.ID] }
	wantEqual(t, 2, uses())
	wantEqual(t, p.ID, got[store.PermissionID](t)(r.UsedPermission(ctx, a.ID)))

	must(t, r.EraseFamily(ctx, r.Seed.Family.ID, day, "request of the family"))
	wantEqual(t, 2, uses())
	wantEqual(t, 0, count(t, r, "SELECT count(*) FROM permission_use WHERE administration IS NOT NULL"))
}

func TestPermissionUse_staysWhenADraftIsCompleted(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	p := permission(t, r)
	must(t, r.SavePermission(ctx, p))
	d := r.NewDraft(t, 101, r.Seed.Guardian, store.Start)
	must(t, r.BeginDraft(ctx, d))
	must(t, r.UsePermission(ctx, p.ID, d.ID, d.Answered))
	d.State, d.Entered = store.Completed, storetest.Now()
	must(t, r.Complete(ctx, d, nil, nil))
	wantEqual(t, p.ID, got[store.PermissionID](t)(r.UsedPermission(ctx, d.ID)))
}

func TestKeyChecks_areOnlyAddedTo(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	k := store.KeyCheck{
		ID: storetest.ID[store.KeyCheckID](710), Revision: 1, Definition: instruments.Ref{ID: "abc", Version: 1}, Hash: "h1",
		Checker: "Evaluator E", Against: "form of 2019", Date: storetest.Day(t, "2026-02-01"),
		Worker: r.Seed.Worker.ID, Recorded: storetest.Now(),
	}
	must(t, r.SaveKeyCheck(ctx, k))
	wantErr(t, r.SaveKeyCheck(ctx, k), store.ErrRefused)
	next := k
	next.Revision, next.Withdrawn, next.Why = 2, true, "compared with the wrong edition"
	must(t, r.SaveKeyCheck(ctx, next))
	if diff := cmp.Diff([]store.KeyCheck{k, next}, got[[]store.KeyCheck](t)(r.KeyChecks(ctx))); diff != "" {
		t.Error(diff)
	}
	next.Revision, next.Against = 3, ""
	var invalid *store.InvalidError
	if err := r.SaveKeyCheck(ctx, next); !errors.As(err, &invalid) || invalid.Field != "Against" {
		t.Errorf("got %v", err)
	}
	for _, change := range []string{"UPDATE key_check SET hash = 'h2'", "DELETE FROM key_check"} {
		if _, err := raw(r).ExecContext(ctx, change); err == nil {
			t.Errorf("%s went through", change)
		}
	}
}

func TestRemoveWording_keepsWhatWasShown(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	w := instruments.Wording{
		Instrument: "abc", Lang: "fi", Items: map[int]string{1: "a"}, Options: map[string]map[int]string{"s": {0: "n"}}, Hash: "w1",
	}
	must(t, r.SaveWording(ctx, w, storetest.Now()))
	wantEqual(t, false, got[bool](t)(r.RemoveWording(ctx, "w1", storetest.Now())))
	_, err := r.RemoveWording(ctx, "w1", storetest.Now())
	wantErr(t, err, store.ErrNotFound)

	must(t, r.SaveWording(ctx, w, storetest.Now()))
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	a.Wording = "w1"
	must(t, r.AddCompleted(ctx, a, nil, nil))
	wantEqual(t, true, got[bool](t)(r.RemoveWording(ctx, "w1", storetest.Now())))
	wantEqual(t, 0, len(got[[]instruments.Wording](t)(r.Wordings(ctx))))
	wantEqual(t, 1, count(t, r, "SELECT count(*) FROM wording"))
	must(t, r.SaveWording(ctx, w, storetest.Now())) // imported again: back in use
	wantEqual(t, 1, len(got[[]instruments.Wording](t)(r.Wordings(ctx))))
}
