package tui

import (
	"testing"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// actor is a screen that does what the test says.
type actor struct {
	cmd    tea.Cmd // returned once
	got    []tea.Msg
	typing bool
	locked bool
}

func (a *actor) Init() tea.Cmd { return nil }
func (a *actor) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	a.got = append(a.got, msg)
	cmd := a.cmd
	a.cmd = nil
	return a, cmd
}
func (a *actor) View() string      { return "actor" }
func (a *actor) SetSize(_, _ int)  {}
func (a *actor) Keys() help.KeyMap { return screen.KeySet{} }
func (a *actor) Title() string     { return "actor" }
func (a *actor) Typing() bool      { return a.typing }
func (a *actor) Locked() bool      { return a.locked }

// stage puts actors on the stack of an app.
func stage(t *testing.T, actors ...*actor) *house {
	t.Helper()
	h := open(t, instruments.English, nil)
	h.model.stack = nil
	for _, a := range actors {
		h.model.numbers++
		h.model.stack = append(h.model.stack, &opened{number: h.model.numbers, route: screen.Today{}, screen: a})
	}
	return h
}

func TestWhatACommandReturnsComesBackToItsScreen(t *testing.T) {
	type poke struct{}
	type mine struct{ n int }
	say := func(n int) tea.Cmd { return func() tea.Msg { return mine{n} } }
	below, above := &actor{}, &actor{}
	h := stage(t, below, above)
	below.cmd = tea.Batch(say(1), tea.Sequence(say(2), screen.Back(), say(3)), screen.Go(screen.Settings{}))
	h.Send(addressed{to: h.model.stack[0].number, msg: poke{}})
	if diff := cmp.Diff([]tea.Msg{poke{}, mine{1}, mine{2}, mine{3}}, below.got, cmp.AllowUnexported(mine{})); diff != "" {
		t.Error(diff)
	}
	if len(above.got) != 0 || len(h.model.stack) != 2 {
		t.Errorf("the screen above got %v; %d screens", above.got, len(h.model.stack))
	}
	above.cmd = tea.Quit
	h.Press("z")
	if !h.Quit() {
		t.Error("a message for the program does not reach it")
	}
}

func TestOnlyTheScreenOnTopSendsTheUserElsewhere(t *testing.T) {
	below, above := &actor{}, &actor{locked: true}
	h := stage(t, below, above)
	number := h.model.stack[0].number
	for _, msg := range []tea.Msg{screen.GoMsg{Route: screen.Settings{}}, screen.BackMsg{}, screen.HomeMsg{Route: screen.Today{}}} {
		h.Send(addressed{to: number, msg: msg}).Send(msg)
	}
	if len(h.model.stack) != 2 || h.model.top().screen != screen.Screen(above) {
		t.Error("a screen below moved the user")
	}
	h.Send(addressed{to: 99, msg: screen.BackMsg{}})
	if len(h.model.stack) != 2 {
		t.Error("a screen that was left moved the user")
	}
}

func TestErrorsStandUntilTheNextKeyAndReachTheirScreen(t *testing.T) {
	a := &actor{}
	h := stage(t, a)
	h.Send(addressed{to: h.model.top().number, msg: screen.Failed{Err: store.ErrNotFound}})
	h.Sees("✖")
	if len(a.got) != 1 {
		t.Errorf("the screen got %v, want its failure", a.got)
	}
	h.Press("esc").SeesNot("✖")
	h.Send(addressed{to: 99, msg: screen.Failed{Err: store.ErrNotFound}}).Sees("✖")
}

func TestLettersAreTextWhileTyping(t *testing.T) {
	a, below := &actor{typing: true}, &actor{}
	h := stage(t, below, a)
	h.Press("q", "1", "?", "esc")
	if len(a.got) != 4 || len(h.model.stack) != 2 {
		t.Errorf("the screen got %v", a.got)
	}
	h.Press("f1").Sees("Keys: actor").Press("esc")
	a.typing = false
	h.Press("esc")
	if len(h.model.stack) != 1 || len(below.got) != 1 {
		t.Errorf("%d screens; the one below got %v, want a refresh", len(h.model.stack), below.got)
	}
}
