package permission

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env) {
	t.Helper()
	env, _ := uitest.Invented(t, tag)
	ui, host := uitest.Show(t, New(env, screen.Permission{ID: "lent"}), width, height)
	return ui, host, env
}

func TestAPermissionIsRecordedWithItsTerms(t *testing.T) {
	ui, host, env := start(t, "fi", 80, 24)
	ui.Sees("Invented Holder").Press("enter", "enter").Sees("!") // a reference is needed
	ui.Type("kirje 7").Press("enter", "enter").Type("31.12.2026").Press("enter").Type("40").Press("enter")
	all, err := env.Desk.Permissions(t.Context(), "lent")
	if err != nil || len(all) != 1 {
		t.Fatalf("%d permissions, %v", len(all), err)
	}
	p := all[0]
	if p.Holder != "Invented Holder" || p.Reference != "kirje 7" || p.Expires.String() != "2026-12-31" || p.Uses != 40 {
		t.Errorf("recorded %+v", p.Permission)
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		t.Run(string(tag)+"-80", func(t *testing.T) { ui, _, _ := start(t, tag, 80, 20); ui.Picture() })
		t.Run(string(tag)+"-120", func(t *testing.T) { ui, _, _ := start(t, tag, 120, 36); ui.Picture() })
	}
}
