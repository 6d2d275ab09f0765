package bundle_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

func TestRoundTrip(t *testing.T) {
	p := newPair(t)
	for name, c := range map[string]struct {
		to bundle.Seal
		k  bundle.Keys
	}{
		"recipient":  {p.seal(), p.keys()},
		"passphrase": {bundle.Seal{Passphrase: "neljä sanaa", WorkFactor: 5}, bundle.Keys{Passphrase: "neljä sanaa"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{0, 1, 2500} {
				raw := packed(t, p, c.to, n)
				m, got, err := opened(t.Context(), raw, c.k)
				must(t, err)
				versions, given := content(n)
				if diff := gocmp.Diff(bundle.Part{Versions: versions, Administrations: given}, got); diff != "" {
					t.Fatal(diff)
				}
				want := manifest(n, n)
				want.Signer = m.Signer
				if diff := gocmp.Diff(want, m); diff != "" {
					t.Fatal(diff)
				}
			}
		})
	}
}

func TestRoundTrip_definitions(t *testing.T) {
	p := newPair(t)
	m := manifest(0, 0)
	m.Purpose, m.Counts.Files, m.Counts.Wordings = bundle.Definitions, 2, 1
	want := bundle.Part{
		Files: []bundle.File{
			{Path: "our-form/1/instrument.yaml", Content: []byte("id: our-form\n")},
			{Path: "our-form/1/cues.fi.yaml", Content: noise(100_000)},
		},
		Wordings: []instruments.Wording{{
			Instrument: "our-form", Lang: "fi", Items: map[int]string{1: "a", 2: "b"},
			Options: map[string]map[int]string{"likert": {0: "x"}}, Holder: "us", Hash: "beef",
		}},
	}
	var out bytes.Buffer
	w, err := bundle.NewWriter(&out, p.seal(), p.signer, m)
	must(t, err)
	for _, f := range want.Files {
		must(t, w.File(f))
	}
	must(t, w.Wording(want.Wordings[0]))
	must(t, w.Close())
	_, got, err := opened(t.Context(), out.Bytes(), p.keys())
	must(t, err)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
}

// A file in a bundle can only be one of those that a definition has.
func TestFile_names(t *testing.T) {
	p := newPair(t)
	w, err := bundle.NewWriter(&bytes.Buffer{}, p.seal(), p.signer, manifest(0, 0))
	must(t, err)
	for _, path := range []string{
		"", "x", "../x/1/instrument.yaml", "x/../1/instrument.yaml", "x/1/../instrument.yaml", "/x/1/instrument.yaml", "x/0/cases.yaml",
		"x/1/cues.de.yaml", "x/1/instrument.yaml\n", `x\1\instrument.yaml`, "X/1/instrument.yaml", "x/1/run.sh",
	} {
		if err := w.File(bundle.File{Path: path}); !errors.Is(err, bundle.ErrBadFile) {
			t.Errorf("%q: %v", path, err)
		}
	}
	if err := w.File(bundle.File{Path: "x/1/cases.yaml", Content: make([]byte, 5<<20)}); !errors.Is(err, bundle.ErrBadFile) {
		t.Errorf("a file of 5 MiB: %v", err)
	}
}

func TestWrongKeys(t *testing.T) {
	p, other := newPair(t), newPair(t)
	sealed, locked := packed(t, p, p.seal(), 3), packed(t, p, bundle.Seal{Passphrase: "right", WorkFactor: 5}, 3)
	for name, c := range map[string]struct {
		raw  []byte
		k    bundle.Keys
		want error
	}{
		"another recipient":         {sealed, other.keys(), bundle.ErrWrongRecipient},
		"no key":                    {sealed, bundle.Keys{Passphrase: "right"}, bundle.ErrWrongRecipient},
		"wrong passphrase":          {locked, bundle.Keys{Passphrase: "wrong"}, bundle.ErrWrongPassphrase},
		"no passphrase":             {locked, p.keys(), bundle.ErrNeedsPassphrase},
		"empty file":                {nil, p.keys(), bundle.ErrCutShort},
		"another kind of file":      {[]byte("PK\x03\x04 a workbook"), p.keys(), bundle.ErrNotBundle},
		"bytes behind the end":      {append(bytes.Clone(sealed), 0), p.keys(), bundle.ErrCutShort},
		"a chunk behind the end":    {append(bytes.Clone(sealed), make([]byte, 65536+16)...), p.keys(), bundle.ErrAltered},
		"text with the right start": {[]byte("age-encryption.org/v1\n" + strings.Repeat("x", 70_000)), p.keys(), bundle.ErrAltered},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := opened(t.Context(), c.raw, c.k); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestSeal_refuses(t *testing.T) {
	p := newPair(t)
	for want, to := range map[error]bundle.Seal{
		bundle.ErrNoSeal:       {},
		bundle.ErrTwoSeals:     {Recipients: []string{p.receiver.Recipient()}, Passphrase: "x"},
		bundle.ErrBadRecipient: {Recipients: []string{"age1nobody"}},
	} {
		if _, err := bundle.NewWriter(&bytes.Buffer{}, to, p.signer, manifest(0, 0)); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	must(t, bundle.CheckRecipient(p.receiver.Recipient()))
	if err := bundle.CheckRecipient(p.receiver.Secret()); !errors.Is(err, bundle.ErrBadRecipient) {
		t.Errorf("a secret key to pack for: %v", err)
	}
}

// A promise that is not kept is an error of the packer, not a bundle.
func TestClose_countsMustFit(t *testing.T) {
	p := newPair(t)
	w, err := bundle.NewWriter(&bytes.Buffer{}, p.seal(), p.signer, manifest(2, 0))
	must(t, err)
	versions, _ := content(1)
	must(t, w.Versions(versions...))
	if err := w.Close(); err == nil {
		t.Error("one version instead of two went through")
	}
}

func TestCheck_stops(t *testing.T) {
	p := newPair(t)
	raw := packed(t, p, p.seal(), 10)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := opened(ctx, raw, p.keys()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Whatever an administration says comes out of a bundle as it went in.
func TestGiven_anyContent(t *testing.T) {
	p := newPair(t)
	rapid.Check(t, func(t *rapid.T) {
		g := sheet(rapid.IntRange(0, 5000).Draw(t, "i"), id[store.FamilyID](3))
		text := rapid.String()
		g.Definition, g.Wording, g.RevisedWhy = text.Draw(t, "definition"), text.Draw(t, "wording"), "x"+text.Draw(t, "why")
		g.DurationSec = rapid.IntRange(0, 1<<31-1).Draw(t, "seconds")
		g.Scores[0].Value = rapid.Float64Range(-1e300, 1e300).Draw(t, "value")
		g.Scores[0].Reported = rapid.Float64Range(-100, 100).Draw(t, "reported")
		g.Scores[0].Band = text.Draw(t, "band")
		if rapid.Bool().Draw(t, "no side") {
			g.Scores[0].Clinical = nil
		}
		if rapid.Bool().Draw(t, "talked about") {
			g.Discussed, g.RiskShown = g.Answered, g.Entered
		}
		want, err := g.Hash()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w, err := bundle.NewWriter(&out, p.seal(), p.signer, manifest(0, 1))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Administrations(g); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		_, got, err := opened(context.Background(), out.Bytes(), p.keys())
		if err != nil {
			t.Fatal(err)
		}
		have, err := got.Administrations[0].Hash()
		if err != nil {
			t.Fatal(err)
		}
		if have != want {
			t.Fatal(gocmp.Diff(g, got.Administrations[0]))
		}
	})
}
