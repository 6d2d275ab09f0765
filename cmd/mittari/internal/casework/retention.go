package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// RetentionDue lists the families whose evaluation copy has been kept long enough, the longest overdue first. Nothing
// is erased by this.
func (d *Desk) RetentionDue(ctx context.Context) ([]store.Due, error) {
	k, err := d.rec.Keeping(ctx)
	if err != nil {
		return nil, err
	}
	return d.rec.RetentionDue(ctx, k.KeepMonths, d.Date())
}

// KeepFor sets for how many months after its last exit a family's evaluation copy is kept.
func (d *Desk) KeepFor(ctx context.Context, months int) error {
	return d.care(ctx, "retention", fmt.Sprint(months), func(k *store.Keeping) { k.KeepMonths = months })
}

// EraseOld erases one family whose time of keeping is over and leaves a tombstone that says so. One that is not on the
// list is ErrNotDue.
func (d *Desk) EraseOld(ctx context.Context, family store.FamilyID) error {
	due, err := d.RetentionDue(ctx)
	if err != nil {
		return err
	}
	for _, one := range due {
		if one.Family.ID == family {
			return d.rec.EraseFamily(ctx, family, d.Date(), "time of keeping over since "+one.KeepTo.String())
		}
	}
	return ErrNotDue
}

// care changes what the file remembers about its own care.
func (d *Desk) care(ctx context.Context, object, why string, change func(*store.Keeping)) error {
	return d.rec.Batch(ctx, func(r Record) error {
		k, err := r.Keeping(ctx)
		if err != nil {
			return err
		}
		change(&k)
		if err := r.SaveKeeping(ctx, k); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, object, why)
	})
}
