package theme

import (
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Ground is what colours are chosen for.
type Ground string

// Grounds.
const (
	FromTerminal Ground = ""      // what the terminal says of itself
	OnLight      Ground = "light" // dark ink
	OnDark       Ground = "dark"  // light ink
	NoColour     Ground = "none"
)

// Grounds lists them as they are offered.
func Grounds() []Ground { return []Ground{FromTerminal, OnLight, OnDark, NoColour} }

// Terminal is what a terminal said of itself before anybody chose otherwise. NO_COLOR, a terminal without abilities and
// one of sixteen colours are its profile, and a chosen ground never brings more colours than that.
type Terminal struct {
	renderer *lipgloss.Renderer
	profile  termenv.Profile
	dark     bool
}

// TerminalOf asks the renderer, once.
func TerminalOf(r *lipgloss.Renderer) Terminal {
	return Terminal{renderer: r, profile: r.ColorProfile(), dark: r.HasDarkBackground()}
}

// Wear makes every style of the renderer, also those already made, draw for a ground.
func (t Terminal) Wear(g Ground) {
	profile, dark := t.profile, t.dark
	switch g {
	case OnLight:
		dark = false
	case OnDark:
		dark = true
	case NoColour:
		profile = termenv.Ascii
	case FromTerminal:
	}
	t.renderer.SetColorProfile(profile)
	t.renderer.SetHasDarkBackground(dark)
}
