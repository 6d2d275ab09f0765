package cli

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
)

func newWording(a *app) *cobra.Command {
	c := a.command("wording", "wording", "mittari instrument wording import phq-9 --wording-lang en phq9.json",
		"mittari instrument wording list", "mittari instrument wording show 3f2a9c", "mittari instrument wording remove 3f2a9c")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newWordingImport(a), newWordingList(a), newWordingShow(a), newWordingRemove(a))
	return c
}

// wordingLine is one installed wording for machines.
type wordingLine struct {
	Instrument string `json:"instrument"`
	Lang       string `json:"lang"`
	Informant  string `json:"informant,omitempty"`
	Holder     string `json:"holder"`
	Licence    string `json:"licence"`
	Source     string `json:"source"`
	Hash       string `json:"hash"`
}

func lineOf(w *instruments.Wording) wordingLine {
	return wordingLine{string(w.Instrument), string(w.Lang), string(w.Informant), w.Holder, w.Licence, w.Source, w.Hash}
}

// atDesk opens the workspace, does something at the desk and leaves it.
func (a *app) atDesk(cmd *cobra.Command, do func(*casework.Desk) error) (err error) {
	desk, _, err := a.desk(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
	return do(desk)
}

func newWordingList(a *app) *cobra.Command {
	c := a.command("wording-list", "list", "mittari instrument wording list", "mittari instrument wording list --json")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			packs, err := desk.Wordings(cmd.Context())
			if err != nil {
				return err
			}
			lines := make([]wordingLine, len(packs))
			table := [][]string{a.heads("instrument", "lang", "informants", "holder", "source", "hash")}
			for i := range packs {
				w := &packs[i]
				lines[i] = lineOf(w)
				who := dash
				if w.Informant != "" {
					who = a.loc.T("informant." + string(w.Informant))
				}
				table = append(table, []string{string(w.Instrument), string(w.Lang), who, printable(w.Holder), printable(w.Source), shortHash(w.Hash)})
			}
			return a.show(lines, func(w io.Writer) error { return grid(w, table) })
		})
	}
	return c
}

func shortHash(hash string) string { return hash[:min(len(hash), 12)] }

// wordingByHash finds the one wording whose hash begins so.
func (a *app) wordingByHash(cmd *cobra.Command, desk *casework.Desk, begin string) (*instruments.Wording, error) {
	packs, err := desk.Wordings(cmd.Context())
	if err != nil {
		return nil, err
	}
	var found []instruments.Wording
	for _, w := range packs {
		if strings.HasPrefix(w.Hash, strings.ToLower(begin)) {
			found = append(found, w)
		}
	}
	switch len(found) {
	case 0:
		return nil, &problem{key: "no-such-wording", pairs: []any{"hash", begin}}
	case 1:
		return &found[0], nil
	}
	return nil, &problem{key: "many-wordings", pairs: []any{"hash", begin, "n", len(found)}}
}

// shownWording is a wording for machines, with its texts.
type shownWording struct {
	wordingLine
	Title       string                    `json:"title"`
	Instruction string                    `json:"instruction,omitempty"`
	Items       map[int]string            `json:"items"`
	Options     map[string]map[int]string `json:"options"`
}

func newWordingShow(a *app) *cobra.Command {
	c := a.command("wording-show", "show", "mittari instrument wording show 3f2a9c", "mittari instrument wording show 3f2a9c --json")
	c.Use = "show " + a.loc.T("cli.word.hash")
	c.Args = a.arguments(1, 1)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			w, err := a.wordingByHash(cmd, desk, args[0])
			if err != nil {
				return err
			}
			def, err := a.definition(string(w.Instrument))
			if err != nil {
				return err
			}
			if err := desk.MayShow(cmd.Context(), def); err != nil {
				return err
			}
			v := shownWording{lineOf(w), w.Title, w.Instruction, w.Items, w.Options}
			return a.show(v, func(out io.Writer) error { return a.printWording(out, w) })
		})
	}
	return c
}

func (a *app) printWording(out io.Writer, w *instruments.Wording) error {
	p := &page{w: out}
	p.line("%s  %s  %s", w.Instrument, w.Lang, w.Title)
	p.line("%s: %s. %s", a.loc.T("cli.show.rights"), w.Holder, w.Licence)
	p.line("%s: %s", a.loc.T("cli.head.source"), w.Source)
	p.line("%s: %s", a.loc.T("cli.show.hash"), w.Hash)
	a.printDirection(p, w.Lang)
	if w.Instruction != "" {
		p.line("\n%s", w.Instruction)
	}
	p.line("")
	for _, n := range slices.Sorted(maps.Keys(w.Items)) {
		p.line("%3d  %s", n, w.Items[n])
	}
	for _, set := range slices.Sorted(maps.Keys(w.Options)) {
		p.line("\n%s", set)
		for _, code := range slices.Sorted(maps.Keys(w.Options[set])) {
			p.line("%3d  %s", code, w.Options[set][code])
		}
	}
	return p.err
}

// printDirection says of right-to-left texts that they stand in logical order.
func (a *app) printDirection(p *page, l instruments.Lang) {
	if casework.RightToLeft(l) {
		p.line("← %s", a.loc.T("wording.rtl"))
	}
}

func newWordingRemove(a *app) *cobra.Command {
	c := a.command("wording-remove", "remove", "mittari instrument wording remove 3f2a9c")
	c.Use = "remove " + a.loc.T("cli.word.hash")
	c.Args = a.arguments(1, 1)
	yes := c.Flags().Bool("yes", false, a.loc.T("cli.flag.yes"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			w, err := a.wordingByHash(cmd, desk, args[0])
			if err != nil {
				return err
			}
			name := fmt.Sprintf("%s, %s, %s", w.Instrument, w.Lang, shortHash(w.Hash))
			if !*yes {
				if err := a.confirm(cmd.Context(), a.loc.T("cli.wording.remove", "name", name)); err != nil {
					return err
				}
			}
			kept, err := desk.RemoveWording(cmd.Context(), w.Hash)
			if err != nil {
				return err
			}
			if kept {
				a.note("cli.wording.kept", "name", name)
				return nil
			}
			a.note("cli.wording.removed", "name", name)
			return nil
		})
	}
	return c
}
