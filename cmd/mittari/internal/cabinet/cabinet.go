// Package cabinet is where the record is kept: it fits the encrypted SQLite workspace to what casework asks
// for. The command line and the tests of the screens build their doors here.
package cabinet

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/vault"
)

// Record is an open workspace as casework sees it.
type Record struct {
	*sqlite.Workspace
	KDF vault.KDF // how slow guessing a new secret is made; zero: vault.DefaultKDF
}

var _ casework.Record = Record{}

// Batch runs f in one transaction.
func (r Record) Batch(ctx context.Context, f func(casework.Record) error) error {
	return r.Workspace.Batch(ctx, func(w *sqlite.Workspace) error { return f(Record{w, r.KDF}) })
}

// Notices turns what the file noticed into messages.
func (r Record) Notices() []casework.Notice {
	n := r.Workspace.Notices()
	var out []casework.Notice
	if n.WALDropped > 0 {
		out = append(out, casework.Notice{Key: "notice.torn-journal", N: n.WALDropped, Path: n.WALCopy})
	}
	if n.HeaderRepaired {
		out = append(out, casework.Notice{Key: "notice.header-copy"})
	}
	if n.BadPage > 0 {
		out = append(out, casework.Notice{Key: "notice.bad-page", N: int(n.BadPage)})
	}
	if path := r.CopyMade(); path != "" {
		out = append(out, casework.Notice{Key: "notice.copy-made", Path: path})
	}
	return out
}

// Door opens and creates the workspace at one path.
type Door struct {
	path  string
	kdf   vault.KDF
	clock func() time.Time
}

var _ casework.Door = (*Door)(nil)

// NewDoor is the door to the workspace at path. kdf is how slow guessing a new passphrase is made:
// vault.DefaultKDF outside tests.
func NewDoor(path string, kdf vault.KDF, clock func() time.Time) *Door {
	return &Door{path: path, kdf: kdf, clock: clock}
}

// Exists reports whether there is a file to open.
func (d *Door) Exists() bool {
	_, err := os.Stat(d.path)
	return !errors.Is(err, fs.ErrNotExist)
}

// Path is where the workspace is.
func (d *Door) Path() string { return d.path }

// NewRecoveryCode makes a code to be written down.
func (d *Door) NewRecoveryCode() (string, error) { return vault.NewRecoveryCode(rand.Reader) }

// Create makes the workspace, with its folder, and opens it.
func (d *Door) Create(ctx context.Context, passphrase, recovery string) (casework.Record, error) {
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the workspace: %w", err)
	}
	w, err := sqlite.Create(ctx, d.path, []vault.Secret{
		{Slot: vault.SlotPassphrase, Text: passphrase, KDF: d.kdf},
		{Slot: vault.SlotRecovery, Text: recovery, KDF: d.kdf},
	}, d.options())
	if err != nil {
		return nil, err
	}
	return Record{w, d.kdf}, nil
}

// Open unlocks the workspace with a passphrase, that of the worker or of the second person, or with the recovery code,
// which is known by its check symbols also when recovery is false.
func (d *Door) Open(ctx context.Context, secret string, recovery bool) (casework.Record, error) {
	kind := casework.AnyKey
	if recovery {
		kind = casework.KeyRecovery
	}
	key, _, err := unlock(d.path, casework.Secret{Kind: kind, Text: secret})
	if err != nil {
		return nil, err
	}
	defer key.Forget()
	w, err := sqlite.Open(ctx, d.path, key, d.options())
	if err != nil {
		return nil, err
	}
	return Record{w, d.kdf}, nil
}

func (d *Door) options() sqlite.Options { return sqlite.Options{Clock: d.clock} }
