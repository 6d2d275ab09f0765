package casework_test

import (
	"cmp"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// writeFunder writes what the funder's indicators are counted from, which is in no dataset, as rows for the program in R.
func writeFunder(t *testing.T, desk *casework.Desk, dir string) {
	t.Helper()
	d, err := desk.ReportData(t.Context())
	must(t, err)
	names := map[store.TeamID]string{}
	for _, team := range d.Teams {
		names[team.ID] = team.Name
	}
	subs := [][]string{{"team", "from"}}
	for _, s := range d.SubProjects {
		names[s.Team] = cmp.Or(s.Name, names[s.Team])
		subs = append(subs, []string{s.Team.String(), s.From.String()})
	}
	slices.SortFunc(d.Participants, func(a, b store.Participant) int { return slices.Compare(a.ID[:], b.ID[:]) })
	persons := map[store.PersonID]string{{}: ""}
	rows := [][]string{{
		"participation", "person", "team", "type", "gender", "age", "entry", "labour", "education", "exit", "job_search", "in_training",
		"qualification", "employed", "later_asked", "later_employed", "later_better", "start_entered", "end_entered",
	}}
	for i, p := range d.Participants {
		if _, seen := persons[p.Person]; !seen {
			persons[p.Person] = strconv.Itoa(len(persons))
		}
		rows = append(rows, []string{
			strconv.Itoa(i), persons[p.Person], names[p.Team], string(p.Type), string(p.Gender), string(p.Age), p.Entry.String(), string(p.Labour),
			string(p.Education), p.Exit.String(), string(p.JobSearch), string(p.InTraining), string(p.Qualification), string(p.Employed),
			p.LaterAsked.String(), string(p.LaterEmployed), string(p.LaterBetter), p.StartEntered.String(), p.EndEntered.String(),
		})
	}
	slices.SortFunc(d.Estimates, func(a, b store.Estimate) int { return slices.Compare(a.ID[:], b.ID[:]) })
	guesses := [][]string{{"entered", "team", "indicator", "from", "to", "women", "men", "other"}}
	for i, e := range d.Estimates {
		guesses = append(guesses, []string{
			strconv.Itoa(i), e.Team.String(), e.Indicator, e.From.String(), e.To.String(), strconv.Itoa(e.Women), strconv.Itoa(e.Men), strconv.Itoa(e.Other),
		})
	}
	for name, table := range map[string][][]string{"participants": rows, "estimates": guesses, "sub-projects": subs} {
		f, err := os.Create(filepath.Join(dir, name+".csv"))
		must(t, err)
		must(t, csv.NewWriter(f).WriteAll(table))
		must(t, f.Close())
	}
}
