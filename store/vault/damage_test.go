package vault

import (
	"bytes"
	"context"
	"errors"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/internal/readable"
)

// outcome is what an application meets when it opens a vault, reads everything and verifies it.
type outcome struct {
	rows    int
	digest  uint64
	read    error // opening or reading
	verify  error
	notices Notices
}

func (o outcome) reported() bool {
	return o.read != nil || o.verify != nil || o.notices != (Notices{})
}

func use(path string, k *Key) (o outcome) {
	v, err := Open(context.Background(), path, k, Options{})
	if err != nil {
		return outcome{read: err}
	}
	defer func() { _ = v.Close() }() // may fail on damage, as it should
	o.rows, o.digest, err = readAll(v.DB())
	o.read = v.Classify(err)
	o.verify = v.Verify(context.Background())
	o.notices = v.Notices()
	return o
}

// isOurs says that an error is one of those a person can be told something true about.
func isOurs(err error) bool {
	_, damaged := isDamaged(err)
	return damaged || errors.Is(err, ErrTruncated) || errors.Is(err, ErrNotVault) || errors.Is(err, ErrHeaderAltered)
}

func filledVault(t *testing.T, rows int) (path string, k *Key, whole []byte, digest uint64) {
	t.Helper()
	path, k = newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), rows)
	run(t, v.DB(), "create table gone(x); insert into gone select b from t; drop table gone") // free pages
	_, digest, err := readAll(v.DB())
	must(t, err)
	must(t, v.Close())
	return path, k, read(t, path), digest
}

// TestEveryFlippedBitIsReported flips bits anywhere in the file, header and free pages included.
func TestEveryFlippedBitIsReported(t *testing.T) {
	path, k, whole, digest := filledVault(t, 3000)
	r := mrand.New(mrand.NewPCG(3, 4))
	flips := faultlog.Draw(50, 10_000)
	for i := range flips {
		at := r.IntN(len(whole))
		if i%10 == 0 {
			at = r.IntN(headerSize + pageSize)
		}
		b := bytes.Clone(whole)
		b[at] ^= 1 << r.IntN(8)
		place(t, path, b, nil)
		o := use(path, k)
		if !o.reported() {
			t.Errorf("flip at %d was not reported", at)
		}
		if o.read == nil && (o.rows != 3000 || o.digest != digest) {
			t.Errorf("flip at %d: other data was read", at)
		}
		for _, err := range []error{o.read, o.verify} {
			if err != nil && (!isOurs(err) || errors.Is(err, ErrWrongSecret)) {
				t.Errorf("flip at %d: %v", at, err)
			}
		}
		if at < headerSize && (o.read != nil || !o.notices.HeaderRepaired) {
			t.Errorf("flip at %d in one header copy: %v, %+v", at, o.read, o.notices)
		}
	}
	faultlog.Line{Fault: "one bit flipped in pages or header: all detected", Runs: flips}.Log(t)
}

// TestRearrangedPagesAreReported moves whole authentic pages about.
func TestRearrangedPagesAreReported(t *testing.T) {
	path, k, whole, _ := filledVault(t, 3000)
	page := func(b []byte, i int) []byte { return b[headerSize+i*pageSize:][:pageSize] }
	for name, change := range map[string]func([]byte){
		"two swapped": func(b []byte) {
			a := bytes.Clone(page(b, 5))
			copy(page(b, 5), page(b, 9))
			copy(page(b, 9), a)
		},
		"one in place of another": func(b []byte) { copy(page(b, 5), page(b, 6)) },
		"one zeroed":              func(b []byte) { clear(page(b, 5)) },
		"first one in the middle": func(b []byte) { copy(page(b, 5), page(b, 0)) },
	} {
		b := bytes.Clone(whole)
		change(b)
		place(t, path, b, nil)
		if o := use(path, k); o.read == nil || !isOurs(o.read) {
			t.Errorf("%s: %v", name, o.read)
		}
	}
}

// TestFlippedLogLosesOnlyItsTail flips bits of a log that was never checkpointed: what comes after is
// dropped and reported, nothing is read wrong, and the log is kept.
func TestFlippedLogLosesOnlyItsTail(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	run(t, v.DB(), "create table t(a integer primary key, b text, c int)")
	must(t, v.Checkpoint(t.Context()))
	for range 40 {
		run(t, v.DB(), "insert into t(b,c) values('vastaus',1)")
	}
	main, wal := snapshot(t, v)
	v.mustClose(t)
	r := mrand.New(mrand.NewPCG(5, 6))
	flips := faultlog.Draw(50, 1000)
	for range flips {
		at := r.IntN(len(wal))
		b := bytes.Clone(wal)
		b[at] ^= 1 << r.IntN(8)
		place(t, path, main, b)
		v := openVault(t, path, k, Options{})
		n := number(t, v.DB(), "select count(*) from t")
		if last := number(t, v.DB(), "select coalesce(max(a),0) from t"); last != n {
			t.Errorf("flip at %d: %d rows, the last is %d", at, n, last)
		}
		if got := v.Notices(); n == 40 || got.WALDropped != 1 || !bytes.Equal(read(t, got.WALCopy), b) {
			t.Errorf("flip at %d: %d rows, notices %+v", at, n, got)
		}
		must(t, v.Verify(t.Context()))
		v.mustClose(t)
	}
	kept, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.kept-*"))
	must(t, err)
	if len(kept) != keptCopies {
		t.Errorf("%d logs kept", len(kept))
	}
	faultlog.Line{Fault: "one bit flipped in the log: all noticed, log kept", Runs: flips}.Log(t)
}

// TestTruncatedUnderLog cuts the main file while the log vouches for its length. SQLite takes missing
// pages for zeros, which inside a long text would be read as data.
func TestTruncatedUnderLog(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	run(t, v.DB(), "create table t(a integer primary key, b text, c int)")
	run(t, v.DB(), "create table other(x)")
	run(t, v.DB(), "insert into t(b,c) values(hex(randomblob(100000)),1)") // the file ends with this text
	must(t, v.Checkpoint(t.Context()))
	run(t, v.DB(), "insert into other values(1)")
	main, wal := snapshot(t, v)
	v.mustClose(t)
	for _, pages := range []int{1, 2, 5, 30} {
		place(t, path, main[:len(main)-pages*pageSize], wal)
		o := use(path, k)
		if o.read == nil {
			t.Errorf("%d pages missing: read %d rows", pages, o.rows)
		} else if !isOurs(o.read) {
			t.Errorf("%d pages missing: %v", pages, o.read)
		}
	}
}

// TestNothingInPlain looks at every byte that reaches the disk.
func TestNothingInPlain(t *testing.T) {
	for _, o := range []Options{
		{}, {Shared: true}, {journalMode: "DELETE"}, {journalMode: "TRUNCATE"}, {journalMode: "PERSIST"},
	} {
		t.Run(o.journal(), func(t *testing.T) {
			path, k := newVault(t)
			var temporary, total int
			search := readable.For("SALAISUUS", "SQLite format", "CREATE", "create", "kysely", "insert", "WALINDEX")
			look := func(where string, b []byte) {
				if err := search.In(where, b); err != nil {
					t.Error(err)
				}
			}
			o.CacheKiB = 16
			o.Seam = &seam{After: func(p operation) {
				if p.Kind == opWrite {
					look("write to "+p.Path, p.Data)
					total++
					if p.Path == "" {
						temporary++
					}
				}
			}}
			v := openVault(t, path, k, o)
			run(t, v.DB(), "create table kysely(a integer primary key, b text); create index i on kysely(b)")
			for range 30 {
				run(t, v.DB(), "insert into kysely(b) values(replace(hex(zeroblob(200)),'00','SALAISUUS')||random())")
			}
			for _, name := range []string{path, path + "-wal", path + "-journal", path + "-shm"} {
				if name == path {
					main, _ := snapshot(t, v)
					look(name, main)
				} else if b, err := os.ReadFile(name); err == nil {
					look(name, b)
				}
			}
			sort := "select count(*) from (select b from kysely k, (select 1 union select 2 union select 3) order by b||random())"
			number(t, v.DB(), sort)
			if temporary > 0 {
				t.Errorf("%d writes to temporary files", temporary)
			}
			// Even where somebody asks for temporary files they are sealed.
			run(t, v.DB(), "pragma temp_store=file; pragma cache_size=1; create temp table tt as select b from kysely k, (select 1 union select 2 union select 3 union select 4)")
			run(t, v.DB(), "create index temp.ti on tt(b); update tt set b=b||'SALAISUUS'")
			number(t, v.DB(), sort)
			if temporary == 0 {
				t.Error("no temporary file was written")
			}
			if total < 50 {
				t.Errorf("only %d writes", total)
			}
			_ = v.Close()
			look("closed vault", read(t, path))
		})
	}
}

// A temporary file that comes back other than it was written is an error too, and ends only the query.
func TestDamagedTemporaryFile(t *testing.T) {
	path, k := newVault(t)
	damage := false
	v := openVault(t, path, k, Options{CacheKiB: 16, Seam: &seam{Before: func(p operation) int32 {
		if damage && p.Kind == opWrite && p.Path == "" {
			p.Data[50] ^= 1
		}
		return rcOK
	}}})
	fill(t, v.DB(), 3000)
	run(t, v.DB(), "pragma temp_store=file; create temp table tt(b); pragma temp.cache_size=1")
	damage = true
	_, err := v.DB().Exec("insert into tt select b from t")
	if err == nil {
		err = v.DB().QueryRow("select sum(length(b)) from tt").Scan(new(int64))
	}
	var driver *sqlite.Error
	if _, ok := isDamaged(v.Classify(err)); !ok || !errors.As(err, &driver) || driver.Code() != sqlite3.SQLITE_IOERR_DATA {
		t.Errorf("damaged temporary file: %v", err)
	}
	damage = false
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
}
