package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
)

// changeLine is one difference for machines.
type changeLine struct {
	Where  string `json:"where"`
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
	Effect string `json:"effect"`
}

func newInstrumentDiff(a *app) *cobra.Command {
	c := a.command("instrument-diff", "diff", "mittari instrument diff sdq@1 sdq@2", "mittari instrument diff mood@1 ./own/mood/2 --json")
	c.Use = "diff " + strings.Repeat(a.loc.T("cli.word.instrument")+" ", 2)
	c.Use = strings.TrimSpace(c.Use)
	c.Args = a.arguments(2, 2)
	c.RunE = func(_ *cobra.Command, args []string) error {
		older, err := a.definition(args[0])
		if err != nil {
			return err
		}
		newer, err := a.definition(args[1])
		if err != nil {
			return err
		}
		changes := instruments.Diff(older, newer)
		lines := make([]changeLine, len(changes))
		for i, d := range changes {
			lines[i] = changeLine{d.Where, d.Old, d.New, string(d.Effect)}
		}
		return a.show(lines, func(w io.Writer) error { return a.printDiff(w, lines) })
	}
	return c
}

func (a *app) printDiff(w io.Writer, lines []changeLine) error {
	p := &page{w: w}
	if len(lines) == 0 {
		p.line("%s", a.loc.T("cli.diff.same"))
	}
	for _, d := range lines {
		p.line("%s  (%s)", d.Where, a.loc.T("cli.diff.effect."+d.Effect))
		if d.Old != "" {
			p.line("  - %s", printable(d.Old))
		}
		if d.New != "" {
			p.line("  + %s", printable(d.New))
		}
	}
	return p.err
}
