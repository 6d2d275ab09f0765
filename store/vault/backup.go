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
	openVaults.mu.Lock()
	h := *v.claim.header.best
	openVaults.mu.Unlock()
	h.gen, h.fileID = 1, newID()
	if err := v.copyTo(ctx, path, &h, v.key); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

// CopyUnder is BackupTo under a new data key, with slots for these secrets and no others, and returns that key. It is
// the cure when a secret and a copy of the file may be in other hands: what the old key opens from then on is old.
// Keys made with DeriveKey differ in the copy.
func (v *Vault) CopyUnder(ctx context.Context, path string, secrets []Secret) (*Key, error) {
	secrets, err := checkSecrets(secrets)
	if err != nil {
		return nil, err
	}
	k, h, err := newHeader(secrets)
	if err != nil {
		return nil, err
	}
	if err := v.copyTo(ctx, path, h, k); err != nil {
		k.Forget()
		return nil, fmt.Errorf("copy under a new key: %w", err)
	}
	return k, nil
}

// copyTo writes a verified copy with the header h and the key k.
func (v *Vault) copyTo(ctx context.Context, path string, h *header, k *Key) error {
	if err := mustNotExist(path); err != nil {
		return err
	}
	one := h.encode(k)
	d := realDisk()
	tmp, err := d.writePartial(path, append(one, one...))
	if err != nil {
		return classifySystem(err)
	}
	if err := v.fillCopy(ctx, tmp, h.fileID, k); err != nil {
		return errors.Join(v.Classify(err), removeAll(tmp))
	}
	return d.publish(tmp, path)
}

// fillCopy copies the database into a file that holds only a header, through that file's own VFS.
func (v *Vault) fillCopy(ctx context.Context, path string, file id, k *Key) error {
	to, err := register(path, k, file, v.o.Seam)
	if err != nil {
		return err
	}
	err = v.vacuum(ctx, "VACUUM INTO ?", uri(path)+"?vfs="+to.name)
	if err := errors.Join(err, to.unregister()); err != nil {
		return err
	}
	return proveBackup(ctx, path, k, v.o.Seam)
}

// proveBackup opens the copy, which also brings it into WAL mode, reads every page and syncs it.
func proveBackup(ctx context.Context, path string, k *Key, s *seam) error {
	b, err := Open(ctx, path, k, Options{Seam: s})
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
