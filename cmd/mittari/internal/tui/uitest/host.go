package uitest

import (
	"context"
	"io"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/instruments"
)

// Now is the instant on the clock of tests.
func Now() time.Time { return time.Date(2026, time.November, 22, 13, 0, 0, 0, time.UTC) }

// Renderer draws without colours.
func Renderer() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	return r
}

// Env is what a screen is given in a test: one language, no colours, a clock that stands, no desk.
func Env(tb testing.TB, tag instruments.Lang) *screen.Env {
	tb.Helper()
	l, err := lang.New(tag)
	if err != nil {
		tb.Fatal(err)
	}
	return &screen.Env{Ctx: context.Background(), Lang: l, Theme: theme.New(Renderer()), Clock: Now, After: AtOnce}
}

// AtOnce lets time pass in no time.
func AtOnce(_ time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg { return then(Now()) }
}

// Host shows one screen without the root and notes what it asks of the root.
type Host struct {
	Screen screen.Screen
	Asked  []tea.Msg // routes, back, said, failed, in order
}

// Init starts the screen.
func (h *Host) Init() tea.Cmd { return h.Screen.Init() }

// Update notes what is for the root and hands the rest to the screen.
func (h *Host) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		h.Screen.SetSize(msg.Width, msg.Height)
		return h, nil
	case tea.MouseMsg:
		if p, ok := h.Screen.(screen.Pointer); ok {
			return h, p.Point(msg.X, msg.Y)
		}
		return h, nil
	case screen.GoMsg, screen.BackMsg, screen.HomeMsg, screen.OpenedMsg, screen.LangMsg, screen.SaidMsg, screen.PreferMsg:
		h.Asked = append(h.Asked, msg)
		return h, nil
	case screen.Failed:
		h.Asked = append(h.Asked, msg)
	}
	s, cmd := h.Screen.Update(msg)
	h.Screen = s
	return h, cmd
}

// View is the screen's own picture.
func (h *Host) View() string { return h.Screen.View() }

// Last is the newest thing asked of the root, or nil.
func (h *Host) Last() tea.Msg {
	if len(h.Asked) == 0 {
		return nil
	}
	return h.Asked[len(h.Asked)-1]
}

// Show starts a driver over one screen.
func Show(tb testing.TB, s screen.Screen, width, height int) (*Driver, *Host) {
	tb.Helper()
	h := &Host{Screen: s}
	return Start(tb, h, width, height), h
}
