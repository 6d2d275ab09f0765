package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// log adds a line to the access log.
func (d *Desk) log(ctx context.Context, act store.Action, family store.FamilyID, object, why string) error {
	return d.logTo(ctx, d.rec, act, family, object, why)
}

// logTo is log inside a transaction: the deed and its line are stored together or not at all.
func (d *Desk) logTo(ctx context.Context, r Log, act store.Action, family store.FamilyID, object, why string) error {
	err := r.Append(ctx, store.LogEntry{At: d.clock().UTC(), Worker: d.me, Action: act, Family: family, Object: object, Why: why})
	if err != nil {
		return fmt.Errorf("write the access log: %w", err)
	}
	return nil
}

// Log lists the access log, newest first; the zero family means all.
func (d *Desk) Log(ctx context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error) {
	return d.rec.Entries(ctx, family, limit)
}
