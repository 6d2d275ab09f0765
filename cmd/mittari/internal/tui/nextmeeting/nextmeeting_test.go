package nextmeeting

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ done []string }

func (f *fake) Agree(_ context.Context, _ store.FamilyID, on store.Date) error {
	f.done = append(f.done, on.String())
	return nil
}

func (f *fake) CallOff(context.Context, store.FamilyID) error {
	f.done = append(f.done, "off")
	return nil
}

// start opens the page with a day proposed a week from now, on 29 November.
func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{}
	r := screen.NextMeeting{Day: store.DateOf(uitest.Now()).AddDays(7)}
	ui, host := uitest.Show(t, newPage(uitest.Env(t, tag), r, f), width, height)
	return ui, host, f
}

func TestNextMeeting(t *testing.T) {
	for name, c := range map[string]struct {
		keys func(*uitest.Driver)
		want []string
	}{
		"as proposed":    {func(ui *uitest.Driver) { ui.Press("enter") }, []string{"2026-11-29"}},
		"another day":    {func(ui *uitest.Driver) { ui.Press("ctrl+u").Type("3.12.2026").Press("enter") }, []string{"2026-12-03"}},
		"today":          {func(ui *uitest.Driver) { ui.Press("ctrl+u").Type("22.11.2026").Press("enter") }, []string{"2026-11-22"}},
		"called off":     {func(ui *uitest.Driver) { ui.Press("ctrl+u", "enter") }, []string{"off"}},
		"a day gone by":  {func(ui *uitest.Driver) { ui.Press("ctrl+u").Type("21.11.2026").Press("enter").Sees("today or later") }, nil},
		"not a day":      {func(ui *uitest.Driver) { ui.Press("ctrl+u").Type("31.11.2026").Press("enter") }, nil},
		"nothing chosen": {func(*uitest.Driver) {}, nil},
	} {
		ui, host, f := start(t, "en", 80, 20)
		c.keys(ui)
		if diff := cmp.Diff(c.want, f.done); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if c.want != nil && host.Last() != (screen.BackMsg{}) {
			t.Errorf("%s: asked %v, want Back", name, host.Last())
		}
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("sv-60", func(t *testing.T) { ui, _, _ := start(t, "sv", 60, 16); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _ := start(t, "en", 120, 36); ui.Picture() })
}
