package tui

import (
	"context"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// leaveAfter closes the record at the end, where a test has unlocked it anew.
func (h *house) leaveAfter(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		if err := h.model.leave(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func TestALockKeepsThePlace(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.leaveAfter(t)
	h.Press("2", "enter", "down", "enter").Sees("Perheet › ES-0042 › ES-0042-H1")
	before := h.View()
	h.Press("ctrl+l").SeesNot("ES-0042-H1").Type(storetest.Passphrase).Press("enter")
	if h.View() != before {
		t.Errorf("not where one was:\n%s", h.View())
	}
	h.Press("esc").Sees("Mitä on tapahtunut").Press("esc", "esc").Sees("Nyt vuorossa")
	if len(h.model.stack) != 1 {
		t.Errorf("%d screens", len(h.model.stack))
	}
	h.Press("ctrl+l").Type(storetest.Passphrase).Press("enter").Sees("Nyt vuorossa")
	if len(h.model.stack) != 1 {
		t.Errorf("%d screens, where Today alone was", len(h.model.stack))
	}
}

// TestALockDoesNotBeginAFormTwice: it goes on in the one begun, and a form that is done leads to its result.
func TestALockDoesNotBeginAFormTwice(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.Together))
	h.leaveAfter(t)
	h.Press("end", "enter", "enter", "1").Sees("Kysymys 2/9")
	h.Press("ctrl+l").Type(storetest.Passphrase).Press("enter", "enter").Sees("Kysymys 2/9")
	drafts, err := h.model.record.Drafts(t.Context())
	if err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
}

// TestAWindowThatComesBackIsLocked: while a computer sleeps, timers stand still and the clock goes on.
func TestAWindowThatComesBackIsLocked(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.now = h.now.Add(4 * time.Minute)
	h.Send(tea.FocusMsg{}).Sees("Nyt vuorossa")
	h.now = h.now.Add(8 * time.Hour)
	h.Send(tea.BlurMsg{}).Send(tea.FocusMsg{}).Sees("Lukittu").SeesNot("ES-0042")
	if _, ok := h.model.top().route.(screen.Unlock); !ok || h.model.record != nil {
		t.Errorf("at %#v, the record is %v", h.model.top().route, h.model.record)
	}
}

// TestKeysBeforeTheFirstScreen are typed ahead while the record is being opened; there is nothing yet that could take them
// but the key that ends the program.
func TestKeysBeforeTheFirstScreen(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	m := newModel(t.Context(), h.model.opt)
	for _, k := range []string{"ctrl+k", ":", "?", "f1", "q", "enter", "esc", "5", "ctrl+l", "down"} {
		if _, cmd := m.Update(uitest.Key(t, k)); cmd != nil {
			t.Errorf("%s does something", k)
		}
	}
	for _, msg := range []tea.Msg{press(3, 0), press(3, 5), press(3, 23), wheel(tea.MouseButtonWheelUp), tea.FocusMsg{}} {
		m.Update(msg)
	}
	if m.View() != "" {
		t.Errorf("something is drawn:\n%s", m.View())
	}
	if _, cmd := m.Update(uitest.Key(t, "ctrl+c")); cmd == nil || cmd() != tea.Quit() {
		t.Error("the program cannot be ended")
	}
}
