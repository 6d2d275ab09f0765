package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

func newBundle(a *app) *cobra.Command {
	c := a.command("bundle", "bundle", "mittari bundle recipient", "mittari bundle pack --to lead --out /media/stick/week-47.bundle",
		"mittari bundle inspect week-47.bundle")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newBundlePack(a), newBundleInspect(a), newBundleRecipient(a), newBundleInstall(a))
	return c
}

// addressLine is a public key with its fingerprint, for machines.
type addressLine struct {
	Name      string `json:"name,omitempty"`
	Recipient string `json:"recipient"`
	Words     string `json:"words"`
	Hex       string `json:"hex"`
	Signer    string `json:"signer,omitempty"`
	Packed    string `json:"packed,omitempty"` // RFC 3339, UTC
}

// newBundleRecipient shows the key of this file and those of others, or remembers one.
func newBundleRecipient(a *app) *cobra.Command {
	c := a.command("bundle-recipient", "recipient", "mittari bundle recipient", "mittari bundle recipient lead age1…")
	c.Use = "recipient [" + a.loc.T("cli.word.name") + " AGE1…]"
	c.Args = a.arguments(0, 2)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			return a.usage("cli.usage.too-few", "use", cmd.UseLine())
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			if len(args) == 2 {
				return a.nameRecipient(cmd.Context(), desk, args[0], args[1])
			}
			return a.showRecipients(cmd.Context(), desk)
		})
	}
	return c
}

func (a *app) nameRecipient(ctx context.Context, desk *casework.Desk, name, key string) error {
	if err := desk.NameRecipient(ctx, name, key); err != nil {
		return err
	}
	a.note("cli.bundle.named", "name", name, "mark", bundle.MarkOf(key).String())
	return nil
}

func (a *app) showRecipients(ctx context.Context, desk *casework.Desk) error {
	own, err := desk.Address(ctx)
	if err != nil {
		return err
	}
	others, err := desk.Correspondents(ctx)
	if err != nil {
		return err
	}
	lines := []addressLine{{Recipient: own.Recipient, Words: own.Mark.Words, Hex: own.Mark.Hex, Signer: own.Signer.String()}}
	table := [][]string{a.heads("name", "recipient", "fingerprint", "packed")}
	for _, o := range others {
		packed := ""
		if !o.Packed.IsZero() {
			packed = a.loc.Date(store.DateOf(o.Packed))
		}
		lines = append(lines, addressLine{Name: o.Name, Recipient: o.Recipient, Words: o.Mark.Words, Hex: o.Mark.Hex, Packed: stampText(o.Packed)})
		table = append(table, []string{o.Name, o.Recipient, o.Mark.String(), packed})
	}
	return a.show(lines, func(w io.Writer) error {
		text := own.Recipient + "\n" + a.loc.T("cli.bundle.own", "mark", own.Mark.String(), "signer", own.Signer.String())
		if own.Evaluator {
			text += "\n" + a.loc.T("cli.bundle.evaluator-file")
		}
		if _, err := fmt.Fprintln(w, text); err != nil || len(others) == 0 {
			return err
		}
		return grid(w, table)
	})
}

func stampText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// manifestLine is what a bundle says about itself, for machines.
type manifestLine struct {
	File            string `json:"file"`
	Purpose         string `json:"purpose"`
	Sender          string `json:"sender,omitempty"`
	Signer          string `json:"signer"`
	Created         string `json:"created"`
	Demo            bool   `json:"demo,omitempty"`
	Versions        int    `json:"versions"`
	Administrations int    `json:"administrations"`
	Files           int    `json:"files"`
	Wordings        int    `json:"wordings"`
	Program         string `json:"program"`
}

func newBundleInspect(a *app) *cobra.Command {
	var secretFile string
	c := a.command("bundle-inspect", "inspect", "mittari bundle inspect week-47.bundle", "mittari bundle inspect week-47.bundle --json")
	c.Use = "inspect " + a.loc.T("cli.word.file")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&secretFile, "bundle-passphrase-file", "", a.loc.T("cli.flag.bundle-passphrase"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			secret, err := bundleSecret(secretFile)
			if err != nil {
				return err
			}
			files, done, err := casework.OpenBundles(args)
			if err != nil {
				return err
			}
			m, err := desk.Inspect(cmd.Context(), files[0], secret)
			if err := errors.Join(err, done()); err != nil {
				return err
			}
			return a.showManifest(args[0], m)
		})
	}
	return c
}

func (a *app) showManifest(file string, m bundle.Manifest) error {
	signer := bundle.MarkOf(m.Signer).String()
	line := manifestLine{
		File: file, Purpose: string(m.Purpose), Sender: m.Sender, Signer: signer, Created: stampText(m.Created), Demo: m.Demo,
		Versions: m.Counts.Versions, Administrations: m.Counts.Administrations, Files: m.Counts.Files, Wordings: m.Counts.Wordings, Program: m.Program,
	}
	return a.show(line, func(w io.Writer) error {
		rows := [][]string{
			{a.loc.T("cli.bundle.purpose"), a.loc.T("cli.bundle.purpose." + string(m.Purpose))},
			{a.loc.T("cli.bundle.sender"), m.Sender},
			{a.loc.T("cli.bundle.signer"), signer},
			{a.loc.T("cli.bundle.created"), a.loc.Date(store.DateOf(m.Created.UTC()))},
			{a.loc.T("cli.bundle.versions"), strconv.Itoa(m.Counts.Versions)},
			{a.loc.T("cli.bundle.administrations"), strconv.Itoa(m.Counts.Administrations)},
			{a.loc.T("cli.bundle.files"), strconv.Itoa(m.Counts.Files + m.Counts.Wordings)},
		}
		if m.Demo {
			rows = append(rows, []string{a.loc.T("cli.bundle.demo"), ""})
		}
		return grid(w, rows)
	})
}

// bundleSecret is the passphrase of a bundle, which is never that of the workspace; empty: none.
func bundleSecret(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	return secretOf(file)
}
