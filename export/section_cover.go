package export

import "github.com/mittari/mittari/store"

// cover says what the report is, for whom and from what. Organisations are those valid on the day of the report.
func (b *builder) cover(r *Report) Section {
	project := b.x.data.Project
	t := Table{Key: coverKey, Facts: true, Columns: []Column{wide(Label{}), wide(Label{})}}
	fact := func(key string, c Cell) {
		if c.Kind == TextCell && c.Label.Blank() {
			c.Label = Msg("report.cover.notgiven")
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Kind: TextCell, Label: Msg("report.cover." + key)}, c}})
	}
	name := func(s string) Cell { return Cell{Kind: TextCell, Label: Name(s)} }
	day := func(d store.Date) Cell { return Cell{Kind: DateCell, Date: d} }
	fact("project", name(project.Name))
	fact("code", name(project.Code))
	fact("programme", name(project.Programme))
	fact("priority", name(project.Priority))
	fact("lead", name(project.OrganisationOn("lead", b.o.Today)))
	fact("funder", name(project.OrganisationOn("funder", b.o.Today)))
	fact("period", Cell{Kind: TextCell, Label: b.o.Period.Label()})
	fact("datadate", day(r.DataDate))
	fact("made", day(r.Made))
	fact("program", name(b.o.Program))
	fact("checksum", name(r.Checksum))
	s := Section{
		Key: coverKey, Title: r.Title, Tables: []Table{t},
		Closing: []Label{Msg("report.cover.content"), Msg("report.cover.protected"), Msg("report.cover.checksum.note")},
	}
	if n := b.x.data.LeftOut; n > 0 {
		s.Closing = append(s.Closing, leftOut(n))
	}
	if project.Publicity != "" {
		s.Closing = append([]Label{Name(project.Publicity)}, s.Closing...)
	}
	return s
}

// leftOut tells how many families are not in the figures at their own wish. A small number is not told exactly.
func leftOut(n int) Label {
	if n < fewLeftOut {
		return Msg("report.cover.leftout.few", "n", fewLeftOut)
	}
	return MsgN("report.cover.leftout", n)
}

// fewLeftOut is the least number of families that is told.
const fewLeftOut = 5
