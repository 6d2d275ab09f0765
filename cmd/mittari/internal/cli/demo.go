package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/demo"
	"github.com/mittari/mittari/cmd/mittari/internal/tui"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store/vault"
)

// demoFlags are what demo was told.
type demoFlags struct {
	report, keep string
	seed         uint64
	families     int
}

// demoPIN is the PIN of the demo; it guards invented data.
const demoPIN = "1234"

func newDemo(a *app) *cobra.Command {
	var o demoFlags
	c := a.command("demo", "demo",
		"mittari demo", "mittari demo --report demo.xlsx", "mittari demo --keep demo.mittari --passphrase-file secret.txt --families 60")
	f := c.Flags()
	f.StringVar(&o.report, "report", "", a.loc.T("cli.flag.demo-report"))
	f.StringVar(&o.keep, "keep", "", a.loc.T("cli.flag.keep"))
	f.Uint64Var(&o.seed, "seed", demo.DefaultSeed, a.loc.T("cli.flag.seed"))
	f.IntVar(&o.families, "families", demo.DefaultFamilies, a.loc.T("cli.flag.families", "least", demo.FewestFamilies))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if o.families < demo.FewestFamilies {
			return a.usage("cli.usage.families", "least", demo.FewestFamilies)
		}
		if o.seed == 0 {
			return a.usage("cli.usage.seed")
		}
		return a.demo(cmd.Context(), o)
	}
	return c
}

// demo builds the invented project in a file of its own, which goes away at the end unless it is to be kept, and
// either opens the app on it or plays a meeting.
func (a *app) demo(ctx context.Context, o demoFlags) (err error) {
	place, err := a.demoPlace(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, place.clear()) }()

	clock := a.demoClock()
	d := demoDoor{Door: cabinet.NewDoor(place.path, place.kdf, clock), pass: place.pass}
	recovery, err := d.NewRecoveryCode()
	if err != nil {
		return fmt.Errorf("make a recovery code: %w", err)
	}
	rec, err := d.Create(ctx, place.pass, recovery)
	if err != nil {
		return err
	}
	desk, err := a.buildDemo(ctx, rec, clock, o)
	if err != nil {
		return errors.Join(err, rec.Close())
	}
	if place.kept {
		a.note("cli.demo.kept", "path", place.path)
	}
	if o.report == "" && isTerminal(a.std.In) && isTerminal(a.std.Out) {
		a.note("cli.demo.app", "pin", demoPIN)
		return tui.Run(ctx, tui.Options{
			Door: d, Record: rec, Catalogue: desk.Catalogue(), Clock: clock, Lang: a.loc, Program: version, Demo: true, In: a.std.In, Out: a.std.Out,
			Taste: a.taste(), Remember: remember,
		})
	}
	if o.report == "" {
		if o.report, err = freeName("demo.xlsx"); err != nil {
			return errors.Join(err, rec.Close())
		}
	}
	play := errors.Join(a.playMeeting(ctx, desk, rec), ctx.Err())
	if play == nil {
		play = a.writeReport(ctx, desk, reportFlags{kind: export.TeamReport, out: o.report, force: true})
	}
	return errors.Join(play, desk.Leave(context.WithoutCancel(ctx)))
}

// demoClock stands at nine in the morning of the data's day when the program starts, and runs from there.
func (a *app) demoClock() func() time.Time {
	began := a.host.clock()
	at := demo.DataDate().Time().Add(9 * time.Hour)
	return func() time.Time { return at.Add(a.host.clock().Sub(began)) }
}

func (a *app) buildDemo(ctx context.Context, rec casework.Record, clock func() time.Time, o demoFlags) (*casework.Desk, error) {
	cat, err := a.definitions()
	if err != nil {
		return nil, err
	}
	sum, err := demo.Build(ctx, rec, cat, demo.Options{
		Seed: o.seed, Families: o.families, Lang: a.loc.Lang(), Progress: a.progress("cli.demo.progress"),
	})
	if err != nil {
		return nil, err
	}
	desk, err := casework.NewDesk(ctx, rec, cat, clock)
	if err != nil {
		return nil, err
	}
	if err := desk.SetPIN(ctx, demoPIN); err != nil {
		return nil, err
	}
	a.note("cli.demo.built", "families", sum.Families, "persons", sum.Persons, "completed", sum.Completed, "meetings", sum.Meetings)
	return desk, nil
}

// progress prints steps on one line of a terminal, and nothing elsewhere.
func (a *app) progress(key string) func(done, total int) {
	if !isTerminal(a.std.Err) {
		return nil
	}
	return func(done, total int) {
		_, _ = fmt.Fprint(a.std.Err, "\r"+a.loc.T(key, "done", done, "total", total))
		if done == total {
			_, _ = fmt.Fprintln(a.std.Err)
		}
	}
}

// demoFile is where the demo lies and what opens it.
type demoFile struct {
	path, pass string
	folder     string // to be removed; empty: nothing
	kdf        vault.KDF
	kept       bool
}

// demoPlace makes a folder that nobody else can look into, with a passphrase nobody knows, or takes the place and
// the passphrase that the user names.
func (a *app) demoPlace(ctx context.Context, o demoFlags) (demoFile, error) {
	if o.keep != "" {
		if _, err := os.Lstat(o.keep); err == nil {
			return demoFile{}, &problem{key: "file-exists", pairs: []any{"path", o.keep}}
		}
		pass, err := a.newPassphrase(ctx)
		return demoFile{path: o.keep, pass: pass, kdf: a.host.kdf, kept: true}, err
	}
	pass, err := a.door().NewRecoveryCode()
	if err != nil {
		return demoFile{}, fmt.Errorf("make a passphrase: %w", err)
	}
	dir, err := os.MkdirTemp("", "mittari-demo-")
	if err != nil {
		return demoFile{}, fmt.Errorf("make a folder: %w", err)
	}
	// A random passphrase of 190 bits needs no slow derivation.
	return demoFile{path: filepath.Join(dir, "demo.mittari"), pass: pass, folder: dir, kdf: vault.FloorKDF()}, nil
}

func (f demoFile) clear() error {
	if f.folder == "" {
		return nil
	}
	if err := os.RemoveAll(f.folder); err != nil {
		return fmt.Errorf("remove the demo: %w", err)
	}
	return nil
}

// demoDoor unlocks the demo whatever is typed: its passphrase is known to the program alone.
type demoDoor struct {
	*cabinet.Door
	pass string
}

// Open unlocks with the demo's own passphrase.
func (d demoDoor) Open(ctx context.Context, _ string, _ bool) (casework.Record, error) {
	return d.Door.Open(ctx, d.pass, false)
}

// freeName is the name, or the name with the first number that no file has yet.
func freeName(name string) (string, error) {
	ext := filepath.Ext(name)
	base := name[:len(name)-len(ext)]
	for n := 1; ; n++ {
		try := name
		if n > 1 {
			try = base + "-" + strconv.Itoa(n) + ext
		}
		_, err := os.Lstat(try)
		if errors.Is(err, fs.ErrNotExist) {
			return try, nil
		}
		if err != nil {
			return "", fmt.Errorf("find a name for the report: %w", err)
		}
	}
}
