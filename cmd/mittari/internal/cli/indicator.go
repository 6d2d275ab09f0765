package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/scoring/sheet"
)

// indicatorOut is a public indicator, for machines.
type indicatorOut struct {
	Indicator string  `json:"indicator"`
	Area      string  `json:"area"`
	Year      int     `json:"year"`
	Value     float64 `json:"value"`
	Source    string  `json:"source"`
	Licence   string  `json:"licence,omitempty"`
	Imported  string  `json:"imported"`
}

// newIndicator is about figures that others have published.
func newIndicator(a *app) *cobra.Command {
	c := a.command("indicator", "indicator", "mittari indicator import sotkanet.csv", "mittari indicator list")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newIndicatorImport(a), newIndicatorList(a), newIndicatorRemove(a))
	return c
}

func newIndicatorImport(a *app) *cobra.Command {
	c := a.command("indicator-import", "import FILE.csv", "mittari indicator import sotkanet.csv")
	c.Args = a.arguments(1, 1)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		path := casework.HomePath(args[0])
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			f, err := os.Open(path)
			if err != nil {
				return fmt.Errorf("read public indicators: %w", err)
			}
			n, err := desk.ImportIndicators(cmd.Context(), filepath.Base(path), f)
			err = errors.Join(err, f.Close())
			var wrong *casework.IndicatorFileError
			if errors.As(err, &wrong) {
				return errors.Join(a.printRows(wrong.Problems), wrong)
			}
			if err != nil {
				return err
			}
			return a.counted("imported", n)
		})
	}
	return c
}

// printRows lists what is wrong with the rows of a file.
func (a *app) printRows(all []sheet.RowProblem) error {
	var p problems
	for _, r := range all {
		p.add(r)
	}
	return a.printProblems(&p)
}

// counted tells how many figures were dealt with.
func (a *app) counted(what string, n int) error {
	return a.show(map[string]int{what: n}, func(io.Writer) error {
		a.say(a.loc.N("cli.indicator."+what, n))
		return nil
	})
}

func newIndicatorList(a *app) *cobra.Command {
	c := a.command("indicator-list", "list", "mittari indicator list", "mittari indicator list --json")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			all, err := desk.Indicators(cmd.Context())
			if err != nil {
				return err
			}
			out := []indicatorOut{}
			rows := [][]string{a.heads("indicator", "indicator-area", "year", "value", "source", "licence")}
			for _, p := range all {
				out = append(out, indicatorOut{p.Indicator, p.Area, p.Year, p.Value, p.Source, p.Licence, p.Imported.String()})
				rows = append(rows, []string{
					printable(p.Indicator), printable(p.Area), strconv.Itoa(p.Year), a.loc.Number(p.Value, p.Decimals), printable(p.Source), printable(p.Licence),
				})
			}
			if len(all) == 0 {
				a.note("cli.indicator.none")
			}
			return a.show(out, func(w io.Writer) error {
				if len(all) == 0 {
					return nil
				}
				return grid(w, rows)
			})
		})
	}
	return c
}

func newIndicatorRemove(a *app) *cobra.Command {
	var o casework.IndicatorChoice
	c := a.command("indicator-remove", "remove --source SOURCE", "mittari indicator remove --source 'THL Sotkanet' --year 2020")
	f := c.Flags()
	f.StringVar(&o.Source, "source", "", a.loc.T("cli.flag.public-source"))
	f.StringVar(&o.Indicator, "indicator", "", a.loc.T("cli.flag.public-indicator"))
	f.StringVar(&o.Area, "area", "", a.loc.T("cli.flag.public-area"))
	f.IntVar(&o.Year, "year", 0, a.loc.T("cli.flag.public-year"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.needed("source", o.Source); err != nil {
			return err
		}
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			n, err := desk.RemoveIndicators(cmd.Context(), o)
			if err != nil {
				return err
			}
			return a.counted("removed", n)
		})
	}
	return c
}
