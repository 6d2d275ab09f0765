package screen

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/instruments"
)

// Screen is one full view. The root shows one at a time and knows nothing else about it.
type Screen interface {
	Init() tea.Cmd
	Update(msg tea.Msg) (Screen, tea.Cmd)
	// View draws inside the size last set; the root adds header and footer around it.
	View() string
	SetSize(width, height int)
	// Keys are what the footer and the help page offer now.
	Keys() help.KeyMap
	Title() string
}

// Locked is implemented by a screen that the root must not let anybody leave by a global key:
// the questionnaire in respondent mode, its PIN prompt and its end page. While Locked is true the root draws no
// header, no other data and no footer of its own, and passes every key to the screen.
type Locked interface {
	Locked() bool
}

// Typing is implemented by a screen that holds the keyboard: a text field, a filter, an open question, or digits
// of its own. While true no key is global but F1, ctrl+c and ctrl+l; esc is the screen's own, and it sends Back
// itself. Otherwise the root goes back on esc.
type Typing interface {
	Typing() bool
}

// Resumable is implemented by a screen that is shown again after the program was locked and unlocked.
// ok is false when there is nothing to come back to.
type Resumable interface {
	Resume() (r Route, ok bool)
}

// Pointer is implemented by a screen whose lines can be clicked. x and y count inside the screen's own view.
type Pointer interface {
	Point(x, y int) tea.Cmd
}

// Env is what the root gives every screen. The root alone changes it: Lang when the language changes, Taste and Theme
// when the taste does. Unlocking gives new screens a new Env, so that work still under way never meets another record.
type Env struct {
	Ctx       context.Context
	Desk      *casework.Desk // nil until unlocked
	Door      casework.Door
	Catalogue *instruments.Catalogue
	Lang      *lang.Localizer
	Theme     theme.Theme
	Taste     Taste
	Clock     func() time.Time
	// After is how a screen waits: the message comes after d. Tests do not wait.
	After func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd
	Demo  bool // invented data: marked on every screen
	// Program is the version of the program, which reports carry.
	Program string
}

// Work wraps a use case in a command: f runs off the UI loop, its error becomes Failed, its value the message.
// Both come back to the screen that sent the command and to no other, also when it no longer is on top.
func Work[T any](env *Env, f func(ctx context.Context) (T, error)) tea.Cmd {
	ctx := env.Ctx
	return func() tea.Msg {
		v, err := f(ctx)
		if err != nil {
			return Failed{Err: err}
		}
		return v
	}
}
