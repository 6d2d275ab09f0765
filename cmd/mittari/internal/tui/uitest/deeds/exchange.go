package deeds

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

const (
	sealed  = "stone scissors paper" // the passphrase of bundles
	witness = "W2"
)

// exchange is what goes to other files and comes from them, and reports.
func exchange() []Deed {
	return []Deed{
		{
			Name: "recipient", Calls: []string{"newrecipient.NameRecipient"},
			Do: func(h Hands, _ *Place) {
				h.Press("7")
				h.Sees("Remember a new recipient")
				h.Press("n")
				h.Sees("Paste it here")
				h.Type("lead")
				h.Press("enter")
				h.Type(leadKey)
				h.Press("enter")
				h.Sees("Not compared")
				h.Press("right", "enter")
				h.Sees("Recipients", "lead")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Desk.Correspondents(ctx)
				return len(all) == 1, err
			},
		},
		{
			Name: "bundle packed", Calls: []string{"packbundle.PackFile"},
			Do: func(h Hands, p *Place) {
				h.Press("7")
				h.Sees("Pack for a recipient")
				h.Press("p")
				h.Sees("For whom")
				h.Press("enter", "enter", "ctrl+u")
				h.Type(filepath.Join(p.Dir, "week.bundle"))
				h.Press("enter")
				h.Type(sealed)
				h.Press("enter")
				h.Type(sealed)
				h.Press("enter")
				h.Sees("The bundle is ready")
			},
			Kept: written("week.bundle"),
		},
		{
			Name: "bundle taken in", Calls: []string{"mergebundles.MergeFiles"}, Before: foreignBundle,
			Do: func(h Hands, p *Place) {
				h.Press("7")
				h.Sees("Take bundles in")
				h.Press("m")
				h.Sees("Passphrase of the bundle")
				h.Type(filepath.Join(p.Dir, "foreign.bundle"))
				h.Press("enter")
				h.Type(sealed)
				h.Press("enter")
				h.Sees("1 of 1")
				h.Press("enter")
				h.Type(witness)
				h.Press("enter")
				h.Sees("first time")
				h.Press("v")
				h.Sees("Has the fingerprint been compared")
				h.Press("left", "enter")
				h.Sees("New sender")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.AllFamilies(ctx)
				return len(all) == 2, err
			},
		},
		{
			Name: "conflict", Calls: []string{"conflicts.Resolve"}, Before: changedTwice,
			Do: func(h Hands, _ *Place) {
				h.Press("7")
				h.Sees("Conflicts: 1")
				h.Press("c")
				h.Sees("ES-0042")
				h.Press("enter")
				h.Sees("A stays")
				h.Press("a", "esc")
				h.Sees("Conflicts: nothing")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Desk.Conflicts(ctx)
				return len(all) == 0, err
			},
		},
		{
			Name: "report", Calls: []string{"reports.SavePrepared", "reports.Freeze"},
			Do: func(h Hands, p *Place) {
				h.Press("3")
				h.Sees("Which report")
				h.Press("enter", "enter")
				h.Sees("Where to save")
				h.Press("enter", "enter", "ctrl+u")
				h.Type(filepath.Join(p.Dir, "team.xlsx"))
				h.Press("enter")
				h.Sees("and freeze")
				h.Choose("and freeze")
				h.Press("enter")
				h.Sees("The report is ready")
			},
			Kept: written("team.xlsx"),
		},
	}
}

// leadKey is a public key; whoever has its other half has thrown it away.
const leadKey = "age103y79y2alrpq4376d2f5n5re3s4a4rjdes9zpepewe2h5z6xaqes8w5903"

// foreignBundle packs another file with a family of its own.
func foreignBundle(tb testing.TB, p *Place) {
	tb.Helper()
	foreignWorker(tb, p)
	elsewhere(tb, p, func(other *Place) error {
		_, err := other.Desk.AddFamily(tb.Context(), casework.NewFamily{})
		return err
	})
}

// elsewhere packs a file in which something else was done.
func elsewhere(tb testing.TB, p *Place, do func(other *Place) error) string {
	tb.Helper()
	path := filepath.Join(p.Dir, "foreign.bundle")
	other := &Place{Record: storetest.Open(tb), Now: storetest.Now}
	other.Sit(tb)
	must(tb, do(other))
	_, err := other.Desk.PackFile(tb.Context(), casework.PackOrder{Passphrase: sealed, Program: "test"}, path, false)
	must(tb, err)
	must(tb, other.Close())
	return path
}

// changedTwice changes the episode here and elsewhere, and takes the other change in.
func changedTwice(tb testing.TB, p *Place) {
	tb.Helper()
	foreignWorker(tb, p)
	e := p.Seed.Episode
	e.Start = e.Start.AddDays(1)
	must(tb, p.SaveEpisode(tb.Context(), e))
	path := elsewhere(tb, p, func(other *Place) error {
		e.Start = e.Start.AddDays(1)
		return other.SaveEpisode(tb.Context(), e)
	})
	yes := func(context.Context, *casework.SignerError) (bool, error) { return true, nil }
	v, err := p.Desk.MergeFiles(tb.Context(), []string{path}, casework.MergeOrder{Passphrase: sealed, Witness: witness, Confirm: yes})
	must(tb, err)
	for _, f := range v.Files {
		must(tb, f.Err)
	}
}

func foreignWorker(tb testing.TB, p *Place) {
	tb.Helper()
	must(tb, p.SaveWorker(tb.Context(), store.Worker{ID: store.WorkerID(store.IDFromCodes(store.KindWorker, witness)), Code: witness}))
}
