package keycheck

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

var ref = instruments.Ref{ID: "hearsay", Version: 1}

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env) {
	t.Helper()
	env, _ := uitest.Invented(t, tag)
	ui, host := uitest.Show(t, New(env, screen.KeyCheck{Ref: ref}), width, height)
	return ui, host, env
}

func checks(t *testing.T, env *screen.Env) int {
	t.Helper()
	all, err := env.Desk.KeyChecks(t.Context(), ref.ID)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func TestAKeyThatDiffersIsNotSwitchedOn(t *testing.T) {
	ui, _, env := start(t, "fi", 80, 20)
	ui.Type("Arvioija A").Press("enter").Type("lomake 2019").Press("enter", "enter", "enter")
	if n := checks(t, env); n != 0 {
		t.Errorf("%d checks after no", n)
	}
}

func TestAKeyThatWasComparedIsSwitchedOn(t *testing.T) {
	ui, host, env := start(t, "fi", 80, 20)
	ui.Press("enter").Sees("!") // who compared is needed
	ui.Type("Arvioija A").Press("enter").Type("lomake 2019").Press("enter", "enter", "right", "enter")
	if n := checks(t, env); n != 1 {
		t.Errorf("%d checks after yes", n)
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
	s, err := env.Desk.Standing(t.Context(), ref.ID)
	if err != nil || s.Off != nil {
		t.Errorf("still off: %v, %v", s.Off, err)
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		t.Run(string(tag)+"-80", func(t *testing.T) { ui, _, _ := start(t, tag, 80, 20); ui.Picture() })
		t.Run(string(tag)+"-120", func(t *testing.T) { ui, _, _ := start(t, tag, 120, 36); ui.Picture() })
	}
}
