package theme

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// terminal is one with a number of colours.
func terminal(p termenv.Profile, dark bool) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	r.SetHasDarkBackground(dark)
	return r
}

// TestAChosenGroundReachesStylesAlreadyMade, and brings no colours that the terminal has not. The codes are those of
// ECMA-48: 30–37 and 90–97 are the sixteen colours, 38;5;n one of 256.
func TestAChosenGroundReachesStylesAlreadyMade(t *testing.T) {
	for _, c := range []struct {
		profile termenv.Profile
		dark    bool
		ground  Ground
		want    string // of Faint
	}{
		{termenv.ANSI256, true, FromTerminal, "\x1b[38;5;246mx\x1b[0m"},
		{termenv.ANSI256, false, FromTerminal, "\x1b[38;5;242mx\x1b[0m"},
		{termenv.ANSI256, false, OnDark, "\x1b[38;5;246mx\x1b[0m"},
		{termenv.ANSI256, true, OnLight, "\x1b[38;5;242mx\x1b[0m"},
		{termenv.TrueColor, true, OnLight, "\x1b[38;5;242mx\x1b[0m"},
		{termenv.ANSI, true, FromTerminal, "\x1b[37mx\x1b[0m"},
		{termenv.ANSI, true, OnLight, "\x1b[90mx\x1b[0m"},
		{termenv.ANSI256, true, NoColour, "x"},
		{termenv.Ascii, true, OnLight, "x"},
		{termenv.Ascii, true, FromTerminal, "x"},
	} {
		r := terminal(c.profile, c.dark)
		th, worn := New(r), TerminalOf(r)
		worn.Wear(NoColour)
		worn.Wear(c.ground)
		if got := th.Faint.Render("x"); got != c.want {
			t.Errorf("profile %d, dark %v, ground %q: %q, want %q", c.profile, c.dark, c.ground, got, c.want)
		}
	}
}

// TestYellowAndBrightAreNotInkOnWhite: on light ground the sixteen colours are used as far as they can be read.
func TestYellowAndBrightAreNotInkOnWhite(t *testing.T) {
	th := New(terminal(termenv.ANSI, false))
	for name, s := range map[string]lipgloss.Style{
		"title": th.Title, "demo": th.Demo, "selected": th.Selected, "good": th.Good, "bad": th.Bad, "warn": th.Warn, "error": th.Error,
		"line": th.Line, "cutoff": th.Cutoff,
	} {
		drawn := s.Render("x")
		for _, code := range []string{"33", "37", "91", "92", "93", "94", "95", "96", "97"} {
			if strings.Contains(drawn, "["+code+"m") || strings.Contains(drawn, ";"+code+"m") {
				t.Errorf("%s: %q", name, drawn)
			}
		}
	}
}

func TestChartsAreDrawnAsWished(t *testing.T) {
	for wish, want := range map[Charts]Drawing{ChartsFinest: Lines, ChartsBraille: Dots, ChartsBoxes: Lines, ChartsASCII: ASCII} {
		if got := wish.Drawing(Lines); got != want {
			t.Errorf("%q: %d, want %d", wish, got, want)
		}
	}
}
