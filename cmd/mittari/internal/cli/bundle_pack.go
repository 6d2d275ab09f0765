package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// packFlags are what pack was told.
type packFlags struct {
	casework.PackOrder
	out, secretFile       string
	definitions, wordings bool
	force                 bool
}

// packedLine is what was packed, for machines.
type packedLine struct {
	File            string `json:"file"`
	For             string `json:"for,omitempty"`
	Signer          string `json:"signer"`
	Versions        int    `json:"versions"`
	Administrations int    `json:"administrations"`
	Files           int    `json:"files"`
	Wordings        int    `json:"wordings"`
	Families        int    `json:"families,omitempty"`
	LeftOut         int    `json:"left_out,omitempty"`
	Blanked         int    `json:"blanked,omitempty"`
	Out             int    `json:"out,omitempty"`
	Withdrawn       int    `json:"withdrawn,omitempty"`
}

func newBundlePack(a *app) *cobra.Command {
	var f packFlags
	c := a.command("bundle-pack", "pack", "mittari bundle pack --to lead --out /media/stick/week-47.bundle",
		"mittari bundle pack --to lead --again --out week-47.bundle", "mittari bundle pack --to other-area --family ES-0042 --out moved.bundle",
		"mittari bundle pack --to evaluator --pseudonymous --blank-small --leave-out-small --out 2026Q3.bundle",
		"mittari bundle pack --to team-2 --definitions --wording --out forms.bundle")
	fl := c.Flags()
	fl.StringVar(&f.To, "to", "", a.loc.T("cli.flag.bundle-to"))
	fl.StringVar(&f.secretFile, "bundle-passphrase-file", "", a.loc.T("cli.flag.bundle-passphrase"))
	fl.StringVar(&f.out, "out", "", a.loc.T("cli.flag.bundle-out"))
	fl.BoolVar(&f.SinceStart, "since-start", false, a.loc.T("cli.flag.since-start"))
	fl.BoolVar(&f.Again, "again", false, a.loc.T("cli.flag.again"))
	fl.StringSliceVar(&f.Families, "family", nil, a.loc.T("cli.flag.bundle-family"))
	fl.BoolVar(&f.Evaluator, "pseudonymous", false, a.loc.T("cli.flag.pseudonymous"))
	fl.BoolVar(&f.Blank, "blank-small", false, a.loc.T("cli.flag.blank-small"))
	fl.BoolVar(&f.LeaveOut, "leave-out-small", false, a.loc.T("cli.flag.leave-out-small"))
	fl.BoolVar(&f.definitions, "definitions", false, a.loc.T("cli.flag.bundle-definitions"))
	fl.BoolVar(&f.wordings, "wording", false, a.loc.T("cli.flag.bundle-wording"))
	fl.BoolVar(&f.force, "force", false, a.loc.T("cli.flag.force"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.packable(f); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error { return a.packBundle(cmd.Context(), desk, f) })
	}
	return c
}

// packable looks for flags that do not go together.
func (a *app) packable(f packFlags) error {
	if err := a.needed("out", f.out); err != nil {
		return err
	}
	if (f.To == "") == (f.secretFile == "") {
		return a.usage("cli.usage.bundle-seal")
	}
	kinds := 0
	for _, chosen := range []bool{len(f.Families) > 0, f.Evaluator, f.definitions || f.wordings, f.Again, f.SinceStart} {
		if chosen {
			kinds++
		}
	}
	if kinds > 1 || ((f.Blank || f.LeaveOut) && !f.Evaluator) {
		return a.usage("cli.usage.bundle-kinds")
	}
	return nil
}

func (a *app) packBundle(ctx context.Context, desk *casework.Desk, f packFlags) error {
	var err error
	if f.Passphrase, err = bundleSecret(f.secretFile); err != nil {
		return err
	}
	f.Program, f.Progress = version, a.progress("cli.bundle.packing")
	put := func(write func(io.Writer) error) error { return writeFile(f.out, f.force, write) }
	var p casework.Packed
	if f.definitions || f.wordings {
		var files []bundle.File
		if f.definitions {
			if files, err = a.ownDefinitions(); err != nil {
				return err
			}
		}
		p, err = desk.PackDefinitions(ctx, f.PackOrder, files, f.wordings, put)
	} else {
		p, err = desk.Pack(ctx, f.PackOrder, put)
	}
	var small *casework.SmallGroupsError
	if errors.As(err, &small) {
		err = errors.Join(err, a.showGroups(small.Report))
	}
	if err != nil {
		return err
	}
	return a.showPacked(f.out, p)
}

func (a *app) showPacked(out string, p casework.Packed) error {
	line := packedLine{
		File: out, For: p.For, Signer: p.Signer.String(), Versions: p.Counts.Versions, Administrations: p.Counts.Administrations,
		Files: p.Counts.Files, Wordings: p.Counts.Wordings,
	}
	if g := p.Groups; g != nil {
		line.Families, line.LeftOut, line.Blanked = g.Families, g.Small, g.Blanked
		a.note("cli.bundle.groups", "families", g.Families, "left", g.Small, "blanked", g.Blanked, "share", a.share(g.Small, g.Families))
		line.Out, line.Withdrawn = g.Out, g.Gone
		if g.Out > 0 {
			a.note("cli.bundle.out", "n", g.Out)
		}
		if g.Gone > 0 {
			a.note("cli.bundle.gone", "n", g.Gone)
		}
	}
	return a.show(line, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T("cli.bundle.packed", "path", out, "versions", p.Counts.Versions,
			"administrations", p.Counts.Administrations, "files", p.Counts.Files+p.Counts.Wordings, "signer", p.Signer.String()))
		return err
	})
}

// share is a part of a whole in percent.
func (a *app) share(part, whole int) string {
	if whole == 0 {
		return a.loc.Number(0, 0)
	}
	return a.loc.Number(100*float64(part)/float64(whole), 0)
}

func (a *app) gender(g store.Gender) string {
	if g == store.NotTold {
		return a.loc.T("cli.gender.none")
	}
	return a.loc.T("cli.gender." + string(g))
}

// showGroups lists the groups that are too small, beside the results.
func (a *app) showGroups(r casework.GroupReport) error {
	rows := [][]string{a.heads("area", "gender", "ages", "home", "families")}
	for _, g := range r.Groups {
		if g.Families < casework.LeastGroup {
			rows = append(rows, []string{
				g.Area, a.gender(g.Gender), g.Ages, a.loc.T("cli.home." + g.Home), strconv.Itoa(g.Families),
			})
		}
	}
	return grid(a.std.Err, rows)
}
