package casework

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// ErrFrozenAlready: the report was frozen with the same figures before; nothing has changed since.
var ErrFrozenAlready = &Refusal{"frozen-already"}

// FrozenView is a frozen report in the list, without its figures.
type FrozenView struct {
	Number int // in order of freezing, from 1
	Report store.FrozenReport
	Period export.Period
}

// Frozen lists the frozen reports, oldest first.
func (d *Desk) Frozen(ctx context.Context) ([]FrozenView, error) {
	all, err := d.frozenReports(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]FrozenView, len(all))
	for i, f := range all {
		out[i] = FrozenView{Number: i + 1, Report: f, Period: export.Period{Key: f.Period, From: f.From, To: f.To}}
	}
	return out, nil
}

func (d *Desk) frozenReports(ctx context.Context) ([]store.FrozenReport, error) {
	all, err := d.rec.FrozenReports(ctx)
	if err != nil {
		return nil, fmt.Errorf("list frozen reports: %w", err)
	}
	export.SortFrozen(all)
	return all, nil
}

// Freeze builds a report and stores its figures with everything needed to make them again. It is never changed
// afterwards. A report with the figures of the last one of its kind and period is ErrFrozenAlready.
func (d *Desk) Freeze(ctx context.Context, req ReportRequest) (FrozenView, error) {
	at, err := d.rec.Position(ctx) // before reading: what comes meanwhile counts as later
	if err != nil {
		return FrozenView{}, err
	}
	data, rep, err := d.buildReport(ctx, req)
	if err != nil {
		return FrozenView{}, err
	}
	f, err := export.Freeze(rep, data)
	if err != nil {
		return FrozenView{}, err
	}
	for _, e := range data.Frozen {
		if e.Report == f.Report && e.Period == f.Period && e.DataDate == f.DataDate && e.Checksum == f.Checksum {
			return FrozenView{}, ErrFrozenAlready
		}
	}
	if f.Workspace, err = d.rec.WorkspaceID(ctx); err != nil {
		return FrozenView{}, err
	}
	f.Made, f.Position = d.clock().UTC().Truncate(time.Microsecond), at
	if f.ID, err = f.Key(); err != nil {
		return FrozenView{}, fmt.Errorf("freeze the report: %w", err)
	}
	err = d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveFrozenReport(ctx, f); err != nil {
			return fmt.Errorf("freeze the report: %w", err)
		}
		return d.logTo(ctx, r, store.ActAdd, store.FamilyID{}, "frozen "+f.Report+" "+f.Period, f.Checksum)
	})
	return FrozenView{Number: len(data.Frozen) + 1, Report: f, Period: rep.Period}, err
}

// FrozenCheck is a frozen report beside the record as it is now.
type FrozenCheck struct {
	FrozenView
	export.Comparison
	Why []export.Label // what came into the record since, in words; nothing when the figures are the same
}

// CheckFrozen counts a frozen report again and lists what differs; number 0 is the newest. It is logged, as figures are
// shown that have not been before.
func (d *Desk) CheckFrozen(ctx context.Context, number int, program string) (FrozenCheck, error) {
	v, err := d.frozenNumber(ctx, number)
	if err != nil {
		return FrozenCheck{}, err
	}
	data, err := d.reportData(ctx)
	if err != nil {
		return FrozenCheck{}, fmt.Errorf("read the record for the report: %w", err)
	}
	export.SortFrozen(data.Frozen)
	if data.Since, err = d.changedSince(ctx, v.Report); err != nil {
		return FrozenCheck{}, err
	}
	c := FrozenCheck{FrozenView: v}
	if c.Comparison, c.Why, err = export.CheckFrozen(ctx, v.Report, data, program); err != nil {
		return c, err
	}
	return c, d.log(ctx, store.ActView, store.FamilyID{}, "frozen "+v.Report.Report+" "+v.Report.Period, "compared")
}

func (d *Desk) frozenNumber(ctx context.Context, number int) (FrozenView, error) {
	all, err := d.Frozen(ctx)
	if err != nil {
		return FrozenView{}, err
	}
	if number == 0 {
		number = len(all)
	}
	if number < 1 || number > len(all) {
		return FrozenView{}, fmt.Errorf("frozen report %d: %w", number, store.ErrNotFound)
	}
	return all[number-1], nil
}

// changesPage is how many changes are read at a time.
const changesPage = 1000

// changedSince counts what came into this file after a report was frozen here. Of one that was frozen in another file
// nothing can be told.
func (d *Desk) changedSince(ctx context.Context, f store.FrozenReport) (*export.Changed, error) {
	c := &export.Changed{Frozen: f.ID}
	here, err := d.rec.WorkspaceID(ctx)
	if err != nil || here != f.Workspace {
		return c, err
	}
	c.Known = true
	for at := f.Position; ; {
		part, next, err := d.rec.Changes(ctx, at, changesPage)
		if err != nil {
			return nil, fmt.Errorf("read what has changed since: %w", err)
		}
		if len(part.Versions)+len(part.Administrations) == 0 {
			return c, nil
		}
		sortChanges(c, part, f.DataDate)
		at = next
	}
}

// sortChanges sorts what came by what it can mean for figures that look at days until a data date.
func sortChanges(c *export.Changed, part store.Delivery, until store.Date) {
	for _, v := range part.Versions {
		switch {
		case v.Kind == store.KindTombstone:
			c.Erased++
		case slices.Contains(countedKinds(), v.Kind):
			c.Other++
		}
	}
	for _, g := range part.Administrations {
		switch {
		case g.Revision > 1:
			c.Corrected++
		case !g.Answered.After(until):
			c.Late++
		}
	}
}

// countedKinds are the kinds of nouns, besides answers, that reports count.
func countedKinds() []store.Kind {
	return []store.Kind{
		store.KindRegion, store.KindTeam, store.KindFamily, store.KindPerson, store.KindEpisode, store.KindMeeting, store.KindEvent,
		store.KindGoal, store.KindMark, store.KindParticipation, store.KindParticipant, store.KindMissed, store.KindMethodUsed,
		store.KindEstimate, store.KindTarget, store.KindProtocol, store.KindSubProject,
	}
}
