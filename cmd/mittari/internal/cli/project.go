package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// projectOut is the project and its promises, for machines.
type projectOut struct {
	Name      string      `json:"name"`
	Code      string      `json:"code,omitempty"`
	Programme string      `json:"programme,omitempty"`
	From      string      `json:"from,omitempty"`
	To        string      `json:"to,omitempty"`
	Targets   []targetOut `json:"targets"`
}

type targetOut struct {
	Indicator string   `json:"indicator"`
	Value     float64  `json:"value"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Source    string   `json:"source,omitempty"`
	Comment   string   `json:"comment,omitempty"`
	Told      *float64 `json:"told,omitempty"` // value reached, as the project tells it
}

// newProject shows or changes what the reports are headed with.
func newProject(a *app) *cobra.Command {
	var name, code, programme, from, to string
	c := a.command("project", "project", "mittari project", "mittari project --name Matkalla --code S12345 --from 2024-08-01 --to 2027-07-31")
	f := c.Flags()
	f.StringVar(&name, "name", "", a.loc.T("cli.flag.project-name"))
	f.StringVar(&code, "code", "", a.loc.T("cli.flag.project-code"))
	f.StringVar(&programme, "programme", "", a.loc.T("cli.flag.programme"))
	f.StringVar(&from, "from", "", a.loc.T("cli.flag.project-from"))
	f.StringVar(&to, "to", "", a.loc.T("cli.flag.project-to"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		start, err := a.date("from", from)
		if err != nil {
			return err
		}
		end, err := a.date("to", to)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, _ cabinet.Record) error {
			if cmd.Flags().NFlag() > 0 && (name != "" || code != "" || programme != "" || from != "" || to != "") {
				err := desk.SaveProject(ctx, func(p *store.Project) {
					put(&p.Name, name)
					put(&p.Code, code)
					put(&p.Programme, programme)
					put(&p.From, start)
					put(&p.To, end)
				})
				if err != nil {
					return err
				}
			}
			return a.showProject(ctx, desk)
		})
	}
	return c
}

// put replaces a value unless the new one is empty.
func put[T comparable](to *T, v T) {
	var none T
	if v != none {
		*to = v
	}
}

// newTarget records what the project has promised.
func newTarget(a *app) *cobra.Command {
	var indicator, from, to, source, comment string
	var value, told float64
	c := a.command("target", "target", "mittari target --indicator EECO01 --value 120 --from 2024-08-01 --to 2027-07-31 --source 'decision, page 4'")
	f := c.Flags()
	f.StringVar(&indicator, "indicator", "", a.loc.T("cli.flag.indicator"))
	f.Float64Var(&value, "value", 0, a.loc.T("cli.flag.target-value"))
	f.StringVar(&from, "from", "", a.loc.T("cli.flag.target-from"))
	f.StringVar(&to, "to", "", a.loc.T("cli.flag.target-to"))
	f.StringVar(&source, "source", "", a.loc.T("cli.flag.target-source"))
	f.StringVar(&comment, "comment", "", a.loc.T("cli.flag.target-comment"))
	f.Float64Var(&told, "told", 0, a.loc.T("cli.flag.target-told"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.needed("indicator", indicator, "from", from, "to", to); err != nil {
			return err
		}
		start, err := a.date("from", from)
		if err != nil {
			return err
		}
		end, err := a.date("to", to)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, _ cabinet.Record) error {
			t := store.Target{Indicator: indicator, Value: value, From: start, To: end, Source: source, Comment: comment}
			if cmd.Flags().Changed("told") {
				t.Told = &told
			}
			if err := desk.SetTarget(ctx, t); err != nil {
				return err
			}
			return a.showProject(ctx, desk)
		})
	}
	return c
}

func (a *app) showProject(ctx context.Context, desk *casework.Desk) error {
	p, targets, err := desk.Project(ctx)
	if err != nil {
		return err
	}
	out := projectOut{Name: p.Name, Code: p.Code, Programme: p.Programme, From: p.From.String(), To: p.To.String(), Targets: []targetOut{}}
	rows := [][]string{a.heads("project", "code", "begins", "ends"), {p.Name, p.Code, a.loc.Date(p.From), a.loc.Date(p.To)}}
	promised := [][]string{a.heads("indicator", "target", "begins", "ends", "promised-in")}
	for _, t := range targets {
		out.Targets = append(out.Targets, targetOut{Indicator: t.Indicator, Value: t.Value, From: t.From.String(), To: t.To.String(), Source: t.Source, Comment: t.Comment, Told: t.Told})
		promised = append(promised, []string{t.Indicator, a.loc.Number(t.Value, 0), a.loc.Date(t.From), a.loc.Date(t.To), t.Source})
	}
	return a.show(out, func(w io.Writer) error {
		if err := grid(w, rows); err != nil || len(targets) == 0 {
			return err
		}
		return grid(w, promised)
	})
}
