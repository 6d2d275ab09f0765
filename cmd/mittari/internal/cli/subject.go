package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// withRecord runs f at a desk and leaves it.
func (a *app) withRecord(ctx context.Context, f func(desk *casework.Desk, rec cabinet.Record) error) (err error) {
	desk, rec, err := a.desk(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, desk.Leave(ctx)) }()
	return f(desk, rec)
}

// family finds a family by its code.
func (a *app) family(ctx context.Context, rec cabinet.Record, code string) (store.Family, error) {
	f, err := rec.FamilyByCode(ctx, strings.ToUpper(strings.TrimSpace(code)))
	if err != nil {
		return f, fmt.Errorf("find family %s: %w", code, err)
	}
	return f, nil
}

func newExtract(a *app) *cobra.Command {
	var out, why string
	var replace bool
	c := a.command("extract", "extract", `mittari extract ES-0042-N1 --out own-data.xlsx --why "asked for on 21 November"`,
		`mittari extract ES-0042-N1 --out own-data.txt --why "asked for"`, `mittari extract ES-0042-N1 --json --why "asked for"`)
	c.Use = "extract " + a.loc.T("cli.word.person")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&out, "out", "", a.loc.T("cli.flag.extract-out"))
	c.Flags().StringVar(&why, "why", "", a.loc.T("cli.flag.reason"))
	c.Flags().BoolVar(&replace, "replace", false, a.loc.T("cli.flag.replace"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if out == "" && !a.flags.json {
			return a.usage("cli.usage.needed", "flag", "out")
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			p, err := personByCode(ctx, rec, args[0])
			if err != nil {
				return err
			}
			if out == "" {
				return a.extractAsJSON(ctx, desk, p, why)
			}
			err = desk.WriteExtract(ctx, casework.ExtractRequest{Person: p.ID, Why: why, Words: a.loc, Path: out, Overwrite: replace})
			if err != nil {
				return err
			}
			a.note("cli.extract.plain")
			return a.saved(out, "cli.extract.done")
		})
	}
	return c
}

// chapterOf is a chapter of an extract for machines: its tables as rows of words under their headings.
type chapterOf struct {
	Chapter string    `json:"chapter"`
	Tables  []tableOf `json:"tables"`
}

type tableOf struct {
	Title   string     `json:"title,omitempty"`
	Columns []string   `json:"columns,omitempty"`
	Rows    [][]string `json:"rows"`
}

func (a *app) extractAsJSON(ctx context.Context, desk *casework.Desk, p store.Person, why string) error {
	rep, err := desk.Extract(ctx, p.ID, why)
	if err != nil {
		return err
	}
	out := []chapterOf{}
	for _, s := range rep.Sections {
		chapter := chapterOf{Chapter: s.Key, Tables: []tableOf{}}
		for i := range s.Tables {
			columns, rows := workbook.TableInWords(&s.Tables[i], a.loc)
			chapter.Tables = append(chapter.Tables, tableOf{Title: s.Tables[i].Caption.In(a.loc), Columns: columns, Rows: rows})
		}
		out = append(out, chapter)
	}
	return a.show(out, func(io.Writer) error { return nil })
}

func newCorrect(a *app) *cobra.Command {
	var items []string
	var why, instrument, date string
	c := a.command("correct", "correct", `mittari correct ES-0042-N1 --instrument yp-core --date 2026-06-05 --item 3=2 --item 7=skip --why "mistyped from paper"`)
	c.Use = "correct " + a.loc.T("cli.word.person-or-id")
	c.Args = a.arguments(1, 1)
	c.Flags().StringArrayVar(&items, "item", nil, a.loc.T("cli.flag.correct-item"))
	c.Flags().StringVar(&why, "why", "", a.loc.T("cli.flag.reason"))
	c.Flags().StringVar(&instrument, "instrument", "", a.loc.T("cli.flag.correct-instrument"))
	c.Flags().StringVar(&date, "date", "", a.loc.T("cli.flag.correct-date"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		answers, err := a.corrections(items)
		if err != nil {
			return err
		}
		on, err := a.date("date", date)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			id, err := a.toCorrect(ctx, rec, args[0], instruments.ID(instrument), on)
			if err != nil {
				return err
			}
			after, err := desk.Correct(ctx, casework.Correction{ID: id, Answers: answers, Why: why})
			if err != nil {
				return err
			}
			return a.printCorrected(after)
		})
	}
	return c
}

// corrections reads --item NUMBER=CODE; "skip" stands for no answer.
func (a *app) corrections(items []string) (map[int]instruments.Response, error) {
	if len(items) == 0 {
		return nil, a.usage("cli.usage.needed", "flag", "item")
	}
	out := map[int]instruments.Response{}
	for _, s := range items {
		number, code, ok := strings.Cut(s, "=")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if !ok || err != nil {
			return nil, a.usage("cli.usage.correct-item", "value", s)
		}
		if code = strings.TrimSpace(code); code == "skip" {
			out[n] = instruments.Skip(instruments.NoReason)
			continue
		}
		v, err := strconv.ParseInt(code, 10, 16)
		if err != nil {
			return nil, a.usage("cli.usage.correct-item", "value", s)
		}
		out[n] = instruments.Answer(int(v))
	}
	return out, nil
}

// toCorrect finds the administration: by its id, or as the newest of an instrument that a person answered.
func (a *app) toCorrect(ctx context.Context, rec cabinet.Record, what string, instrument instruments.ID, on store.Date) (store.AdministrationID, error) {
	var id store.AdministrationID
	if err := id.UnmarshalText([]byte(what)); err == nil {
		return id, nil
	}
	if instrument == "" {
		return store.AdministrationID{}, a.usage("cli.usage.needed", "flag", "instrument")
	}
	p, err := personByCode(ctx, rec, what)
	if err != nil {
		return store.AdministrationID{}, err
	}
	all, err := rec.OfFamily(ctx, p.Family)
	if err != nil {
		return store.AdministrationID{}, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		s := &all[i]
		if s.State == store.Completed && s.Respondent == p.ID && s.Instrument.ID == instrument && (on.IsZero() || s.Answered == on) {
			return s.ID, nil
		}
	}
	return store.AdministrationID{}, fmt.Errorf("find the administration: %w", store.ErrNotFound)
}

// corrected is what a correction gave, for machines.
type corrected struct {
	Administration string            `json:"administration"`
	Revision       int               `json:"revision"`
	Scores         map[string]string `json:"scores"`
}

func (a *app) printCorrected(s store.Scored) error {
	out := corrected{Administration: s.ID.String(), Revision: s.Revision, Scores: map[string]string{}}
	for i := range s.Scores {
		out.Scores[string(s.Scores[i].Scale)] = inShort(&s.Scores[i])
	}
	return a.show(out, func(w io.Writer) error {
		table := [][]string{a.heads("scale", "now")}
		for i := range s.Scores {
			table = append(table, []string{string(s.Scores[i].Scale), inShort(&s.Scores[i])})
		}
		if err := grid(w, table); err != nil {
			return err
		}
		_, err := fmt.Fprintln(w, a.loc.T("cli.correct.done", "n", s.Revision))
		return err
	})
}
