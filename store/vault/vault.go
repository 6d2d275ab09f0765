package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"

	"github.com/mittari/mittari/store/internal/physical"
)

// Options of Open. The zero value is what the application uses.
type Options struct {
	CacheKiB    int           // page cache; 0 means SQLite's own default of 2000
	BusyTimeout time.Duration // wait for a lock once open; 0 means 10 s. Opening itself waits 0.2 s
	ReadOnly    bool          // every change is refused with ErrReadOnly
	// Shared lets several processes use the vault at once. It costs a -shm file that shows, in plain,
	// which pages were written and checksums of them. Off: one process.
	Shared bool
	// Seam is for the tests of package store's folders; nobody else can name its type.
	Seam *physical.Seam

	journalMode    string // tests
	autoCheckpoint int    // tests: pages
}

func (o Options) journal() string {
	if o.journalMode == "" {
		return "WAL"
	}
	return o.journalMode
}

func (o Options) busyTimeout() time.Duration {
	if o.BusyTimeout == 0 {
		return defaultBusyTimeout
	}
	return o.BusyTimeout
}

// Vault is an open vault: a database of which nothing reaches the disk in plain.
type Vault struct {
	path  string
	db    *sql.DB
	vfs   *vfs
	key   *Key
	claim *claim
	o     Options
}

// Open opens the vault at path with its key, which is copied: the caller may forget it afterwards.
// Errors: ErrInUse when another process or this one has it open, ErrWrongSecret for the key of another
// vault, ErrNotVault, ErrTruncated, ErrHeaderAltered, ErrReadOnly when the file cannot be written and
// ReadOnly was not asked for, *NewerFormatError, *DamagedError. See Notices afterwards.
//
// The file must not be opened by other means in this process until Close; read it through BackupTo.
func Open(ctx context.Context, path string, key *Key, o Options) (*Vault, error) {
	if key.forgotten {
		return nil, ErrForgotten
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	c, err := openVaults.claim(path)
	if err != nil {
		return nil, err
	}
	v := &Vault{path: path, key: key.clone(), claim: c, o: o}
	if err := v.open(ctx); err != nil {
		err = v.Classify(err)
		return nil, errors.Join(err, v.abandon())
	}
	return v, nil
}

func (v *Vault) open(ctx context.Context) error {
	if err := v.claim.header.authenticate(v.key); err != nil {
		return err
	}
	immutable, err := v.immutable()
	if err != nil {
		return err
	}
	// Without this any close of the file elsewhere in the process would drop SQLite's locks. Not
	// available outside Linux, and too late if a database was opened before; the claim guards then.
	_, _ = sqlite.OFDLocking(true)
	v.vfs, err = register(v.path, v.key, v.claim.header.best.fileID, v.o.Seam)
	if err != nil {
		return err
	}
	con, err := newConnector(v.vfs, v.path, v.o, immutable)
	if err != nil {
		return err
	}
	if v.db, err = openDB(ctx, con); err != nil {
		return fmt.Errorf("open vault: %w", err)
	}
	if err := v.checkDatabase(ctx); err != nil {
		return err
	}
	if v.o.ReadOnly {
		return nil
	}
	return v.repairHeader(ctx)
}

// immutable finds out whether the file can be written, and if not, whether it can be read as it is.
func (v *Vault) immutable() (bool, error) {
	f, err := os.OpenFile(v.path, os.O_RDWR, 0)
	if err == nil {
		return false, f.Close()
	}
	if !v.o.ReadOnly {
		return false, fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	if fi, err := os.Stat(v.path + "-wal"); err == nil && fi.Size() > 0 {
		return false, fmt.Errorf("%w: its log must be recovered first", ErrReadOnly)
	}
	return true, nil
}

// checkDatabase reads page 1 and makes sure that it is one of ours.
func (v *Vault) checkDatabase(ctx context.Context) error {
	var app int64
	if err := v.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return fmt.Errorf("read first page: %w", err)
	}
	if app != applicationID {
		return &DamagedError{Path: v.path, Page: 1}
	}
	var mode string
	if err := v.db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return fmt.Errorf("read journal mode: %w", err)
	}
	if v.o.journalMode == "" && !v.o.ReadOnly && mode != "wal" {
		return fmt.Errorf("journal mode is %s", mode)
	}
	return nil
}

// DB is the database. It has one connection: a transaction left open blocks everything else. ATTACH
// and VACUUM are refused; see Compact and BackupTo.
func (v *Vault) DB() *sql.DB { return v.db }

// Path returns the absolute path of the vault.
func (v *Vault) Path() string { return v.path }

// Slots lists the slots in use.
func (v *Vault) Slots() []SlotKind {
	openVaults.mu.Lock()
	defer openVaults.mu.Unlock()
	return v.claim.header.best.kinds()
}

// Notices returns what a person should hear of. It may grow while the vault is in use.
func (v *Vault) Notices() Notices { return v.vfs.log.notices() }

// Classify is the package's Classify with path and page filled in, and with ErrTruncated told apart
// from other damage.
func (v *Vault) Classify(err error) error {
	return classify(err, func(cause error) error {
		if v.vfs == nil {
			return &DamagedError{Path: v.path, Err: cause}
		}
		if v.cutShort() {
			return fmt.Errorf("%w: %w", ErrTruncated, cause)
		}
		return &DamagedError{Path: v.path, Page: v.vfs.log.badPage.Load(), Err: cause}
	})
}

// cutShort says that page 1 speaks of more pages than the file has and no page is otherwise bad.
func (v *Vault) cutShort() bool {
	fi, err := os.Stat(v.path)
	if err != nil {
		return false
	}
	pages := v.vfs.log.pages.Load()
	bad := v.vfs.log.badPage.Load()
	if bad > 0 {
		return physPage(bad-1) >= fi.Size()/pageSize
	}
	return pages > 0 && physPages(pages)*pageSize > fi.Size()
}

// Checkpoint moves everything from the write-ahead log into the main file and empties the log, so that
// the vault is one file. Done on lock, when idle and by Close.
func (v *Vault) Checkpoint(ctx context.Context) error {
	var busy, frames, moved int
	row := v.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	if err := row.Scan(&busy, &frames, &moved); err != nil {
		return fmt.Errorf("checkpoint: %w", v.Classify(err))
	}
	if busy != 0 {
		return fmt.Errorf("checkpoint: %w", ErrInUse)
	}
	return nil
}

// DeriveKey returns a 32-byte key for another use, the same in every backup of the vault. The label
// names the use.
func (v *Vault) DeriveKey(label string) []byte { return v.key.derive(derivedLabel + label) }

// HMAC authenticates data for a use under DeriveKey's key for that label (HMAC-SHA256, 32 bytes).
func (v *Vault) HMAC(label string, data []byte) []byte { return v.key.mac(derivedLabel+label, data) }

const derivedLabel = "mittari/v1/derived/"

// Close checkpoints, closes and forgets the key. The vault is closed even when it returns an error,
// unless that is ErrInUse: then somebody still holds a connection of DB.
func (v *Vault) Close() error {
	var err error
	if !v.o.ReadOnly {
		err = v.Checkpoint(context.Background())
	}
	return errors.Join(err, v.abandon())
}

// abandon closes what has been opened, in reverse.
func (v *Vault) abandon() error {
	var err error
	if v.db != nil {
		err = v.db.Close()
	}
	if v.vfs != nil {
		if e := v.vfs.unregister(); e != nil {
			return errors.Join(err, e)
		}
	}
	v.key.Forget()
	openVaults.release(v.claim)
	return err
}
