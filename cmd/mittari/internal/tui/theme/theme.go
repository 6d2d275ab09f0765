// Package theme holds the palette and the styles as one value. Colours only underline what words and
// symbols already say; with NO_COLOR or a terminal without colours nothing is lost.
package theme

import "github.com/charmbracelet/lipgloss"

// Theme is every style the screens use. Build it with New; treat it as read-only.
type Theme struct {
	Renderer *lipgloss.Renderer
	Drawing  Drawing // what charts are made of

	Title    lipgloss.Style // the screen's name in the header
	Crumb    lipgloss.Style // where we are
	Demo     lipgloss.Style // the mark of invented data
	Text     lipgloss.Style
	Faint    lipgloss.Style // second-rank text
	Strong   lipgloss.Style
	Selected lipgloss.Style // the chosen line or option
	Key      lipgloss.Style // a key in the footer
	Good     lipgloss.Style // improvement
	Bad      lipgloss.Style // worsening: as visible as improvement
	Warn     lipgloss.Style
	Error    lipgloss.Style
	Box      lipgloss.Style
	Question lipgloss.Style // item text, respondent mode
	Option   lipgloss.Style
	Axis     lipgloss.Style
	Line     lipgloss.Style // the trend line
	Cutoff   lipgloss.Style
}

// New builds the theme for a renderer. The colours are chosen to read on light and dark grounds.
func New(r *lipgloss.Renderer) Theme {
	s := r.NewStyle
	blue := lipgloss.AdaptiveColor{Light: "25", Dark: "75"}
	teal := lipgloss.AdaptiveColor{Light: "29", Dark: "79"}
	amber := lipgloss.AdaptiveColor{Light: "130", Dark: "215"}
	red := lipgloss.AdaptiveColor{Light: "124", Dark: "210"}
	grey := lipgloss.AdaptiveColor{Light: "242", Dark: "246"}
	return Theme{
		Renderer: r,
		Title:    s().Bold(true).Foreground(blue),
		Crumb:    s().Foreground(grey),
		Demo:     s().Bold(true).Foreground(amber),
		Text:     s(),
		Faint:    s().Foreground(grey),
		Strong:   s().Bold(true),
		Selected: s().Bold(true).Foreground(blue),
		Key:      s().Bold(true),
		Good:     s().Foreground(teal).Bold(true),
		Bad:      s().Foreground(amber).Bold(true),
		Warn:     s().Foreground(amber),
		Error:    s().Foreground(red).Bold(true),
		Box:      s().Border(lipgloss.RoundedBorder()).BorderForeground(grey).Padding(0, 1),
		Question: s().Bold(true),
		Option:   s(),
		Axis:     s().Foreground(grey),
		Line:     s().Foreground(blue),
		Cutoff:   s().Foreground(amber),
	}
}
