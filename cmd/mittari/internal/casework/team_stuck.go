package casework

import (
	"cmp"
	"context"
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

func compareNames(a, b store.Team) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
}

// stuckTable hides small counts by the rules of reports: stuck and other families add up to those in work, and the
// teams to all of them.
func stuckTable(ctx context.Context, teams []store.Team, all, stuck map[store.TeamID]int, words export.Words) (TeamTable, error) {
	p := disclosure.New(disclosure.Default())
	three := func(key string, families, slow int) [3]disclosure.Var {
		v := [3]disclosure.Var{p.Count(key+"/all", families), p.Count(key+"/stuck", slow), p.Count(key+"/others", families-slow)}
		p.Sum(v[0], v[1], v[2])
		return v
	}
	rows := make([][3]disclosure.Var, 0, len(teams)+1)
	families, slow := 0, 0
	for i, t := range teams {
		rows = append(rows, three(fmt.Sprint(i), all[t.ID], stuck[t.ID]))
		families, slow = families+all[t.ID], slow+stuck[t.ID]
	}
	total := three("total", families, slow)
	for k := range total {
		parts := make([]disclosure.Var, len(rows))
		for i := range rows {
			parts[i] = rows[i][k]
		}
		p.Sum(total[k], parts...)
	}
	outcome, err := p.Protect(ctx)
	if err != nil {
		return TeamTable{}, fmt.Errorf("protect small groups: %w", err)
	}
	t := TeamTable{
		Caption: words.T("team.stuck"), Notes: []string{words.T("team.stuck.note"), words.T("report.note.noranking")},
		Columns: []string{words.T("report.head.team"), words.T("team.head.families"), words.T("team.head.stuck")},
	}
	shown := func(v disclosure.Var) string {
		n, why := outcome.Count(v)
		if why != disclosure.Shown {
			return export.HiddenLabel(why).In(words)
		}
		return words.Number(float64(n), 0)
	}
	for i, team := range teams {
		t.Rows = append(t.Rows, []string{team.Name, shown(rows[i][0]), shown(rows[i][1])})
	}
	if len(teams) != 1 {
		t.Rows = append(t.Rows, []string{words.T("report.total"), shown(total[0]), shown(total[1])})
	}
	return t, nil
}
