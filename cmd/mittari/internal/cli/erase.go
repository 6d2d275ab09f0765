package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

type eraseFlags struct {
	ruling, ground, done, received string
	request, retention, yes        bool
}

// erasure says what was asked and decided, for machines.
type erasure struct {
	Family   string `json:"family"`
	Ruling   string `json:"ruling,omitempty"` // empty: nothing has been decided
	Erased   bool   `json:"erased"`
	Sheets   int    `json:"administrations"`
	LogLines int    `json:"log_lines_kept"`
}

func newErase(a *app) *cobra.Command {
	var f eraseFlags
	c := a.command("erase", "erase", "mittari erase ES-0042", "mittari erase ES-0042 --request --received 2026-11-20",
		`mittari erase ES-0042 --ruling granted --ground "GDPR 17(1)(b)"`, `mittari erase ES-0042 --ruling refused --ground "GDPR 17(3)(d)"`,
		"mittari erase ES-0042 --retention")
	c.Use = "erase " + a.loc.T("cli.word.family")
	c.Args = a.arguments(1, 1)
	c.Flags().BoolVar(&f.request, "request", false, a.loc.T("cli.flag.erase-request"))
	c.Flags().StringVar(&f.received, "received", "", a.loc.T("cli.flag.received"))
	c.Flags().StringVar(&f.ruling, "ruling", "", a.loc.T("cli.flag.ruling"))
	c.Flags().StringVar(&f.ground, "ground", "", a.loc.T("cli.flag.ground"))
	c.Flags().StringVar(&f.done, "done", "", a.loc.T("cli.flag.partly-done"))
	c.Flags().BoolVar(&f.retention, "retention", false, a.loc.T("cli.flag.erase-retention"))
	c.Flags().BoolVar(&f.yes, "yes", false, a.loc.T("cli.flag.erase-yes"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		ways := 0
		for _, chosen := range []bool{f.request, f.ruling != "", f.retention} {
			if chosen {
				ways++
			}
		}
		if ways > 1 {
			return a.usage("cli.usage.erase-one")
		}
		if f.ruling != "" {
			if err := a.oneOf("ruling", f.ruling, string(store.Granted), string(store.Partly), string(store.Refusal)); err != nil {
				return err
			}
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			family, err := a.family(ctx, rec, args[0])
			if err != nil {
				return err
			}
			return a.erase(ctx, desk, family, f)
		})
	}
	return c
}

func (a *app) erase(ctx context.Context, desk *casework.Desk, family store.Family, f eraseFlags) error {
	what, err := desk.Erasable(ctx, family.ID)
	if err != nil {
		return err
	}
	if err := a.printErasable(a.std.Err, what); err != nil {
		return err
	}
	out := erasure{Family: family.Code, Ruling: f.ruling, Sheets: what.Administration, LogLines: what.Keeps.LogEntries}
	key := "cli.erase.shown"
	switch {
	case f.request:
		received, err := a.date("received", f.received)
		if err != nil {
			return err
		}
		if _, err := desk.AskedFor(ctx, store.Request{Family: family.ID, Kind: store.AskErasure, Received: received}); err != nil {
			return err
		}
		key = "cli.erase.requested"
	case f.retention:
		if what.Due == nil {
			return casework.ErrNotDue
		}
		if err := a.confirmErasure(ctx, family.Code, f.yes); err != nil {
			return err
		}
		if err := desk.EraseOld(ctx, family.ID); err != nil {
			return err
		}
		out.Erased, key = true, "cli.erase.done"
	case f.ruling != "":
		if f.ruling == string(store.Granted) {
			if err := a.confirmErasure(ctx, family.Code, f.yes); err != nil {
				return err
			}
			out.Erased, key = true, "cli.erase.done"
		} else {
			key = "cli.erase.decided"
		}
		err := desk.DecideErasure(ctx, casework.Ruling{Family: family.ID, Ruling: store.Ruling(f.ruling), Ground: f.ground, Done: f.done})
		if err != nil {
			return err
		}
	}
	return a.show(out, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T(key, "code", family.Code, "lines", what.Keeps.LogEntries))
		return err
	})
}

// confirmErasure asks for the family's code, which nobody types by mistake.
func (a *app) confirmErasure(ctx context.Context, code string, yes bool) error {
	if yes {
		return nil
	}
	if !isTerminal(a.std.In) {
		return a.usage("cli.usage.needs-yes")
	}
	typed, err := a.asker().line(ctx, a.loc.T("cli.ask.erase", "code", code))
	if err != nil {
		return fmt.Errorf("confirm: %w", err)
	}
	if !strings.EqualFold(typed, code) {
		return &problem{key: "not-confirmed"}
	}
	return nil
}

func (a *app) printErasable(w io.Writer, e casework.Erasable) error {
	rows := [][]string{a.heads("erasable", "count")}
	for _, r := range []struct {
		key string
		n   int
	}{
		{"persons", e.Persons},
		{"episodes", e.Episodes},
		{"meetings", e.Meetings},
		{"events", e.Events},
		{"administrations", e.Administration},
		{"drafts", e.Drafts},
	} {
		rows = append(rows, []string{a.loc.T("contents." + r.key), fmt.Sprint(r.n)})
	}
	if err := grid(w, rows); err != nil {
		return err
	}
	for _, r := range e.Open {
		a.note("cli.erase.open", "date", a.loc.Date(r.Received))
	}
	a.note("erase.stays", "lines", e.Keeps.LogEntries)
	a.note("erase.law")
	return nil
}

func newRetention(a *app) *cobra.Command {
	var months int
	c := a.command("retention", "retention", "mittari retention", "mittari retention --keep-months 36", "mittari erase ES-0042 --retention")
	c.Flags().IntVar(&months, "keep-months", 0, a.loc.T("cli.flag.keep-months"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if cmd.Flags().Changed("keep-months") && (months < 1 || months > 600) {
			return a.usage("cli.usage.keep-months")
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, _ cabinet.Record) error {
			if months > 0 {
				if err := desk.KeepFor(ctx, months); err != nil {
					return err
				}
			}
			due, err := desk.RetentionDue(ctx)
			if err != nil {
				return err
			}
			return a.printDue(due)
		})
	}
	return c
}

// keptLong is a family whose time of keeping is over, for machines.
type keptLong struct {
	Family  string `json:"family"`
	Exit    string `json:"exit"`
	KeepTo  string `json:"keep_to"`
	Overdue int    `json:"overdue_days"`
}

func (a *app) printDue(due []store.Due) error {
	lines := []keptLong{}
	rows := [][]string{a.heads("family", "exit", "keep-to", "overdue-days")}
	for _, d := range due {
		lines = append(lines, keptLong{Family: d.Family.Code, Exit: d.Exit.String(), KeepTo: d.KeepTo.String(), Overdue: d.Overdue})
		rows = append(rows, []string{d.Family.Code, a.loc.Date(d.Exit), a.loc.Date(d.KeepTo), fmt.Sprint(d.Overdue)})
	}
	return a.show(lines, func(w io.Writer) error {
		if len(due) == 0 {
			_, err := fmt.Fprintln(w, a.loc.T("retention.none"))
			return err
		}
		if err := grid(w, rows); err != nil {
			return err
		}
		_, err := fmt.Fprintln(w, a.loc.T("cli.retention.how"))
		return err
	})
}
