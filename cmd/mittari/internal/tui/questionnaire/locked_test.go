package questionnaire

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func TestRespondentModeCannotBeLeft(t *testing.T) {
	for name, before := range map[string][]string{
		"notice": nil, "greeting": {"enter"}, "item": {"enter", "enter"}, "skip": {"enter", "enter", "s"}, "instruction": {"enter", "enter", "i"}, "break": {"enter", "enter", "p"},
		"review": {"enter", "enter", "1", "1", "1"}, "end": {"enter", "enter", "1", "1", "1", "enter"},
		"curve": {"enter", "enter", "1", "1", "1", "enter", "1"}, "share": {"enter", "enter", "1", "1", "1", "enter", "2"},
		"pin": {"enter", "enter", "ctrl+x"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSitting(instruments.Finnish, true)
			s.notice, s.young = &casework.NoticeView{Version: store.NoticeYounger, Months: 24}, true
			d, host, _ := offered(t, s, 80, 24)
			d.Press(before...)
			d.Press("ctrl+c", "ctrl+z", "ctrl+\\", "ctrl+d", "ctrl+l", "ctrl+q", "f1", "f12", "q", "?", "esc", "esc")
			d.Paste(strings.Repeat("2468\n", 2000), true).Paste(strings.Repeat("q?2468", 1700), false)
			d.Send(tea.MouseMsg{X: 3, Y: 3, Button: tea.MouseButtonLeft}).Send(tea.SuspendMsg{}).Send(tea.InterruptMsg{})
			for _, size := range [][2]int{{1, 1}, {10, 3}, {300, 100}, {80, 24}} {
				d.Resize(size[0], size[1])
			}
			for _, asked := range host.Asked {
				t.Errorf("asked the root for %#v", asked)
			}
			m, _ := host.Screen.(*Model)
			if !m.Locked() || d.Quit() {
				t.Error("respondent mode was left")
			}
			d.SeesNot("TEA-3")
		})
	}
}

func TestWrongPINAndWait(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	d, host, desk := begin(t, s, store.OwnScreen, 80, 24)
	d.Press("enter", "ctrl+x").Type("1111").SeesNot("1111").Press("enter").Sees("ei täsmää")
	desk.wait = &casework.PINWaitError{After: 3500 * time.Millisecond}
	d.Type("1112").Press("enter").Sees("4 sekunnin")
	d.Press("esc").Sees("Kysymys 1/3")
	desk.wait = nil
	d.Press("ctrl+x", "enter").Type("2468").Press("enter")
	want := []tea.Msg{screen.BackMsg{}, screen.SaidMsg{Text: "Mitään ei kadonnut: annetut vastaukset ovat tallessa. Voit jatkaa Tänään-sivulta."}}
	if diff := cmp.Diff(want, host.Asked); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1111", "1112", "2468"}, desk.tries); diff != "" {
		t.Error(diff)
	}
}

// TestEverySizeFits looks for lines wider than the window and for pages that push the keys away.
func TestEverySizeFits(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	s.hint = strings.Repeat("Pitkä ohje jatkuu ja jatkuu. ", 30)
	s.views[0].Text = strings.Repeat("漢字かな交じり文 ", 20) + strings.Repeat("x", 200) + "\x1b[2J\x07"
	s.views[0].Options[1].Text = strings.Repeat("vaihtoehto on pitkä ", 12)
	d, _, _ := begin(t, s, store.OwnScreen, 80, 24)
	d.Press("enter")
	for width := 20; width <= 140; width += 7 {
		for height := 6; height <= 50; height += 4 {
			d.Resize(width, height)
			lines := strings.Split(d.View(), "\n")
			if len(lines) != height {
				t.Fatalf("%dx%d: %d lines", width, height, len(lines))
			}
			for _, l := range lines {
				if lipgloss.Width(l) > width {
					t.Fatalf("%dx%d: line of %d cells: %q", width, height, lipgloss.Width(l), l)
				}
			}
			if strings.ContainsAny(d.View(), "\x1b\x07") || !strings.Contains(d.View(), "ctrl+x") {
				t.Fatalf("%dx%d:\n%s", width, height, d.View())
			}
		}
	}
}

// FuzzKeys: whatever bytes arrive as keys, respondent mode stays locked, nothing is asked of the root but words of
// errors, and no answer appears that the form does not offer.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("\r12\r"), false)
	f.Add([]byte("ssss\x1b\x18\r2468\r"), true)
	f.Add([]byte("\r\r123\r1\r2 \r3pp9999"), false)
	f.Add([]byte(strings.Repeat("9", 10_000)), true)
	env := uitest.Env(f, instruments.English)
	f.Fuzz(func(t *testing.T, keys []byte, paste bool) {
		s := newSitting(instruments.English, true)
		s.notice, s.young = &casework.NoticeView{Version: store.NoticeOlder, Months: 24}, true
		s.speeches = casework.Speeches([]instruments.Lang{"fi", "sv", "en"})
		plan := casework.Plan{Mode: store.OwnScreen, Lang: instruments.English, Offer: true}
		desk := &fakeDesk{sitting: s, wait: casework.ErrWrongPIN}
		d, host := uitest.Show(t, newModel(env, screen.Questionnaire{Begin: &plan}, desk), 80, 24)
		for _, b := range keys[:min(len(keys), 400)] {
			d.Send(tea.KeyMsg{Type: tea.KeyType(b)})
			if b >= ' ' && b < utf8.RuneSelf {
				d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{rune(b)}, Paste: paste})
			}
		}
		d.Paste(string(keys), paste)
		m, _ := host.Screen.(*Model)
		if !m.Locked() || len(host.Asked) != 0 {
			t.Fatalf("left: %v", host.Asked)
		}
		for _, v := range s.views {
			if v.Response.State == instruments.Answered && (v.Response.Code < 0 || v.Response.Code > 3) {
				t.Fatalf("answer %d", v.Response.Code)
			}
		}
	})
}
