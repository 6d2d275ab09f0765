package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mittari/mittari/store/internal/physical"
	"github.com/mittari/mittari/store/vault"
)

// Options of Create and Open. The zero value is what the application uses.
type Options struct {
	// CacheKiB is the size of SQLite's page cache; 0 means 8 MiB.
	CacheKiB int
	// Clock dates what the store itself writes: its entries in the access log and the time of a migration.
	// Nil: such an entry carries midnight UTC of the day it is about, or no time.
	Clock func() time.Time
	// CopyPath names the copy that is made before a file of an older schema is migrated; nil puts it beside
	// the file, under its name with ".before-schema-N", and adds a number while the name is taken.
	CopyPath func(path string, from int) string
	// Seam is for the tests of package store's folders; nobody else can name its type.
	Seam *physical.Seam
}

// defaultCacheKiB holds the pages that the work on a few families asks for again and again; the driver's own 2 MiB do
// not. What reads everything, such as a report, comes by each page once and gains nothing from more.
const defaultCacheKiB = 8 << 10

// Workspace is one open file of records. It may be used from several goroutines; they take turns. The
// Workspace that Batch hands out belongs to its function alone.
type Workspace struct {
	*file
	batch *batch // nil outside a Batch
}

// file is what a Workspace and the Workspaces of its batches share.
type file struct {
	vault  *vault.Vault
	db     *sql.DB
	kept   statements
	logKey []byte
	clock  func() time.Time
	copied string

	cacheKiB int
}

// Create makes a new encrypted file with a key slot for each secret and opens it. It never overwrites:
// vault.ErrExists. Deriving the keys takes about a second for each secret.
func Create(ctx context.Context, path string, secrets []vault.Secret, o Options) (*Workspace, error) {
	key, err := vault.Create(path, secrets)
	if err != nil {
		return nil, err
	}
	defer key.Forget()
	return Open(ctx, path, key, o)
}

// Open opens the file at path with its key, which may be forgotten afterwards, and migrates it when it is of
// an older schema. Errors: those of vault.Open, *store.NewerSchemaError, *store.SchemaChangedError,
// store.ErrNotWorkspace; none of them changes the file.
func Open(ctx context.Context, path string, key *vault.Key, o Options) (*Workspace, error) {
	known, err := migrations()
	if err != nil {
		return nil, err
	}
	return open(ctx, path, key, o, known)
}

func open(ctx context.Context, path string, key *vault.Key, o Options, known []migration) (*Workspace, error) {
	if o.CacheKiB == 0 {
		o.CacheKiB = defaultCacheKiB
	}
	v, err := vault.Open(ctx, path, key, vault.Options{CacheKiB: o.CacheKiB, Seam: o.Seam})
	if err != nil {
		return nil, err
	}
	w := &Workspace{file: &file{
		vault:  v,
		db:     v.DB(),
		kept:   statements{by: map[string]*sql.Stmt{}},
		logKey: v.DeriveKey(logKeyLabel),
		clock:  o.Clock,

		cacheKiB: o.CacheKiB,
	}}
	err = w.migrate(ctx, known, o)
	if err == nil {
		err = w.adoptLogKey(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), w.Close())
	}
	return w, nil
}

// Close writes the journal back, closes the file and forgets the key.
func (w *Workspace) Close() error {
	w.kept.close()
	clear(w.logKey)
	return w.vault.Close()
}

// Checkpoint moves the journal into the main file.
func (w *Workspace) Checkpoint(ctx context.Context) error { return w.vault.Checkpoint(ctx) }

// Notices tells what was noticed when the file was opened and since.
func (w *Workspace) Notices() vault.Notices { return w.vault.Notices() }

// Vault is the encrypted file itself: its key slots, backup and verification.
func (w *Workspace) Vault() *vault.Vault { return w.vault }

// CopyMade is the path of the copy that was taken before the file was migrated, or "".
func (w *Workspace) CopyMade() string { return w.copied }

// now is the instant for what the store writes by itself; without a clock it is fallback.
func (w *Workspace) now(fallback time.Time) time.Time {
	if w.clock == nil {
		return fallback
	}
	return w.clock().UTC()
}
