package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// vectorKey and the ids below are those of FORMAT.md, section "Test vectors".
func vectorKey() *Key {
	k := &Key{}
	for i := range k.dek {
		k.dek[i] = byte(i)
	}
	for i := range k.vaultID {
		k.vaultID[i] = 0x20 + byte(i)
	}
	return k
}

func vectorFileID() (f id) {
	for i := range f {
		f[i] = 0x30 + byte(i)
	}
	return f
}

func digest(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// TestVectors pins every construction of the format. A change here is a change of the format: it needs a
// new version number, not new vectors.
func TestVectors(t *testing.T) {
	k := vectorKey()
	got := map[string]string{}
	for _, kind := range []fileKind{kindMain, kindWAL, kindJournal} {
		got["key "+kind.label()] = hex.EncodeToString(k.deriveSalted(vectorFileID(), "mittari/v1/"+headerSuite+"/"+kind.label()))
	}
	got["key header"] = hex.EncodeToString(k.derive("mittari/v1/header"))
	got["key derived log"] = hex.EncodeToString(k.derive(derivedLabel + "log"))

	seal := func(kind fileKind, unit unitType, index int64, plain []byte) []byte {
		s, err := newSealer(k, vectorFileID(), kind)
		must(t, err)
		for i := range s.nonce {
			s.nonce[i] = 0x40 + byte(i)
		}
		out := make([]byte, len(plain)+reserve)
		s.sealNonce(out, plain, unit, index)
		return out
	}
	got["first page, plain"] = digest(emptyDatabase())
	got["first page, sealed"] = digest(seal(kindMain, unitPage, 0, emptyDatabase()[:usable]))
	counting := make([]byte, usable)
	for i := range counting {
		counting[i] = byte(i)
	}
	page := seal(kindMain, unitPage, 261, counting)
	got["page 262, sealed"] = digest(page)
	got["page 262, tag"] = hex.EncodeToString(page[usable : usable+tagSize])
	got["log header, sealed"] = digest(seal(kindWAL, unitWALHeader, 0, counting[:physWALHeader-reserve]))
	got["frame header 3, sealed"] = hex.EncodeToString(seal(kindWAL, unitWALFrame, 3, counting[:walFrameHead]))
	got["frame page 3, sealed"] = digest(seal(kindWAL, unitWALContent, 3, counting))
	got["journal block 5, sealed"] = digest(seal(kindJournal, unitPage, 5, counting[:journalBlock]))

	h := vectorHeader()
	got["header copy"] = digest(h.encode(k))
	got["slot data"] = hex.EncodeToString(h.slotData(&h.slots[0]))
	got["passphrase key"] = hex.EncodeToString(stretch(normalise(SlotPassphrase, "Äiti"), h.slots[0].salt[:], FloorKDF()))

	for name, want := range vectors() {
		if got[name] != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got[name], want)
		}
		delete(got, name)
	}
	for name, value := range got {
		t.Errorf("no vector for %s: %s", name, value)
	}
}

func vectorHeader() *header {
	h := &header{vaultID: vectorKey().vaultID, fileID: vectorFileID(), gen: 7}
	s := &h.slots[0]
	s.kind, s.kdf = SlotPassphrase, FloorKDF()
	for i := range s.salt {
		s.salt[i] = 0x50 + byte(i)
	}
	for i := range s.nonce {
		s.nonce[i] = 0x60 + byte(i)
	}
	for i := range s.wrapped {
		s.wrapped[i] = 0x80 + byte(i)
	}
	return h
}

func TestVectorsStandInFormatNote(t *testing.T) {
	note := read(t, "FORMAT.md")
	for name, want := range vectors() {
		if !bytes.Contains(note, []byte("| "+name+" | `"+want+"` |")) {
			t.Errorf("FORMAT.md lacks: | %s | `%s` |", name, want)
		}
	}
}

// writeGolden makes testdata/tiny.mittari anew. Only for a new format version.
var writeGolden = flag.Bool("write-vault", false, "write testdata/tiny.mittari")

const (
	tinyPassphrase = "Äiti ja isä, 2026"
	tinyCode       = "19TGR-9E8GE-RV5FZ-HRHWF-AYN0T-HT63W-G219T-GR9QV"
)

// TestCheckedInVaultOpens proves that a file written by an earlier build stays readable.
func TestCheckedInVaultOpens(t *testing.T) {
	const golden = "testdata/tiny.mittari"
	if *writeGolden {
		writeTiny(t, golden)
	}
	path := filepath.Join(t.TempDir(), "tiny.mittari")
	must(t, os.WriteFile(path, read(t, golden), 0o600))
	if kinds, err := Slots(path); err != nil || len(kinds) != 2 || kinds[0] != SlotPassphrase || kinds[1] != SlotRecovery {
		t.Errorf("slots %v, %v", kinds, err)
	}
	k, err := Unlock(path, SlotPassphrase, tinyPassphrase)
	must(t, err)
	k2, err := Unlock(path, SlotRecovery, tinyCode)
	must(t, err)
	if k.dek != k2.dek {
		t.Error("the two secrets give different keys")
	}
	v := openVault(t, path, k, Options{})
	var note string
	must(t, v.DB().QueryRow("select note from tiny where id=2").Scan(&note))
	if note != "mitä kuuluu" {
		t.Errorf("note %q", note)
	}
	if got := hex.EncodeToString(v.DeriveKey("log"))[:16]; got != tinyDerived {
		t.Errorf("derived key starts with %s", got)
	}
	must(t, v.Verify(t.Context()))
	if n := v.Notices(); n != (Notices{}) {
		t.Errorf("notices %+v", n)
	}
	v.mustClose(t)
}

func writeTiny(t *testing.T, path string) {
	t.Helper()
	must(t, os.RemoveAll(path))
	k, err := Create(path, []Secret{{SlotPassphrase, tinyPassphrase, FloorKDF()}, {SlotRecovery, tinyCode, FloorKDF()}})
	must(t, err)
	v := openVault(t, path, k, Options{})
	run(t, v.DB(), "create table tiny(id integer primary key, note text); insert into tiny(note) values('hei'),('mitä kuuluu')")
	t.Log("derived key starts with", hex.EncodeToString(v.DeriveKey("log"))[:16])
	v.mustClose(t)
}

// FuzzDecodeHeader feeds what no key protects: everything up to the first check.
func FuzzDecodeHeader(f *testing.F) {
	f.Add(vectorHeader().encode(vectorKey()), false)
	f.Add(make([]byte, copySize), true)
	rubbish := vectorHeader().encode(vectorKey())
	rubbish[offSlots+5*slotSize+40] = 1 // in a slot that is empty
	f.Add(rubbish, true)
	f.Fuzz(func(t *testing.T, b []byte, resum bool) {
		if resum && len(b) == copySize { // get past the checksum
			copy(b, headerMagic)
			s := sha256.Sum256(b[:offSum])
			copy(b[offSum:], s[:])
		}
		h, state, _ := decodeHeader(b)
		if (state == copyWhole) != (h != nil) {
			t.Fatalf("state %d with header %v", state, h)
		}
		if h == nil {
			return
		}
		for _, kind := range h.kinds() {
			if s := h.slot(kind); s == nil || !s.kdf.inRange() {
				t.Fatalf("slot %s asks for %+v", kind, s)
			}
		}
		again, state, _ := decodeHeader(h.encode(vectorKey()))
		if state != copyWhole || *again != *h {
			t.Fatal("encoding and decoding do not agree")
		}
	})
}

func FuzzRecoveryCode(f *testing.F) {
	f.Add(tinyCode)
	f.Fuzz(func(t *testing.T, s string) {
		if CheckRecoveryCode(s) == nil && len(normalise(SlotRecovery, s)) != recoverySymbols {
			t.Fatalf("%q passes", s)
		}
	})
}
