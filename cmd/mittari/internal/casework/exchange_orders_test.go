package casework_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// busy is a few laptops that start from the same record and work on, each packing for the lead every now and then.
// Twice they tell each other something; one of them erases a family.
func busy(t *testing.T, lead *laptop, bundles int) [][]byte {
	t.Helper()
	first, s := seeded(t)
	laptops := []*laptop{first, empty(t), empty(t), empty(t), empty(t)}
	for i := range 5 {
		family(t, first, s, i)
	}
	for _, l := range laptops[1:] {
		l.merge(t, first.pack(t, l))
	}
	lead.merge(t, first.pack(t, lead, func(o *casework.PackOrder) { o.Families = []string{"ES-1000"} })) // so that it knows the witness
	r := rand.New(rand.NewPCG(7, 8))
	var out [][]byte
	for i := range bundles {
		l := laptops[i%len(laptops)]
		for range 3 {
			work(t, l, s, r)
		}
		switch i {
		case bundles / 3, bundles / 2:
			other := laptops[(i+1)%len(laptops)]
			other.merge(t, l.pack(t, other))
		case bundles * 2 / 3:
			must(t, l.EraseFamily(t.Context(), storetest.ID[store.FamilyID](1000), storetest.Day(t, "2026-04-01"), "request"))
		}
		out = append(out, l.pack(t, lead))
	}
	return out
}

func family(t *testing.T, l *laptop, s storetest.Seed, i int) {
	t.Helper()
	base := uint64(1000 + 10*i)
	f, girl, e := s.Family, s.Girl, s.Episode
	f.ID, girl.ID, e.ID = storetest.ID[store.FamilyID](base), storetest.ID[store.PersonID](base+1), storetest.ID[store.EpisodeID](base+2)
	f.Code = fmt.Sprintf("ES-1%03d", i)
	girl.Family, e.Family, girl.Code = f.ID, f.ID, f.Code+"-N1"
	must(t, l.SaveFamily(t.Context(), f))
	must(t, l.SavePerson(t.Context(), girl))
	must(t, l.SaveEpisode(t.Context(), e))
}

// work does one thing to one of the families.
func work(t *testing.T, l *laptop, s storetest.Seed, r *rand.Rand) {
	t.Helper()
	base := uint64(1000 + 10*r.IntN(5))
	fam, err := l.Family(t.Context(), storetest.ID[store.FamilyID](base))
	must(t, err)
	if !fam.Erased.IsZero() {
		return
	}
	e := s.Episode
	e.ID, e.Family = storetest.ID[store.EpisodeID](base+2), fam.ID
	switch r.IntN(4) {
	case 0:
		e.Start = e.Start.AddDays(r.IntN(9))
		must(t, l.SaveEpisode(t.Context(), e))
	case 1:
		p, err := l.Person(t.Context(), storetest.ID[store.PersonID](base+1))
		must(t, err)
		p.BirthMonth = 1 + r.IntN(12)
		must(t, l.SavePerson(t.Context(), p))
	case 2:
		must(t, l.SaveMeeting(t.Context(), store.Meeting{
			ID: storetest.ID[store.MeetingID](uint64(r.IntN(1 << 30))), Episode: e.ID, Date: e.Start, Minutes: 60, Place: store.AtHome,
		}))
	case 3:
		a := (&storetest.Record{Seed: s}).NewAdministration(t, uint64(50_000+r.IntN(40)), s.Girl, store.Extra, "2026-02-03")
		a.Episode, a.Respondent, a.Subject = e.ID, storetest.ID[store.PersonID](base+1), storetest.ID[store.PersonID](base+1)
		a.Entered = a.Entered.Add(time.Duration(r.IntN(5)) * time.Hour)
		scores, risks := storetest.Result(a, float64(r.IntN(20)), "none")
		if err := l.AddCompleted(t.Context(), a, scores, risks); !errors.Is(err, store.ErrConflict) {
			must(t, err)
		}
	}
}

// outcome is what a file holds after bundles were merged, and what is left to decide.
type outcome struct {
	hash      [sha256.Size]byte
	conflicts string
}

// afterMerging merges bundles, some in one call and some one by one, looks, and takes everything back.
func (l *laptop) afterMerging(tb testing.TB, bundles [][]byte, calls int) (o outcome, err error) {
	tb.Helper()
	back, ctx := errors.New("take back"), context.Background()
	err = l.Batch(ctx, func(w *sqlite.Workspace) error {
		inner := laptopOf(tb, w)
		for i := range calls {
			v, err := inner.tryMerge(ctx, bundles[i*len(bundles)/calls:(i+1)*len(bundles)/calls]...)
			if err != nil {
				return err
			}
			for _, f := range v.Files {
				if f.Err != nil {
					return f.Err
				}
			}
			if v.Total.Waiting > 0 && i == calls-1 {
				return fmt.Errorf("%d things wait for something that has come", v.Total.Waiting)
			}
		}
		hash, err := inner.StateHash(ctx)
		if err != nil {
			return err
		}
		all, err := inner.desk.Conflicts(ctx)
		if err != nil {
			return err
		}
		o.hash = hash
		for i := range all {
			for k := range all[i].Sides {
				all[i].Sides[k].From = "" // by whom the file was named last
			}
		}
		text, err := json.Marshal(all)
		o.conflicts = string(text)
		if err != nil {
			return err
		}
		return back
	})
	if errors.Is(err, back) {
		err = nil
	}
	return o, err
}

// Bundles in any order, in one call or several, some of them twice, give the same record and the same conflicts. The full
// draw is a thousand orders of fifty bundles.
func TestMerge_anyOrderGivesTheSame(t *testing.T) {
	many, most := 15, 4
	if fullFaults() {
		many, most = 50, 1000
	}
	lead := empty(t)
	bundles := busy(t, lead, many)
	want, err := lead.afterMerging(t, bundles, 1)
	must(t, err)
	if want.conflicts == "null" {
		t.Fatal("nobody changed anything twice: the test proves little")
	}
	orders := 0
	rapid.Check(t, func(rt *rapid.T) {
		if orders++; orders > most && most < 1000 {
			return // each order takes a while
		}
		order := rapid.Permutation(bundles).Draw(rt, "order")
		order = append(order, order[:rapid.IntRange(0, 5).Draw(rt, "twice")]...)
		got, err := lead.afterMerging(t, order, rapid.IntRange(1, 4).Draw(rt, "calls"))
		if err != nil {
			rt.Fatal(err)
		}
		if got.hash != want.hash {
			rt.Fatal("another order gives another record")
		}
		if got.conflicts != want.conflicts {
			rt.Fatalf("another order gives other conflicts:\n%s\n%s", got.conflicts, want.conflicts)
		}
	})
	runs := min(orders, most)
	t.Logf("fault: bundles in any order, some twice | %d | %d | 0", runs, runs*len(bundles)) // a line of .ci/faults
}

// A bundle from long ago that comes again changes nothing, though much has happened since.
func TestMerge_oldBundleReplayed(t *testing.T) {
	lead := empty(t)
	bundles := busy(t, lead, 8)
	lead.merge(t, bundles...)
	before := lead.state(t)
	must(t, lead.SaveExchangeState(t.Context(), forgetReceipts(t, lead)))
	for _, raw := range [][]byte{bundles[0], bundles[5], bundles[0]} {
		v := lead.merge(t, bytes.Clone(raw))
		if v.Total.Administrations+v.Total.Versions != 0 || lead.state(t) != before {
			t.Errorf("%+v", v.Total)
		}
	}
	f, err := lead.Family(t.Context(), storetest.ID[store.FamilyID](1000))
	must(t, err)
	if f.Erased.IsZero() {
		t.Error("an erased family has come back")
	}
}

// forgetReceipts is the state of exchange of a file that no longer knows what it has received.
func forgetReceipts(t *testing.T, l *laptop) []byte {
	t.Helper()
	raw, err := l.ExchangeState(t.Context())
	must(t, err)
	var s map[string]any
	must(t, json.Unmarshal(raw, &s))
	delete(s, "Received")
	raw, err = json.Marshal(s)
	must(t, err)
	return raw
}
