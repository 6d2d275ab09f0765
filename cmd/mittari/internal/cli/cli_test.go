package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{errors.New("anything"), exitFailed},
		{vault.ErrWrongSecret, exitFailed},
		{&usageError{"x"}, exitUsage},
		{&warned{exitWarned}, exitWarned},
		{fmt.Errorf("open: %w", vault.ErrInUse), exitLocked},
		{fmt.Errorf("open: %w", &vault.NewerFormatError{Have: 2, Know: 1}), exitLocked},
		{fmt.Errorf("open: %w", &store.NewerSchemaError{Have: 2, Know: 1}), exitLocked},
		{fmt.Errorf("load: %w", instruments.DefinitionErrors{{}}), exitDefinition},
		{fmt.Errorf("load: %w", &instruments.DefinitionError{}), exitDefinition},
		{fmt.Errorf("read: %w", context.Canceled), exitInterrupted},
	} {
		if got := exitCode(t.Context(), c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}

// TestAnInterruptIsToldAndLeavesNothingBehind: the demo notices at once, and its folder goes away.
func TestAnInterruptIsToldAndLeavesNothingBehind(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var said strings.Builder
	code := run(ctx, []string{"demo", "--families", "30", "--lang", "en", "--report", t.TempDir() + "/r.xlsx"}, Stdio{Out: io.Discard, Err: &said}, testHost())
	if code != exitInterrupted || !strings.Contains(said.String(), "Stopped") {
		t.Errorf("code %d, said %q", code, said.String())
	}
	left, err := filesIn(tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestTheLanguageIsTakenFromTheFirstPlaceThatNamesOne(t *testing.T) {
	for _, c := range []struct {
		args   []string
		locale string
		want   instruments.Lang
	}{
		{nil, "", instruments.Finnish},
		{nil, "sv_FI.UTF-8", instruments.Swedish},
		{nil, "C.UTF-8", instruments.Finnish},
		{[]string{"help", "--lang", "en"}, "sv_FI.UTF-8", instruments.English},
		{[]string{"--lang=sv"}, "", instruments.Swedish},
		{[]string{"x", "--", "--lang", "en"}, "", instruments.Finnish},
		{[]string{"wording", "--lang", "de"}, "en_GB", instruments.English},
	} {
		a := &app{host: host{locale: c.locale}}
		if err := a.speak(languageFlag(c.args)); err != nil {
			t.Fatal(err)
		}
		if a.loc.Lang() != c.want {
			t.Errorf("%v, %q: %s, want %s", c.args, c.locale, a.loc.Lang(), c.want)
		}
	}
}

// TestEveryCommandHasWordsAndExamplesInEveryLanguage walks the whole tree of commands.
func TestEveryCommandHasWordsAndExamplesInEveryLanguage(t *testing.T) {
	for _, tag := range lang.Languages() {
		a := &app{}
		if err := a.use(tag); err != nil {
			t.Fatal(err)
		}
		seen := 0
		forEachCommand(newRoot(a), func(name, help string, runs bool) {
			seen++
			if strings.Contains(help, "⟨") || strings.Contains(help, "<no value>") {
				t.Errorf("%s: %s has a message that is not there:\n%s", tag, name, help)
			}
			if runs && !strings.Contains(help, a.loc.T("cli.heading.examples")) {
				t.Errorf("%s: %s has no example", tag, name)
			}
		})
		if seen < 20 {
			t.Errorf("%s: only %d commands were looked at", tag, seen)
		}
	}
}
