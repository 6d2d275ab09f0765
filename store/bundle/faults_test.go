package bundle_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store/bundle"
	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/internal/readable"
)

// A bundle that ends anywhere but at its end is called cut short, and nothing comes out of it.
func TestFault_cutAnywhere(t *testing.T) {
	p := newPair(t)
	n := faultlog.Draw(3000, 12_000)
	raw := packed(t, p, p.seal(), n)
	var cuts []int
	for at := 0; at < len(raw); at += 1024 {
		cuts = append(cuts, at)
	}
	for i := range faultlog.Draw(40, 4096) {
		cuts = append(cuts, i, len(raw)-1-i)
	}
	const chunk = 65536 + 16
	for at := len(raw) - chunk; at > 0; at -= chunk { // where the seal's own pieces end
		cuts = append(cuts, at)
	}
	for _, at := range cuts {
		_, got, err := opened(t.Context(), raw[:at], p.keys())
		if !errors.Is(err, bundle.ErrCutShort) || len(got.Versions)+len(got.Administrations) > 0 {
			t.Fatalf("cut at %d of %d: %v, %d records", at, len(raw), err, len(got.Versions))
		}
	}
	t.Logf("cuts of %d bytes", len(raw))
	faultlog.Line{Fault: "bundle cut at every kB and at its ends: all noticed", Runs: len(cuts)}.Log(t)
}

// Any one bit that is not what was packed is noticed before anything is handed out.
func TestFault_oneBit(t *testing.T) {
	p := newPair(t)
	raw := packed(t, p, p.seal(), 400)
	flips := faultlog.Draw(600, 10_000)
	r := rand.New(rand.NewPCG(1, 2))
	counts := map[string]int{}
	for i := range flips {
		at := r.IntN(len(raw))
		if i%5 == 0 {
			at = r.IntN(300) // the header is small and many-sided
		}
		bad := bytes.Clone(raw)
		bad[at] ^= 1 << r.IntN(8)
		_, got, err := opened(t.Context(), bad, p.keys())
		var fault *bundle.Fault
		if !errors.As(err, &fault) || len(got.Versions)+len(got.Administrations) > 0 {
			t.Fatalf("bit flipped in byte %d: %v, %d records", at, err, len(got.Versions))
		}
		counts[fault.Error()]++
	}
	t.Logf("%v", counts)
	faultlog.Line{Fault: "one bit flipped in a bundle: all detected", Runs: flips}.Log(t)
}

// What stands inside cannot be read outside, and neither can who it is for.
func TestFault_nothingReadable(t *testing.T) {
	p := newPair(t)
	raw := packed(t, p, p.seal(), 50)
	search := readable.For(secretGoal, "sopuisat", "demo-checkin", "ES-T/T1", "keyed wrongly", p.receiver.Recipient(), "mittari", "exchange")
	must(t, search.In("the bundle", raw))
	faultlog.Line{Fault: "texts looked for in a bundle", Runs: search.Len()}.Log(t)
}

// A medium that fails is not called a damaged bundle.
func TestFault_medium(t *testing.T) {
	p := newPair(t)
	raw := packed(t, p, p.seal(), 3000)
	broken := errors.New("the stick was pulled out")
	_, err := bundle.Check(t.Context(), failing{bytes.NewReader(raw), int64(len(raw)) / 2, broken}, int64(len(raw)), p.keys(), nil)
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type failing struct {
	r    *bytes.Reader
	from int64
	err  error
}

func (f failing) ReadAt(b []byte, at int64) (int, error) {
	if at+int64(len(b)) > f.from && at > 0 {
		return 0, f.err
	}
	return f.r.ReadAt(b, at)
}

// Another bundle under the same name between checking and reading is noticed.
func TestFault_swappedBetweenCheckAndRead(t *testing.T) {
	p := newPair(t)
	first, second := packed(t, p, p.seal(), 400), packed(t, p, p.seal(), 401)
	path := filepath.Join(t.TempDir(), "a.bundle")
	must(t, os.WriteFile(path, first, 0o600))
	f, err := os.Open(path)
	must(t, err)
	defer func() { must(t, f.Close()) }()
	c, err := bundle.Check(t.Context(), f, int64(len(first)), p.keys(), nil)
	must(t, err)
	if len(first) != len(second) {
		t.Fatal("the two have different sizes: the test proves nothing")
	}
	must(t, os.WriteFile(path, second, 0o600))
	if err := c.Each(t.Context(), nil, func(bundle.Part) error { return nil }); !errors.Is(err, bundle.ErrAnotherFile) {
		t.Errorf("got %v", err)
	}
}
