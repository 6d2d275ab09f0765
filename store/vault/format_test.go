package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"modernc.org/libc"
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

// TestHeaderDamage goes through what can be wrong with the header.
func TestHeaderDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.mittari")
	k, err := Create(path, []Secret{{SlotPassphrase, "salasana", FloorKDF()}})
	must(t, err)
	whole := read(t, path)
	resum := func(b []byte) { // what somebody does who knows the format and not the key
		s := sha256.Sum256(b[:offSum])
		copy(b[offSum:copySize], s[:])
	}
	newer := &NewerFormatError{}
	damaged := &DamagedError{}
	for name, c := range map[string]struct {
		change func(a, b []byte)
		want   func(error) bool
		repair bool
	}{
		"untouched":       {func(_, _ []byte) {}, func(err error) bool { return err == nil }, false},
		"copy 1 flipped":  {func(a, _ []byte) { a[300] ^= 1 }, func(err error) bool { return err == nil }, true},
		"copy 2 flipped":  {func(_, b []byte) { b[300] ^= 1 }, func(err error) bool { return err == nil }, true},
		"copy 1 no magic": {func(a, _ []byte) { a[0] ^= 1 }, func(err error) bool { return err == nil }, true},
		"both flipped": {
			func(a, b []byte) { a[300] ^= 1; b[200] ^= 1 },
			func(err error) bool { return errors.As(err, &damaged) && !errors.Is(err, ErrWrongSecret) }, false,
		},
		"version flipped in both": { // damage, not a newer program
			func(a, b []byte) { a[offVersion] ^= 2; b[offVersion] ^= 2 },
			func(err error) bool { return errors.As(err, &damaged) }, false,
		},
		"no magic": {
			func(a, b []byte) { a[0], b[0] = 'X', 'X' },
			func(err error) bool { return errors.Is(err, ErrNotVault) }, false,
		},
		"newer format": {
			func(a, b []byte) { a[offVersion], b[offVersion] = 9, 9; resum(a); resum(b) },
			func(err error) bool { return errors.As(err, &newer) && newer.Have == 9 && newer.Know == 1 }, false,
		},
		"generation raised": {
			func(a, _ []byte) { a[offGen]++; resum(a) },
			func(err error) bool { return errors.Is(err, ErrHeaderAltered) }, false,
		},
		"all memory asked for": {
			func(a, b []byte) {
				for _, c := range [][]byte{a, b} {
					binary.LittleEndian.PutUint32(c[offSlots+5:], 1<<31)
					resum(c)
				}
			},
			func(err error) bool { return errors.Is(err, ErrHeaderAltered) }, false,
		},
		"other page size": {
			func(a, b []byte) {
				for _, c := range [][]byte{a, b} {
					binary.LittleEndian.PutUint32(c[offPageSize:], 512)
					resum(c)
				}
			},
			func(err error) bool { return errors.Is(err, ErrHeaderAltered) }, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := bytes.Clone(whole)
			c.change(b[:copySize], b[copySize:headerSize])
			place(t, path, b, nil)
			k2, err := Unlock(path, SlotPassphrase, "salasana")
			if !c.want(err) {
				t.Fatalf("unlock: %v", err)
			}
			v, err := Open(t.Context(), path, k, Options{})
			if !c.want(err) {
				t.Fatalf("open: %v", err)
			}
			if err != nil {
				return
			}
			if k2.dek != k.dek || v.Notices().HeaderRepaired != c.repair {
				t.Errorf("notices %+v", v.Notices())
			}
			v.mustClose(t)
			if !bytes.Equal(read(t, path)[:headerSize], whole[:headerSize]) {
				t.Error("the header is not as it was")
			}
		})
	}
}

// A crash between the two header writes leaves two generations. The newer counts, and the older, which
// may hold a secret that was replaced, is overwritten.
func TestHeaderOfTwoGenerations(t *testing.T) {
	for newer := range 2 {
		path, k := newVault(t)
		whole := read(t, path)
		h, _, _ := decodeHeader(whole[:copySize])
		h.gen++
		h.slots[0] = slot{kind: SlotPassphrase, kdf: FloorKDF(), salt: newID()}
		changed := h.encode(k)
		copy(whole[newer*copySize:], changed)
		place(t, path, whole, nil)
		v := openVault(t, path, k, Options{})
		if n := v.Notices(); n != (Notices{}) {
			t.Errorf("notices %+v", n)
		}
		v.mustClose(t)
		b := read(t, path)
		if !bytes.Equal(b[:copySize], changed) || !bytes.Equal(b[copySize:headerSize], changed) {
			t.Errorf("copy %d newer: not both copies are the newer one", newer+1)
		}
	}
}

// When only one copy is good, the other is written first: at no moment is there none.
func TestHeaderWritesTheUnusedCopyFirst(t *testing.T) {
	for bad := range 2 {
		path, k := newVault(t)
		var order []int64
		v := openVault(t, path, k, Options{seam: &seam{after: func(p physical) {
			if p.op == opWrite && p.path == path && p.off < headerSize {
				order = append(order, p.off/copySize)
			}
		}}})
		onMain(t, v, func(tls *libc.TLS, main *file, _ uintptr) {
			must(t, main.writeHeaderCopy(tls, bad, make([]byte, copySize)))
		})
		order = nil
		must(t, v.changeHeader(t.Context(), func(*header) error { return nil }))
		if len(order) != 2 || order[0] != int64(bad) {
			t.Errorf("copy %d bad: copies written in the order %v", bad, order)
		}
		must(t, v.Verify(t.Context()))
		v.mustClose(t)
	}
}

func TestNotAVault(t *testing.T) {
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain.db")
	db := openPlain(t, plain)
	fill(t, db, 1000)
	must(t, db.Close())
	empty := filepath.Join(dir, "empty")
	must(t, os.WriteFile(empty, nil, 0o600))
	for _, path := range []string{plain, empty, dir} {
		if _, err := Unlock(path, SlotPassphrase, "x"); !errors.Is(err, ErrNotVault) {
			t.Errorf("%s: %v", path, err)
		}
		if _, err := Open(t.Context(), path, newKey(), Options{}); !errors.Is(err, ErrNotVault) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := Open(t.Context(), filepath.Join(dir, "missing"), newKey(), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
}

// FuzzDecodeHeader feeds what no key protects: everything up to the first check.
func FuzzDecodeHeader(f *testing.F) {
	f.Add(vectorHeader().encode(vectorKey()), false)
	f.Add(make([]byte, copySize), true)
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
