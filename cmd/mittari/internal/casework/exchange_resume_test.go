package casework_test

import (
	"context"
	"errors"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// A merge that is stopped between two transactions goes on where it was when it is started again, and tells only then
// that the bundle is whole.
func TestMerge_stoppedAndGoneOn(t *testing.T) {
	worker, s := seeded(t)
	many := manySheets(t, s, 3500)
	_, err := worker.Absorb(t.Context(), many)
	must(t, err)
	lead := empty(t)
	raw := worker.pack(t, lead)
	o := mergeOrder(fileOf(raw))
	o.Batch = 1
	brought := 0
	for left := range 9 {
		fail := &failing{Record: cabinet.Record{Workspace: lead.Workspace}, left: new(int)}
		*fail.left = left % 3
		cat, err := instruments.Builtin()
		must(t, err)
		desk, err := casework.NewDesk(t.Context(), fail, cat, storetest.Now)
		must(t, err)
		v, err := desk.Merge(t.Context(), o)
		must(t, err)
		if f := v.Files[0]; f.Err != nil && !errors.Is(f.Err, errDisk) {
			t.Fatal(f.Err)
		}
		if v.Files[0].Brought.Known > 0 {
			t.Errorf("round %d took in %d records again", left, v.Files[0].Brought.Known)
		}
		brought += v.Total.Administrations
		if done := v.Files[0].Err == nil; done != (brought == 3500) {
			t.Fatalf("round %d: %d administrations are there, done: %v", left, brought, done)
		}
		if brought == 3500 {
			break
		}
	}
	if !lead.merge(t, raw).Files[0].Already || worker.state(t) != lead.state(t) {
		t.Error("the two files do not hold the same")
	}
}

var errDisk = errors.New("the disk is full")

// failing is a record whose disk is full after some batches.
type failing struct {
	cabinet.Record
	left *int
}

func (f *failing) Batch(ctx context.Context, do func(casework.Record) error) error {
	return f.Record.Batch(ctx, func(r casework.Record) error {
		inner, ok := r.(cabinet.Record)
		if !ok {
			return errors.New("another sort of record")
		}
		return do(&failing{inner, f.left})
	})
}

func (f *failing) Absorb(ctx context.Context, d store.Delivery) (store.Absorbed, error) {
	if *f.left == 0 {
		return store.Absorbed{}, errDisk
	}
	*f.left--
	return f.Record.Absorb(ctx, d)
}

func manySheets(t *testing.T, s storetest.Seed, n int) (d store.Delivery) {
	t.Helper()
	for i := range n {
		a := (&storetest.Record{Seed: s}).NewAdministration(t, uint64(100+i), s.Girl, store.Extra, "2026-02-03")
		scores, risks := storetest.Result(a, float64(i%20), "none")
		d.Administrations = append(d.Administrations, store.Given{Family: s.Family.ID, Scored: store.Scored{Administration: a, Scores: scores, Risks: risks}})
	}
	return d
}

// A merge can be interrupted at any moment.
func TestMerge_interrupted(t *testing.T) {
	worker, _ := seeded(t)
	lead := empty(t)
	raw := worker.pack(t, lead)
	ctx, cancel := context.WithCancel(t.Context())
	o := mergeOrder(fileOf(raw))
	o.Progress = func(step casework.MergeStep) {
		if !step.Checking {
			cancel()
		}
	}
	if _, err := lead.desk.Merge(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	lead.merge(t, raw)
	if worker.state(t) != lead.state(t) {
		t.Error("the two files do not hold the same")
	}
}
