package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"modernc.org/libc"
)

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
		"rubbish where zeros belong": {
			func(a, b []byte) { a[offSlots+5*slotSize+40], b[100] = 1, 1; resum(a); resum(b) },
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
		v := openVault(t, path, k, Options{Seam: &seam{After: func(p operation) {
			if p.Kind == opWrite && p.Path == path && p.Off < headerSize {
				order = append(order, p.Off/copySize)
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
