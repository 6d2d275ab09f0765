package casework_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// workers is how many laptops the demo is spread over.
const workers = 20

// fleet is the demo on many laptops: the lead's whole file, and what each worker has packed for another lead.
type fleet struct {
	bundles       [][]byte
	moved, edited store.Family
	erased        store.Family
	areas         []store.Region
}

// newFleet builds the demo, spreads its families over the laptops and lets them work: one family moves from a laptop of
// one area to that of another, one is edited on two laptops, one is erased on one of the two that have it.
func newFleet(t *testing.T, to *laptop) fleet {
	t.Helper()
	ctx := t.Context()
	whole := laptopOf(t, demoCopy(t))
	families, err := whole.AllFamilies(ctx)
	must(t, err)
	fl := fleet{moved: families[1], edited: families[2], erased: families[3]}
	fl.areas, err = whole.Regions(ctx)
	must(t, err)
	laptops := make([]*laptop, workers)
	for i := range laptops {
		l := empty(t)
		laptops[i] = l
		beDemo(t, l)
		var codes []string
		for k, f := range families {
			if k%workers == i || (i == 19 && (k == 2 || k == 3)) {
				codes = append(codes, f.Code)
			}
		}
		l.merge(t, whole.pack(t, l, func(o *casework.PackOrder) { o.Families = codes }))
	}
	fl.work(t, laptops)
	for _, l := range laptops {
		fl.bundles = append(fl.bundles, l.pack(t, to))
	}
	return fl
}

func beDemo(t *testing.T, l *laptop) {
	t.Helper()
	set, err := l.Settings(t.Context())
	must(t, err)
	set.Demo = true
	must(t, l.SaveSettings(t.Context(), set))
}

// work is what happens on the laptops before they are brought together.
func (fl *fleet) work(t *testing.T, laptops []*laptop) {
	t.Helper()
	ctx := t.Context()
	// Moved: the old laptop ends the episode, the new one, of another area, gets the family and takes it over.
	e := episodeOf(t, laptops[1], fl.moved)
	e.End, e.ExitReason = e.Start.AddDays(100), store.ExitMoved
	must(t, laptops[1].SaveEpisode(ctx, e))
	laptops[10].merge(t, laptops[1].pack(t, laptops[10], func(o *casework.PackOrder) { o.Families = []string{fl.moved.Code} }))
	at := slices.IndexFunc(fl.areas, func(r store.Region) bool { return r.ID != fl.moved.Region })
	fl.moved.Region = fl.areas[at].ID
	must(t, laptops[10].SaveFamily(ctx, fl.moved))
	// Edited on two laptops that have not met since.
	for i, l := range []*laptop{laptops[2], laptops[19]} {
		e := episodeOf(t, l, fl.edited)
		e.Start = e.Start.AddDays(1 + i)
		must(t, l.SaveEpisode(ctx, e))
	}
	// Erased on one laptop, worked on at the other.
	e = episodeOf(t, laptops[19], fl.erased)
	must(t, laptops[19].SaveMeeting(ctx, store.Meeting{ID: store.MeetingID{1}, Episode: e.ID, Date: e.Start, Minutes: 30, Place: store.AtHome}))
	must(t, laptops[3].EraseFamily(ctx, fl.erased.ID, storetest.Day(t, "2026-11-20"), "request of the family"))
}

func episodeOf(t *testing.T, l *laptop, f store.Family) store.Episode {
	t.Helper()
	all, err := l.Episodes(t.Context(), f.ID)
	must(t, err)
	if len(all) == 0 {
		t.Fatalf("family %s has no episode here", f.Code)
	}
	return all[0]
}

// Twenty laptops of the demo come together to the same record in any order; what two people changed is listed, and who
// was erased stays so.
func TestMerge_twentyLaptopsOfTheDemo(t *testing.T) {
	lead := empty(t)
	beDemo(t, lead)
	fl := newFleet(t, lead)
	want, err := lead.afterMerging(t, fl.bundles, 1)
	must(t, err)
	r := rand.New(rand.NewPCG(3, 4))
	orders := 1
	if fullFaults() {
		orders = 20
	}
	for range orders {
		r.Shuffle(len(fl.bundles), func(i, k int) { fl.bundles[i], fl.bundles[k] = fl.bundles[k], fl.bundles[i] })
		got, err := lead.afterMerging(t, fl.bundles, 1+r.IntN(workers))
		must(t, err)
		if got != want {
			t.Fatal("another order gives another record or other conflicts")
		}
	}
	v := lead.merge(t, fl.bundles...)
	fl.check(t, lead, v)
}

func (fl *fleet) check(t *testing.T, lead *laptop, v casework.MergeView) {
	t.Helper()
	ctx := t.Context()
	about := map[string]int{}
	for _, c := range v.Conflicts {
		about[string(c.Sort)+" "+c.Code]++
	}
	if len(v.Conflicts) != 1 || about["changed-twice "+fl.edited.Code] != 1 {
		t.Errorf("conflicts: %v", about)
	}
	moved, err := lead.Family(ctx, fl.moved.ID)
	must(t, err)
	if moved.Region != fl.moved.Region {
		t.Error("the family that moved is in its old area")
	}
	gone, err := lead.Family(ctx, fl.erased.ID)
	must(t, err)
	persons, err := lead.Persons(ctx, fl.erased.ID)
	must(t, err)
	meetings, err := lead.Meetings(ctx, fl.erased.ID)
	must(t, err)
	if gone.Erased.IsZero() || len(persons)+len(meetings) > 0 {
		t.Errorf("the erased family: %+v, %d persons, %d meetings", gone, len(persons), len(meetings))
	}
	rows, err := lead.AllFamilies(ctx)
	must(t, err)
	if len(rows) != demoFamilies {
		t.Errorf("%d families", len(rows))
	}
	if err := errors.Join(errOf(lead.VerifyLog(ctx)), lead.Vault().Verify(ctx)); err != nil {
		t.Error(err)
	}
}

func errOf[T any](_ T, err error) error { return err }

// beyondChance is how long a text must be not to stand in a million random bytes by chance, once in a million runs.
const beyondChance = 7

// Nothing of what is in the record can be read in a bundle.
func TestPack_nothingReadable(t *testing.T) {
	whole := laptopOf(t, demoCopy(t))
	cat, err := instruments.Builtin()
	must(t, err)
	raw := string(whole.pack(t, whole))
	words := []string{"Responses", "Answered", "instrument"}
	families, err := whole.AllFamilies(t.Context())
	must(t, err)
	persons, err := whole.Persons(t.Context(), store.FamilyID{})
	must(t, err)
	for _, f := range families {
		words = append(words, f.Code)
	}
	for _, p := range persons {
		words = append(words, p.Code)
		goals, err := whole.Goals(context.Background(), p.ID)
		must(t, err)
		for _, g := range goals {
			words = append(words, g.Text)
		}
	}
	words = append(words, wordsOf(t, cat)...)
	for _, w := range words {
		if len(w) >= beyondChance && strings.Contains(raw, w) {
			t.Errorf("%q can be read in the bundle", w)
		}
	}
	t.Logf("%d codes and texts looked for", len(words))
}

// wordsOf are the ids and cues of all instruments.
func wordsOf(t *testing.T, cat *instruments.Catalogue) []string {
	t.Helper()
	all, err := cat.List()
	must(t, err)
	var out []string
	for _, def := range all {
		out = append(out, string(def.ID))
		for _, cues := range def.Cues {
			for _, text := range cues.Items {
				out = append(out, text)
			}
		}
	}
	return out
}
