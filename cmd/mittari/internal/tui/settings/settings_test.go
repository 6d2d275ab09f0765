package settings

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type door struct{ casework.Door }

func (door) Path() string { return "/koti/työ/mittari.db" }

type fake struct {
	settings store.Settings
	pins     []string
	fail     error
}

func (f *fake) Settings(context.Context) (store.Settings, error) { return f.settings, nil }
func (f *fake) SaveSettings(_ context.Context, s store.Settings) error {
	if f.fail == nil {
		f.settings = s
	}
	return f.fail
}

func (f *fake) SetPIN(_ context.Context, pin string) error {
	f.pins = append(f.pins, pin)
	return f.fail
}

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	env := uitest.Env(t, tag)
	env.Door = door{}
	f := &fake{settings: store.Settings{
		Lang: "fi", AutoLockMinutes: 5, Team: store.TeamID{1},
		RiskInstruction: map[instruments.Lang]string{"fi": "Soita päivystävälle sosiaalityöntekijälle heti."},
	}}
	ui, host := uitest.Show(t, newModel(env, f), width, height)
	return ui, host, f
}

func TestSettingsLockStaysInItsLimits(t *testing.T) {
	ui, _, f := start(t, "fi", 80, 20)
	ui.Press("down", "enter", "ctrl+u").Type("16").Press("enter").Sees("1–15")
	ui.Press("ctrl+u").Type("15").Press("enter").Sees("15 minuuttia")
	if f.settings.AutoLockMinutes != 15 || f.settings.Team != (store.TeamID{1}) {
		t.Errorf("stored %+v", f.settings)
	}
}

func TestSettingsLanguageChangesTheProgram(t *testing.T) {
	ui, host, f := start(t, "fi", 80, 20)
	ui.Press("enter", "down", "enter")
	if f.settings.Lang != "sv" {
		t.Errorf("stored %s", f.settings.Lang)
	}
	if diff := cmp.Diff(screen.LangMsg{Lang: "sv"}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestSettingsPIN(t *testing.T) {
	ui, host, f := start(t, "fi", 80, 20)
	ui.Press("down", "down", "enter").Type("123").Press("enter").Sees("Vähintään neljä numeroa")
	ui.Type("4").Press("enter").Type("1235").Press("enter").Sees("Luvut eivät ole samat").SeesNot("1234")
	ui.Press("backspace").Type("4").Press("enter").Sees("Lukittuu käyttämättä")
	if diff := cmp.Diff([]string{"1234"}, f.pins); diff != "" {
		t.Error(diff)
	}
	if m := host.Screen.(*Model); m.pin+m.pinBack != "" {
		t.Error("the PIN is still in memory")
	}
}

func TestSettingsInstructionOfOneLanguage(t *testing.T) {
	ui, _, f := start(t, "fi", 80, 20)
	ui.Press("end", "up", "enter").Sees("Ohje kielellä ruotsi").Type("Ring 112").Press("enter").Sees("Ring 112")
	want := map[instruments.Lang]string{"fi": "Soita päivystävälle sosiaalityöntekijälle heti.", "sv": "Ring 112"}
	if diff := cmp.Diff(want, f.settings.RiskInstruction); diff != "" {
		t.Error(diff)
	}
}

func TestSettingsEscChangesNothing(t *testing.T) {
	ui, _, f := start(t, "fi", 80, 20)
	ui.Press("down", "enter", "ctrl+u").Type("9").Press("esc").Sees("5 minuuttia")
	if f.settings.AutoLockMinutes != 5 {
		t.Error("stored all the same")
	}
}

func TestSettingsLeadToThePagesOfTheFile(t *testing.T) {
	for keys, want := range map[int]screen.Route{3: screen.Keeping{}, 4: screen.Protocol{}, 5: screen.Retention{}} {
		ui, host, _ := start(t, "fi", 80, 20)
		for range keys {
			ui.Press("down")
		}
		ui.Press("enter")
		if diff := cmp.Diff(screen.GoMsg{Route: want}, host.Last()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestSettingsSaysWhatWentWrong(t *testing.T) {
	ui, _, f := start(t, "fi", 80, 20)
	f.fail = errors.New("disk")
	ui.Press("down", "enter", "enter").Sees("Jokin meni vikaan", "Minuutteina")
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("fi-120-risk", func(t *testing.T) {
		ui, _, _ := start(t, "fi", 120, 36)
		ui.Press("end", "up", "up", "enter").Picture()
	})
	t.Run("sv-80", func(t *testing.T) { ui, _, _ := start(t, "sv", 80, 20); ui.Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _, _ := start(t, "en", 80, 20); ui.Picture() })
}
