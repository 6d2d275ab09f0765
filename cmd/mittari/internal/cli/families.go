package cli

import (
	"errors"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/store"
)

// familyLine is one family for machines.
type familyLine struct {
	Code     string `json:"code"`
	Team     string `json:"team"`
	Worker   string `json:"worker"`
	Start    string `json:"start,omitempty"`
	End      string `json:"end,omitempty"`
	Persons  int    `json:"persons"`
	LastSeen string `json:"last_seen,omitempty"`
	Drafts   int    `json:"drafts"`
	Risks    int    `json:"open_risks"`
	Erased   string `json:"erased,omitempty"`
}

func newFamilies(a *app) *cobra.Command {
	var filter store.FamilyFilter
	c := a.command("families", "families", "mittari families --open", "mittari families --text ES-00 --json")
	c.Flags().BoolVar(&filter.Open, "open", false, a.loc.T("cli.flag.open"))
	c.Flags().StringVar(&filter.Text, "text", "", a.loc.T("cli.flag.text"))
	c.Flags().IntVar(&filter.Limit, "limit", 0, a.loc.T("cli.flag.limit"))
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		desk, _, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
		rows, err := desk.Families(cmd.Context(), filter)
		if err != nil {
			return err
		}
		lines := make([]familyLine, len(rows))
		table := [][]string{a.heads("family", "team", "worker", "start", "end", "persons", "last-seen", "drafts", "risks")}
		for i, r := range rows {
			lines[i] = familyLine{
				Code: r.Code, Team: r.Team, Worker: r.Worker, Start: r.Episode.Start.String(), End: r.Episode.End.String(),
				Persons: r.Persons, LastSeen: r.LastSeen.String(), Drafts: r.Drafts, Risks: r.OpenRisks, Erased: r.Erased.String(),
			}
			table = append(table, []string{
				r.Code, r.Team, r.Worker, a.loc.Date(r.Episode.Start), a.loc.Date(r.Episode.End),
				strconv.Itoa(r.Persons), a.loc.Date(r.LastSeen), strconv.Itoa(r.Drafts), strconv.Itoa(r.OpenRisks),
			})
		}
		return a.show(lines, func(w io.Writer) error { return grid(w, table) })
	}
	return c
}
