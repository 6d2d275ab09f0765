package cli

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
)

// dueLine is one thing that waits, for machines.
type dueLine struct {
	State      string `json:"state"` // "agreed", "overdue", "due" or "unfinished"
	Family     string `json:"family"`
	Person     string `json:"person,omitempty"` // the rest is not of an agreed meeting, which has a day
	Instrument string `json:"instrument,omitempty"`
	Wave       string `json:"wave,omitempty"`
	Day        string `json:"day,omitempty"`
	Past       bool   `json:"past,omitempty"` // the day has gone by without a meeting
	Opens      string `json:"opens,omitempty"`
	Closes     string `json:"closes,omitempty"`
}

func newDue(a *app) *cobra.Command {
	c := a.command("due", "due", "mittari due", "mittari due --json")
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		desk, _, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
		today, err := desk.Today(cmd.Context())
		if err != nil {
			return err
		}
		lines, table := a.dueLines(today)
		return a.show(lines, func(w io.Writer) error {
			if len(lines) == 0 {
				a.say(a.loc.T("cli.due.none"))
				return nil
			}
			return grid(w, table)
		})
	}
	return c
}

func (a *app) dueLines(today casework.TodayView) ([]dueLine, [][]string) {
	lines := []dueLine{}
	table := [][]string{a.heads("state", "family", "person", "instrument", "wave", "closes")}
	add := func(l dueLine, short, closes string) {
		lines = append(lines, l)
		wave := ""
		if l.Wave != "" {
			wave = a.loc.T("wave." + l.Wave)
		}
		table = append(table, []string{a.loc.T("cli.due." + l.State), l.Family, l.Person, short, wave, closes})
	}
	for i := range today.Agreed {
		r := &today.Agreed[i]
		day := strings.TrimSpace(a.loc.Date(r.Date) + " " + phrase.AgreedDay(a.loc, r, today.Date))
		add(dueLine{State: "agreed", Family: r.Family.Code, Day: r.Date.String(), Past: r.Past}, "", day)
	}
	for _, part := range []struct {
		state string
		rows  []casework.DueRow
	}{{"overdue", today.Overdue}, {"due", today.Due}} {
		for _, r := range part.rows {
			add(dueLine{
				State: part.state, Family: r.Family.Code, Person: r.Person.Code, Instrument: r.Ref.String(),
				Wave: string(r.Wave), Opens: r.Opens.String(), Closes: r.Closes.String(),
			}, a.loc.Text(r.Short), a.loc.Date(r.Closes))
		}
	}
	for _, r := range today.Unfinished {
		add(dueLine{
			State: "unfinished", Family: r.Family.Code, Person: r.Person.Code,
			Instrument: r.Draft.Instrument.String(), Wave: string(r.Draft.Wave),
		}, a.loc.Text(r.Short), "")
	}
	return lines, table
}
