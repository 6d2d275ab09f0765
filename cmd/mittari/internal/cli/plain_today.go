package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
)

// alertOut is one thing to look at, for machines.
type alertOut struct {
	Kind       string `json:"kind"`
	Person     string `json:"person"`
	Instrument string `json:"instrument"`
	Date       string `json:"date"`
}

// todayOut is what waits, for machines.
type todayOut struct {
	Date     string     `json:"date"`
	Families int        `json:"families"`
	Waiting  []dueLine  `json:"waiting"`
	Alerts   []alertOut `json:"alerts"`
}

// newToday reads the first screen of the app out line by line.
func newToday(a *app) *cobra.Command {
	c := a.command("today", "today", "mittari today", "mittari today --plain --lang sv", "mittari today --json")
	a.plainFlag(c)
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			v, err := desk.Today(cmd.Context())
			if err != nil {
				return err
			}
			return a.show(a.todayOut(v), func(w io.Writer) error { return a.readToday(w, &v) })
		})
	}
	return c
}

func (a *app) todayOut(v casework.TodayView) todayOut {
	waiting, _ := a.dueLines(v)
	out := todayOut{Date: v.Date.String(), Families: v.Families, Waiting: waiting, Alerts: []alertOut{}}
	for _, r := range v.Alerts {
		out.Alerts = append(out.Alerts, alertOut{
			Kind: string(r.Kind), Person: r.Person.Code, Instrument: a.loc.Text(r.Short), Date: r.Date.String(),
		})
	}
	return out
}

func (a *app) readToday(w io.Writer, v *casework.TodayView) error {
	t, l, r := a.loc.T, a.loc, newReading(w)
	r.say(t("today.title")+" "+l.Date(v.Date), t("today.counts", "families", l.N("count.families", v.Families),
		"due", len(v.Due), "drafts", len(v.Unfinished), "overdue", len(v.Overdue)), phrase.Backup(l, v))
	part := func(head string, n int, line func(int) string) {
		if n == 0 {
			return
		}
		r.part(t(head, "n", n))
		for i := range n {
			r.say(line(i))
		}
	}
	due := func(rows []casework.DueRow, when string) func(int) string {
		return func(i int) string { return a.dueSentence(rows[i], when) }
	}
	soon := v.Closing()
	part("today.unfinished", len(v.Unfinished), func(i int) string {
		d := v.Unfinished[i]
		return sentence(d.Person.Code, l.Text(d.Short), t("wave."+string(d.Draft.Wave)), t("today.answered", "n", d.Answered, "all", d.Asked))
	})
	part("today.alerts", len(v.Alerts), func(i int) string {
		x := &v.Alerts[i]
		return sentence(x.Person.Code, l.Text(x.Short), l.Date(x.Date)) + ": " + spoken(phrase.Alert(l, x))
	})
	part("today.agreed", len(v.Agreed), func(i int) string {
		x := &v.Agreed[i]
		if note := phrase.AgreedDay(l, x, v.Date); note != "" {
			return sentence(x.Family.Code, l.Date(x.Date), note)
		}
		return sentence(x.Family.Code, l.Date(x.Date))
	})
	part("today.closing", soon, due(v.Due[:soon], "today.closes"))
	part("today.due", len(v.Due)-soon, due(v.Due[soon:], "today.closes"))
	part("today.overdue", len(v.Overdue), due(v.Overdue, "today.closed"))
	if len(v.Unfinished)+len(v.Alerts)+len(v.Agreed)+len(v.Due)+len(v.Overdue) == 0 {
		r.part(t("cli.due.none"))
	}
	return r.err
}

func (a *app) dueSentence(d casework.DueRow, when string) string {
	l := a.loc
	return sentence(d.Person.Code, l.Text(d.Short), l.T("wave."+string(d.Wave)), l.T(when, "date", l.Date(d.Closes)),
		l.N("count.minutes", phrase.Minutes(d.Minutes)))
}

// sentence puts what belongs together on one line, with pauses between.
func sentence(parts ...string) string { return strings.Join(parts, ", ") }
