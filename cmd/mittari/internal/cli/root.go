package cli

import (
	"errors"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/cmd/mittari/internal/tui"
)

// newRoot is the program: without a command it opens the app.
func newRoot(a *app) *cobra.Command {
	root := a.command("root", "mittari", "mittari", "mittari demo", "mittari --workspace team.mittari --lang sv", "mittari help exit-codes")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return a.prepare(cmd) }
	root.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.usage("cli.usage.command", "arg", args[0])
		}
		return nil
	}
	root.RunE = func(cmd *cobra.Command, _ []string) error { return a.openApp(cmd) }
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return a.flagProblem(err) })
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetUsageTemplate(a.usageTemplate())
	root.SetHelpCommand(newHelp(a))

	f := root.PersistentFlags()
	f.StringVar(&a.flags.lang, config.Lang, "", a.loc.T("cli.flag.lang"))
	f.StringVar(&a.flags.workspace, config.Workspace, "", a.loc.T("cli.flag.workspace"))
	f.StringVar(&a.flags.instruments, config.Instruments, "", a.loc.T("cli.flag.instruments"))
	f.StringVar(&a.flags.passphraseFile, "passphrase-file", "", a.loc.T("cli.flag.passphrase-file"))
	f.IntVar(&a.flags.passphraseFD, "passphrase-fd", -1, a.loc.T("cli.flag.passphrase-fd"))
	f.BoolVar(&a.flags.json, "json", false, a.loc.T("cli.flag.json"))

	for _, command := range []func(*app) *cobra.Command{
		newDemo, newInit, newAdminister, newToday, newPersonCommand, newResult, newDue, newFamilies, newReport, newInstrument, newScore, newChange,
		newBundle, newMerge, newConflicts, newLog, newVerify, newRescore, newBackup, newRestore, newPassphraseCommand, newRecovery, newSecond, newUnlockTest, newRekey,
		newNotice, newParticipation, newSharing, newRestrict, newExtract, newCorrect, newErase, newRetention,
		newProject, newTarget, newIndicator, newParticipants, newDataset,
		newVersion, newCompletion, newExitCodes,
	} {
		root.AddCommand(command(a))
	}
	a.offers(root)
	return root
}

func (a *app) openApp(cmd *cobra.Command) error {
	if !isTerminal(a.std.In) || !isTerminal(a.std.Out) {
		return a.usage("cli.usage.no-terminal")
	}
	cat, err := a.definitions()
	if err != nil {
		return err
	}
	return tui.Run(cmd.Context(), tui.Options{
		Door: a.door(), Catalogue: cat, Clock: a.host.clock, Lang: a.loc, Program: version, In: a.std.In, Out: a.std.Out,
		Taste: a.taste(), Remember: remember,
	})
}

// isTerminal reports whether a person sits at a stream.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func newHelp(a *app) *cobra.Command {
	c := a.command("help", "help", "mittari help administer", "mittari help exit-codes")
	c.Use = "help [" + a.loc.T("cli.word.command") + "]"
	c.Args = a.arguments(0, 4)
	c.PersistentPreRunE = func(*cobra.Command, []string) error { return nil } // help needs no settings
	c.RunE = func(cmd *cobra.Command, args []string) error {
		about, rest, err := cmd.Root().Find(args)
		if err != nil || about == nil || len(rest) > 0 {
			var use *usageError
			if errors.As(err, &use) {
				return err
			}
			return a.usage("cli.usage.command", "arg", args[len(args)-1])
		}
		return about.Help()
	}
	return c
}

// newExitCodes is a help topic: it has nothing to run.
func newExitCodes(a *app) *cobra.Command {
	c := a.command("exit-codes", "exit-codes")
	return c
}

// usageTemplate is cobra's with its headings in the user's language.
func (a *app) usageTemplate() string {
	t := a.loc.T
	return t("cli.heading.usage") + `
{{if .Runnable}}  {{.UseLine}}{{if .HasAvailableFlags}} [--…]{{end}}
{{end}}{{if .HasAvailableSubCommands}}  {{.CommandPath}} <` + t("cli.word.command") + `>
{{end}}{{if .HasExample}}
` + t("cli.heading.examples") + `
{{.Example}}
{{end}}{{if .HasAvailableSubCommands}}
` + t("cli.heading.commands") + `
{{range .Commands}}{{if .IsAvailableCommand}}  {{rpad .Name .NamePadding}} {{.Short}}
{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}
` + t("cli.heading.flags") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
` + t("cli.heading.global-flags") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasHelpSubCommands}}
` + t("cli.heading.topics") + `
{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}  {{rpad .CommandPath .CommandPathPadding}} {{.Short}}
{{end}}{{end}}{{end}}`
}
