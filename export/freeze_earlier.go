package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// cumulative begins the keys of counts that add up from the start of a project in every report.
const cumulative = "esf/"

// published is what frozen reports told of the same groups as a report on a period. Groups are the same, or one is part
// of the other, where both periods begin on one day; common indicators always add up from the start.
func published(frozen []store.FrozenReport, p Period) ([][]disclosure.Published, error) {
	var out [][]disclosure.Published
	for _, f := range frozen {
		figures, err := ReadFigures(f.Figures)
		if err != nil {
			return nil, fmt.Errorf("read frozen report %s: %w", f.ID, err)
		}
		out = append(out, nested(figures.Published, f.From, p.From), nested(figures.Recounted, f.From, p.From))
	}
	return out, nil
}

// nested are the counts of groups that are part of those of another period, or the other way round.
func nested(all []disclosure.Published, from, other store.Date) []disclosure.Published {
	if from == other {
		return all
	}
	var out []disclosure.Published
	for _, e := range all {
		if strings.HasPrefix(e.Key, cumulative) {
			out = append(out, e)
		}
	}
	return out
}

// LastFrozen is the newest frozen report of a kind; nil when there is none.
func LastFrozen(all []store.FrozenReport, k Kind) *store.FrozenReport {
	var last *store.FrozenReport
	for i := range all {
		if f := &all[i]; f.Report == string(k) && (last == nil || frozenBefore(*last, *f) < 0) {
			last = f
		}
	}
	return last
}

// frozenBefore orders frozen reports by time.
func frozenBefore(a, b store.FrozenReport) int {
	return cmp.Or(a.Made.Compare(b.Made), slices.Compare(a.ID[:], b.ID[:]))
}

// SortFrozen puts frozen reports in order of time.
func SortFrozen(all []store.FrozenReport) { slices.SortFunc(all, frozenBefore) }

// Rerun builds a frozen report again from the record as it is now: the same period, seen on the same day, protected
// against what had been published before it. From an unchanged record the figures and the checksum are the same.
func Rerun(ctx context.Context, f store.FrozenReport, d Data) (*Report, error) {
	return again(ctx, f, d, frozenEarlier(f), Options{Today: f.DataDate, Program: f.Program})
}

// Recount is Rerun for a reader who has the frozen report as well: what the two together would tell is hidden.
func Recount(ctx context.Context, f store.FrozenReport, d Data) (*Report, error) {
	earlier := frozenEarlier(f)
	known := func(e store.FrozenReport) bool { return e.ID == f.ID || earlier(e) }
	return again(ctx, f, d, known, Options{Today: f.DataDate, Program: f.Program})
}

// frozenEarlier tells which reports had been frozen before one.
func frozenEarlier(f store.FrozenReport) func(store.FrozenReport) bool {
	return func(e store.FrozenReport) bool { return slices.Contains(f.Earlier, e.ID) }
}

// unchanged is a report that has been frozen with the very figures that it has now: it is the same publication, and
// needs no protection from itself. It is nil when there is none.
func unchanged(ctx context.Context, k Kind, d Data, o Options) (*Report, error) {
	for i := len(d.Frozen) - 1; i >= 0; i-- {
		f := d.Frozen[i]
		if f.Report != string(k) || f.Period != o.Period.Key || f.From != o.Period.From || f.To != o.Period.To {
			continue
		}
		r, err := again(ctx, f, d, frozenEarlier(f), o)
		if err != nil {
			return nil, err
		}
		if r.Checksum == f.Checksum {
			return r, nil
		}
	}
	return nil, nil
}

// again builds a report for the period of a frozen one, as far as the reports that are known and its own note tell.
func again(ctx context.Context, f store.FrozenReport, d Data, known func(store.FrozenReport) bool, o Options) (*Report, error) {
	figures, err := ReadFigures(f.Figures)
	if err != nil {
		return nil, fmt.Errorf("read frozen report %s: %w", f.ID, err)
	}
	var frozen []store.FrozenReport
	for _, e := range d.Frozen {
		if known(e) {
			frozen = append(frozen, e)
		}
	}
	d.Frozen, o.Period = frozen, Period{Key: f.Period, From: f.From, To: f.To}
	return build(ctx, Kind(f.Report), d, o, figures.Recounted)
}

// usedDefinitions are the versions of instruments behind the figures, in order.
func usedDefinitions(d Data) []store.FrozenDefinition {
	var out []store.FrozenDefinition
	for _, def := range d.Definitions {
		out = append(out, store.FrozenDefinition{Instrument: def.ID, Version: def.Version, Hash: def.Hash})
	}
	slices.SortFunc(out, func(a, b store.FrozenDefinition) int {
		return cmp.Or(cmp.Compare(a.Instrument, b.Instrument), cmp.Compare(a.Version, b.Version))
	})
	return out
}

// changedDefinitions reports whether a definition behind a frozen report reads otherwise now, or is no longer there.
func changedDefinitions(f store.FrozenReport, d Data) bool {
	now := map[instruments.Ref]string{}
	for _, u := range usedDefinitions(d) {
		now[instruments.Ref{ID: u.Instrument, Version: u.Version}] = u.Hash
	}
	return slices.ContainsFunc(f.Used, func(u store.FrozenDefinition) bool {
		hash, known := now[instruments.Ref{ID: u.Instrument, Version: u.Version}]
		return known && hash != u.Hash
	})
}
