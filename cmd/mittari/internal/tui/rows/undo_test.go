package rows

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
)

func TestPanelTakesBack(t *testing.T) {
	p := panel(t, "ant")
	if _, done := p.Update(uitest.Key(t, "u")); done {
		t.Fatal("u does something before anything was done")
	}
	var undone []string
	back := func(what string, err error) TakeBack {
		return func(context.Context) error { undone = append(undone, what); return err }
	}
	if said := p.Undo.Did(p.env, "Done.", back("first", nil))(); said != (screen.SaidMsg{Text: "Done. u takes it back."}) {
		t.Errorf("said %v", said)
	}
	p.Undo.Remember(back("second", errors.New("disk")))
	if keys := p.Keys(); keys[1].Help().Key != "u" {
		t.Errorf("offers %v", keys)
	}
	failed := press(t, p, "u")()
	cmd, done := p.Update(failed)
	if !done || len(undone) != 1 {
		t.Fatalf("took back %v", undone)
	}
	if _, ok := cmd().(screen.Failed); !ok {
		t.Error("a failure is not told")
	}
	p.Undo.changes[1] = back("second", nil)
	for range 2 {
		cmd, _ = p.Update(press(t, p, "u")())
		if said, ok := cmd().(screen.SaidMsg); !ok || said.Text != "The last change was taken back." {
			t.Errorf("said %v", said)
		}
	}
	if got := strings.Join(undone, " "); got != "second second first" {
		t.Errorf("took back %s", got)
	}
	if p.Undo.Any() {
		t.Error("there is still something to take back")
	}
}
