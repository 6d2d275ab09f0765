package tui

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/instruments"
)

// TestATasteIsWornAtOnceAndRemembered, wherever one is.
func TestATasteIsWornAtOnceAndRemembered(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.model.opt.Renderer.SetColorProfile(termenv.ANSI256)
	h.model.terminal = theme.TerminalOf(h.model.opt.Renderer)
	var kept []Taste
	var fail error
	h.model.opt.Remember = func(t Taste) error {
		kept = append(kept, t)
		return fail
	}
	prefer := func(change func(*screen.Taste)) {
		h.Send(addressed{to: h.model.top().number, msg: screen.PreferMsg{Change: change}})
	}
	drawn := map[theme.Ground]string{}
	for _, g := range theme.Grounds() {
		prefer(func(t *screen.Taste) { t.Ground = g })
		drawn[g] = h.model.env.Theme.Crumb.Render("x")
	}
	want := map[theme.Ground]string{
		theme.FromTerminal: "\x1b[38;5;246mx\x1b[0m", theme.OnLight: "\x1b[38;5;242mx\x1b[0m", theme.OnDark: "\x1b[38;5;246mx\x1b[0m", theme.NoColour: "x",
	}
	if diff := cmp.Diff(want, drawn); diff != "" {
		t.Error(diff)
	}
	prefer(func(t *screen.Taste) { t.Charts, t.Folder = theme.ChartsASCII, "/koti" })
	prefer(func(*screen.Taste) {}) // nothing new
	if h.model.env.Theme.Drawing != theme.ASCII {
		t.Error("charts are drawn as before")
	}
	if diff := cmp.Diff([]Taste{{Ground: "light"}, {Ground: "dark"}, {Ground: "none"}, {Ground: "none", Charts: "ascii", Folder: "/koti"}}, kept); diff != "" {
		t.Error(diff)
	}
	fail = errors.New("no room")
	prefer(func(t *screen.Taste) { t.NoMouse = true })
	h.Sees("✖")
	// Behind the passphrase it is the same taste.
	h.Press("ctrl+l")
	if !h.model.env.Taste.NoMouse || h.model.env.Theme.Drawing != theme.ASCII {
		t.Error("the taste is lost in a lock")
	}
}

func TestTheWordsOfTheSettingsFile(t *testing.T) {
	want := Taste{Ground: theme.OnDark, Charts: theme.ChartsBoxes, NoMouse: true, Folder: "/koti"}
	if diff := cmp.Diff(want, NewTaste("dark", "boxes", false, "/koti")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Taste{}, NewTaste("", "", true, "")); diff != "" {
		t.Error(diff)
	}
}
