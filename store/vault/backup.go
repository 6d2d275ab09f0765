package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Compact rebuilds the database without free space. It needs room for a second copy.
func (v *Vault) Compact(ctx context.Context) error {
	return v.vacuum(ctx, "VACUUM")
}

// BackupTo writes a consistent copy of the vault to path, while it is open. The copy is a vault of its
// own with the same secrets; it was opened and every page of it read before it got its name. Nothing is
// overwritten (ErrExists), and after a failure there is no file.
func (v *Vault) BackupTo(ctx context.Context, path string) error {
	if err := mustNotExist(path); err != nil {
		return err
	}
	openVaults.mu.Lock()
	h := *v.claim.header.best
	openVaults.mu.Unlock()
	h.gen, h.fileID = 1, newID()
	one := h.encode(v.key)
	d := realDisk()
	tmp, err := d.writePartial(path, append(one, one...))
	if err != nil {
		return fmt.Errorf("back up: %w", classifySystem(err))
	}
	if err := v.fillBackup(ctx, tmp, h.fileID); err != nil {
		return errors.Join(fmt.Errorf("back up: %w", v.Classify(err)), removeAll(tmp))
	}
	if err := d.publish(tmp, path); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

// fillBackup copies the database into a file that holds only a header, through that file's own VFS.
func (v *Vault) fillBackup(ctx context.Context, path string, file id) error {
	to, err := register(path, v.key, file, v.o.seam)
	if err != nil {
		return err
	}
	err = v.vacuum(ctx, "VACUUM INTO ?", uri(path)+"?vfs="+to.name)
	if err := errors.Join(err, to.unregister()); err != nil {
		return err
	}
	return proveBackup(ctx, path, v.key, v.o.seam)
}

// proveBackup opens the copy, which also brings it into WAL mode, reads every page and syncs it.
func proveBackup(ctx context.Context, path string, k *Key, s *seam) error {
	b, err := Open(ctx, path, k, Options{seam: s})
	if err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	err = b.Verify(ctx)
	if err := errors.Join(err, b.Close()); err != nil {
		return fmt.Errorf("verify the copy: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// removeAll removes an unfinished copy and what SQLite may have put beside it.
func removeAll(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-wal", "-journal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// vacuum allows the one attached database that VACUUM makes for itself, for that statement only.
func (v *Vault) vacuum(ctx context.Context, statement string, args ...any) error {
	return v.withConn(ctx, func(conn *sql.Conn) error {
		if _, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, 1); err != nil {
			return fmt.Errorf("allow vacuum: %w", err)
		}
		_, err := conn.ExecContext(ctx, statement, args...)
		_, e := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, 0)
		if errors.Is(e, sql.ErrConnDone) || ctx.Err() != nil {
			e = nil // a cancelled connection is closed, and the next one starts with nothing allowed
		}
		return errors.Join(err, e)
	})
}
