package sqlite_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// outcomeOf is what a file holds after deliveries.
type outcomeOf struct {
	Hash      [32]byte
	Families  []store.Family
	Persons   []store.Person
	Episodes  []store.Episode
	Meetings  []store.Meeting
	Regions   []store.Region
	Teams     []store.Team
	Workers   []store.Worker
	Rows      []store.FamilyRow
	Notices   []store.Notice
	Methods   []store.Method
	Results   []store.Scored
	Conflicts store.Conflicts
	Waiting   int
}

// absorbed takes deliveries in one after another, says what is there then, and takes everything back.
func absorbed(r *storetest.Record, deliveries []store.Delivery) (o outcomeOf, err error) {
	ctx, back := context.Background(), errors.New("take back")
	err = r.Batch(ctx, func(w *sqlite.Workspace) error {
		for _, d := range deliveries {
			n, err := w.Absorb(ctx, d)
			if err != nil {
				return err
			}
			o.Waiting = n.Waiting
		}
		none := store.FamilyID{}
		var errs [13]error
		o.Hash, errs[0] = w.StateHash(ctx)
		o.Families, errs[1] = w.AllFamilies(ctx)
		o.Persons, errs[2] = w.Persons(ctx, none)
		o.Episodes, errs[3] = w.Episodes(ctx, none)
		o.Meetings, errs[4] = w.Meetings(ctx, none)
		o.Regions, errs[5] = w.Regions(ctx)
		o.Teams, errs[6] = w.Teams(ctx)
		o.Workers, errs[7] = w.Workers(ctx)
		errs[8] = w.EachScored(ctx, true, func(s store.Scored) error {
			o.Results = append(o.Results, s)
			return nil
		})
		o.Rows, errs[12] = w.FamilyRows(ctx, store.FamilyFilter{})
		o.Notices, errs[10] = w.NoticesGiven(ctx, none)
		o.Methods, errs[11] = w.Methods(ctx)
		o.Conflicts, errs[9] = w.Conflicts(ctx)
		slices.SortFunc(o.Families, func(a, b store.Family) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		slices.SortFunc(o.Persons, func(a, b store.Person) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		slices.SortFunc(o.Results, func(a, b store.Scored) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		return cmp.Or(errors.Join(errs[:]...), back)
	})
	if errors.Is(err, back) {
		err = nil
	}
	return o, err
}

// Whatever the order in which things come, in how many deliveries and how often, the file holds the same in the end.
func TestAbsorb_anyOrderGivesTheSame(t *testing.T) {
	r := storetest.Empty(t)
	rapid.Check(t, func(t *rapid.T) {
		all := said(t)
		want, err := absorbed(r, []store.Delivery{all})
		if err != nil {
			t.Fatal(err)
		}
		if want.Waiting != 0 {
			t.Fatalf("%d things wait for something that has come", want.Waiting)
		}
		parcels := shuffled(t, all)
		got, err := absorbed(r, parcels)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		checkErased(t, all, got)
		checkRisks(t, got)
	})
}

// shuffled is the same said in another order, in several parcels, some things twice. Only a seed is drawn: what is
// drawn is printed when the test fails.
func shuffled(t *rapid.T, all store.Delivery) []store.Delivery {
	order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
	parcels := make([]store.Delivery, rapid.IntRange(1, 5).Draw(t, "parcels"))
	for _, i := range order.Perm(len(all.Versions) * 4 / 3) {
		p := &parcels[order.IntN(len(parcels))]
		p.Versions = append(p.Versions, all.Versions[i%len(all.Versions)])
	}
	for _, i := range order.Perm(len(all.Administrations) * 4 / 3) {
		p := &parcels[order.IntN(len(parcels))]
		p.Administrations = append(p.Administrations, all.Administrations[i%len(all.Administrations)])
	}
	return parcels
}

// checkErased: of a family that anybody has erased there is a tombstone and nothing else.
func checkErased(t *rapid.T, all store.Delivery, o outcomeOf) {
	for _, v := range all.Versions {
		if v.Kind != store.KindTombstone {
			continue
		}
		if !slices.ContainsFunc(o.Families, func(f store.Family) bool { return f.ID == v.Family && !f.Erased.IsZero() }) {
			t.Fatalf("family %s has no tombstone", v.Family)
		}
		if slices.ContainsFunc(o.Persons, func(p store.Person) bool { return p.Family == v.Family }) {
			t.Fatalf("a person of the erased family %s is there", v.Family)
		}
	}
}

// checkRisks: the list of families counts exactly the flagged answers that nobody has talked about.
func checkRisks(t *rapid.T, o outcomeOf) {
	listed, open := 0, 0
	for _, r := range o.Rows {
		listed += r.OpenRisks
	}
	for _, s := range o.Results {
		for _, r := range s.Risks {
			if r.State == "flagged" && s.Discussed.IsZero() {
				open++
			}
		}
	}
	if listed != open {
		t.Fatalf("the list counts %d open risk answers, there are %d", listed, open)
	}
}

// Leaves and head of one object do not depend on the order of its versions.
func TestHead_anyOrderGivesTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		versions := said(t).Versions
		first := versions[0]
		versions = slices.DeleteFunc(versions, func(v store.Version) bool { return v.ID != first.ID || v.Kind != first.Kind })
		other := slices.Clone(versions)
		order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		order.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		if diff := gocmp.Diff(store.Leaves(versions), store.Leaves(append(other, other...))); diff != "" {
			t.Fatal(diff)
		}
		head, ok := store.Head(versions)
		if !ok {
			t.Fatal("no version is in force")
		}
		for _, v := range store.Leaves(versions) {
			if v.Compare(head) > 0 {
				t.Fatalf("%v is later than the one in force", v.Stamp)
			}
		}
	})
}
