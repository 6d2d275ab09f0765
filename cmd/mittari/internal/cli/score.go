package cli

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/sheet"
)

// scoreFlags are what score was told.
type scoreFlags struct {
	instrument, in, out, informant, sex string
	prefix                              string
	columns                             map[string]int
	key                                 []string
	decimalComma, explain, wide         bool
}

// scoreResult is what score did, for machines.
type scoreResult struct {
	Definition string           `json:"definition"`
	Confidence string           `json:"confidence"` // how sure the scoring key is
	Rows       int              `json:"rows"`
	Sheets     int              `json:"sheets"`
	Refused    int              `json:"refused"`
	NotScored  int              `json:"not_scored"`
	Absent     []int            `json:"absent_items,omitempty"`
	Problems   []problemLine    `json:"problems,omitempty"`
	More       int              `json:"more_problems,omitempty"` // beyond those listed
	Scores     []map[string]any `json:"scores,omitempty"`
	Out        string           `json:"out,omitempty"`
}

func newScore(a *app) *cobra.Command {
	var o scoreFlags
	c := a.command("score", "score --instrument ID --in FILE",
		"mittari score --instrument phq-9 --in answers.csv --out scores.csv",
		"mittari score --instrument sdq --informant parent --in answers.xlsx --json",
		"mittari score --instrument yp-core --in answers.csv --explain")
	f := c.Flags()
	f.StringVar(&o.instrument, "instrument", "", a.loc.T("cli.flag.instrument"))
	f.StringVar(&o.in, "in", "", a.loc.T("cli.flag.in"))
	f.StringVar(&o.out, "out", "", a.loc.T("cli.flag.out"))
	f.StringVar(&o.informant, "informant", "", a.loc.T("cli.flag.informant"))
	f.StringVar(&o.sex, "sex", "", a.loc.T("cli.flag.sex"))
	f.BoolVar(&o.decimalComma, "decimal-comma", false, a.loc.T("cli.flag.decimal-comma"))
	f.BoolVar(&o.explain, "explain", false, a.loc.T("cli.flag.explain"))
	f.BoolVar(&o.wide, "wide", false, a.loc.T("cli.flag.wide"))
	f.StringVar(&o.prefix, "prefix", "", a.loc.T("cli.flag.prefix"))
	f.StringToIntVar(&o.columns, "columns", nil, a.loc.T("cli.flag.columns"))
	f.StringSliceVar(&o.key, "key", nil, a.loc.T("cli.flag.key"))
	c.RunE = func(cmd *cobra.Command, _ []string) error { return a.score(cmd.Context(), o) }
	return c
}

func (a *app) score(ctx context.Context, o scoreFlags) (err error) {
	if err := a.needed("instrument", o.instrument, "in", o.in); err != nil {
		return err
	}
	if err := a.who(o.informant, o.sex); err != nil {
		return err
	}
	if o.explain && a.flags.json {
		return a.usage("cli.usage.explain-json")
	}
	def, err := a.definition(o.instrument)
	if err != nil {
		return err
	}
	a.warnUnchecked(def)
	scorer, err := scoring.Compile(def)
	if err != nil {
		return err
	}
	in, err := a.openTable(ctx, o.in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()

	var sum sheet.Summary
	found := &problems{}
	opts := sheet.ScoreOptions{
		File: o.in, Informant: instruments.Informant(o.informant), Sex: instruments.Sex(o.sex),
		Format: sheet.Format{DecimalComma: o.decimalComma && !a.flags.json}, Problem: found.add,
		Prefix: o.prefix, Columns: o.columns, Key: o.key, Wide: o.wide,
		Progress: a.rowsRead,
	}
	for name, number := range o.columns {
		if def.ItemIndex(number) < 0 {
			return a.usage("cli.usage.columns", "column", name, "item", number)
		}
	}
	explained := a.explainer(a.std.Out)
	if o.explain {
		opts.Scored = func(s sheet.Scored) { explained.sheet(def, s) }
	}
	text, err := a.writeScores(o, func(w io.Writer) (err error) {
		if in.rows != nil {
			sum, err = sheet.ScoreRows(ctx, in.rows, w, scorer, opts)
		} else {
			sum, err = sheet.Score(ctx, in.text, w, scorer, opts)
		}
		return err
	})
	whole := fileProblem(err, found)
	if err != nil && !whole {
		return err
	}
	if explained.page.err != nil {
		return explained.page.err
	}
	return a.scored(def, sum, found, whole, text, o.out)
}

// writeScores is writeTable, but an explanation takes the place of a table on standard output.
func (a *app) writeScores(o scoreFlags, run func(io.Writer) error) (string, error) {
	if o.explain && (o.out == "" || o.out == "-") {
		return "", run(io.Discard)
	}
	return a.writeTable(o.out, run)
}

// scored tells what was done and ends with the code for what was left out.
func (a *app) scored(def *instruments.Definition, sum sheet.Summary, found *problems, whole bool, text, out string) error {
	if err := a.printProblems(found); err != nil {
		return err
	}
	if a.flags.json {
		scores, err := asObjects(text)
		if err != nil {
			return err
		}
		r := scoreResult{
			Definition: def.Ref().String(), Confidence: string(keyConfidence(def)), Rows: sum.Rows, Sheets: sum.Sheets, Refused: sum.Refused,
			NotScored: sum.NotScored, Absent: sum.AbsentItems, Problems: found.forMachines(), More: found.more, Scores: scores, Out: out,
		}
		if err := a.show(r, nil); err != nil {
			return err
		}
	}
	if prefix := found.likelyPrefix(); prefix != "" {
		a.note("cli.score.prefix", "prefix", printable(prefix))
	}
	if len(sum.AbsentItems) > 0 {
		a.note("cli.score.absent", "items", sum.AbsentItems)
	}
	a.note("cli.score.done", "sheets", sum.Sheets, "refused", sum.Refused, "unscored", sum.NotScored, "ref", def.Ref())
	switch {
	case whole && sum.Sheets == 0:
		return &warned{exitFailed}
	case found.any():
		return &warned{exitWarned}
	}
	return nil
}

// warnUnchecked says that a scoring key is only recalled. Scores are computed all the same: whether the key is right may
// be just what somebody wants to find out.
func (a *app) warnUnchecked(def *instruments.Definition) {
	if def.NeedsCheck() {
		a.note("cli.score.needs-check", "ref", def.Ref())
	}
}

// keyConfidence is how sure the scoring key is: as sure as the least sure of its scales.
func keyConfidence(def *instruments.Definition) instruments.Confidence {
	all := make([]instruments.Confidence, len(def.Scales))
	for i := range def.Scales {
		all[i] = def.Scales[i].Evidence.Confidence
	}
	return instruments.Weakest(all...)
}

// rowsRead tells how far a large table was read.
func (a *app) rowsRead(rows int) { a.note("cli.score.progress", "rows", rows) }

// needed checks that flags have a value; names and values alternate.
func (a *app) needed(pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			return a.usage("cli.usage.needed", "flag", pairs[i])
		}
	}
	return nil
}

func (a *app) who(informant, sex string) error {
	if informant != "" {
		if err := a.oneOf("informant", informant, texts(informants())...); err != nil {
			return err
		}
	}
	if sex != "" {
		return a.oneOf("sex", sex, string(instruments.Female), string(instruments.Male))
	}
	return nil
}

func informants() []instruments.Informant {
	return []instruments.Informant{instruments.Self, instruments.Parent, instruments.Teacher}
}
