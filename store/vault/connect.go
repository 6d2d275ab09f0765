package vault

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"time"

	"modernc.org/sqlite"
)

const (
	// openTimeout is how long opening waits for another process. Short: a second program should say at
	// once that the vault is in use.
	openTimeout        = 200 * time.Millisecond
	defaultBusyTimeout = 10 * time.Second
)

// connector sets up every connection itself, in a fixed order: the driver would run pragmas in
// alphabetical order, and journal_mode before locking_mode creates the shared-memory file that
// exclusive mode is there to avoid.
type connector struct {
	driver.Connector
	o         Options
	immutable bool
}

func newConnector(v *vfs, path string, o Options, immutable bool) (*connector, error) {
	q := url.Values{"vfs": {v.name}, "_txlock": {"immediate"}}
	if o.ReadOnly {
		q.Set("_txlock", "deferred") // an immediate transaction is a promise to write
	}
	if immutable {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	}
	base, err := sqlite.NewConnector(uri(path) + "?" + q.Encode())
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return &connector{Connector: base, o: o, immutable: immutable}, nil
}

// uri escapes what a URI gives a meaning to: ?, # and %.
func uri(path string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}

// Connect implements driver.Connector.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.setUp(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (c *connector) setUp(ctx context.Context, conn driver.Conn) error {
	ex, ok := conn.(driver.ExecerContext)
	if !ok {
		return errors.New("driver cannot execute statements")
	}
	for _, p := range c.pragmas(runtime.GOOS) {
		if _, err := ex.ExecContext(ctx, "PRAGMA "+p, nil); err != nil {
			return fmt.Errorf("pragma %s: %w", p, err)
		}
	}
	return nil
}

func (c *connector) pragmas(goos string) []string {
	list := []string{fmt.Sprintf("busy_timeout=%d", openTimeout.Milliseconds())}
	if !c.o.Shared {
		list = append(list, "locking_mode=EXCLUSIVE") // before anything touches the file
	}
	list = append(list,
		"temp_store=MEMORY", // nothing spills to disk
		"secure_delete=ON",  // erased answers are gone from the pages too
		"foreign_keys=ON",
		"synchronous=FULL", // a commit is on the disk when it returns
	)
	if goos == "darwin" { // there fsync alone leaves data in the drive's cache
		list = append(list, "fullfsync=ON", "checkpoint_fullfsync=ON")
	}
	if c.o.CacheKiB > 0 {
		list = append(list, fmt.Sprintf("cache_size=-%d", c.o.CacheKiB))
	}
	if !c.immutable { // takes the lock, and recovers the log
		list = append(list, "journal_mode="+c.o.journal())
	}
	if c.o.autoCheckpoint > 0 {
		list = append(list, fmt.Sprintf("wal_autocheckpoint=%d", c.o.autoCheckpoint))
	}
	if c.o.ReadOnly {
		list = append(list, "query_only=ON")
	}
	return append(list, fmt.Sprintf("busy_timeout=%d", c.o.busyTimeout().Milliseconds()))
}

// openDB returns a pool of one connection: SQLite has one writer, and an exclusive vault one user.
func openDB(ctx context.Context, c *connector) (*sql.DB, error) {
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
