package cli

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// rescored is what rescore found, for machines.
type rescored struct {
	Checked     int          `json:"checked"`
	Unknown     int          `json:"definition_unknown"`
	Differences []difference `json:"differences"`
}

// difference is a stored result that is not what the answers give now.
type difference struct {
	Administration string `json:"administration"`
	Person         string `json:"person"`
	Instrument     string `json:"instrument"`
	Date           string `json:"date"`
	Scale          string `json:"scale"`
	Stored         string `json:"stored"`
	Now            string `json:"now"`
}

func newRescore(a *app) *cobra.Command {
	c := a.command("rescore", "rescore", "mittari rescore", "mittari rescore --json")
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		desk, rec, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
		found, err := casework.Rescore(cmd.Context(), rec, desk.Catalogue())
		if err != nil {
			return err
		}
		if err := a.show(rescoredOf(found), func(w io.Writer) error { return a.printRescored(w, found) }); err != nil {
			return err
		}
		if len(found.Differences) > 0 {
			return &warned{exitWarned}
		}
		return nil
	}
	return c
}

func (a *app) printRescored(w io.Writer, found casework.Rescored) error {
	if len(found.Differences) > 0 {
		if err := a.printDifferences(w, found.Differences); err != nil {
			return err
		}
	}
	if found.Unknown > 0 {
		if _, err := fmt.Fprintln(w, a.loc.N("cli.verify.unknown", found.Unknown)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, a.loc.T("cli.rescore.done", "n", found.Checked, "differences", len(found.Differences)))
	return err
}

func (a *app) printDifferences(w io.Writer, all []casework.Difference) error {
	table := [][]string{a.heads("person", "instrument", "date", "scale", "stored", "now")}
	for _, d := range all {
		table = append(table, []string{
			d.Person, d.Instrument.String(), d.Date.String(), string(d.Scale), inShort(d.Stored), inShort(&d.Now),
		})
	}
	return grid(w, table)
}

func rescoredOf(found casework.Rescored) rescored {
	out := rescored{Checked: found.Checked, Unknown: found.Unknown, Differences: []difference{}}
	for _, d := range found.Differences {
		out.Differences = append(out.Differences, difference{
			Administration: d.Administration.String(), Person: d.Person, Instrument: d.Instrument.String(),
			Date: d.Date.String(), Scale: string(d.Scale), Stored: inShort(d.Stored), Now: inShort(&d.Now),
		})
	}
	return out
}

// inShort is a stored score on one line; nil is a dash.
func inShort(s *store.ScaleScore) string {
	if s == nil {
		return "–"
	}
	if !s.Scored {
		return s.Reason
	}
	text := strconv.FormatFloat(s.Value, 'g', -1, 64)
	if s.Band != "" {
		text += " " + s.Band
	}
	return text
}
