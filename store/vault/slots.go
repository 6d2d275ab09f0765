package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SetSecret puts a secret into its slot, in place of the one before, if any. The data is not encrypted
// anew: whoever may know the data key, because an old secret and an old copy of the file leaked, keeps
// knowing it. A new vault is the only cure for that.
func (v *Vault) SetSecret(ctx context.Context, s Secret) error {
	s, err := s.checked()
	if err != nil {
		return err
	}
	scratch := &header{vaultID: v.key.vaultID}
	err = scratch.lock(s, v.key) // slow, so before anything is held
	debug.FreeOSMemory()
	if err != nil {
		return err
	}
	return v.changeHeader(ctx, func(h *header) error {
		h.slots[s.Slot-1] = scratch.slots[s.Slot-1]
		return nil
	})
}

// RemoveSlot empties a slot. The last one stays: ErrLastSlot.
func (v *Vault) RemoveSlot(ctx context.Context, kind SlotKind) error {
	return v.changeHeader(ctx, func(h *header) error {
		if h.slot(kind) == nil {
			return fmt.Errorf("%w: %s", ErrNoSuchSlot, kind)
		}
		if len(h.kinds()) == 1 {
			return fmt.Errorf("%w: %s", ErrLastSlot, kind)
		}
		h.slots[kind-1] = slot{}
		return nil
	})
}

// changeHeader writes a changed header with the next generation number.
func (v *Vault) changeHeader(ctx context.Context, change func(*header) error) error {
	return v.withHeader(ctx, func(tls *libc.TLS, main *file, p *headerPair) error {
		h := *p.best
		h.gen++
		if err := change(&h); err != nil {
			return err
		}
		return v.writeCopies(tls, main, p, h.encode(v.key))
	})
}

// repairHeader makes both copies equal again: after a crash between the two writes, which would leave
// a replaced secret usable, or after damage to one.
func (v *Vault) repairHeader(ctx context.Context) error {
	if !v.claim.header.stale() {
		return nil
	}
	damaged := v.claim.header.damaged()
	err := v.withHeader(ctx, func(tls *libc.TLS, main *file, p *headerPair) error {
		return v.writeCopies(tls, main, p, p.raw[p.which])
	})
	if err == nil && damaged {
		v.vfs.log.headerRepaired()
	}
	return err
}

// withHeader runs f with the header as it stands on disk, under the write lock.
func (v *Vault) withHeader(ctx context.Context, f func(*libc.TLS, *file, *headerPair) error) error {
	if v.o.ReadOnly {
		return ErrReadOnly
	}
	return v.withConn(ctx, func(conn *sql.Conn) (err error) {
		if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		defer func() {
			_, e := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			err = errors.Join(err, e)
		}()
		return v.vfs.withMain(func(tls *libc.TLS, main *file) error {
			p, err := readHeader(physicalReader{tls, main}, headerSize+pageSize, v.path)
			if err != nil {
				return err
			}
			if err := p.authenticate(v.key); err != nil {
				return err
			}
			return f(tls, main, p)
		})
	})
}

// withConn runs f with the vault's only connection.
func (v *Vault) withConn(ctx context.Context, f func(*sql.Conn) error) error {
	conn, err := v.db.Conn(ctx)
	if err != nil {
		return v.Classify(err)
	}
	err = f(conn)
	return v.Classify(errors.Join(err, conn.Close()))
}

// writeCopies writes the copy that is not in use first and syncs it, and only then the other, so that at
// every moment one good copy is on the disk. Copies that are right already are left alone.
func (v *Vault) writeCopies(tls *libc.TLS, main *file, p *headerPair, b []byte) error {
	for _, i := range []int{1 - p.which, p.which} {
		if string(p.raw[i]) == string(b) {
			continue
		}
		if err := main.writeHeaderCopy(tls, i, b); err != nil {
			return fmt.Errorf("write header copy %d: %w", i+1, err)
		}
	}
	h, state, _ := decodeHeader(b)
	openVaults.update(v.claim, &headerPair{
		best: h, raw: [2][]byte{b, b}, state: [2]copyState{state, state},
	})
	return nil
}

func (f *file) writeHeaderCopy(tls *libc.TLS, i int, b []byte) error {
	buf := allocate(tls, copySize)
	if buf == 0 {
		return errors.New("out of memory")
	}
	defer libc.Xfree(tls, buf)
	copy(memory(buf, copySize), b)
	if rc := f.pwrite(tls, buf, copySize, int64(i)*copySize); rc != rcOK {
		return resultError(rc)
	}
	if rc := f.psync(tls, sqlite3.SQLITE_SYNC_FULL); rc != rcOK {
		return resultError(rc)
	}
	return nil
}

// physicalReader reads the file as it lies on the disk through SQLite's own handle: opening it a second
// time would endanger the locks.
type physicalReader struct {
	tls *libc.TLS
	f   *file
}

// ReadAt implements io.ReaderAt.
func (r physicalReader) ReadAt(b []byte, off int64) (int, error) {
	buf := allocate(r.tls, len(b))
	if buf == 0 {
		return 0, errors.New("out of memory")
	}
	defer libc.Xfree(r.tls, buf)
	if rc := r.f.pread(r.tls, buf, int32(len(b)), off); rc != rcOK {
		return 0, resultError(rc)
	}
	return copy(b, memory(buf, len(b))), nil
}

// resultError makes an error of a result code that did not pass through the driver.
func resultError(rc int32) error {
	switch {
	case rc == rcData:
		return &DamagedError{}
	case rc&0xff == sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case rc&0xff == sqlite3.SQLITE_READONLY:
		return ErrReadOnly
	default:
		return fmt.Errorf("input/output error %d", rc)
	}
}
