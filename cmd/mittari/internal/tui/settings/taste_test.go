package settings

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/store"
)

// preferred is what a taste becomes by what the screen asked of the root.
func preferred(t *testing.T, host *uitest.Host, before screen.Taste) screen.Taste {
	t.Helper()
	found := false
	for _, msg := range host.Asked {
		if p, ok := msg.(screen.PreferMsg); ok {
			p.Change(&before)
			found = true
		}
	}
	if !found {
		t.Fatalf("asked %v, want another taste", host.Asked)
	}
	return before
}

// TestATasteIsAskedOfTheRootAndNotKeptInTheRecord, and changes nothing else of it.
func TestATasteIsAskedOfTheRootAndNotKeptInTheRecord(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		want screen.Taste
	}{
		{"colours", []string{"enter", "down", "down", "enter"}, screen.Taste{Ground: theme.OnDark, Folder: "/koti"}},
		{"charts", []string{"down", "enter", "end", "enter"}, screen.Taste{Charts: theme.ChartsASCII, Folder: "/koti"}},
		{"mouse", []string{"down", "down", "enter"}, screen.Taste{NoMouse: true, Folder: "/koti"}},
		{"folder", []string{"down", "down", "down", "enter", "/", "t", "y", "ö", "enter"}, screen.Taste{Folder: "/koti/työ"}},
		{"no folder", []string{"down", "down", "down", "enter", "ctrl+u", "enter"}, screen.Taste{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := uitest.Env(t, "fi")
			env.Door = door{}
			env.Taste.Folder = "/koti"
			f := &fake{settings: store.Settings{Lang: "fi", AutoLockMinutes: 5}}
			ui, host := uitest.Show(t, newModel(env, f), 80, 30)
			for !strings.Contains(ui.View(), "▸ Värit") {
				ui.Press("down")
			}
			ui.Press(c.keys...)
			if diff := cmp.Diff(c.want, preferred(t, host, env.Taste)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(store.Settings{Lang: "fi", AutoLockMinutes: 5}, f.settings); diff != "" || len(f.pins) > 0 {
				t.Errorf("the record was changed: %s, %v", diff, f.pins)
			}
			ui.Sees("Omat asetukset")
		})
	}
}

func TestTheTasteIsShown(t *testing.T) {
	env := uitest.Env(t, "en")
	env.Door = door{}
	env.Taste = screen.Taste{Ground: theme.OnLight, Charts: theme.ChartsBraille, NoMouse: true, Folder: "/koti"}
	ui, _ := uitest.Show(t, newModel(env, &fake{}), 80, 30)
	ui.Sees("Colours light background", "Curves dots (finest)", "Mouse off", "Folder for files /koti")
}

func TestALineOfTheSettingsCanBeClicked(t *testing.T) {
	ui, host, _ := start(t, "fi", 80, 30)
	mouse := slices.IndexFunc(strings.Split(ui.View(), "\n"), func(l string) bool { return strings.Contains(l, "Hiiri") })
	ui.Send(tea.MouseMsg{X: 5, Y: mouse}).Send(tea.MouseMsg{X: 5, Y: mouse})
	if !preferred(t, host, screen.Taste{}).NoMouse {
		t.Error("two clicks on a line do not open it")
	}
	ui.Press("home", "enter").Send(tea.MouseMsg{X: 5, Y: 2}).Press("enter").Sees("Ohjelman kieli")
	if host.Last() != (screen.LangMsg{Lang: "sv"}) {
		t.Errorf("a click on another language: %v", host.Last())
	}
	ui.Send(tea.MouseMsg{X: 5, Y: 29}).Press("home", "down", "enter").Send(tea.MouseMsg{X: 5, Y: 0}).Sees("Minuutteina")
}
