package export

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

const profileKey = "profile"

// How much fits on one page.
const (
	mostProfileSeries     = 3
	mostProfileIndicators = 6
	mostProfileYears      = 5
)

// profileSections are those of the profile of the areas: one page with public indicators as context and the project's
// own figures.
func (b *builder) profileSections() []*draftSection {
	d := &draftSection{Section: Section{
		Key: profileKey, Title: Msg("report.sheet.profile"), OnePage: true,
		Paragraphs: []Label{Msg("profile.intro"), Msg("profile.context")},
		Closing:    []Label{Msg("report.note.noranking")},
	}}
	d.tables = []*draftTable{b.peopleTable(), b.profileChange()}
	shown, more := b.publicShown()
	if len(shown) == 0 {
		d.Closing = append(d.Closing, Msg("profile.none"))
		return []*draftSection{d}
	}
	d.tables = append(d.tables, b.contextTable(shown), b.sourceTable(shown))
	if more > 0 {
		d.Closing = append(d.Closing, MsgN("profile.more", more))
	}
	return []*draftSection{d}
}

// profileChange is the change of the main scales with most pairs, by area and with intervals.
func (b *builder) profileChange() *draftTable {
	t := &draftTable{Table: Table{
		Key: "profile-change", Caption: Msg("profile.change"), Notes: []Label{Msg("report.change.sign"), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.scale")), {Label: b.x.groupHead()}}, heads("pairs", "start-mean", "end-mean", "better", "low", "high")...),
	}}
	var main []*series
	for _, s := range b.series {
		if s.main() {
			main = append(main, s)
		}
	}
	slices.SortStableFunc(main, func(x, y *series) int { return cmp.Compare(len(y.pairs), len(x.pairs)) })
	for _, s := range main[:min(len(main), mostProfileSeries)] {
		pairs := b.pairVars(s)
		for g, name := range b.x.groups {
			t.row(b.meanCells(s, name, pairs[g], s.statistics(&g))[:len(t.Columns)]...)
		}
		t.total(b.meanCells(s, Msg("report.total"), last(pairs), s.statistics(nil))[:len(t.Columns)]...)
	}
	return t
}

// publicShown are the public indicators that fit on the page: the first by name, of the newest years; more is how many
// indicators do not.
func (b *builder) publicShown() (shown []store.PublicIndicator, more int) {
	var names []string
	var years []int
	for _, p := range b.x.data.Public {
		if p.Removed.IsZero() && p.Year <= b.x.asOf.Year {
			shown = append(shown, p)
			names, years = append(names, p.Indicator), append(years, p.Year)
		}
	}
	slices.Sort(names)
	slices.Sort(years)
	names, years = slices.Compact(names), slices.Compact(years)
	more = max(0, len(names)-mostProfileIndicators)
	names, years = names[:len(names)-more], years[max(0, len(years)-mostProfileYears):]
	return slices.DeleteFunc(shown, func(p store.PublicIndicator) bool {
		return !slices.Contains(names, p.Indicator) || !slices.Contains(years, p.Year)
	}), more
}

// contextRow is one indicator of one area from one source over the years.
type contextRow struct {
	indicator, area, source string
	at                      int // place of the area: those of the record in order of their codes, then others
	values                  map[int]store.PublicIndicator
}

// contextTable shows public indicators as series of years. Areas stand in order of their codes.
func (b *builder) contextTable(shown []store.PublicIndicator) *draftTable {
	t := &draftTable{Table: Table{
		Key: "profile-context", Caption: Msg("profile.table"), Notes: []Label{Msg("profile.note")},
		Columns: []Column{wide(Msg("report.head.indicator")), wide(Msg("report.head.area"))},
	}}
	rows, years := b.contextRows(shown)
	for _, y := range years {
		t.Columns = append(t.Columns, Column{Label: Name(strconv.Itoa(y))})
	}
	for _, r := range rows {
		cells := []draftCell{text(Name(r.indicator)), text(Name(r.area))}
		for _, y := range years {
			p, ok := r.values[y]
			if !ok {
				cells = append(cells, blank())
				continue
			}
			cells = append(cells, constant(p.Value, p.Decimals))
		}
		t.row(cells...)
	}
	return t
}

func (b *builder) contextRows(shown []store.PublicIndicator) (rows []contextRow, years []int) {
	type key struct{ indicator, area, source string }
	at := map[key]int{}
	for _, p := range shown {
		name, place := b.areaNamed(p.Area)
		k := key{p.Indicator, name, p.Source}
		if _, seen := at[k]; !seen {
			at[k] = len(rows)
			rows = append(rows, contextRow{p.Indicator, name, p.Source, place, map[int]store.PublicIndicator{}})
		}
		rows[at[k]].values[p.Year] = p
		years = append(years, p.Year)
	}
	slices.SortFunc(rows, func(x, y contextRow) int {
		return cmp.Or(
			cmp.Compare(x.indicator, y.indicator), cmp.Compare(x.at, y.at), cmp.Compare(x.area, y.area), cmp.Compare(x.source, y.source),
		)
	})
	slices.Sort(years)
	return rows, slices.Compact(years)
}

// areaNamed finds the region that an indicator means by its code or name, and its place in the order of codes. Other
// areas, such as the whole country, come last.
func (b *builder) areaNamed(area string) (name string, place int) {
	regions := slices.Clone(b.x.data.Regions)
	slices.SortFunc(regions, func(x, y store.Region) int { return cmp.Or(cmp.Compare(x.Code, y.Code), cmp.Compare(x.Name, y.Name)) })
	for i, r := range regions {
		if area == r.Code || area == r.Name {
			return r.Name, i
		}
	}
	return area, len(regions)
}

// sourceTable says who published each indicator.
func (b *builder) sourceTable(shown []store.PublicIndicator) *draftTable {
	t := &draftTable{Table: Table{
		Key: "profile-sources", Caption: Msg("profile.sources"), Columns: []Column{
			wide(Msg("report.head.indicator")), wide(Msg("report.head.source")), wide(Msg("report.head.licence")), {Label: Msg("report.head.imported")},
		},
	}}
	type line struct {
		indicator, source, licence string
		imported                   store.Date
	}
	var lines []line
	for _, p := range shown {
		l := line{p.Indicator, p.Source, p.Licence, p.Imported}
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	slices.SortFunc(lines, func(x, y line) int {
		return cmp.Or(
			cmp.Compare(x.indicator, y.indicator), cmp.Compare(x.source, y.source), cmp.Compare(x.licence, y.licence),
			cmp.Compare(y.imported.DaysSince(x.imported), 0),
		)
	})
	for _, l := range lines {
		licence := Name(l.licence)
		if l.licence == "" {
			licence = Msg("report.cover.notgiven")
		}
		day := Cell{Kind: DateCell, Date: l.imported}
		t.row(text(Name(l.indicator)), text(Name(l.source)), text(licence), func(*disclosure.Outcome) Cell { return day })
	}
	return t
}
