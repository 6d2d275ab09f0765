package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/instruments"
)

// wordingLangFlag is the language of a wording, where a command works with one.
const wordingLangFlag = "wording-lang"

// ownLang marks a command that works with the wording of one language. There --lang stands for that language too, as
// long as --wording-lang is not given, and the program's own language stays as it is.
const ownLang = "own-lang"

// addWordingLang gives a command --wording-lang.
func (a *app) addWordingLang(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, wordingLangFlag, "", a.loc.T("cli.flag.wording-lang"))
	c.Annotations = map[string]string{ownLang: "yes"}
}

// langIsWording reports whether --lang names the language of a wording and not that of the program.
func (a *app) langIsWording(cmd *cobra.Command) bool {
	return cmd.Annotations[ownLang] != "" && !cmd.Flags().Changed(wordingLangFlag)
}

// wordingLang is the language that was asked for, by either flag.
func (a *app) wordingLang(given string) (instruments.Lang, error) {
	if given == "" {
		given = a.flags.lang
	}
	if given == "" {
		return "", a.usage("cli.usage.needed", "flag", wordingLangFlag)
	}
	return instruments.Lang(given), nil
}

// meansWording is langIsWording before the command line is parsed: it recognises the commands by their names.
func meansWording(args []string) bool {
	has := func(s string) bool { return slices.Contains(args, s) }
	named := slices.ContainsFunc(args, func(s string) bool { return strings.HasPrefix(s, "--"+wordingLangFlag) })
	return !named && has("instrument") && (has("paper") || has("wording") && has("import")) && slices.ContainsFunc(args, func(s string) bool {
		return strings.HasPrefix(s, "--"+config.Lang)
	})
}
