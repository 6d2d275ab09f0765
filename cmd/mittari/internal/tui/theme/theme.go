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

// New builds the theme for a renderer. There is an ink for light and for dark ground, and one for terminals of sixteen
// colours, whose yellow and bright colours cannot be read on white; Terminal.Wear chooses between them.
func New(r *lipgloss.Renderer) Theme {
	s := r.NewStyle
	blue := ink("25", "4", "75", "12")
	teal := ink("29", "6", "79", "14")
	amber := ink("130", "5", "215", "11")
	red := ink("124", "1", "210", "9")
	grey := ink("242", "8", "246", "7")
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

// ink is one colour: for light ground of 256 and of 16 colours, and for dark.
func ink(light, light16, dark, dark16 string) lipgloss.CompleteAdaptiveColor {
	return lipgloss.CompleteAdaptiveColor{
		Light: lipgloss.CompleteColor{TrueColor: light, ANSI256: light, ANSI: light16},
		Dark:  lipgloss.CompleteColor{TrueColor: dark, ANSI256: dark, ANSI: dark16},
	}
}
