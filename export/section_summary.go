package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// summary says the main things in plain sentences. Worsening, missing answers and what cannot be told stand beside
// what went well. Sentences quote only what may be shown.
func (b *builder) summary() *draftSection {
	return &draftSection{
		Section: Section{Key: summaryKey, Title: Msg("report.sheet.summary")},
		tables:  []*draftTable{b.keyFigures()},
		quotes: func(out *disclosure.Outcome, s *Section) {
			s.Paragraphs = append(s.Paragraphs, b.sayPeople(out))
			s.Paragraphs = append(s.Paragraphs, b.sayMissing(out)...)
			for _, m := range b.series {
				if m.main() {
					s.Paragraphs = append(s.Paragraphs, b.sayChange(out, m))
				}
			}
			s.Paragraphs = append(s.Paragraphs, b.sayEvents(out), Msg("report.summary.nocause"))
		},
	}
}

// keyFigures are the few figures of every instrument: pairs, change with its interval, and how many got better or worse.
func (b *builder) keyFigures() *draftTable {
	t := &draftTable{Table: Table{
		Key: "key-figures", Caption: Msg("report.summary.table"), Notes: []Label{Msg("report.change.sign"), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.scale"))}, heads("pairs", "better", "low", "high", "share-better", "share-worse")...),
	}}
	for _, s := range b.series {
		if !s.main() {
			continue
		}
		n, v := last(b.pairVars(s)), b.classesOf(s)
		st := s.statistics(nil).Better(s.scale.Direction)
		means, classes := s.origin(b.o.Period, methodPaired), s.origin(b.o.Period, methodReliable)
		t.row(
			text(s.label), count(n, means), statistic(n, st.Change, 1, true, means), statistic(n, st.Interval.Low, 1, true, means),
			statistic(n, st.Interval.High, 1, true, means), share(v.better, v.judged, classes), share(v.worse, v.judged, classes),
		)
	}
	return t
}

// shown is a count in words, or the mark of a hidden one.
func shown(out *disclosure.Outcome, v disclosure.Var) any {
	n, why := out.Count(v)
	if why != disclosure.Shown {
		return HiddenLabel(why)
	}
	return Number{Value: float64(n)}
}

// percent is a share in words, or the mark of a hidden one.
func percent(out *disclosure.Outcome, part, whole disclosure.Var) any {
	if why := out.Share(part, whole); why != disclosure.Shown {
		return HiddenLabel(why)
	}
	a, _ := out.Count(part)
	n, _ := out.Count(whole)
	return Msg("report.percent", "p", Percent(float64(a)/float64(n)))
}

// HiddenLabel is the mark of a hidden figure.
func HiddenLabel(why disclosure.Reason) Label { return Msg("report.hidden." + why.String()) }

func (b *builder) sayPeople(out *disclosure.Outcome) Label {
	return Msg("report.summary.people",
		"period", b.o.Period.Label(),
		"families", shown(out, last(b.people.families)),
		"young", shown(out, last(b.people.byRole[store.YoungPerson])),
		"guardians", shown(out, last(b.people.byRole[store.Guardian])))
}

// sayMissing names what is missing at the end, by role.
func (b *builder) sayMissing(out *disclosure.Outcome) []Label {
	var lines []Label
	for _, r := range roles() {
		f := b.funnelOf(r)
		if n, why := out.Count(f[1]); why == disclosure.Shown && n == 0 {
			continue // nothing was due from anybody
		}
		lines = append(lines, Msg("report.summary.missing",
			"role", Msg("report.who."+string(r)), "start", percent(out, f[2], f[1]), "end", percent(out, f[4], f[3]),
			"due", shown(out, f[3])))
	}
	return lines
}

func (b *builder) sayChange(out *disclosure.Outcome, s *series) Label {
	n, v := last(b.pairVars(s)), b.classesOf(s)
	switch why := out.Statistic(n); why {
	case disclosure.Shown:
	case disclosure.Secondary, disclosure.Linked:
		return Msg("report.summary.hidden", "scale", s.label)
	default:
		return Msg("report.summary.toofew", "scale", s.label, "n", shown(out, n))
	}
	st := s.statistics(nil).Better(s.scale.Direction)
	key := "report.summary.change.unclear"
	switch {
	case st.Interval.Low > 0:
		key = "report.summary.change.better"
	case st.Interval.High < 0:
		key = "report.summary.change.worse"
	}
	change := Msg(key,
		"scale", s.label, "n", shown(out, n), "change", Number{Value: st.Change, Decimals: 1, Signed: true},
		"low", Number{Value: st.Interval.Low, Decimals: 1, Signed: true}, "high", Number{Value: st.Interval.High, Decimals: 1, Signed: true})
	if judged, _ := out.Count(v.judged); judged == 0 {
		return change // no figure tells a reliable change on this scale, or the classes are hidden
	}
	classes := Msg("report.summary.classes",
		"better", percent(out, v.better, v.judged), "same", percent(out, v.same, v.judged), "worse", percent(out, v.worse, v.judged))
	return Join(" ", change, classes)
}

func (b *builder) sayEvents(out *disclosure.Outcome) Label {
	young := last(b.people.byRole[store.YoungPerson])
	v := last(b.duringVars(store.EmergencyPlacement))
	return Msg("report.summary.events", "n", shown(out, v), "p", percent(out, v, young), "all", shown(out, young))
}
