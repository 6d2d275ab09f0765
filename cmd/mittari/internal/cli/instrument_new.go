package cli

import (
	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
)

func newInstrumentNew(a *app) *cobra.Command {
	var o struct {
		items   int
		options []int
		out     string
	}
	c := a.command("instrument-new", "new", "mittari instrument new mood --items 8 --options 0,1,2,3", "mittari instrument new mood --items 8 --out ./own")
	c.Use = "new ID"
	c.Args = a.arguments(1, 1)
	f := c.Flags()
	f.IntVar(&o.items, "items", 10, a.loc.T("cli.flag.new.items"))
	f.IntSliceVar(&o.options, "options", []int{0, 1, 2, 3, 4}, a.loc.T("cli.flag.new.options"))
	f.StringVar(&o.out, "out", "", a.loc.T("cli.flag.new.out"))
	c.RunE = func(_ *cobra.Command, args []string) error {
		const most = 500 // as many as a definition may have
		if o.items < 1 || o.items > most {
			return a.usage("cli.usage.new-items", "value", o.items, "most", most)
		}
		id := instruments.ID(args[0])
		if err := a.freeID(id); err != nil {
			return err
		}
		def, cases := instruments.Scaffold(id, o.items, o.options...)
		dir, err := a.writeDefinition(o.out, def, cases, nil)
		if err != nil {
			return err
		}
		a.say(dir)
		a.note("cli.new.next", "path", dir)
		a.noteOwnFolder(o.out)
		return nil
	}
	return c
}

// noteOwnFolder says how the program finds a definition that was not written into the usual folder.
func (a *app) noteOwnFolder(out string) {
	if own, _ := a.ownFolder(); out != "" && out != own {
		a.note("cli.new.elsewhere", "path", out, "own", own)
	}
}
