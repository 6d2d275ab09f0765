package tui

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/instruments"
)

// words are what a view says without its colours. A recovery code is another one at every visit.
func words(view string) string {
	view = regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(view, "")
	return regexp.MustCompile(`[0-9A-Z]{5}(-[0-9A-Z]{5}){7}`).ReplaceAllString(view, "code")
}

// TestNothingIsToldByColourAlone: with its colours taken away, every screen reads as it does on a terminal that has none.
// On one of sixteen colours no other is asked for, and on every ground the words are the same.
func TestNothingIsToldByColourAlone(t *testing.T) {
	// A style that was not made by the renderer of the app would draw with these, and be found. The block that shows where
	// one types is such: it is the other way round on every terminal.
	before := lipgloss.ColorProfile()
	lipgloss.SetColorProfile(termenv.TrueColor)
	t.Cleanup(func() { lipgloss.SetColorProfile(before) })
	profiles, grounds := []termenv.Profile{termenv.ANSI, termenv.ANSI256, termenv.TrueColor}, []theme.Ground{theme.OnLight, theme.OnDark}
	if watched { // other colours are no other memory
		profiles, grounds = profiles[:1], grounds[:1]
	}
	l := moveIn(t, instruments.Finnish)
	all := everyScreen(l)
	wear := func(p termenv.Profile, g theme.Ground) {
		l.model.opt.Renderer.SetColorProfile(p)
		l.model.terminal = theme.TerminalOf(l.model.opt.Renderer)
		l.model.terminal.Wear(g)
	}
	more := regexp.MustCompile(`\x1b\[[0-9;]*[34]8;[25];`) // one of 256, or of all
	cursor := regexp.MustCompile(`\x1b\[7m(.)\x1b\[0m`)
	coloured := 0
	for _, name := range slices.Sorted(maps.Keys(all)) {
		wear(termenv.Ascii, theme.FromTerminal)
		bare := l.visit(all[name]).View()
		plain := cursor.ReplaceAllString(bare, "$1")
		if i := strings.IndexByte(plain, '\x1b'); i >= 0 {
			t.Errorf("%s has colours where there are none: %q", name, plain[i:min(i+60, len(plain))])
		}
		for _, p := range profiles {
			for _, g := range grounds {
				wear(p, g)
				view := l.visit(all[name]).View()
				if got := words(view); got != words(bare) {
					t.Errorf("%s, profile %d, %s: without its colours it reads\n%s\nnot\n%s", name, p, g, got, bare)
				}
				if p == termenv.ANSI && more.MatchString(view) {
					t.Errorf("%s, %s: more than sixteen colours: %q", name, g, more.FindString(view))
				}
				if view != bare {
					coloured++
				}
			}
		}
	}
	if coloured == 0 {
		t.Error("nothing was drawn in colour")
	}
}
