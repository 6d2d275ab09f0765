package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// Keys of the sections of the sheet of common indicators.
const (
	esfKey      = "esf"
	esfTeamsKey = "esf-teams"
	esfTicksKey = "esf-ticks"
)

// esfSections are those of the sheet of common indicators: by gender, by sub-project, and what the funder's own system
// still lacks.
func (b *builder) esfSections() []*draftSection {
	e := b.newESF()
	gender, team := e.counts(e.byGender()), e.entry(e.byTeam())
	return []*draftSection{
		{
			Section: Section{
				Key: esfKey, Title: Msg("report.sheet.esf"), Landscape: true,
				Paragraphs: []Label{Msg("esf.intro"), Msg("esf.intro.eura"), Msg("esf.asof", "day", b.x.asOf)},
				Closing:    []Label{Msg("esf.note.professionals"), Msg("esf.note.codes")},
			},
			tables: []*draftTable{e.entryTable(gender), e.resultTable(gender), e.ruleTable(gender)},
		},
		{
			Section: Section{
				Key: esfTeamsKey, Title: Msg("report.sheet.esf-teams"), Landscape: true,
				Paragraphs: []Label{Msg("esf.teams.intro"), Msg("report.note.noranking")},
			},
			tables: []*draftTable{e.typeTable(team), e.teamTable(team)},
		},
		{
			Section: Section{
				Key: esfTicksKey, Title: Msg("report.sheet.esf-ticks"), Landscape: true,
				Paragraphs: []Label{Msg("esf.ticks.intro"), Msg("esf.ticks.list")},
			},
			tables: []*draftTable{e.tickTable()},
		},
	}
}

// indicatorTables are the common indicators by gender and by sub-project, as the impact annex shows them.
func (b *builder) indicatorTables() []*draftTable {
	e := b.newESF()
	if len(e.people) == 0 {
		return nil
	}
	gender := e.counts(e.byGender())
	return []*draftTable{e.entryTable(gender), e.resultTable(gender), e.teamTable(e.entry(e.byTeam()))}
}

func (e *esf) origin() *Origin {
	return &Origin{Method: methodCount, Population: Msg("esf.population"), Period: e.b.o.Period}
}

func (e *esf) genderColumns() []Column {
	return append([]Column{{Label: Msg("report.head.code")}, wide(Msg("report.head.indicator"))},
		heads("women", "men", "other-gender", "all-genders")...)
}

func (e *esf) teamColumns(first ...Column) []Column {
	for _, t := range e.teams {
		first = append(first, Column{Label: t.label})
	}
	return append(first, Column{Label: Msg("report.total")})
}

// row is an indicator, or with an empty code a count that belongs to it.
func (e *esf) row(t *draftTable, code, name string, vars []disclosure.Var) {
	cells := []draftCell{text(Name(code)), text(Msg("esf.name." + name))}
	from := e.origin()
	for _, v := range vars {
		cells = append(cells, count(v, from))
	}
	if code == "EECO01" {
		t.total(cells...)
		return
	}
	t.row(cells...)
}

// entryTable is what was true at entry. After each group of classes comes the rest, so that sums can be checked.
func (e *esf) entryTable(c esfCounts) *draftTable {
	t := &draftTable{Table: Table{
		Key: "esf-entry", Caption: Msg("esf.entry"), Columns: e.genderColumns(),
		Notes: []Label{Msg("esf.note.once"), Msg("esf.note.gender"), Msg("esf.note.estimates"), Msg("report.note.hidden")},
	}}
	for _, i := range onEntry() {
		e.row(t, i.code, i.code, c[i.code])
		switch i.code {
		case "EECO08":
			e.row(t, "", esfNoAge, c[esfNoAge])
		case "EECO11":
			e.row(t, "", esfNoEducation, c[esfNoEducation])
		}
	}
	for _, code := range estimatedCodes() {
		byGender, ok := estimated(e.b.x.data.Estimates, code, e.b.x.asOf)
		if !ok {
			t.row(e.noFigure(code, "esf.not-estimated")...)
			continue
		}
		e.row(t, code, code, e.state(e.byGender(), code, byGender[:]))
	}
	t.row(text(Name("EECO18")), text(Msg("esf.name.EECO18")), blank(), blank(), blank(), constant(float64(e.services()), 0))
	t.row(e.noFigure("EECO19", "esf.not-collected")...)
	return t
}

// noFigure is an indicator that nothing is known of; that is not the same as none.
func (e *esf) noFigure(code, why string) []draftCell {
	return []draftCell{text(Name(code)), text(Msg("esf.name." + code)), blank(), blank(), blank(), text(Msg(why))}
}

// services are the public services that the project supports: its sub-projects begun by the day of the figures. They
// are no persons.
func (e *esf) services() int {
	seen := map[store.TeamID]bool{}
	for _, s := range e.b.x.data.SubProjects {
		if !s.From.After(e.b.x.asOf) {
			seen[s.Team] = true
		}
	}
	if len(e.b.x.data.SubProjects) == 0 {
		return len(e.teams)
	}
	return len(seen)
}

// resultTable is what was true on leaving and half a year later, with how many could be asked and were.
func (e *esf) resultTable(c esfCounts) *draftTable {
	t := &draftTable{Table: Table{
		Key: "esf-results", Caption: Msg("esf.results"), Columns: e.genderColumns(),
		Notes: []Label{Msg("esf.note.leaving", "days", leavingDays), Msg("esf.note.later", "days", earliestDays), Msg("report.note.hidden")},
	}}
	e.row(t, "", esfLeft, c[esfLeft])
	lately := last(e.among(e.whole(), esfSettling, esfPerson.settling))
	t.row(text(Label{}), text(Msg("esf.name."+esfSettling)), blank(), blank(), blank(), count(lately, e.origin()))
	e.row(t, "", esfAsked, c[esfAsked])
	for _, i := range onLeaving() {
		e.row(t, i.code, i.code, c[i.code])
	}
	for _, name := range []string{esfDueLater, esfAskedLater} {
		e.row(t, "", name, c[name])
	}
	for _, i := range afterHalfYear() {
		e.row(t, i.code, i.code, c[i.code])
	}
	return t
}

// teamTable is what was true at entry, by sub-project. Results would be too few there.
func (e *esf) teamTable(c esfCounts) *draftTable {
	t := &draftTable{Table: Table{
		Key: "esf-by-team", Caption: Msg("esf.byteam"),
		Columns: e.teamColumns(Column{Label: Msg("report.head.code")}, wide(Msg("report.head.indicator"))),
		Notes:   []Label{Msg("esf.note.team"), Msg("report.note.hidden")},
	}}
	for _, i := range onEntry() {
		e.row(t, i.code, i.code, c[i.code])
	}
	e.row(t, "", esfLeft, c[esfLeft])
	return t
}

// typeTable is who the participants are.
func (e *esf) typeTable(c esfCounts) *draftTable {
	t := &draftTable{Table: Table{
		Key: "esf-types", Caption: Msg("esf.types"), Columns: e.teamColumns(wide(Msg("report.head.who"))),
		Notes: []Label{Msg("esf.note.labour"), Msg("report.note.hidden")},
	}}
	var types [][]disclosure.Var
	add := func(name string, vars []disclosure.Var, put func(...draftCell)) {
		cells := []draftCell{text(Msg("esf.name." + name))}
		for _, v := range vars {
			cells = append(cells, count(v, e.origin()))
		}
		put(cells...)
	}
	for _, kind := range []store.ParticipantType{store.YoungParticipant, store.GuardianParticipant, store.Professional} {
		vars := e.count(e.byTeam(), "type/"+string(kind), func(p esfPerson) bool { return p.counted() && p.Type == kind })
		types = append(types, vars)
		add(string(kind), vars, t.row)
	}
	e.parts(c["EECO01"], types...)
	add("EECO01", c["EECO01"], t.total)
	unknown := e.count(e.byTeam(), esfNoLabour, func(p esfPerson) bool { return !p.counted() })
	everybody := e.count(e.byTeam(), esfRegistered, func(esfPerson) bool { return true })
	e.parts(everybody, c["EECO01"], unknown)
	add(esfNoLabour, unknown, t.row)
	add(esfRegistered, everybody, t.total)
	return t
}

// tickTable is what has been entered in the funder's own system and what has not.
func (e *esf) tickTable() *draftTable {
	t := &draftTable{Table: Table{
		Key: "esf-ticks", Caption: Msg("esf.ticks"), Columns: e.teamColumns(wide(Msg("report.head.who"))),
		Notes: []Label{Msg("esf.note.ticks"), Msg("report.note.hidden")},
	}}
	by, asOf := e.byTeam(), e.b.x.asOf
	ticked := func(d store.Date) bool { return !d.IsZero() && !d.After(asOf) }
	add := func(name string, has func(esfPerson) bool) []disclosure.Var {
		vars := e.count(by, name, has)
		cells := []draftCell{text(Msg("esf.name." + name))}
		for _, v := range vars {
			cells = append(cells, count(v, e.origin()))
		}
		t.row(cells...)
		return vars
	}
	all := add(esfRegistered, func(esfPerson) bool { return true })
	started := add(esfStart, func(p esfPerson) bool { return ticked(p.StartEntered) })
	e.parts(all, started, add("start-missing", func(p esfPerson) bool { return !ticked(p.StartEntered) }))
	gone := add("gone", esfPerson.left)
	e.within(all, gone)
	ended := add(esfEnd, func(p esfPerson) bool { return p.left() && ticked(p.EndEntered) })
	e.parts(gone, ended, add("end-missing", func(p esfPerson) bool { return p.left() && !ticked(p.EndEntered) }))
	return t
}
