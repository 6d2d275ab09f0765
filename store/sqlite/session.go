package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/mittari/mittari/store"
)

// statements keeps prepared statements of the one connection by their text.
type statements struct {
	mu sync.Mutex
	by map[string]*sql.Stmt
}

func (s *statements) get(query string) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.by[query]
}

// put keeps a statement unless another goroutine was quicker, and returns the one kept.
func (s *statements) put(query string, stmt *sql.Stmt) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept := s.by[query]; kept != nil {
		_ = stmt.Close()
		return kept
	}
	s.by[query] = stmt
	return stmt
}

func (s *statements) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stmt := range s.by {
		_ = stmt.Close()
	}
	clear(s.by)
}

// batch is a running transaction with the statements it has used. It is not safe for concurrent use.
type batch struct {
	tx      *sql.Tx
	by      map[string]*sql.Stmt
	numbers *numbers // nil until they are asked for
	roomy   bool     // the page cache is as large as a merge needs it
	guards  []string // the texts of the triggers that are to be put back before the end
}

func (b *batch) stmt(ctx context.Context, kept *statements, query string) (*sql.Stmt, error) {
	if stmt := b.by[query]; stmt != nil {
		return stmt, nil
	}
	if stmt := kept.get(query); stmt != nil {
		b.by[query] = b.tx.StmtContext(ctx, stmt)
		return b.by[query], nil
	}
	stmt, err := b.tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	b.by[query] = stmt
	return stmt, nil
}

// stmt prepares a query once per connection. The lock is not held while preparing, because that may have to
// wait for the connection.
func (w *Workspace) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if w.batch != nil {
		return w.batch.stmt(ctx, &w.kept, query)
	}
	if stmt := w.kept.get(query); stmt != nil {
		return stmt, nil
	}
	stmt, err := w.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return w.kept.put(query, stmt), nil
}

// exec runs one write and tells how many rows it changed. It is not interrupted when ctx ends half-way: the
// caller could not know then whether the write is on disk.
func (w *Workspace) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	ctx = context.WithoutCancel(ctx)
	stmt, err := w.stmt(ctx, query)
	if err != nil {
		return 0, w.classify(err)
	}
	result, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return 0, w.classify(err)
	}
	return result.RowsAffected()
}

// collect runs a query and reads all its rows before it returns, so that the connection is free again. It is not
// interrupted half-way either: the driver would watch the context with a goroutine for every row, which costs more than
// the row, and what may be long is read a page at a time.
func collect[T any](ctx context.Context, w *Workspace, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	stmt, err := w.stmt(ctx, query)
	if err != nil {
		return nil, w.classify(err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, w.classify(err)
	}
	defer func() { _ = rows.Close() }()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, w.classify(err)
		}
		out = append(out, v)
	}
	return out, w.classify(rows.Err())
}

// one is collect for a query that gives one row; none is store.ErrNotFound.
func one[T any](ctx context.Context, w *Workspace, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	rows, err := collect(ctx, w, scan, query, args...)
	if err != nil {
		var none T
		return none, err
	}
	if len(rows) == 0 {
		var none T
		return none, store.ErrNotFound
	}
	return rows[0], nil
}

func scanInt(s scanner) (int64, error) {
	var n int64
	err := s.Scan(&n)
	return n, err
}

func scanBytes(s scanner) ([]byte, error) {
	var b []byte
	err := s.Scan(&b)
	return b, err
}

// exists asks a query of the form SELECT count(*).
func (w *Workspace) exists(ctx context.Context, query string, args ...any) (bool, error) {
	n, err := one(ctx, w, scanInt, query, args...)
	return n > 0, err
}

// Batch runs f in one transaction, begun for writing: all of it is stored, or none. Inside another Batch it
// joins that one. f must use the Workspace it is given and no other.
func (w *Workspace) Batch(ctx context.Context, f func(*Workspace) error) error {
	if w.batch != nil {
		return f(w)
	}
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", w.classify(err))
	}
	defer func() { _ = conn.Close() }()
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", w.classify(err))
	}
	inner := &Workspace{file: w.file, batch: &batch{tx: tx, by: map[string]*sql.Stmt{}}}
	defer inner.tidy(ctx, conn)
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := f(inner); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := inner.guard(ctx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", w.classify(err))
	}
	return nil
}

// mergeCacheKiB holds the pages of the indexes that many new administrations go into in no order. With the cache of an
// ordinary day each of them would be read and written again for every few rows.
const mergeCacheKiB = 160 << 10

// roomy enlarges the page cache until the batch ends.
func (w *Workspace) roomy(ctx context.Context) error {
	if w.batch.roomy || w.cacheKiB >= mergeCacheKiB {
		return nil
	}
	w.batch.roomy = true
	_, err := w.batch.tx.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("PRAGMA cache_size = -%d", mergeCacheKiB))
	return w.classify(err)
}

// tidy gives back the memory that roomy took. It is no matter when that fails: what was written is written.
func (w *Workspace) tidy(ctx context.Context, conn *sql.Conn) {
	if w.batch.roomy {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("PRAGMA cache_size = -%d; PRAGMA shrink_memory", w.cacheKiB))
	}
}

// classify turns an error of the driver into one that a caller decides on, by code and never by text.
// Errors that it does not know pass unchanged.
func (w *Workspace) classify(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return store.ErrNotFound
	}
	var refused *driver.Error
	if errors.As(err, &refused) {
		switch refused.Code() {
		case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
			return fmt.Errorf("%w: %w", store.ErrConflict, err)
		case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return fmt.Errorf("%w: %w", store.ErrNotFound, err)
		case sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_CONSTRAINT_NOTNULL, sqlite3.SQLITE_CONSTRAINT_TRIGGER,
			sqlite3.SQLITE_CONSTRAINT_DATATYPE:
			return fmt.Errorf("%w: %w", store.ErrRefused, err)
		}
	}
	return w.vault.Classify(err)
}
