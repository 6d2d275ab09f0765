package cli

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// completes is what the shell is told after a command line, without the line about how.
func completes(t *testing.T, args ...string) (offered []string, directive string) {
	t.Helper()
	var out strings.Builder
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if code := run(t.Context(), append([]string{"__complete"}, args...), Stdio{Out: &out, Err: io.Discard}, testHost()); code != exitDone {
		t.Fatalf("%v: code %d", args, code)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	return lines[:len(lines)-1], lines[len(lines)-1]
}

func TestTheShellIsToldHowToGoOn(t *testing.T) {
	const anyFile, nothing, endings, folder = ":0", ":4", ":8", ":16"
	for _, c := range []struct {
		args []string
		want string // among what is offered; empty: nothing is
		how  string
	}{
		{[]string{"--workspace", ""}, "mittari", endings},
		{[]string{"--lang", ""}, "sv", nothing},
		{[]string{"--instruments", ""}, "", folder},
		{[]string{"administer", "--passphrase-file", ""}, "", anyFile},
		{[]string{"administer", "--instrument", "yp"}, "yp-core", anyFile},
		{[]string{"administer", "--wave", ""}, "start", nothing},
		{[]string{"administer", "--person", ""}, "", nothing},
		{[]string{"administer", "--form-lang", ""}, "fi-x-selko", nothing},
		{[]string{"report", "team", "--out", ""}, "", anyFile},
		{[]string{"report", "freeze", "--kind", ""}, "annex", nothing},
		{[]string{"dataset", "--out", ""}, "", folder},
		{[]string{"score", "--in", ""}, "csv", endings},
		{[]string{"merge", ""}, "bundle", endings},
		{[]string{"merge", "a.bundle", ""}, "bundle", endings},
		{[]string{"bundle", "inspect", ""}, "bundle", endings},
		{[]string{"restore", ""}, "mittari", endings},
		{[]string{"backup", ""}, "mittari", endings},
		{[]string{"indicator", "import", ""}, "csv", endings},
		{[]string{"instrument", "show", "phq"}, "phq-9", anyFile},
		{[]string{"instrument", "import", ""}, "", anyFile},
		{[]string{"instrument", "wording", "import", ""}, "yp-core", anyFile},
		{[]string{"instrument", "wording", "import", "yp-core", ""}, "", anyFile},
		{[]string{"instrument", "permission", "record", ""}, "yp-core", anyFile},
		{[]string{"instrument", "paper", "who"}, "who-5", anyFile},
		{[]string{"person", ""}, "", nothing},
		{[]string{"erase", ""}, "", nothing},
		{[]string{"completion", ""}, "fish", nothing},
	} {
		offered, how := completes(t, c.args...)
		if how != c.how || c.want == "" && len(offered) > 0 || c.want != "" && !slices.Contains(offered, c.want) {
			t.Errorf("%q: %q %s, want %q %s", c.args, offered, how, c.want, c.how)
		}
	}
}

// TestEveryPathIsCompleted looks for flags and arguments whose words say file or folder and that offer none.
func TestEveryPathIsCompleted(t *testing.T) {
	a := &app{}
	if err := a.use("en"); err != nil {
		t.Fatal(err)
	}
	says := regexp.MustCompile(`(?i)\b(FILE|folder)\b`)
	seen := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if says.MatchString(strings.TrimSuffix(c.Use, "[--out FILE]")) && c.ValidArgsFunction != nil && !strings.Contains(c.Use, "--") {
			seen++
			if _, how := c.ValidArgsFunction(c, []string{"yp-core"}, ""); how == cobra.ShellCompDirectiveNoFileComp {
				t.Errorf("%s: its argument is not completed", c.CommandPath())
			}
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			offers, known := c.GetFlagCompletionFunc(f.Name)
			if f.NoOptDefVal != "" || !known || !regexp.MustCompile(`^(file|folder|table|encrypted file)`).MatchString(f.Usage) {
				return
			}
			seen++
			if _, how := offers(c, nil, ""); how == cobra.ShellCompDirectiveNoFileComp {
				t.Errorf("%s: --%s is not completed", c.CommandPath(), f.Name)
			}
		})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(a))
	if seen < 15 {
		t.Errorf("only %d commands take a path: the search is broken", seen)
	}
}
