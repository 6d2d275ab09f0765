package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/dataset"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// completer offers what can follow. Nothing is read of a record: that would need a passphrase.
type completer = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective)

// offers tells the shell how to go on at every flag and argument of every command. Where nothing is known nothing is
// offered, rather than the files of the folder at hand.
func (a *app) offers(c *cobra.Command) {
	if c.ValidArgsFunction == nil && len(c.ValidArgs) == 0 {
		c.ValidArgsFunction = a.argument(strings.TrimPrefix(c.CommandPath(), "mittari "))
	}
	of := func(f *pflag.Flag) {
		if f.NoOptDefVal != "" { // needs nothing after it
			return
		}
		// What is offered is looked up only when it is asked for: the program starts without.
		_ = c.RegisterFlagCompletionFunc(f.Name, func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return a.flagOffers(c.Name(), f.Name)(cmd, args, typed)
		}) // fails only when there is one already
	}
	c.LocalNonPersistentFlags().VisitAll(of)
	if !c.HasParent() {
		c.PersistentFlags().VisitAll(of)
	}
	for _, sub := range c.Commands() {
		a.offers(sub)
	}
}

// flagOffers is what a flag of a command takes.
func (a *app) flagOffers(command, flag string) completer {
	switch {
	case flag == config.Instruments, flag == "out" && command == "dataset":
		return folders
	case flag == "instrument":
		return a.instrumentIDs
	}
	if endings, ok := pathFlags()[flag]; ok {
		return files(endings...)
	}
	if values, ok := a.valueFlags()[flag]; ok {
		return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	}
	return cobra.NoFileCompletions
}

// pathFlags are the flags that take a path, with the endings of the files that make sense; none: all.
func pathFlags() map[string][]string {
	return map[string][]string{
		config.Workspace: {"mittari"}, "in": {"csv", "tsv", "xlsx"}, "out": nil, "keep": {"mittari"}, "report": {"xlsx", "txt", "json"},
		"passphrase-file": nil, "new-passphrase-file": nil, "second-passphrase-file": nil, "present-passphrase-file": nil,
		"bundle-passphrase-file": nil,
	}
}

// valueFlags are the flags that take one of a few values.
func (a *app) valueFlags() map[string][]string {
	return map[string][]string{
		config.Lang: texts(instruments.Languages()), "form-lang": texts(append(instruments.Languages(), instruments.Variants()...)),
		"wave": texts(waves()), "mode": texts(modes()), "informant": texts(informants()), "sex": {string(instruments.Female), string(instruments.Male)},
		"kind": texts(export.Kinds()), "method": methodNames(), "topic": texts(store.Topics()), "higher-is": {"better", "worse"},
		"format":   append(words(dataset.Formats()), "redcap", "xlsform"),
		"how":      texts([]store.NoticeHow{store.NoticeSpoken, store.NoticePaper, store.NoticeScreen}),
		"decision": texts([]store.Decision{store.TakesPart, store.NoPart, store.Restricted, store.Objects}),
		"class":    texts([]instruments.Class{instruments.Own, instruments.Open, instruments.Permission, instruments.PaperOnly}),
	}
}

// argument is what the arguments of a command are.
func (a *app) argument(path string) completer {
	switch path {
	case "instrument check", "instrument approve", "instrument test", "instrument diff", "instrument export", "instrument show",
		"instrument paper", "instrument permission record", "instrument permission list":
		return a.instrumentIDs
	case "instrument wording import":
		return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return a.instrumentIDs(cmd, args, typed)
			}
			return nil, cobra.ShellCompDirectiveDefault
		}
	case "merge", "bundle inspect", "bundle install":
		return files("bundle")
	case "restore", "backup":
		return files("mittari")
	case "indicator import":
		return files("csv")
	case "instrument import":
		return files()
	}
	return cobra.NoFileCompletions
}

// instrumentIDs are those of the catalogue. A folder does too where an instrument is asked for, so the shell offers
// files when no id fits.
func (a *app) instrumentIDs(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	if a.prepare(cmd) != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	cat, err := a.definitions()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var out []string
	for _, ref := range cat.Refs() {
		if id := string(ref.ID); strings.HasPrefix(id, typed) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, cobra.ShellCompDirectiveDefault
}

// files offers files with one of some endings, or all.
func files(endings ...string) completer {
	if len(endings) == 0 {
		return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		}
	}
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return endings, cobra.ShellCompDirectiveFilterFileExt
	}
}

func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}
