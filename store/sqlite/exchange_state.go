package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/store"
)

// exchangeKey is where the keys, recipients and senders of bundles are kept.
const exchangeKey = "exchange"

// ExchangeState is what the file keeps about exchanging bundles, in a form that is its writer's own; nil: nothing yet.
func (w *Workspace) ExchangeState(ctx context.Context) ([]byte, error) {
	raw, err := w.setting(ctx, exchangeKey)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read keys and recipients of bundles: %w", err)
	}
	return raw, nil
}

// SaveExchangeState replaces what ExchangeState gives.
func (w *Workspace) SaveExchangeState(ctx context.Context, state []byte) error {
	return w.saveSetting(ctx, exchangeKey, state)
}

// Schema is the number of the file's schema.
func (w *Workspace) Schema(ctx context.Context) (int, error) {
	n, err := one(ctx, w, scanInt, "PRAGMA user_version")
	if err != nil {
		return 0, fmt.Errorf("read the schema: %w", err)
	}
	return int(n), nil
}

// CountChanges tells how many versions and administrations Changes gives after a position.
func (w *Workspace) CountChanges(ctx context.Context, after store.Cursor) (versions, administrations int, err error) {
	err = errors.Join(
		w.count(ctx, &versions, "SELECT count(*) FROM history WHERE no > ?1", after.Versions),
		w.count(ctx, &administrations, `
			SELECT (SELECT count(*) FROM administration WHERE no > ?1) + (SELECT count(*) FROM aside WHERE no > ?1)`,
			after.Administrations))
	if err != nil {
		return 0, 0, fmt.Errorf("count changes: %w", err)
	}
	return versions, administrations, nil
}

func (w *Workspace) count(ctx context.Context, n *int, query string, args ...any) error {
	found, err := one(ctx, w, scanInt, query, args...)
	*n = int(found)
	return err
}
