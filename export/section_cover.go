package export

import (
	"slices"
	"strings"

	"github.com/mittari/mittari/store"
)

// cover says what the report is, for whom and from what. Organisations, programme and publicity are those valid on the
// day of the report.
func (b *builder) cover(r *Report) Section {
	project := b.x.data.projectOn(b.o.Today)
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
	if project.Decision != "" {
		fact("decision", name(project.Decision))
	}
	programme, mended := programmeOf(project)
	fact("programme", name(programme))
	fact("priority", name(project.Priority))
	fact("lead", name(b.x.data.holders(store.PartLead, b.o.Today)))
	fact("funder", name(b.x.data.holders(store.PartFunder, b.o.Today)))
	fact("period", Cell{Kind: TextCell, Label: b.o.Period.Label()})
	fact("datadate", day(r.DataDate))
	fact("made", day(r.Made))
	fact("program", name(b.o.Program))
	fact("checksum", name(r.Checksum))
	s := Section{
		Key: coverKey, Title: r.Title, Tables: []Table{t},
		Closing: []Label{Msg("report.cover.content." + string(b.kind)), Msg("report.cover.protected"), Msg("report.cover.checksum.note")},
	}
	if b.kind == AnnexReport {
		s.Tables = append(s.Tables, b.organisations())
	}
	if mended {
		s.Closing = append(s.Closing, Msg("report.cover.programme.mended", "given", project.Programme, "printed", programme))
	}
	if n := b.x.data.LeftOut; n > 0 {
		s.Closing = append(s.Closing, leftOut(n))
	}
	if l := publicity(project, programme); !l.Blank() {
		s.Closing = append([]Label{l}, s.Closing...)
	}
	return s
}

// organisations lists who has held which part, and when: a project may change hands.
func (b *builder) organisations() Table {
	t := Table{Key: "organisations", Caption: Msg("report.cover.organisations"), Columns: []Column{
		wide(Msg("report.head.part")), wide(Msg("report.head.organisation")),
		{Label: Msg("report.head.begins")},
		{Label: Msg("report.head.ends")},
	}}
	day := func(d store.Date) Cell {
		if d.IsZero() {
			return Cell{}
		}
		return Cell{Kind: DateCell, Date: d}
	}
	for _, o := range b.x.data.parts() {
		if o.From.After(b.o.Today) {
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Kind: TextCell, Label: Msg("report.part." + o.Role)}, {Kind: TextCell, Label: Name(o.Name)}, day(o.From), day(o.To),
		}})
	}
	return t
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

// projectOn is the project as it stands in the record on a day: the document of its own that runs then, or for want of
// one what the settings say.
func (d *Data) projectOn(day store.Date) store.Project {
	p := d.Project
	for _, q := range d.Projects {
		runs := !q.From.After(day) && (q.To.IsZero() || !q.To.Before(day))
		if runs && (p.ID == (store.ProjectID{}) || p.From.Before(q.From)) {
			organisations := p.Organisations
			p = q
			p.Organisations = organisations
		}
	}
	return p
}

// parts lists the dated parts of organisations, by part, first day and name: those on record, or for want of them those
// of the settings.
func (d *Data) parts() []store.OrganisationRole {
	names := map[store.OrganisationID]string{}
	for _, o := range d.Organisations {
		names[o.ID] = o.Name
	}
	out := slices.Clone(d.Project.Organisations)
	if len(d.Partnerships) > 0 {
		out = nil
	}
	for _, p := range d.Partnerships {
		if name := names[p.Organisation]; name != "" {
			out = append(out, store.OrganisationRole{Role: p.Part, Name: name, From: p.From, To: p.To})
		}
	}
	order := []string{store.PartLead, store.PartPartner, store.PartFunder}
	slices.SortFunc(out, func(a, b store.OrganisationRole) int {
		if at := slices.Index(order, a.Role) - slices.Index(order, b.Role); at != 0 {
			return at
		}
		if c := a.From.Time().Compare(b.From.Time()); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// holders names the organisations that have a part on a day.
func (d *Data) holders(part string, day store.Date) string {
	var names []string
	for _, o := range d.parts() {
		if o.Role == part && !day.Before(o.From) && (o.To.IsZero() || !day.After(o.To)) {
			names = append(names, o.Name)
		}
	}
	return strings.Join(names, ", ")
}
