package casework

import (
	"context"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
)

// Contents is what a file holds, in the few figures by which a person tells one file from another.
type Contents struct {
	Changed         time.Time // the newest line of the access log, UTC; zero: it has none
	Families        int       // not erased
	Administrations int       // completed or declined
	Drafts          int
	LogEntries      int64
}

// ContentsOf counts what a record holds.
func ContentsOf(ctx context.Context, rec Record) (Contents, error) {
	var c Contents
	families, err := rec.AllFamilies(ctx)
	if err != nil {
		return c, err
	}
	for _, f := range families {
		if f.Erased.IsZero() {
			c.Families++
		}
	}
	err = rec.EachScored(ctx, false, func(store.Scored) error {
		c.Administrations++
		return nil
	})
	if err != nil {
		return c, fmt.Errorf("count administrations: %w", err)
	}
	drafts, err := rec.Drafts(ctx)
	if err != nil {
		return c, err
	}
	c.Drafts = len(drafts)
	newest, err := rec.Entries(ctx, store.FamilyID{}, 1)
	if err != nil {
		return c, err
	}
	if len(newest) > 0 {
		c.Changed, c.LogEntries = newest[0].At, newest[0].Seq
	}
	return c, nil
}
