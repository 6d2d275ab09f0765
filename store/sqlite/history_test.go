package sqlite_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// copyOf is a second file with everything that r holds, as a colleague's laptop would have after a merge.
func copyOf(t *testing.T, r *storetest.Record) *storetest.Record {
	t.Helper()
	c := storetest.Empty(t)
	c.Seed = r.Seed
	tell(t, r, c)
	return c
}

// tell gives to everything that from holds.
func tell(t *testing.T, from, to *storetest.Record) {
	t.Helper()
	var at store.Cursor
	for {
		d, next, err := from.Changes(t.Context(), at, 3)
		must(t, err)
		if len(d.Versions)+len(d.Administrations) == 0 {
			return
		}
		at = next
		must(t, errOf(to.Absorb(t.Context(), d)))
	}
}

func wantSame(t *testing.T, a, b *storetest.Record) {
	t.Helper()
	wantEqual(t, got[[32]byte](t)(a.StateHash(t.Context())), got[[32]byte](t)(b.StateHash(t.Context())))
}

func TestSave_addsAVersionAndTheSameAgainNone(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	girl := r.Seed.Girl
	must(t, r.SavePerson(ctx, girl))
	versions := got[[]store.Version](t)(r.Versions(ctx, store.KindPerson, store.ID(girl.ID)))
	wantEqual(t, 1, len(versions))
	girl.BirthMonth = 6
	must(t, r.SavePerson(ctx, girl))
	versions = got[[]store.Version](t)(r.Versions(ctx, store.KindPerson, store.ID(girl.ID)))
	wantEqual(t, 2, len(versions))
	wantEqual(t, []store.Stamp{versions[0].Stamp}, versions[1].Parents)
	wantEqual(t, got[store.DeviceID](t)(r.Device(ctx)), versions[1].Stamp.Device)
	wantEqual(t, girl.Family, versions[1].Family)
}

// Every kind of save is in the history: a second file that is told it holds the same.
func TestChanges_tellEverything(t *testing.T) {
	r := storetest.Open(t)
	furnish(t, r)
	c := copyOf(t, r)
	wantSame(t, r, c)
	want, have := contentOf(t, r.Workspace), contentOf(t, c.Workspace)
	// What does not travel: settings, drafts, imported wording, the log.
	want.Settings, want.PIN, want.Drafts, want.Wordings, want.Log = have.Settings, have.PIN, have.Drafts, have.Wordings, have.Log
	for i := range want.Rows {
		want.Rows[i].Drafts = 0
	}
	for _, c := range []content{want, have} {
		slices.SortStableFunc(c.Results, func(a, b store.Scored) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	}
	wantEqual(t, want, have)
	tell(t, r, c) // again
	tell(t, c, r) // back
	wantSame(t, r, c)
	wantEqual(t, true, got[store.Conflicts](t)(c.Conflicts(t.Context())).None())
}

func TestOfOneFamily_takesTheFamilyAlong(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	furnish(t, r)
	d := got[store.Delivery](t)(r.OfOneFamily(ctx, r.Seed.Family.ID))
	for _, v := range d.Versions {
		wantEqual(t, r.Seed.Family.ID, v.Family)
	}
	c := storetest.Empty(t)
	n := got[store.Absorbed](t)(c.Absorb(ctx, d))
	if n.Waiting == 0 {
		t.Error("a family without its region stands in the file")
	}
	tell(t, r, c)
	wantSame(t, r, c)
	wantEqual(t, 0, got[store.Absorbed](t)(c.Absorb(ctx, store.Delivery{})).Waiting)
}

// A clock that goes backwards, or was years ahead on another machine, never makes a version that is older than one it
// was made on.
func TestStamp_neverGoesBack(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	girl := r.Seed.Girl
	far := storetest.Now().AddDate(70, 0, 0)
	future := girl
	future.BirthMonth = 1
	versions := got[[]store.Version](t)(r.Versions(ctx, store.KindPerson, store.ID(girl.ID)))
	body := fmt.Appendf(nil, `{"ID":%q,"Family":%q,"Code":%q,"Role":"young-person","BirthYear":2010,"BirthMonth":1,"Gender":"female","Lang":"fi"}`,
		girl.ID, girl.Family, girl.Code)
	must(t, errOf(r.Absorb(ctx, store.Delivery{Versions: []store.Version{{
		Kind: store.KindPerson, ID: store.ID(girl.ID), Family: girl.Family, Parents: []store.Stamp{versions[0].Stamp}, Body: body,
		Stamp: store.Stamp{Micros: far.UnixMicro(), Device: store.DeviceID{9}},
	}}})))
	wantEqual(t, future, got[store.Person](t)(r.Person(ctx, girl.ID)))
	girl.BirthMonth = 12
	must(t, r.SavePerson(ctx, girl))
	wantEqual(t, girl, got[store.Person](t)(r.Person(ctx, girl.ID)))
	versions = got[[]store.Version](t)(r.Versions(ctx, store.KindPerson, store.ID(girl.ID)))
	wantEqual(t, far.UnixMicro()+1, versions[2].Stamp.Micros)
	wantEqual(t, true, got[store.Conflicts](t)(r.Conflicts(ctx)).None())
}

// Two laptops change the same person: the later one is in force, both are listed, and a choice ends it in both files.
func TestConflict_isListedAndResolved(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	c := copyOf(t, r)
	here, there := r.Seed.Girl, r.Seed.Girl
	here.BirthYear, there.BirthYear = 2009, 2011
	must(t, r.SavePerson(ctx, here))
	must(t, c.SavePerson(ctx, there))
	must(t, c.SaveEpisode(ctx, r.Seed.Episode)) // the same: no version
	tell(t, r, c)
	tell(t, c, r)
	wantSame(t, r, c)
	forks := got[store.Conflicts](t)(r.Conflicts(ctx)).Forks
	if len(forks) != 1 || forks[0].Kind != store.KindPerson || len(forks[0].Leaves) != 2 {
		t.Fatalf("listed: %+v", forks)
	}
	wantEqual(t, got[store.Person](t)(r.Person(ctx, here.ID)), got[store.Person](t)(c.Person(ctx, here.ID)))

	must(t, r.Resolve(ctx, forks[0].Kind, forks[0].ID, forks[0].Leaves[1].Body))
	tell(t, r, c)
	for _, f := range []*storetest.Record{r, c} {
		wantEqual(t, true, got[store.Conflicts](t)(f.Conflicts(ctx)).None())
		year := got[store.Person](t)(f.Person(ctx, here.ID)).BirthYear
		if year != 2009 && year != 2011 || year == forkHead(t, forks[0]) {
			t.Errorf("year %d is in force", year)
		}
	}
	wantErr(t, r.Resolve(ctx, store.KindPerson, store.ID(storetest.ID[store.PersonID](999)), []byte("{}")), store.ErrNotFound)
}

// forkHead is the year that was in force before somebody chose.
func forkHead(t *testing.T, f store.Fork) int {
	t.Helper()
	var year int
	if _, err := fmt.Sscanf(string(f.Leaves[0].Body[findYear(f.Leaves[0].Body):]), `"BirthYear":%d`, &year); err != nil {
		t.Fatal(err)
	}
	return year
}

func findYear(body []byte) int {
	for i := range body {
		if len(body) > i+12 && string(body[i:i+12]) == `"BirthYear":` {
			return i
		}
	}
	return 0
}

// Two laptops give one code to two families: both stay, the code names nobody, and the clash is listed.
func TestClash_isListed(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	c := copyOf(t, r)
	here, there := r.Seed.Family, r.Seed.Family
	here.ID, here.Code = storetest.ID[store.FamilyID](600), "ES-0500"
	there.ID, there.Code = storetest.ID[store.FamilyID](601), "ES-0500"
	must(t, r.SaveFamily(ctx, here))
	must(t, c.SaveFamily(ctx, there))
	tell(t, c, r)
	wantEqual(t, []store.Clash{{Kind: store.KindFamily, Code: "ES-0500", IDs: []store.ID{store.ID(here.ID), store.ID(there.ID)}}},
		got[store.Conflicts](t)(r.Conflicts(ctx)).Clashes)
	_, err := r.FamilyByCode(ctx, "ES-0500")
	wantErr(t, err, store.ErrConflict)
	here.AnswersApart = true
	must(t, r.SaveFamily(ctx, here)) // work goes on
	here.Code = "ES-0501"
	must(t, r.SaveFamily(ctx, here))
	wantEqual(t, there, got[store.Family](t)(r.FamilyByCode(ctx, "ES-0500")))
	wantEqual(t, true, got[store.Conflicts](t)(r.Conflicts(ctx)).None())
}
