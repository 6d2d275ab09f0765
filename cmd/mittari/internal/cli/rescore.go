package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// rescored is what rescore found, for machines.
type rescored struct {
	Checked     int          `json:"checked"`
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
		found, err := rescore(cmd.Context(), rec, desk.Catalogue())
		if err != nil {
			return err
		}
		if err := a.show(found, func(w io.Writer) error { return a.printRescored(w, found) }); err != nil {
			return err
		}
		if len(found.Differences) > 0 {
			return &warned{exitWarned}
		}
		return nil
	}
	return c
}

func (a *app) printRescored(w io.Writer, found rescored) error {
	if len(found.Differences) > 0 {
		table := [][]string{a.heads("person", "instrument", "date", "scale", "stored", "now")}
		for _, d := range found.Differences {
			table = append(table, []string{d.Person, d.Instrument, d.Date, d.Scale, d.Stored, d.Now})
		}
		if err := grid(w, table); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, a.loc.T("cli.rescore.done", "n", found.Checked, "differences", len(found.Differences)))
	return err
}

// rescore scores every completed administration again and compares with what is stored. Nothing is changed.
func rescore(ctx context.Context, rec casework.Record, cat *instruments.Catalogue) (rescored, error) {
	out := rescored{Differences: []difference{}}
	persons, err := rec.Persons(ctx, store.FamilyID{})
	if err != nil {
		return out, fmt.Errorf("read persons: %w", err)
	}
	byID := map[store.PersonID]store.Person{}
	for _, p := range persons {
		byID[p.ID] = p
	}
	scorers := map[instruments.Ref]*scoring.Scorer{}
	err = rec.EachScored(ctx, true, func(s store.Scored) error {
		if s.State != store.Completed {
			return nil
		}
		scorer, ok := scorers[s.Instrument]
		if !ok {
			def, err := cat.At(s.Instrument)
			if err != nil {
				return err
			}
			if scorer, err = scoring.Compile(def); err != nil {
				return fmt.Errorf("compile %s: %w", s.Instrument, err)
			}
			scorers[s.Instrument] = scorer
		}
		subject := byID[s.Subject]
		res, err := scorer.Score(s.Responses, casework.ContextOf(subject, s.Administration))
		if err != nil {
			return fmt.Errorf("score %s: %w", s.ID, err)
		}
		out.Checked++
		now, _ := casework.StoredCopy(s.ID, res)
		out.Differences = append(out.Differences, differences(subject.Code, s, now)...)
		return nil
	})
	if err != nil {
		return out, fmt.Errorf("score again: %w", err)
	}
	return out, nil
}

func differences(person string, s store.Scored, now []store.ScaleScore) []difference {
	was := map[instruments.ScaleID]store.ScaleScore{}
	for _, x := range s.Scores {
		was[x.Scale] = x
	}
	var out []difference
	for _, n := range now {
		w, ok := was[n.Scale]
		if ok && w.Scored == n.Scored && w.Band == n.Band && w.Reason == n.Reason && math.Abs(w.Value-n.Value) < 1e-9 {
			continue
		}
		d := difference{
			Administration: s.ID.String(), Person: person, Instrument: s.Instrument.String(), Date: s.Answered.String(),
			Scale: string(n.Scale), Stored: "–", Now: inShort(n),
		}
		if ok {
			d.Stored = inShort(w)
		}
		out = append(out, d)
	}
	return out
}

func inShort(s store.ScaleScore) string {
	if !s.Scored {
		return s.Reason
	}
	text := strconv.FormatFloat(s.Value, 'g', -1, 64)
	if s.Band != "" {
		text += " " + s.Band
	}
	return text
}
