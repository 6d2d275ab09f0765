package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

// TeamRequest is which period the team is looked at over, and in whose words.
type TeamRequest struct {
	Period string // as a report's; empty: the whole project
	Words  export.Words
}

// TeamPage names a page of the team's figures.
type TeamPage string

// Pages in their order.
const (
	TeamCoverage TeamPage = "coverage"
	TeamChange   TeamPage = "change"
	TeamStuck    TeamPage = "stuck"
	TeamWork     TeamPage = "work" // how much work was done, and how much was asked
)

// TeamPages in the order in which they are shown.
func TeamPages() []TeamPage { return []TeamPage{TeamCoverage, TeamChange, TeamStuck, TeamWork} }

// TeamView is how the work of the team goes, in the words asked for. It holds only what a report may show: no figure
// is about a worker, and small counts are hidden as in a report.
type TeamView struct {
	Period string     // in words
	AsOf   store.Date // last day the figures look at
	Pages  map[TeamPage][]TeamTable
}

// TeamTable is a table in words.
type TeamTable struct {
	Caption string
	Columns []string // the first names the row
	Rows    [][]string
	Notes   []string
}

// picked are the columns of a report's table that the screen has room for, by their headings; none: all of them.
type picked struct {
	page           TeamPage
	section, table string
	columns        []string
}

// teamTables are taken from the report of the team, so that screen and report never tell two stories.
func teamTables() []picked {
	return []picked{
		{TeamCoverage, "completeness", "funnel", nil},
		{TeamCoverage, "completeness", "forms", []string{"form", "due", "done", "coverage"}},
		{TeamChange, "change", "change", []string{"scale", "pairs", "start-mean", "end-mean", "better", "low", "high"}},
		{TeamChange, "reliable", "reliable", []string{"scale", "judged", "share-better", "share-same", "share-worse"}},
		{TeamWork, "burden", "burden", nil},
		{TeamWork, "burden", "discussed", []string{"who", "results", "discussed", "share-discussed"}},
	}
}

// Team is how the work of the team goes over a period. Looking is logged.
func (d *Desk) Team(ctx context.Context, req TeamRequest) (TeamView, error) {
	rep, err := d.Report(ctx, ReportRequest{Kind: export.TeamReport, Period: req.Period, Words: req.Words})
	if err != nil {
		return TeamView{}, fmt.Errorf("look at the team: %w", err)
	}
	v := TeamView{Period: rep.Period.Label().In(req.Words), AsOf: rep.DataDate, Pages: map[TeamPage][]TeamTable{}}
	for _, p := range teamTables() {
		if section := rep.Section(p.section); section != nil {
			if table := section.Table(p.table); table != nil {
				v.Pages[p.page] = append(v.Pages[p.page], inWords(table, p.columns, req.Words))
			}
		}
	}
	stuck, err := d.stuck(ctx, req.Words)
	if err != nil {
		return TeamView{}, fmt.Errorf("look at the team: %w", err)
	}
	v.Pages[TeamStuck] = []TeamTable{stuck}
	return v, d.log(ctx, store.ActView, store.FamilyID{}, "report "+string(rep.Kind), rep.Checksum)
}

func inWords(t *export.Table, columns []string, words export.Words) TeamTable {
	heads, rows := workbook.TableInWords(t, words)
	out := TeamTable{Caption: t.Caption.In(words)}
	for _, n := range t.Notes {
		out.Notes = append(out.Notes, n.In(words))
	}
	var keep []int
	taken := map[string]bool{} // the limits of a later figure have the same headings
	for i := range heads {
		name := strings.TrimPrefix(t.Columns[i].Label.Key, "report.head.")
		if columns == nil || slices.Contains(columns, name) && !taken[name] {
			taken[name] = true
			keep = append(keep, i)
			out.Columns = append(out.Columns, heads[i])
		}
	}
	for _, row := range rows {
		var cells []string
		for _, i := range keep {
			cells = append(cells, row[i])
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// isStuck reports whether somebody in a family is doing reliably worse than at the start of the episode by their
// newest result, or their feedback on the meetings has fallen or stands still. It does not matter whether that has
// been talked about.
func (d *Desk) isStuck(f familyRecord) bool {
	seen := map[seriesKey]bool{}
	for i := len(f.scored) - 1; i >= 0; i-- {
		a := &f.scored[i]
		key := seriesKey{id: a.Instrument.ID, informant: a.Informant, respondent: a.Respondent}
		if a.State != store.Completed || seen[key] {
			continue
		}
		seen[key] = true
		if a.Instrument.ID == MeetingFeedback {
			if kind, _ := d.feedbackAlert(f, a); kind != "" {
				return true
			}
			continue
		}
		if worse, _ := d.worse(f, a); worse {
			return true
		}
	}
	return false
}

// stuck counts the families in work that are stuck, by team in the order of names. Families that are out of the
// evaluation are not counted.
func (d *Desk) stuck(ctx context.Context, words export.Words) (TeamTable, error) {
	families, err := d.caseload(ctx)
	if err != nil {
		return TeamTable{}, err
	}
	var persons []store.Person
	for _, f := range families {
		persons = append(persons, f.persons...)
	}
	out, err := outOfEvaluation(ctx, d.rec, persons, d.Date())
	if err != nil {
		return TeamTable{}, err
	}
	all, stuck := map[store.TeamID]int{}, map[store.TeamID]int{}
	for _, f := range families {
		if out[f.family.ID] || len(f.episodes) == 0 {
			continue
		}
		team := f.episodes[len(f.episodes)-1].Team
		all[team]++
		if d.isStuck(f) {
			stuck[team]++
		}
	}
	teams, err := d.rec.Teams(ctx)
	if err != nil {
		return TeamTable{}, err
	}
	teams = slices.DeleteFunc(teams, func(t store.Team) bool { return all[t.ID] == 0 })
	slices.SortFunc(teams, func(a, b store.Team) int { return compareNames(a, b) })
	return stuckTable(ctx, teams, all, stuck, words)
}
