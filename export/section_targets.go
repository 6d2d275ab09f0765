package export

import (
	"cmp"
	"math"
	"slices"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// targets sets what was promised against what came of it. A target that was missed stands as plainly as one that was
// reached; a value that is hidden or not known says so instead.
func (b *builder) targets() *draftSection {
	d := &draftSection{Section: Section{
		Key: targetsKey, Title: Msg("report.sheet.targets"), Landscape: true, Paragraphs: []Label{Msg("report.targets.intro")},
	}}
	if len(b.x.data.Targets) == 0 {
		d.Paragraphs = append(d.Paragraphs, Msg("report.targets.none"))
		return d
	}
	t := &draftTable{Table: Table{
		Key: "targets", Caption: Msg("report.targets.table"),
		Notes:   []Label{Msg("report.targets.percent"), Msg("report.targets.goal", "n", goalReached), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.indicator"))}, heads("promise", "target", "actual", "of-target", "outcome", "told-by", "comment")...),
	}}
	t.Columns[5].Marks = outcomeMarks()
	t.Columns[7].Wide = true
	for _, target := range b.sortedTargets() {
		b.targetRow(t, target)
	}
	d.tables = []*draftTable{t}
	return d
}

// Outcomes of a target, as keys of words.
const (
	reached  = "reached"
	notYet   = "under-way"
	missed   = "missed"
	kept     = "kept"
	passed   = "passed"
	unknown  = "unknown"
	notShown = "not-shown"
)

func outcomeWord(outcome string) Label { return Msg("report.outcome." + outcome) }

func outcomeMarks() []Mark {
	return []Mark{
		{outcomeWord(reached), Good},
		{outcomeWord(kept), Good},
		{outcomeWord(notYet), Watch},
		{outcomeWord(missed), Poor},
		{outcomeWord(passed), Poor},
		{outcomeWord(unknown), Calm},
		{outcomeWord(notShown), Calm},
	}
}

// sortedTargets are those whose time meets the period: the annex's own indicators first, in its order, then others by
// their codes; those of sub-projects after that of all.
func (b *builder) sortedTargets() []store.Target {
	known := promises()
	place := func(t store.Target) int {
		at := slices.IndexFunc(known, func(p promised) bool { return p.key == t.Indicator })
		if at < 0 {
			return len(known)
		}
		return at
	}
	group := func(t store.Target) int {
		if t.Team == (store.TeamID{}) {
			return -1
		}
		g, _ := b.x.groupOfTeam(t.Team)
		return g
	}
	var out []store.Target
	for _, t := range b.x.data.Targets {
		if b.o.Period.Meets(t.From, t.To) && !t.From.After(b.x.asOf) {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(s, t store.Target) int {
		return cmp.Or(
			cmp.Compare(place(s), place(t)), cmp.Compare(s.Indicator, t.Indicator), cmp.Compare(group(s), group(t)),
			s.From.Time().Compare(t.From.Time()), slices.Compare(s.ID[:], t.ID[:]),
		)
	})
	return out
}

func (b *builder) targetRow(t *draftTable, target store.Target) {
	p, name := b.promise(target)
	actual := b.actual(p, target)
	promise := Msg("report.promise.least")
	if p.atMost {
		promise = Msg("report.promise.most")
	}
	told := Msg("report.told.record")
	if actual.told {
		told = Msg("report.told.project")
	}
	if actual.none {
		told = Label{}
	}
	t.row(
		text(name), text(promise), constant(target.Value, decimalsOf(target.Value)), actual.cell,
		func(out *disclosure.Outcome) Cell { return ofTarget(actual, p, target, out) },
		func(out *disclosure.Outcome) Cell {
			return Cell{Kind: TextCell, Label: outcomeWord(b.outcomeOf(actual, p, target, out))}
		},
		text(told), text(Name(target.Comment)),
	)
}

func decimalsOf(v float64) int {
	if v == math.Trunc(v) {
		return 0
	}
	return 1
}

// promise finds how an indicator is counted, and its name. One that the report does not know is named by its key.
func (b *builder) promise(t store.Target) (promised, Label) {
	p := promised{key: t.Indicator}
	name := Name(t.Indicator)
	for _, known := range promises() {
		if known.key != t.Indicator {
			continue
		}
		p = known
		var facts []any
		if p.facts != nil {
			facts = p.facts(b)
		}
		name = Msg("report.target."+p.key, facts...)
	}
	if p.counts == nil {
		if v, ok := b.commonIndicator(t.Indicator); ok {
			p.counts = func(*builder) (part, whole []disclosure.Var) { return []disclosure.Var{v}, nil }
			name = Join(" · ", name, Msg("esf.name."+t.Indicator))
		}
	}
	if g, ok := b.x.groupOfTeam(t.Team); ok {
		name = Join(" · ", name, b.x.groups[g])
	}
	return p, name
}

// actual is a value reached: from the record, told by the project, or not known.
type actual struct {
	cell  draftCell
	value func(*disclosure.Outcome) (v float64, why disclosure.Reason) // a share in percent
	told  bool
	none  bool
}

func (b *builder) actual(p promised, t store.Target) actual {
	if p.counts != nil {
		part, whole := p.counts(b)
		if at, ok := b.columnOf(t, len(part)); ok {
			if whole == nil {
				return b.countReached(part[at])
			}
			return b.shareReached(part[at], whole[at])
		}
	}
	if t.Told == nil {
		return actual{cell: blank(), none: true, value: func(*disclosure.Outcome) (float64, disclosure.Reason) { return 0, disclosure.Empty }}
	}
	v := *t.Told
	return actual{
		cell: constant(v, decimalsOf(v)), told: true,
		value: func(*disclosure.Outcome) (float64, disclosure.Reason) { return v, disclosure.Shown },
	}
}

// columnOf is where the value of a target stands among n values; false when it is not counted for that sub-project.
func (b *builder) columnOf(t store.Target, n int) (int, bool) {
	if n == 0 {
		return 0, false
	}
	if t.Team == (store.TeamID{}) {
		return n - 1, true
	}
	g, ok := b.x.groupOfTeam(t.Team)
	return g, ok && n == len(b.x.groups)+1
}

func (b *builder) countReached(v disclosure.Var) actual {
	return actual{
		cell: count(v, b.origin(methodCount)),
		value: func(out *disclosure.Outcome) (float64, disclosure.Reason) {
			n, why := out.Count(v)
			return float64(n), why
		},
	}
}

func (b *builder) shareReached(part, whole disclosure.Var) actual {
	return actual{
		cell: share(part, whole, b.origin(methodShare)),
		value: func(out *disclosure.Outcome) (float64, disclosure.Reason) {
			why := out.Share(part, whole)
			if why != disclosure.Shown {
				return 0, why
			}
			a, _ := out.Count(part)
			n, _ := out.Count(whole)
			return 100 * float64(a) / float64(n), why
		},
	}
}

// ofTarget is the actual value in percent of the target, where more is better.
func ofTarget(a actual, p promised, t store.Target, out *disclosure.Outcome) Cell {
	v, why := a.value(out)
	if why != disclosure.Shown || p.atMost || t.Value == 0 {
		return Cell{}
	}
	return Cell{Kind: NumberCell, Value: 100 * v / t.Value}
}

// outcomeOf says how a target went, from what is shown only.
func (b *builder) outcomeOf(a actual, p promised, t store.Target, out *disclosure.Outcome) string {
	v, why := a.value(out)
	switch {
	case a.none || why == disclosure.Empty:
		return unknown
	case why != disclosure.Shown:
		return notShown
	case p.atMost && v <= t.Value:
		return kept
	case p.atMost:
		return passed
	case v >= t.Value:
		return reached
	case b.x.asOf.Before(t.To):
		return notYet
	}
	return missed
}
