package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/libc"
)

// Verify authenticates every page of the file, also those that no query would read, and both header
// copies, and lets SQLite check its structure. The first damage found is returned as *DamagedError.
// It reads the whole file and checkpoints first. Free pages count too: in WAL mode, the only one Open
// uses, they are as whole as any other.
func (v *Vault) Verify(ctx context.Context) error {
	if !v.o.ReadOnly {
		if err := v.Checkpoint(ctx); err != nil {
			return err
		}
	}
	err := v.withConn(ctx, func(conn *sql.Conn) error {
		var pages int64
		if err := conn.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
			return fmt.Errorf("count pages: %w", err)
		}
		return v.vfs.withMain(func(tls *libc.TLS, main *file) error {
			return v.verifyFile(ctx, tls, main, pages)
		})
	})
	if err != nil {
		return err
	}
	return v.verifyStructure(ctx)
}

func (v *Vault) verifyFile(ctx context.Context, tls *libc.TLS, main *file, pages int64) error {
	p, err := readHeader(physicalReader{tls, main}, headerSize+pageSize, v.path)
	if err != nil {
		return err
	}
	if err := p.authenticate(v.key); err != nil {
		return err
	}
	if p.damaged() {
		return &DamagedError{Path: v.path}
	}
	s, err := newSealer(v.key, v.claim.header.best.fileID, kindMain)
	if err != nil {
		return err
	}
	buf := allocate(tls, pageSize)
	if buf == 0 {
		return errors.New("out of memory")
	}
	defer libc.Xfree(tls, buf)
	defer clear(memory(buf, pageSize))
	for i := range pages {
		if i == lockPage {
			continue
		}
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		rc := main.pread(tls, buf, pageSize, physPage(i)*pageSize)
		if rc != rcOK && rc != rcShortRead {
			return resultError(rc)
		}
		if rc == rcShortRead || !s.open(memory(buf, pageSize), unitPage, i) {
			v.vfs.log.badPage.Store(i + 1)
			return &DamagedError{Path: v.path, Page: i + 1}
		}
	}
	return nil
}

func (v *Vault) verifyStructure(ctx context.Context) error {
	var result string
	if err := v.db.QueryRowContext(ctx, "PRAGMA main.integrity_check(1)").Scan(&result); err != nil {
		return fmt.Errorf("check structure: %w", v.Classify(err))
	}
	if result != "ok" {
		return &DamagedError{Path: v.path, Err: errors.New(result)}
	}
	return nil
}
