package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/mittari/mittari/store"
)

// vectors of FORMAT.md, by name: lines of the form `name = value`.
func vectors(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), " = "); ok && !strings.ContainsAny(name, " `") {
			out[name] = value
		}
	}
	return out
}

// The examples in the description of the format are what this program writes and reads.
func TestVectors(t *testing.T) {
	v := vectors(t)
	want := func(name, got string) {
		t.Helper()
		if v[name] != got {
			t.Errorf("%s is %s in FORMAT.md, and %s here", name, v[name], got)
		}
	}
	e := newEncoder()
	e.version(store.Version{
		Kind: store.KindWorker, ID: store.ID{0xaa}, Stamp: store.Stamp{Micros: 2, Device: store.DeviceID{1, 2, 3, 4, 5, 6, 7, 8}},
		Parents: []store.Stamp{{Micros: 1}}, Body: []byte(`{"Code":"T1"}`),
	})
	want("version", hex.EncodeToString(e.b))
	e.reset()
	e.date(store.Date{Year: 2026, Month: 11, Day: 22})
	want("date", hex.EncodeToString(e.b))
	e.reset()
	side := true
	e.score(store.ScaleScore{Scale: "total", Scored: true, Value: 7.5, Reported: 8, Answered: 9, Items: 10, Band: "mild", Clinical: &side})
	want("score", hex.EncodeToString(e.b))
	key, err := SignerOf(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	public, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		t.Fatal("no public key")
	}
	want("signer", hex.EncodeToString(public))
	want("words", MarkOf(public).Words)
	want("digits", MarkOf(public).Hex)
	want("signed", hex.EncodeToString(signed([]byte("{}"), 3, bytes.Repeat([]byte{9}, 32))))
	if len(v) < 7 {
		t.Errorf("only %d examples were found", len(v))
	}
}
