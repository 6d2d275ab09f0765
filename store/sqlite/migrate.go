package sqlite

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one step of the schema, known by its number and the checksum of its text.
type migration struct {
	version  int
	name     string
	sql      string
	checksum string
	after    func(context.Context, *Workspace) error // what SQL alone cannot do; nil: nothing
}

// migrations reads the embedded steps in order. Numbers start at 1 and leave no gap.
func migrations() ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	slices.Sort(names)
	steps := make([]migration, 0, len(names))
	for i, path := range names {
		text, err := fs.ReadFile(migrationFiles, path)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		name := strings.TrimSuffix(strings.TrimPrefix(path, "migrations/"), ".sql")
		number, _, _ := strings.Cut(name, "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s is not number %d", name, i+1)
		}
		steps = append(steps, newMigration(i+1, name, string(text)))
	}
	for i := range steps {
		if steps[i].name == "0003_history" {
			steps[i].after = backfill
		}
	}
	return steps, nil
}

func newMigration(version int, name, text string) migration {
	sum := sha256.Sum256([]byte(text))
	return migration{version: version, name: name, sql: text, checksum: hex.EncodeToString(sum[:])}
}

// migrate brings the file to the newest schema. It decides before it touches anything.
func (w *Workspace) migrate(ctx context.Context, known []migration, o Options) error {
	have, err := w.schemaVersion(ctx)
	if err != nil {
		return err
	}
	if have > len(known) {
		return &store.NewerSchemaError{Have: have, Know: len(known)}
	}
	if err := w.checkApplied(ctx, known[:have]); err != nil {
		return err
	}
	if have == len(known) {
		return nil
	}
	if have > 0 {
		if err := w.copyBefore(ctx, have, o); err != nil {
			return err
		}
	}
	return w.loose(ctx, func() error {
		for _, m := range known[have:] {
			if err := w.apply(ctx, m); err != nil {
				return fmt.Errorf("migration %s: %w", m.name, err)
			}
		}
		return nil
	})
}

// loose runs f while foreign keys are not enforced row by row and a table can take the name of one that was dropped:
// that is how SQLite rebuilds tables. What comes out is checked as a whole before it is committed.
func (w *Workspace) loose(ctx context.Context, f func() error) (err error) {
	set := func(foreign, legacy string) error {
		for _, p := range []string{"PRAGMA foreign_keys = " + foreign, "PRAGMA legacy_alter_table = " + legacy} {
			if _, err := w.db.ExecContext(context.WithoutCancel(ctx), p); err != nil {
				return w.classify(err)
			}
		}
		return nil
	}
	if err := set("OFF", "ON"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, set("ON", "OFF")) }()
	return f()
}

// checkForeignKeys returns store.ErrRefused when a row points at nothing.
func (w *Workspace) checkForeignKeys(ctx context.Context) error {
	broken, err := w.exists(ctx, "SELECT count(*) FROM pragma_foreign_key_check")
	if err == nil && broken {
		err = fmt.Errorf("%w: a row points at nothing", store.ErrRefused)
	}
	return err
}

// schemaVersion is the number of the last migration; 0 is a new, empty file.
func (w *Workspace) schemaVersion(ctx context.Context) (int, error) {
	version, err := one(ctx, w, scanInt, "PRAGMA user_version")
	if err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	tables, err := one(ctx, w, scanInt, "SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return 0, fmt.Errorf("read schema: %w", err)
	}
	if version < 0 || (version == 0) != (tables == 0) {
		return 0, store.ErrNotWorkspace
	}
	return int(version), nil
}

// checkApplied compares what the file says it has had with what this program would have done.
func (w *Workspace) checkApplied(ctx context.Context, steps []migration) error {
	if len(steps) == 0 {
		return nil
	}
	found, err := one(ctx, w, scanInt, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration'")
	if err != nil {
		return fmt.Errorf("read schema: %w", err)
	}
	if found == 0 {
		return store.ErrNotWorkspace
	}
	applied, err := collect(ctx, w, func(s scanner) (string, error) {
		var sum string
		err := s.Scan(&sum)
		return sum, err
	}, "SELECT checksum FROM migration ORDER BY version")
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	for i, m := range steps {
		if i >= len(applied) || applied[i] != m.checksum {
			return &store.SchemaChangedError{Version: m.version}
		}
	}
	if len(applied) > len(steps) {
		return &store.SchemaChangedError{Version: len(steps) + 1}
	}
	return nil
}

const createMigrationTable = `
CREATE TABLE IF NOT EXISTS migration (
  version  INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied  INTEGER
) STRICT`

// apply runs one step and its line in the table migration in one transaction.
func (w *Workspace) apply(ctx context.Context, m migration) error {
	return w.Batch(ctx, func(w *Workspace) error {
		for _, text := range []string{createMigrationTable, m.sql, fmt.Sprintf("PRAGMA user_version = %d", m.version)} {
			if _, err := w.batch.tx.ExecContext(ctx, text); err != nil {
				return w.classify(err)
			}
		}
		if m.after != nil {
			if err := m.after(ctx, w); err != nil {
				return err
			}
		}
		if err := w.checkForeignKeys(ctx); err != nil {
			return err
		}
		_, err := w.exec(ctx, "INSERT INTO migration (version, name, checksum, applied) VALUES (?, ?, ?, ?)",
			m.version, m.name, m.checksum, instantArg(w.now(time.Time{})))
		return err
	})
}

// copyBefore takes the verified encrypted copy that is kept from before a migration.
func (w *Workspace) copyBefore(ctx context.Context, from int, o Options) error {
	name := o.CopyPath
	if name == nil {
		name = func(path string, from int) string { return fmt.Sprintf("%s.before-schema-%d", path, from+1) }
	}
	base := name(w.vault.Path(), from)
	for n := 1; ; n++ {
		path := base
		if n > 1 {
			path = fmt.Sprintf("%s-%d", base, n)
		}
		err := w.vault.BackupTo(ctx, path)
		if errors.Is(err, vault.ErrExists) {
			continue
		}
		if err != nil {
			return fmt.Errorf("copy before migration: %w", err)
		}
		w.copied = path
		return nil
	}
}
