package casework_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// What one file holds comes into the other, once, however often the bundle is merged.
func TestMerge_bringsEverythingOnce(t *testing.T) {
	worker, s := seeded(t)
	lead := empty(t)
	worker.give(t, s, 100, 7)
	raw := worker.pack(t, lead)
	v := lead.merge(t, raw)
	if v.Total.Versions == 0 || v.Total.Administrations != 1 || v.Total.Waiting != 0 || !v.Files[0].NewSender {
		t.Errorf("%+v", v)
	}
	if worker.state(t) != lead.state(t) {
		t.Error("the two files do not hold the same")
	}
	again := lead.merge(t, raw, raw)
	if again.Total.Administrations+again.Total.Versions != 0 || !again.Files[0].Already || !again.Files[1].Already {
		t.Errorf("merging again: %+v", again)
	}
	entries, err := lead.Entries(t.Context(), store.FamilyID{}, 0)
	must(t, err)
	at := slices.IndexFunc(entries, func(e store.LogEntry) bool { return e.Action == store.ActImport })
	if at < 0 || !strings.Contains(entries[at].Why, "ES-1/T3") || !strings.Contains(entries[at].Why, "witness "+witness) {
		t.Errorf("the log does not say where it came from and who stood by: %+v", entries)
	}
}

// A bundle holds what is new for its recipient; the last one can be had again, and everything too.
func TestPack_onlyWhatIsNew(t *testing.T) {
	worker, s := seeded(t)
	lead := empty(t)
	to := lead.address(t)
	must(t, worker.desk.NameRecipient(t.Context(), "lead", to))
	size := func(o casework.PackOrder) (bundle.Counts, []byte) {
		t.Helper()
		raw, p, err := worker.tryPack(o)
		must(t, err)
		return p.Counts, raw
	}
	all, first := size(casework.PackOrder{To: "lead"})
	if _, _, err := worker.tryPack(casework.PackOrder{To: "lead"}); !errors.Is(err, casework.ErrNothingNew) {
		t.Errorf("nothing has happened since: %v", err)
	}
	if n, _ := size(casework.PackOrder{To: to, Again: true}); n != all {
		t.Errorf("the last bundle again has %+v, not %+v", n, all)
	}
	worker.give(t, s, 100, 7)
	next, second := size(casework.PackOrder{To: "lead"})
	if next != (bundle.Counts{Administrations: 1}) {
		t.Errorf("%+v", next)
	}
	if n, _ := size(casework.PackOrder{To: "lead", SinceStart: true}); n.Versions != all.Versions || n.Administrations != 1 {
		t.Errorf("everything: %+v", n)
	}
	lead.merge(t, second, first)
	if worker.state(t) != lead.state(t) {
		t.Error("the two files do not hold the same")
	}
}

// A bundle that could not be written has not been packed.
func TestPack_thatFailsMovesNoMarker(t *testing.T) {
	worker, _ := seeded(t)
	lead := empty(t)
	full := errors.New("the stick is full")
	_, err := worker.desk.Pack(t.Context(), casework.PackOrder{To: lead.address(t)}, func(func(io.Writer) error) error { return full })
	if !errors.Is(err, full) {
		t.Fatal(err)
	}
	lead.merge(t, worker.pack(t, lead))
	if worker.state(t) != lead.state(t) {
		t.Error("something was left out of the next bundle")
	}
}

func TestMerge_refuses(t *testing.T) {
	worker, _ := seeded(t)
	lead, other := empty(t), empty(t)
	raw := worker.pack(t, lead)
	demo := empty(t)
	set, err := demo.Settings(t.Context())
	must(t, err)
	set.Demo = true
	must(t, demo.SaveSettings(t.Context(), set))
	invented, _ := seeded(t)
	set, err = invented.Settings(t.Context())
	must(t, err)
	set.Demo = true
	must(t, invented.SaveSettings(t.Context(), set))
	newer := worker.pack(t, lead, func(o *casework.PackOrder) { o.SinceStart = true })
	for name, c := range map[string]struct {
		into *laptop
		raw  []byte
		want error
	}{
		"own bundle":       {worker, worker.pack(t, worker), casework.ErrOwnBundle},
		"for another":      {other, raw, bundle.ErrWrongRecipient},
		"real into demo":   {demo, worker.pack(t, demo), casework.ErrRealIntoDemo},
		"demo into real":   {lead, invented.pack(t, lead), casework.ErrDemoIntoReal},
		"cut short":        {lead, newer[:len(newer)-1], bundle.ErrCutShort},
		"not a bundle":     {lead, []byte("just a file"), bundle.ErrNotBundle},
		"definitions only": {lead, definitions(t, worker, lead), casework.ErrDefinitionsIn},
	} {
		t.Run(name, func(t *testing.T) {
			before := c.into.state(t)
			if err := c.into.fileError(t, c.raw); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if c.into.state(t) != before {
				t.Error("something was taken all the same")
			}
		})
	}
}

// Of several bundles the bad ones are left out and the good ones taken.
func TestMerge_oneBadBundleDoesNotStopTheOthers(t *testing.T) {
	worker, s := seeded(t)
	lead := empty(t)
	first := worker.pack(t, lead)
	worker.give(t, s, 100, 7)
	second := worker.pack(t, lead)
	bad := bytes.Clone(first)
	bad[len(bad)/2] ^= 1
	v, err := lead.tryMerge(t.Context(), second, bad, first)
	must(t, err)
	if !v.Failed() || !errors.Is(v.Files[1].Err, bundle.ErrAltered) || worker.state(t) != lead.state(t) {
		t.Errorf("%+v", v)
	}
}

func TestMerge_needsASecondPerson(t *testing.T) {
	worker, _ := seeded(t)
	lead, _ := seeded(t)
	raw := worker.pack(t, lead)
	for _, code := range []string{"", " ", "T3", "t3", "two words", "matti@example.fi", strings.Repeat("x", 40), "T9"} {
		o := mergeOrder(fileOf(raw))
		o.Witness = code
		before := lead.state(t)
		_, err := lead.desk.Merge(t.Context(), o)
		var unknown *casework.UnknownWitnessError
		if refused := errors.Is(err, casework.ErrWitness) || code == "T9" && errors.As(err, &unknown); !refused || lead.state(t) != before {
			t.Errorf("witness %q: %v", code, err)
		}
	}
	must(t, lead.SaveWorker(t.Context(), store.Worker{ID: store.WorkerID{8}, Code: "A8"}))
	must(t, lead.SaveWorker(t.Context(), store.Worker{ID: store.WorkerID{9}, Code: "T9"}))
	stranger := mergeOrder(fileOf(raw))
	stranger.Witness = "T99"
	_, err := lead.desk.Merge(t.Context(), stranger)
	var unknown *casework.UnknownWitnessError
	if !errors.As(err, &unknown) || !slices.Contains(unknown.Known, "A8") || !slices.Contains(unknown.Known, "T9") || slices.Contains(unknown.Known, "T3") {
		t.Errorf("who is known is not told: %v, %+v", err, unknown)
	}
	o := mergeOrder(fileOf(raw))
	o.Witness = "t9"
	v, err := lead.desk.Merge(t.Context(), o)
	must(t, errors.Join(err, v.Files[0].Err))
}

// The first bundle from somewhere is taken when a person has compared the fingerprint, and the later ones then are too.
func TestMerge_newSenderIsRefusedUntilConfirmed(t *testing.T) {
	worker, s := seeded(t)
	lead := empty(t)
	raw, before := worker.pack(t, lead), lead.state(t)
	o := mergeOrder(fileOf(raw))
	for name, confirm := range map[string]func(context.Context, *casework.SignerError) (bool, error){
		"nobody there": nil,
		"no":           func(context.Context, *casework.SignerError) (bool, error) { return false, nil },
	} {
		o.Confirm = confirm
		v, err := lead.desk.Merge(t.Context(), o)
		must(t, err)
		var signer *casework.SignerError
		if !errors.As(v.Files[0].Err, &signer) || signer.Changed || signer.Sender == "" || lead.state(t) != before {
			t.Errorf("%s: got %v", name, v.Files[0].Err)
		}
	}
	asked := 0
	o.Confirm = func(_ context.Context, e *casework.SignerError) (bool, error) {
		asked++
		return e.Mark.Words != "", nil
	}
	worker.give(t, s, 100, 7)
	o.Files = append(o.Files, fileOf(worker.pack(t, lead)))
	v, err := lead.desk.Merge(t.Context(), o)
	must(t, err)
	if v.Failed() || !v.Files[0].NewSender || asked != 1 || worker.state(t) != lead.state(t) {
		t.Errorf("asked %d times: %+v", asked, v.Files)
	}
}

// A sender whose key is another one is not believed until somebody has compared the fingerprint.
func TestMerge_changedKeyIsRefusedUntilConfirmed(t *testing.T) {
	worker, s := seeded(t)
	lead := empty(t)
	lead.merge(t, worker.pack(t, lead))
	must(t, worker.SaveExchangeState(t.Context(), []byte("{}")))
	worker.give(t, s, 100, 7)
	raw := worker.pack(t, lead)
	var signer *casework.SignerError
	if err := lead.fileError(t, raw); !errors.As(err, &signer) || !signer.Changed || signer.Known == signer.Mark {
		t.Fatalf("got %v", err)
	}
	for _, typed := range []string{signer.Known.Hex, signer.Mark.Words} {
		v, err := lead.desk.Merge(t.Context(), casework.MergeOrder{
			Witness: witness, Accept: []string{strings.ToUpper(typed)}, Files: []casework.BundleFile{fileOf(raw)},
		})
		must(t, err)
		if good := typed == signer.Mark.Words; (v.Files[0].Err == nil) != good {
			t.Errorf("%q was typed: %v", typed, v.Files[0].Err)
		}
	}
	if worker.state(t) != lead.state(t) {
		t.Error("the two files do not hold the same")
	}
}

// One family alone can be sent, with what it points at.
func TestPack_oneFamily(t *testing.T) {
	worker, s := seeded(t)
	other := s.Family
	other.ID, other.Code = store.FamilyID{9}, "ES-0043"
	must(t, worker.SaveFamily(t.Context(), other))
	worker.give(t, s, 100, 7)
	lead := empty(t)
	v := lead.merge(t, worker.pack(t, lead, func(o *casework.PackOrder) { o.Families = []string{"ES-0042"} }))
	if v.Total.Waiting != 0 {
		t.Errorf("%+v", v.Total)
	}
	families, err := lead.AllFamilies(t.Context())
	must(t, err)
	if len(families) != 1 || families[0].Code != "ES-0042" {
		t.Errorf("%+v", families)
	}
	// The part did not count as having had everything.
	lead.merge(t, worker.pack(t, lead))
	if worker.state(t) != lead.state(t) {
		t.Error("the two files do not hold the same")
	}
}
