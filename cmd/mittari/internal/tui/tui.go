package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/instruments"
)

// Options are what the app is built from. Door, Catalogue, Clock and Lang are needed.
type Options struct {
	Door      casework.Door
	Record    casework.Record // already open; nil: the app asks for the passphrase, or sets up
	Start     screen.Route    // shown over Today when the record is open; nil: Today
	Catalogue *instruments.Catalogue
	Clock     func() time.Time
	Lang      *lang.Localizer
	Program   string // version, for reports
	Demo      bool   // invented data, also before the record says so
	In        io.Reader
	Out       io.Writer
	Renderer  *lipgloss.Renderer // nil: made for Out
	Drawing   theme.Drawing      // the finest that charts can be made of; Run sees to it
	Taste     Taste              // of whoever sits here
	// Remember keeps a changed taste for the next start; nil: it is forgotten.
	Remember func(Taste) error
	// After is how the app waits; nil: a timer. Tests give their own.
	After func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd
}

// Run shows the app until the user quits or the context ends. The terminal is given back as it was, also after a
// panic, and the record is closed.
func Run(ctx context.Context, o Options) error {
	if o.In == nil {
		o.In = os.Stdin
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	o.Drawing = theme.DrawingFor(runtime.GOOS, os.Getenv)
	showCursor()
	m := newModel(ctx, o)
	p := tea.NewProgram(m, tea.WithContext(ctx), tea.WithAltScreen(), tea.WithReportFocus(), tea.WithInput(o.In),
		tea.WithOutput(o.Out), tea.WithFilter(m.filter))
	_, err := p.Run()
	left := m.leave(context.WithoutCancel(ctx))
	if errors.Is(err, tea.ErrInterrupted) {
		err = context.Canceled
	}
	if err != nil {
		err = fmt.Errorf("run the terminal app: %w", err)
	}
	return errors.Join(err, left)
}

// showCursor lets fields show where one types also where NO_COLOR asks for no colours: the block there is the two grounds
// exchanged, and the one thing drawn by the library's own renderer.
func showCursor() {
	if os.Getenv("NO_COLOR") != "" && os.Getenv("TERM") != "dumb" {
		lipgloss.SetColorProfile(termenv.ANSI)
	}
}

// New is the app as a model, for tests.
func New(ctx context.Context, o Options) tea.Model { return newModel(ctx, o) }

// filter keeps messages that would end or stop the program away from it in respondent mode, and the pointer's way while
// a button is held, which terminals send with the clicks and nobody waits for.
func (m *Model) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.MouseMsg:
		if msg.Action != tea.MouseActionPress {
			return nil
		}
	case tea.InterruptMsg, tea.SuspendMsg, tea.QuitMsg:
		if m.locked() {
			return nil
		}
	}
	return msg
}
