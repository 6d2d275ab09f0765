package vault

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"modernc.org/sqlite"
)

// TestClassify makes the driver produce real errors and looks at what becomes of them.
func TestClassify(t *testing.T) {
	path, k := newVault(t)
	full := false
	v := openVault(t, path, k, Options{Seam: &seam{Before: func(p operation) int32 {
		if full && p.Kind == opWrite {
			return 13 // SQLITE_FULL
		}
		return rcOK
	}}})
	fill(t, v.DB(), 100)
	full = true
	_, err := v.DB().Exec("insert into t(b) values('x')")
	full = false
	var se *sqlite.Error
	if got := Classify(err); !errors.Is(got, ErrDiskFull) || !errors.As(got, &se) {
		t.Errorf("full disk: %v", got)
	}
	_, err = v.DB().Exec("insert into nothing values(1)")
	if got := Classify(err); got != err { //nolint:errorlint // the very same value is promised
		t.Errorf("unknown table became %v", got)
	}
	run(t, v.DB(), "pragma query_only=on")
	_, err = v.DB().Exec("insert into t(b) values('x')")
	if got := Classify(err); !errors.Is(got, ErrReadOnly) {
		t.Errorf("read-only: %v", got)
	}
	v.mustClose(t)

	garbage := filepath.Join(t.TempDir(), "garbage.db")
	must(t, os.WriteFile(garbage, make([]byte, 5000), 0o600))
	spoil(t, garbage, func(b []byte) { copy(b, "not a database") })
	_, err = openLoose(t, garbage, "").Exec("create table t(a)")
	if d, ok := isDamaged(Classify(err)); !ok || d.Page != 0 {
		t.Errorf("not a database: %v", err)
	}
	locked := filepath.Join(t.TempDir(), "locked.db")
	a, b := openLoose(t, locked, "?_txlock=immediate"), openLoose(t, locked, "?_txlock=immediate")
	tx, err := a.Begin()
	must(t, err)
	_, err = b.Begin()
	if got := Classify(err); !errors.Is(got, ErrInUse) {
		t.Errorf("locked: %v", got)
	}
	must(t, tx.Rollback())
}

func openLoose(t *testing.T, path, query string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", uri(path)+query)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestClassifyLeavesWhatIsKnown(t *testing.T) {
	cause := errors.New("cause")
	for _, err := range []error{
		nil, cause, sql.ErrNoRows, ErrWrongSecret, fmt.Errorf("x: %w", ErrInUse), &DamagedError{Page: 3},
		fmt.Errorf("x: %w", &NewerFormatError{Have: 2, Know: 1}),
	} {
		if got := Classify(err); got != err { //nolint:errorlint // the very same value is promised
			t.Errorf("%v became %v", err, got)
		}
	}
	if err := classifySystem(noSpace()); !errors.Is(err, ErrDiskFull) {
		t.Errorf("no space: %v", err)
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{&DamagedError{}, "vault damaged or altered"},
		{&DamagedError{Path: "a", Page: 7, Err: cause}, "vault damaged or altered: a: page 7: cause"},
		{&NewerFormatError{Have: 2, Know: 1}, "vault format 2 is newer than 1"},
	} {
		if c.err.Error() != c.want {
			t.Errorf("%q, want %q", c.err.Error(), c.want)
		}
	}
	for kind, want := range map[SlotKind]string{
		SlotPassphrase: "passphrase", SlotRecovery: "recovery code", SlotSecondPerson: "second person", 9: "slot 9",
	} {
		if kind.String() != want {
			t.Errorf("%d is %q", kind, kind)
		}
	}
}
