package export

import (
	"slices"

	"github.com/mittari/mittari/store"
)

// NamedTarget is a target with its name, for those who set targets.
type NamedTarget struct {
	store.Target
	Name   Label
	AtMost bool // the value is not to be passed
	Listed bool // it stands in the annex of the period
}

// NamedTargets are the targets in the order of the annex's rows, and after them those that it does not list: their time
// does not meet the period, or has not begun.
func NamedTargets(d Data, o Options) []NamedTarget {
	b := newBuilder(AnnexReport, &d, o)
	listed := b.sortedTargets()
	var out []NamedTarget
	add := func(t store.Target, in bool) {
		p, name := b.promise(t)
		out = append(out, NamedTarget{Target: t, Name: name, AtMost: p.atMost, Listed: in})
	}
	for _, t := range listed {
		add(t, true)
	}
	for _, t := range d.Targets {
		if !slices.ContainsFunc(listed, func(l store.Target) bool { return l.ID == t.ID }) {
			add(t, false)
		}
	}
	return out
}

// Promisable are the indicators that the record can count or the annex has words for, as targets without a value: those
// of the annex in its order, and the funder's common ones.
func Promisable(d Data, o Options) []NamedTarget {
	b := newBuilder(AnnexReport, &d, o)
	var out []NamedTarget
	for _, known := range promises() {
		p, name := b.promise(store.Target{Indicator: known.key})
		out = append(out, NamedTarget{Target: store.Target{Indicator: p.key}, Name: name, AtMost: p.atMost})
	}
	for _, i := range slices.Concat(onEntry(), onLeaving(), afterHalfYear()) {
		name := Join(" · ", Name(i.code), Msg("esf.name."+i.code))
		out = append(out, NamedTarget{Target: store.Target{Indicator: i.code}, Name: name})
	}
	return out
}
