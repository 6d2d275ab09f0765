package keyin

import (
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/store"
)

// FuzzKeys: whatever bytes arrive as keys, the screen does not panic, and what stands in its grid as taken is what is
// stored, answer by answer.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("20.3.2026\r0123-. 9\r1t\x1b"), false)
	f.Add([]byte("20.3.2026\r0120120120\rt0120120121\r\x1b[Ct\r"), false)
	f.Add([]byte("20.3.2026\r2222"), true)
	env, rec := uitest.Desk(f, "en")
	f.Fuzz(func(t *testing.T, keys []byte, paste bool) {
		plan := casework.Plan{Episode: rec.Seed.Episode.ID, Respondent: rec.Seed.Girl.ID, Instrument: "yp-core", Wave: store.Extra}
		d, host := uitest.Show(t, New(env, screen.KeyIn{Begin: &plan}), 80, 20)
		m, _ := host.Screen.(*Model)
		for _, b := range keys[:min(len(keys), 200)] {
			if b >= ' ' && b < utf8.RuneSelf {
				d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{rune(b)}, Paste: paste})
			} else {
				d.Send(tea.KeyMsg{Type: tea.KeyType(b)})
			}
			if m.stage == keying || m.stage == again {
				sameAsStored(t, env, m)
			}
		}
		d.Paste(string(keys), paste)
		d.View()
	})
}

func sameAsStored(t *testing.T, env *screen.Env, m *Model) {
	t.Helper()
	s, err := env.Desk.Resume(t.Context(), m.sitting.Administration().ID)
	if err != nil {
		t.Fatal(err)
	}
	stored := s.Form("en")
	if m.stage == again {
		stored = s.Second().Form("en")
	}
	for i, c := range m.grid.cells {
		if c.Response != stored[i].Response {
			t.Fatalf("item %d stands as %+v and is stored as %+v", c.Number, c.Response, stored[i].Response)
		}
	}
}
