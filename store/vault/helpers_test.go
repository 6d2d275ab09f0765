package vault

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// awkwardName has what URIs, SQL and shells treat specially.
const awkwardName = "päätiedosto %41 #'x.mittari"

// newVault writes an empty vault without any slot, so without the cost of a KDF.
func newVault(tb testing.TB) (string, *Key) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), awkwardName)
	return path, newVaultAt(tb, path)
}

func newVaultAt(tb testing.TB, path string) *Key {
	tb.Helper()
	k := newKey()
	content, err := emptyVault(&header{vaultID: k.vaultID, fileID: newID(), gen: 1}, k)
	must(tb, err)
	must(tb, os.WriteFile(path, content, 0o600))
	return k
}

func openVault(tb testing.TB, path string, k *Key, o Options) *Vault {
	tb.Helper()
	v, err := Open(context.Background(), path, k, o)
	must(tb, err)
	return v
}

// openPlain opens an ordinary database with the same driver and settings, as a control.
func openPlain(tb testing.TB, path string) *sql.DB {
	tb.Helper()
	db, err := sql.Open("sqlite", uri(path)+"?_txlock=immediate&_pragma=busy_timeout(10000)"+
		"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)"+
		"&_pragma=foreign_keys(ON)&_pragma=secure_delete(ON)&_pragma=locking_mode(EXCLUSIVE)")
	must(tb, err)
	db.SetMaxOpenConns(1)
	must(tb, db.Ping())
	return db
}

func run(tb testing.TB, db *sql.DB, query string, args ...any) {
	tb.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
}

func number(tb testing.TB, db *sql.DB, query string, args ...any) int64 {
	tb.Helper()
	var n int64
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	return n
}

// fill makes table t with n rows of text, spread over many pages.
func fill(tb testing.TB, db *sql.DB, n int) {
	tb.Helper()
	run(tb, db, "create table t(a integer primary key, b text, c int)")
	run(tb, db, fmt.Sprintf(`with recursive x(i) as (values(1) union all select i+1 from x where i<%d)
		insert into t(b,c) select 'vastaus '||i||' '||hex(randomblob(30)), i%%5 from x`, n))
}

// readAll reads every row of t, as an application would.
func readAll(db *sql.DB) (rows int, digest uint64, err error) {
	r, err := db.Query("select a,b,c from t order by a")
	if err != nil {
		return 0, 0, err
	}
	defer r.Close() //nolint:errcheck // r.Err tells
	digest = 14695981039346656037
	for r.Next() {
		var a, c uint64
		var b string
		if err := r.Scan(&a, &b, &c); err != nil {
			return rows, digest, err
		}
		for _, x := range []byte(b) {
			digest = (digest ^ uint64(x)) * 1099511628211
		}
		digest = (digest ^ a ^ c<<32) * 1099511628211
		rows++
	}
	return rows, digest, r.Err()
}

func read(tb testing.TB, path string) []byte {
	tb.Helper()
	b, err := os.ReadFile(path)
	must(tb, err)
	return b
}

// place puts files where a vault expects them and removes what else lies there.
func place(tb testing.TB, path string, main, wal []byte) {
	tb.Helper()
	must(tb, os.WriteFile(path, main, 0o600))
	for _, s := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(path + s); err != nil && !errors.Is(err, os.ErrNotExist) {
			tb.Fatal(err)
		}
	}
	if wal != nil {
		must(tb, os.WriteFile(path+"-wal", wal, 0o600))
	}
}

// snapshot copies a vault as it lies on the disk while it is open. The copy of the log is harmless; that
// of the main file is made through SQLite's own handle.
func snapshot(tb testing.TB, v *Vault) (main, wal []byte) {
	tb.Helper()
	must(tb, v.withConn(context.Background(), func(*sql.Conn) error {
		return v.vfs.withMain(readWhole(&main))
	}))
	wal, err := os.ReadFile(v.path + "-wal")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		tb.Fatal(err)
	}
	return main, wal
}

func recoveryCode(tb testing.TB) string {
	tb.Helper()
	c, err := NewRecoveryCode(rand.Reader)
	must(tb, err)
	return c
}

func isDamaged(err error) (*DamagedError, bool) {
	var d *DamagedError
	return d, errors.As(err, &d)
}
