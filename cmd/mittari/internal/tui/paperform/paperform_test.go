package paperform

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

func start(t *testing.T, tag instruments.Lang, id instruments.ID, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	env, _ := uitest.Invented(t, tag)
	return uitest.Show(t, New(env, screen.PaperForm{ID: id}), width, height)
}

func TestAFormIsWrittenToAFile(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	ui, host := start(t, "fi", "demo-checkin", 80, 20)
	ui.Press("enter").Press("ctrl+u").Type("~/lomake.doc").Press("enter").Sees("!")
	ui.Press("ctrl+u").Type("~/lomake.txt").Press("enter", "enter")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Fatalf("asked %v: %s", host.Last(), ui.View())
	}
	text, err := os.ReadFile(filepath.Join(home, "lomake.txt"))
	if err != nil || !strings.Contains(string(text), "demo-checkin@1") {
		t.Errorf("%v: %s", err, text)
	}
}

func TestWithoutWordingThereIsNothingToPrint(t *testing.T) {
	ui, _ := start(t, "fi", "lent", 80, 20)
	ui.Sees("Tuo ensin sanamuoto")
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		t.Run(string(tag)+"-80", func(t *testing.T) { ui, _ := start(t, tag, "goals", 80, 20); ui.Picture() })
		t.Run(string(tag)+"-120", func(t *testing.T) { ui, _ := start(t, tag, "goals", 120, 36); ui.Picture() })
	}
}
