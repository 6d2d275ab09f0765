package bundle_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// pair is whoever packs and whoever opens.
type pair struct {
	signer   ed25519.PrivateKey
	receiver bundle.Identity
}

func newPair(tb testing.TB) pair {
	tb.Helper()
	seed, err := bundle.NewSigner()
	must(tb, err)
	key, err := bundle.SignerOf(seed)
	must(tb, err)
	id, err := bundle.NewIdentity()
	must(tb, err)
	return pair{key, id}
}

func (p pair) seal() bundle.Seal { return bundle.Seal{Recipients: []string{p.receiver.Recipient()}} }
func (p pair) keys() bundle.Keys { return bundle.Keys{Identity: p.receiver} }

func id[T ~[16]byte](n int) T {
	var out T
	out[0], out[1], out[2], out[6], out[8] = byte(n>>16), byte(n>>8), byte(n), 0x70, 0x80
	return out
}

// content is something to pack: versions and administrations of a few invented families, the same every time.
func content(n int) (versions []store.Version, given []store.Given) {
	for i := range n {
		family := id[store.FamilyID](i / 4)
		v := store.Version{
			Kind: store.KindGoal, ID: id[store.ID](1000 + i), Family: family, Stamp: store.Stamp{Micros: int64(i + 1), Device: store.DeviceID{7}},
			Body: fmt.Appendf(nil, `{"Text":"%s %d"}`, secretGoal, i),
		}
		if i%2 == 1 {
			v.Parents = []store.Stamp{{Micros: int64(i)}}
		}
		versions = append(versions, v)
		given = append(given, sheet(i, family))
	}
	return versions, given
}

const secretGoal = "sopuisat aamut kotona"

func sheet(i int, family store.FamilyID) store.Given {
	a := store.Administration{
		ID: id[store.AdministrationID](100_000 + i), Episode: id[store.EpisodeID](i / 4), Respondent: id[store.PersonID](i / 2),
		Subject: id[store.PersonID](i / 4 * 2), Informant: instruments.Self, Instrument: instruments.Ref{ID: "demo-checkin", Version: 1},
		Definition: "0123456789abcdef", Lang: "fi", Mode: store.OwnScreen, Wave: store.Start, State: store.Completed,
		Answered: store.Date{Year: 2026, Month: 3, Day: 1 + i%28}, Entered: time.UnixMicro(1_770_000_000_000_000 + int64(i)).UTC(),
		Revision: 1 + i%2, DurationSec: i % 900,
	}
	for k := range 10 {
		a.Responses = append(a.Responses, instruments.Answer((i*7+k*3)%5))
	}
	a.Responses[i%10] = instruments.Skip(instruments.DoesNotWant)
	if a.Revision > 1 {
		a.RevisedBy, a.RevisedWhy = id[store.WorkerID](1), "keyed wrongly"
	}
	side := i%3 == 0
	return store.Given{Family: family, Scored: store.Scored{
		Administration: a,
		Scores: []store.ScaleScore{
			{Administration: a.ID, Scale: "total", Scored: true, Value: float64(i%40) / 3, Reported: float64(i % 14), Answered: 9, Items: 10, Prorated: true, Band: "b", Clinical: &side},
			{Administration: a.ID, Scale: "short", Answered: 1, Items: 10, Reason: "too-few"},
		},
		Risks: []store.RiskFlag{{Administration: a.ID, Item: 3, State: "none"}},
	}}
}

// manifest of a bundle with these counts.
func manifest(versions, given int) bundle.Manifest {
	return bundle.Manifest{
		Bundle: id[store.ID](1), Purpose: bundle.Exchange, Workspace: id[store.ID](2), Device: store.DeviceID{7}, Schema: 3,
		Program: "test", Created: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC), Sender: "ES-T/T1",
		Counts: bundle.Counts{Versions: versions, Administrations: given},
	}
}

// packed is a bundle of n versions and administrations.
func packed(tb testing.TB, p pair, to bundle.Seal, n int) []byte {
	tb.Helper()
	versions, given := content(n)
	var out bytes.Buffer
	w, err := bundle.NewWriter(&out, to, p.signer, manifest(n, n))
	must(tb, err)
	must(tb, w.Versions(versions...))
	must(tb, w.Administrations(given...))
	must(tb, w.Close())
	return out.Bytes()
}

// opened checks a bundle and hands out everything that is in it. got is empty whenever err is not nil.
func opened(ctx context.Context, raw []byte, k bundle.Keys) (m bundle.Manifest, got bundle.Part, err error) {
	c, err := bundle.Check(ctx, bytes.NewReader(raw), int64(len(raw)), k, nil)
	if err != nil {
		return m, got, err
	}
	err = c.Each(ctx, nil, func(p bundle.Part) error {
		got.Versions = append(got.Versions, p.Versions...)
		got.Administrations = append(got.Administrations, p.Administrations...)
		got.Files = append(got.Files, p.Files...)
		got.Wordings = append(got.Wordings, p.Wordings...)
		return nil
	})
	return c.Manifest, got, err
}

// noise is bytes that do not compress.
func noise(n int) []byte {
	out, r := make([]byte, n), rand.New(rand.NewPCG(1, 2))
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}
