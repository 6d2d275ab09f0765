package cli

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// frozenOut is a frozen report, for machines.
type frozenOut struct {
	Number   int    `json:"number"`
	Kind     string `json:"kind"`
	Period   string `json:"period"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	DataDate string `json:"data_date"`
	Made     string `json:"made"`
	Program  string `json:"program"`
	Rules    string `json:"rules"`
	Checksum string `json:"checksum"`
}

func frozenOf(v casework.FrozenView) frozenOut {
	f := v.Report
	return frozenOut{
		Number: v.Number, Kind: f.Report, Period: f.Period, From: f.From.String(), To: f.To.String(), DataDate: f.DataDate.String(),
		Made: f.Made.Format("2006-01-02T15:04:05Z07:00"), Program: f.Program, Rules: f.Rules, Checksum: f.Checksum,
	}
}

// newReportFreeze stores the figures of a report for good.
func newReportFreeze(a *app) *cobra.Command {
	var o reportFlags
	var kind string
	c := a.command("report-freeze", "freeze --kind KIND", "mittari report freeze --kind annex --period 2026H1", "mittari report freeze --kind esf")
	f := c.Flags()
	f.StringVar(&kind, "kind", "", a.loc.T("cli.flag.report-kind"))
	f.StringVar(&o.period, "period", "", a.loc.T("cli.flag.period"))
	f.StringVar(&o.from, "from", "", a.loc.T("cli.flag.report-from"))
	f.StringVar(&o.to, "to", "", a.loc.T("cli.flag.report-to"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := errors.Join(a.needed("kind", kind), a.rangeOf(&o)); err != nil {
			return err
		}
		o.kind = export.Kind(kind)
		if !slices.Contains(export.Kinds(), o.kind) {
			return a.usage("cli.usage.report-kind", "arg", kind)
		}
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			v, err := desk.Freeze(cmd.Context(), casework.ReportRequest{Kind: o.kind, Period: o.period, Words: a.loc, Program: version})
			if err != nil {
				return err
			}
			return a.showFrozen([]casework.FrozenView{v})
		})
	}
	return c
}

// newReportFrozen lists the frozen reports.
func newReportFrozen(a *app) *cobra.Command {
	c := a.command("report-frozen", "frozen", "mittari report frozen", "mittari report frozen --json")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			all, err := desk.Frozen(cmd.Context())
			if err != nil {
				return err
			}
			if len(all) == 0 {
				a.note("cli.report-frozen.none")
			}
			return a.showFrozen(all)
		})
	}
	return c
}

func (a *app) showFrozen(all []casework.FrozenView) error {
	out := []frozenOut{}
	rows := [][]string{a.heads("number", "report", "period", "datadate", "frozen", "checksum")}
	for _, v := range all {
		o := frozenOf(v)
		out = append(out, o)
		rows = append(rows, []string{
			strconv.Itoa(v.Number), a.loc.T("report.title." + o.Kind), v.Period.Label().In(a.loc), a.loc.Date(v.Report.DataDate),
			a.loc.Date(store.DateOf(v.Report.Made)), o.Checksum[:12],
		})
	}
	return a.show(out, func(w io.Writer) error {
		if len(all) == 0 {
			return nil
		}
		return grid(w, rows)
	})
}

// differenceOut is one difference, for machines. Keys are those of the report as data.
type differenceOut struct {
	What   string   `json:"what"`
	Where  string   `json:"where"`
	Figure string   `json:"figure"`
	Then   *float64 `json:"then,omitempty"`
	Now    *float64 `json:"now,omitempty"`
	By     *float64 `json:"by,omitempty"`
}

// checkOut is a frozen report beside the record, for machines.
type checkOut struct {
	frozenOut
	Same        int             `json:"same"`
	Finer       int             `json:"finer"` // differ in digits that are not printed
	Differences []differenceOut `json:"differences"`
	Why         []string        `json:"why"`
}

// newReportCompare counts a frozen report again.
func newReportCompare(a *app) *cobra.Command {
	c := a.command("report-compare", "compare [NUMBER]", "mittari report compare", "mittari report compare 2 --json")
	c.Args = a.arguments(0, 1)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		number := 0
		if len(args) > 0 {
			n, err := strconv.Atoi(args[0])
			if err != nil || n < 1 {
				return a.usage("cli.usage.number", "arg", args[0])
			}
			number = n
		}
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			found, err := desk.CheckFrozen(cmd.Context(), number, version)
			if err != nil {
				return err
			}
			return a.showCheck(found)
		})
	}
	return c
}

func (a *app) showCheck(c casework.FrozenCheck) error {
	out := checkOut{frozenOut: frozenOf(c.FrozenView), Same: c.Same, Finer: c.Finer, Differences: []differenceOut{}, Why: []string{}}
	rows := [][]string{a.heads("sheet", "figure", "then", "now", "by")}
	for _, d := range c.Differences {
		out.Differences = append(out.Differences, a.differenceOut(d))
	}
	for _, r := range export.DifferenceTable(c.Differences).Rows {
		row := make([]string, len(r.Cells))
		for i, cell := range r.Cells {
			row[i] = cell.In(a.loc)
		}
		rows = append(rows, row)
	}
	for _, l := range c.Why {
		out.Why = append(out.Why, l.In(a.loc))
	}
	return a.show(out, func(w io.Writer) error {
		facts := []any{"period", c.Period.Label().In(a.loc), "made", a.loc.Date(store.DateOf(c.Report.Made))}
		switch {
		case c.Equal():
			a.say(a.loc.T("freeze.same", facts...))
			return nil
		case len(c.Differences) == 0:
			a.say(a.loc.T("freeze.finer", facts...))
		default:
			a.say(a.loc.N("freeze.differs", len(c.Differences), facts...))
		}
		for _, why := range out.Why {
			a.say("  – " + why)
		}
		if len(c.Differences) == 0 {
			return nil
		}
		return grid(w, rows)
	})
}

func (a *app) differenceOut(d export.Difference) differenceOut {
	o := differenceOut{What: string(d.Kind), Where: d.Section.In(a.loc), Figure: d.Name().In(a.loc)}
	value := func(c export.FigureCell) *float64 {
		if c.Kind == export.HiddenCell || c.Kind == export.BlankCell {
			return nil
		}
		return &c.Value
	}
	o.Then, o.Now = value(d.Before), value(d.Now)
	if by, ok := d.By(); ok {
		o.By = &by
	}
	return o
}
