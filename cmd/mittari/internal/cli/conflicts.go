package cli

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// about names what a conflict is about; kinds of a newer program have no word of their own.
func (a *app) about(kind store.Kind) string {
	if key := "cli.about." + string(kind); a.loc.Has(key) {
		return a.loc.T(key)
	}
	return a.loc.T("cli.about.other")
}

// conflictLine is a conflict for machines.
type conflictLine struct {
	ID    string     `json:"id"`
	Sort  string     `json:"sort"`
	About string     `json:"about"`
	Code  string     `json:"code,omitempty"`
	Sides []sideLine `json:"sides"`
}

type sideLine struct {
	Letter string            `json:"letter"`
	At     string            `json:"at,omitempty"`
	From   string            `json:"from,omitempty"`
	Here   bool              `json:"here,omitempty"`
	Fields map[string]string `json:"fields"`
}

func lineOfConflict(c casework.Conflict) conflictLine {
	line := conflictLine{ID: c.ID, Sort: string(c.Sort), About: string(c.About), Code: c.Code}
	for _, s := range c.Sides {
		side := sideLine{Letter: s.Letter, At: stampText(s.At), From: s.From, Here: s.Here, Fields: map[string]string{}}
		for _, f := range s.Fields {
			side.Fields[f.Name] = f.Value
		}
		line.Sides = append(line.Sides, side)
	}
	return line
}

func newConflicts(a *app) *cobra.Command {
	c := a.command("conflicts", "conflicts", "mittari conflicts list", "mittari conflicts show 3f2a9c01", "mittari conflicts resolve 3f2a9c01 --keep A")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newConflictsList(a), newConflictsShow(a), newConflictsResolve(a))
	return c
}

func newConflictsList(a *app) *cobra.Command {
	c := a.command("conflicts-list", "list", "mittari conflicts list", "mittari conflicts list --json")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			all, err := desk.Conflicts(cmd.Context())
			if err != nil {
				return err
			}
			lines := []conflictLine{}
			table := [][]string{a.heads("id", "what", "about", "code", "sides")}
			for _, c := range all {
				lines = append(lines, lineOfConflict(c))
				table = append(table, []string{
					c.ID, a.loc.T("cli.conflict." + string(c.Sort)), a.about(c.About), c.Code, strconv.Itoa(len(c.Sides)),
				})
			}
			return a.show(lines, func(w io.Writer) error {
				if len(all) == 0 {
					_, err := fmt.Fprintln(w, a.loc.T("cli.conflicts.none"))
					return err
				}
				return grid(w, table)
			})
		})
	}
	return c
}

func newConflictsShow(a *app) *cobra.Command {
	c := a.command("conflicts-show", "show", "mittari conflicts show 3f2a9c01")
	c.Use = "show ID"
	c.Args = a.arguments(1, 1)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			one, err := desk.Conflict(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			table := [][]string{a.heads("side", "at", "sender", "field", "value")}
			for _, s := range one.Sides {
				at, from := "", s.From
				if !s.At.IsZero() {
					at = a.loc.Date(store.DateOf(s.At.UTC())) + s.At.UTC().Format(" 15:04")
				}
				if s.Here {
					from = a.loc.T("cli.conflict.here")
				}
				for i, f := range s.Fields {
					row := []string{s.Letter, at, from, f.Name, printable(f.Value)}
					if i > 0 {
						row[0], row[1], row[2] = "", "", ""
					}
					table = append(table, row)
				}
			}
			return a.show(lineOfConflict(one), func(w io.Writer) error { return grid(w, table) })
		})
	}
	return c
}

func newConflictsResolve(a *app) *cobra.Command {
	var keep string
	c := a.command("conflicts-resolve", "resolve", "mittari conflicts resolve 3f2a9c01 --keep A")
	c.Use = "resolve ID"
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&keep, "keep", "", a.loc.T("cli.flag.keep-side"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.needed("keep", keep); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			if err := desk.Resolve(cmd.Context(), args[0], keep); err != nil {
				return err
			}
			a.note("cli.conflicts.resolved", "id", args[0], "side", keep)
			return nil
		})
	}
	return c
}
