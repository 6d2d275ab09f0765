package cli

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func newPermission(a *app) *cobra.Command {
	c := a.command("permission", "permission",
		"mittari instrument permission record pss-10 --reference 'letter 12/2026' --expires 2027-12-31 --uses 500",
		"mittari instrument permission list")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newPermissionRecord(a), newPermissionList(a), newPermissionWithdraw(a))
	return c
}

// permissionLine is one permission for machines.
type permissionLine struct {
	ID         string `json:"id"`
	Instrument string `json:"instrument"`
	Holder     string `json:"holder"`
	Reference  string `json:"reference"`
	Given      string `json:"given"`
	Expires    string `json:"expires,omitempty"`
	Uses       int    `json:"uses,omitempty"` // 0: any number
	Used       int    `json:"used"`
	Problem    string `json:"problem,omitempty"` // why it does not hold today
	Revision   int    `json:"revision"`
	Why        string `json:"why,omitempty"`
	Recorded   string `json:"recorded"`
	Worker     string `json:"worker"` // id of who recorded it
}

func newPermissionRecord(a *app) *cobra.Command {
	var n casework.NewPermission
	var given, expires string
	c := a.command("permission-record", "record",
		"mittari instrument permission record pss-10 --reference 'letter 12/2026'",
		"mittari instrument permission record pss-10 --reference 'e-mail of 3 May' --holder 'A. Author' --given 2026-05-03 --expires 2027-05-02 --uses 200")
	c.Use = "record " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	f := c.Flags()
	f.StringVar(&n.Reference, "reference", "", a.loc.T("cli.flag.permission.reference"))
	f.StringVar(&n.Holder, "holder", "", a.loc.T("cli.flag.holder"))
	f.StringVar(&given, "given", "", a.loc.T("cli.flag.permission.given"))
	f.StringVar(&expires, "expires", "", a.loc.T("cli.flag.permission.expires"))
	f.IntVar(&n.Uses, "uses", 0, a.loc.T("cli.flag.permission.uses"))
	c.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if err := a.needed("reference", n.Reference); err != nil {
			return err
		}
		if n.Given, err = a.date("given", given); err != nil {
			return err
		}
		if n.Expires, err = a.date("expires", expires); err != nil {
			return err
		}
		n.Instrument = instruments.ID(args[0])
		if _, err := a.newest(n.Instrument); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			p, err := desk.RecordPermission(cmd.Context(), n)
			if err != nil {
				return err
			}
			a.note("cli.permission.done", "id", string(p.Instrument), "holder", p.Holder, "number", shortID(p.ID))
			return nil
		})
	}
	return c
}

// date reads a day from a flag; nothing is the zero date.
func (a *app) date(flag, text string) (store.Date, error) {
	d, err := store.ParseDate(text)
	if err != nil {
		return d, a.usage("cli.usage.date-flag", "flag", flag, "value", text)
	}
	return d, nil
}

// shortID is the end of an id, which differs where the beginning is the time.
func shortID[T interface{ String() string }](id T) string {
	s := id.String()
	return s[max(len(s)-12, 0):]
}

func newPermissionList(a *app) *cobra.Command {
	c := a.command("permission-list", "list", "mittari instrument permission list", "mittari instrument permission list pss-10 --json")
	c.Use = "list [" + a.loc.T("cli.word.instrument") + "]"
	c.Args = a.arguments(0, 1)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			all, err := desk.Permissions(cmd.Context(), instruments.ID(strings.Join(args, "")))
			if err != nil {
				return err
			}
			var lines []permissionLine
			table := [][]string{a.heads("number", "instrument", "holder", "reference", "given", "expires", "uses", "state")}
			for _, p := range all {
				lines = append(lines, linesOfPermission(p)...)
				table = append(table, a.permissionRow(p))
			}
			return a.show(lines, func(w io.Writer) error { return grid(w, table) })
		})
	}
	return c
}

// linesOfPermission are the revisions of a permission, oldest first.
func linesOfPermission(v casework.PermissionView) []permissionLine {
	var out []permissionLine
	for _, p := range append(append([]store.Permission{}, v.Earlier...), v.Permission) {
		l := permissionLine{
			ID: p.ID.String(), Instrument: string(p.Instrument), Holder: p.Holder, Reference: p.Reference, Given: p.Given.String(),
			Expires: p.Expires.String(), Uses: p.Uses, Used: v.Used, Revision: p.Revision, Why: p.Why,
			Recorded: p.Recorded.Format("2006-01-02T15:04:05Z07:00"), Worker: p.Worker.String(),
		}
		if p.Revision == v.Revision {
			l.Problem = string(v.Problem)
		}
		out = append(out, l)
	}
	return out
}

func (a *app) permissionRow(p casework.PermissionView) []string {
	uses := strconv.Itoa(p.Used)
	if p.Uses > 0 {
		uses += "/" + strconv.Itoa(p.Uses)
	}
	return []string{
		shortID(p.ID), string(p.Instrument), printable(p.Holder), printable(p.Reference), a.loc.Date(p.Given), a.loc.Date(p.Expires), uses,
		a.loc.T("permission.state." + permissionState(p)),
	}
}

func permissionState(p casework.PermissionView) string {
	if p.Problem == "" {
		return "holds"
	}
	return string(p.Problem)
}

func newPermissionWithdraw(a *app) *cobra.Command {
	c := a.command("permission-withdraw", "withdraw", "mittari instrument permission withdraw 3f2a9c81d0b7 --why 'the holder asked'")
	c.Use = "withdraw " + a.loc.T("cli.word.number")
	c.Args = a.arguments(1, 1)
	why := c.Flags().String("why", "", a.loc.T("cli.flag.why"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.needed("why", *why); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			all, err := desk.Permissions(cmd.Context(), "")
			if err != nil {
				return err
			}
			for _, p := range all {
				if strings.HasSuffix(p.ID.String(), args[0]) && len(args[0]) >= 6 {
					if err := desk.WithdrawPermission(cmd.Context(), p.ID, *why); err != nil {
						return err
					}
					a.note("cli.permission.withdrawn", "id", string(p.Instrument), "number", shortID(p.ID))
					return nil
				}
			}
			return store.ErrNotFound
		})
	}
	return c
}
