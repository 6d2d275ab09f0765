package vault

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Traps 7 to 13: what is on the disk.

// A page gives back zeros in its reserve, and one that uses it is refused rather than cut.
func TestPitfall07ReserveIsZeroAndNeverLost(t *testing.T) {
	b := emptyDatabase()
	if b[20] != reserve || b[18] != 2 || b[19] != 2 || !allZero(b[usable:]) {
		t.Error("first page of an empty vault")
	}
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	fill(t, v.DB(), 500)
	must(t, v.Checkpoint(t.Context()))
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		page := memory(buf, pageSize)
		page[pageSize-1] = 1
		if rc := main.ops.read(tls, main, buf, pageSize, 2*pageSize); rc != rcOK {
			t.Fatalf("read: %d", rc)
		}
		if !allZero(page[usable:]) || allZero(page[:usable]) {
			t.Error("reserve is not zero, or page empty")
		}
		page[usable] = 1
		if rc := main.ops.write(tls, main, buf, pageSize, 2*pageSize); rc != rcWrite {
			t.Errorf("a page that uses its reserve: %d", rc)
		}
		if _, ok := walUnitAt(walHeader + walFrameHead).plain(page); ok {
			t.Error("the log takes a page that uses its reserve")
		}
	})
	must(t, v.Verify(t.Context()))
}

// The first 100 bytes are read before any lock and before recovery, when page 1 may be half written.
func TestPitfall08OpensWithTornFirstPage(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 200) // page 1 has changed and its good copy is in the log
	main, wal := snapshot(t, v)
	v.mustClose(t)
	clear(main[headerSize+512 : headerSize+1024])
	place(t, path, main, wal)
	v = openVault(t, path, k, Options{})
	if n := number(t, v.DB(), "select count(*) from t"); n != 200 {
		t.Errorf("%d rows", n)
	}
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
	place(t, path, main, nil) // and without the log it is damage, not an empty vault
	_, err := Open(t.Context(), path, k, Options{})
	if d, ok := isDamaged(err); !ok || d.Page != 1 {
		t.Errorf("torn first page without log: %v", err)
	}
}

// In recovery a torn unit ends the log; that is noted and the log kept.
func TestPitfall09TornLogEndsInRecovery(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 200)
	must(t, v.Checkpoint(t.Context()))
	for range 5 {
		run(t, v.DB(), "insert into t(b,c) values('vastaus',1)")
	}
	main, wal := snapshot(t, v)
	v.mustClose(t)
	wal[len(wal)-100] ^= 1
	place(t, path, main, wal)
	v = openVault(t, path, k, Options{})
	if n := number(t, v.DB(), "select count(*) from t"); n != 204 {
		t.Errorf("%d rows, want all but the torn transaction", n)
	}
	n := v.Notices()
	if n.WALDropped != 1 || n.BadPage != 0 {
		t.Errorf("notices %+v", n)
	}
	run(t, v.DB(), "insert into t(b,c) values('uusi',1)") // SQLite writes over the log now
	if !bytes.Equal(read(t, n.WALCopy), wal) {
		t.Error("the kept log is not the one that was found")
	}
	v.mustClose(t)
}

// The same unit, torn while the vault is in use, is damage: it was there.
func TestPitfall09DamagedLogInUseIsAnError(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{CacheKiB: 16})
	fill(t, v.DB(), 2000)
	spoil(t, path+"-wal", func(b []byte) { // every page in the log
		for at := physWALHeader + physWALFrameHead; at < len(b); at += physWALFrame {
			b[at] ^= 1
		}
	})
	_, _, err := readAll(v.DB())
	if _, ok := isDamaged(v.Classify(err)); !ok {
		t.Errorf("read of a damaged log: %v", err)
	}
	_ = v.abandon()
}

// SQLite reads whole frames in one more case, to redo checksums over frames of the running transaction
// that it overwrote. Zeros there would end the log in the middle of answers.
func TestPitfall09DamageWhileChecksumsAreRedone(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{CacheKiB: 16})
	fill(t, v.DB(), 2000)
	must(t, v.Checkpoint(t.Context()))
	tx, err := v.DB().Begin()
	must(t, err)
	_, err = tx.Exec("update t set c=c+1") // spills into the log
	must(t, err)
	spoil(t, path+"-wal", func(b []byte) { b[physWALHeader+3*physWALFrame+physWALFrameHead+9] ^= 1 })
	_, err = tx.Exec("update t set c=c+1 where a<20") // overwrites the first frames
	if err == nil {
		err = tx.Commit()
	}
	if err == nil {
		t.Error("committed over a damaged log")
	} else if _, ok := isDamaged(v.Classify(err)); !ok {
		t.Errorf("commit over a damaged log: %v", err)
	}
	if n := v.Notices().WALDropped; n != 0 {
		t.Errorf("%d units dropped outside recovery", n)
	}
	_ = tx.Rollback()
	_ = v.abandon()
	v = openVault(t, path, k, Options{})
	if n := number(t, v.DB(), "select count(*) from t where c=a%5"); n != 2000 {
		t.Errorf("%d rows as they were before the failed transaction", n)
	}
	v.mustClose(t)
}

// spoil changes a file that is not the main file of an open vault.
func spoil(t *testing.T, path string, f func([]byte)) {
	t.Helper()
	b := read(t, path)
	f(b)
	h, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = h.WriteAt(b, 0)
	must(t, errors.Join(err, h.Close()))
}

// Blocks of a journal that hold synced records are never written again. Only the head of a segment is,
// and that is a block of its own.
func TestPitfall10SyncedJournalBlocksStay(t *testing.T) {
	for _, mode := range []string{"DELETE", "TRUNCATE", "PERSIST"} {
		t.Run(mode, func(t *testing.T) {
			path, k := newVault(t)
			j := &journalWatch{t: t, sealed: map[int64]bool{}}
			s, err := newSealer(k, fileIDOf(t, path), kindJournal)
			must(t, err)
			j.s = s
			v := openVault(t, path, k, Options{journalMode: mode, CacheKiB: 16, Seam: &seam{After: j.see}})
			fill(t, v.DB(), 3000)
			run(t, v.DB(), "update t set b=b||'x'") // spills, so several segments
			must(t, v.verifyStructure(t.Context()))
			_ = v.Close()
			if j.records < 20 || j.heads < 3 {
				t.Errorf("%d blocks of records and %d rewritten heads: too little happened", j.records, j.heads)
			}
		})
	}
}

func fileIDOf(t *testing.T, path string) id {
	t.Helper()
	p, err := openVaults.header(path)
	must(t, err)
	return p.best.fileID
}

// journalWatch knows which blocks of the journal are synced.
type journalWatch struct {
	t       *testing.T
	s       *sealer
	written []int64
	sealed  map[int64]bool // synced
	records int
	heads   int
}

func (j *journalWatch) see(p operation) {
	if !strings.HasSuffix(p.Path, "-journal") {
		return
	}
	const block = journalBlock + reserve
	switch p.Kind {
	case opWrite:
		i := p.Off / block
		if p.Off%block != 0 || len(p.Data) != block {
			j.t.Errorf("write of %d bytes at %d is not one full block", len(p.Data), p.Off)
		}
		plain := bytes.Clone(p.Data)
		if !j.s.open(plain, unitPage, i) {
			j.t.Errorf("block %d does not open", i)
		}
		head := bytes.HasPrefix(plain, []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}) ||
			i == 0 && allZero(plain[:12]) // of the first segment, before its records count
		switch {
		case i == 0 && allZero(plain[:28]): // a journal that stays ends its transaction so
			clear(j.sealed)
		case !j.sealed[i]:
			j.records++
		case head:
			j.heads++
		default:
			j.t.Errorf("block %d held synced records and was written again", i)
		}
		j.written = append(j.written, i)
	case opSync:
		for _, i := range j.written {
			j.sealed[i] = true
		}
		j.written = nil
	case opTruncate, opDelete:
		clear(j.sealed)
		j.written = nil
	case opRead:
	}
}

// Writing past the end leaves no page that could be read without being authenticated.
func TestPitfall11GapsAreSealed(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		memory(buf, pageSize)[0] = 7
		if rc := main.ops.write(tls, main, buf, pageSize, 9*pageSize); rc != rcOK {
			t.Fatalf("write: %d", rc)
		}
		if rc := main.ops.truncate(tls, main, 13*pageSize); rc != rcOK {
			t.Fatalf("truncate: %d", rc)
		}
		if n, _ := main.ops.size(tls, main); n != 13*pageSize {
			t.Errorf("size %d", n)
		}
		for i := int64(1); i < 13; i++ {
			rc := main.ops.read(tls, main, buf, pageSize, i*pageSize)
			if want := i != 9; rc != rcOK || allZero(memory(buf, pageSize)) != want {
				t.Errorf("page %d: result %d, empty is not %v", i, rc, want)
			}
		}
		if rc := main.ops.truncate(tls, main, pageSize); rc != rcOK {
			t.Fatalf("truncate: %d", rc)
		}
	})
	v.mustClose(t)
	b := read(t, path)
	b = append(b, make([]byte, pageSize)...) // a page of zeros, put there by somebody else
	must(t, os.WriteFile(path, b, 0o600))
	v = openVault(t, path, k, Options{})
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		if rc := main.ops.read(tls, main, buf, pageSize, pageSize); rc != rcData {
			t.Errorf("a page of zeros reads with result %d", rc)
		}
	})
	v.mustClose(t)
}

// A vault cut down to its header would be a new, empty database to SQLite.
func TestPitfall12CutToHeaderIsTruncated(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 500)
	v.mustClose(t)
	whole := read(t, path)
	for _, n := range []int{8, 100, copySize, headerSize, headerSize + 1, headerSize + pageSize - 1, headerSize + pageSize, headerSize + 3*pageSize, len(whole) - 1, len(whole) - pageSize} {
		place(t, path, whole[:n], nil)
		v, err := Open(context.Background(), path, k, Options{})
		if err == nil {
			t.Errorf("cut to %d bytes: opened", n)
			v.mustClose(t)
			continue
		}
		if _, ok := isDamaged(err); !errors.Is(err, ErrTruncated) || ok {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	// A crash can leave a part of a page behind the end; that is no reason to refuse.
	place(t, path, append(slices.Clone(whole), 1, 2, 3), nil)
	v = openVault(t, path, k, Options{})
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
}

func TestPitfall13DamageIsNeverAWrongSecret(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.mittari")
	k, err := Create(path, []Secret{{SlotPassphrase, "oikea", FloorKDF()}})
	must(t, err)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 500)
	v.mustClose(t)
	_, err = Unlock(path, SlotPassphrase, "väärä")
	if _, ok := isDamaged(err); !errors.Is(err, ErrWrongSecret) || ok {
		t.Errorf("wrong secret: %v", err)
	}
	whole := read(t, path)
	for page := int64(1); page <= 4; page++ {
		b := bytes.Clone(whole)
		b[headerSize+(page-1)*pageSize+77] ^= 4
		place(t, path, b, nil)
		k, err := Unlock(path, SlotPassphrase, "oikea")
		must(t, err)
		v, err := Open(t.Context(), path, k, Options{})
		if err == nil {
			_, _, err = readAll(v.DB())
			err = v.Classify(err)
			_ = v.Close()
		}
		if d, ok := isDamaged(err); !ok || d.Page != page || d.Path != path || errors.Is(err, ErrWrongSecret) {
			t.Errorf("page %d flipped: %v", page, err)
		}
		var se *sqlite.Error
		if !errors.As(err, &se) || se.Code() != sqlite3.SQLITE_IOERR_DATA {
			t.Errorf("page %d flipped: cause %v", page, err)
		}
	}
}
