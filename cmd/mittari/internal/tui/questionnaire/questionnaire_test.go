package questionnaire

import (
	"fmt"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// begin shows the questionnaire in a mode.
func begin(t *testing.T, s *fakeSitting, mode store.Mode, width, height int) (*uitest.Driver, *uitest.Host, *fakeDesk) {
	t.Helper()
	d := &fakeDesk{sitting: s}
	plan := casework.Plan{Mode: mode, Lang: s.admin.Lang}
	m := newModel(uitest.Env(t, instruments.Finnish), screen.Questionnaire{Begin: &plan}, d)
	driver, host := uitest.Show(t, m, width, height)
	return driver, host, d
}

// shown shows the questionnaire by a route.
func shown(t *testing.T, s *fakeSitting, r screen.Questionnaire) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, instruments.Finnish), r, &fakeDesk{sitting: s}), 80, 24)
}

func codes(s *fakeSitting) []string {
	var out []string
	for _, v := range s.views {
		switch v.Response.State {
		case instruments.Answered:
			out = append(out, fmt.Sprint(v.Response.Code))
		case instruments.Skipped:
			out = append(out, "s"+fmt.Sprint(v.Response.Reason))
		case instruments.Unanswered, instruments.NotAsked:
			out = append(out, "-")
		}
	}
	return out
}

func wantCodes(t *testing.T, s *fakeSitting, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, codes(s)); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 20}} {
			for name, keys := range map[string][]string{
				"greeting": nil,
				"item":     {"enter", "2"},
				"skip":     {"enter", "s"},
				"review":   {"enter", "1", "s", "enter", "3"},
				"end":      {"enter", "1", "2", "3", "enter"},
				"pin":      {"enter", "ctrl+x"},
			} {
				t.Run(fmt.Sprintf("%s_%s_%dx%d", name, tag, size[0], size[1]), func(t *testing.T) {
					d, _, _ := begin(t, newSitting(tag, true), store.OwnScreen, size[0], size[1])
					d.Press(keys...).Picture()
				})
			}
		}
	}
}

func TestPictureWithoutWording(t *testing.T) {
	d, _, _ := begin(t, newSitting(instruments.Finnish, false), store.OwnScreen, 80, 24)
	d.Press("enter").Picture()
}

func TestPictureOfTheScaleFromNoughtToTen(t *testing.T) {
	d, _, _ := begin(t, toTen(), store.OwnScreen, 80, 24)
	d.Press("enter", "1", "0").Picture()
}

func toTen() *fakeSitting {
	s := newSitting(instruments.Finnish, true)
	for i := range s.views {
		s.views[i].Options = nil
		for code := range 11 {
			s.views[i].Options = append(s.views[i].Options, casework.OptionView{Code: code})
		}
		s.views[i].Options[0].Text, s.views[i].Options[10].Text = "ei lainkaan", "aivan täysin"
	}
	return s
}

func TestAWholeSitting(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	d, host, _ := begin(t, s, store.OwnScreen, 80, 24)
	d.Sees("3 kysymystä").Press("enter")
	d.Sees("Kysymys 1/3", "tee oli").Press("down", "down", "enter")
	d.Sees("Kysymys 2/3", "vastaus tallessa").Press("s").Sees("Haluatko kertoa miksi").Press("4")
	d.Sees("Kysymys 3/3").Press("backspace").Sees("Kysymys 2/3", "ohitettu").Press("tab").Sees("Kysymys 3/3")
	d.Press("0").Sees("viimeinen kysymys", "Ohitit 1 kysymyksen")
	wantCodes(t, s, "1", "s4", "0")
	d.Press("down", "down", "enter").Sees("Kysymys 2/3").Press("3").Sees("Vastasit kaikkiin")
	wantCodes(t, s, "1", "3", "0")
	d.Press("enter").Sees("Kiitos", "takaisin työntekijälle").SeesNot("TEA-3")
	if s.completed != 1 {
		t.Fatalf("completed %d times", s.completed)
	}
	d.Press("enter", "esc", "q").Sees("Kiitos")
	d.Press("ctrl+x").Type("2468").Press("enter")
	if diff := cmp.Diff(tea.Msg(screen.GoMsg{Route: screen.Result{ID: s.admin.ID}, Replace: true}), host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestNoNextItemBeforeTheSaveIsBack(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	d, _, _ := begin(t, s, store.OwnScreen, 80, 24)
	d.Press("enter").Hold().Press("2")
	if d.Held() != 1 {
		t.Fatalf("%d pieces of work wait, want the save alone", d.Held())
	}
	d.Sees("Kysymys 1/3").SeesNot("vastaus tallessa")
	d.Press("3", "enter", "s", "backspace", "tab").Sees("Kysymys 1/3")
	if d.Held() != 1 {
		t.Errorf("keys during the save started %d pieces of work more", d.Held()-1)
	}
	d.Release().Sees("Kysymys 2/3", "vastaus tallessa")
	wantCodes(t, s, "2", "-", "-")
	if s.saves != 1 {
		t.Errorf("%d saves, want 1", s.saves)
	}
}

// TestAKeyHeldDownAnswersOneItem: while the pause after an answer is on, keys are dropped and make it longer.
func TestAKeyHeldDownAnswersOneItem(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	plan := casework.Plan{Mode: store.OwnScreen, Lang: instruments.Finnish}
	m := newModel(uitest.Env(t, instruments.Finnish), screen.Questionnaire{Begin: &plan}, &fakeDesk{sitting: s})
	m.breath = time.Microsecond
	d, _ := uitest.Show(t, m, 80, 24)
	d.Press("enter").Hold().Press("2")
	m.Update(movedMsg{now: m.now, answered: true}) // the save is back, the pause is on
	first := m.rest
	d.Press("2", "2", "2")
	if m.rest == first || m.rest == 0 || m.busy {
		t.Errorf("rest %d after %d, busy %v", m.rest, first, m.busy)
	}
	d.Send(restedMsg{rest: first}).Press("3")
	if m.busy {
		t.Error("an older pause ended the newer one")
	}
	d.Send(restedMsg{rest: m.rest}).Press("3")
	if !m.busy {
		t.Error("no answer is taken after the pause")
	}
}

func TestAFailedSaveStaysOnTheItem(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	d, host, _ := begin(t, s, store.OwnScreen, 80, 24)
	s.fail = errDisk
	d.Press("enter", "2").Sees("Kysymys 1/3", "ei tallentunut").SeesNot("vastaus tallessa", errDisk.Error())
	wantCodes(t, s, "-", "-", "-")
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("the root was told %#v", host.Last())
	}
	d.Press("2").Sees("Kysymys 2/3").SeesNot("ei tallentunut")
	wantCodes(t, s, "2", "-", "-")
}

func TestAFailedFinishKeepsTheReview(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	d, _, _ := begin(t, s, store.OwnScreen, 80, 24)
	d.Press("enter", "1", "1", "1")
	s.fail = errDisk
	d.Press("enter").Sees("Viimeistely ei onnistunut", "viimeinen kysymys").Press("enter").Sees("Kiitos")
	if s.completed != 1 {
		t.Errorf("completed %d times", s.completed)
	}
}

func TestOpeningThatFailsIsLeftAtOnce(t *testing.T) {
	d := &fakeDesk{err: store.ErrPaperOnly}
	plan := casework.Plan{Mode: store.OwnScreen}
	m := newModel(uitest.Env(t, instruments.Finnish), screen.Questionnaire{Begin: &plan}, d)
	if !m.Locked() {
		t.Error("not locked while it opens")
	}
	_, host := uitest.Show(t, m, 80, 24)
	if m.Locked() {
		t.Error("locked with nothing to answer")
	}
	if len(host.Asked) != 2 {
		t.Fatalf("asked %v, want an error and back", host.Asked)
	}
}

func TestOtherModesAreLeftWithTheDraftKept(t *testing.T) {
	for _, mode := range []store.Mode{store.Together, store.Interpreter} {
		s := newSitting(instruments.Swedish, true)
		d, host, _ := begin(t, s, mode, 80, 20)
		m, _ := host.Screen.(*Model)
		if m.Locked() {
			t.Fatalf("%s is locked", mode)
		}
		d.Press("enter", "s", "esc", "esc")
		if len(host.Asked) != 2 || host.Asked[0] != (screen.BackMsg{}) {
			t.Errorf("%s: asked %v", mode, host.Asked)
		}
		if r, ok := m.Resume(); !ok || r != (screen.Questionnaire{Resume: s.admin.ID}) {
			t.Errorf("%s: comes back to %v", mode, r)
		}
	}
}

func TestAnswersOnPaperAreKeyedInElsewhere(t *testing.T) {
	s := newSitting(instruments.Finnish, false)
	_, host, _ := begin(t, s, store.FromPaper, 80, 20)
	want := tea.Msg(screen.GoMsg{Route: screen.KeyIn{Resume: s.admin.ID}, Replace: true})
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestScaleFromNoughtToTen(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"1", "enter"}, "1"},
		{[]string{"1", "0", "enter"}, "10"},
		{[]string{"x", "enter"}, "10"},
		{[]string{"0", "enter"}, "0"},
		{[]string{"1", "2", "enter"}, "2"},
		{[]string{"end", "left", "enter"}, "9"},
		{[]string{"1", "0", "0", "enter"}, "0"},
		{[]string{"enter"}, "-"},
	} {
		s := toTen()
		d, _, _ := begin(t, s, store.OwnScreen, 80, 24)
		d.Press("enter").Press(c.keys...)
		if got := codes(s)[0]; got != c.want {
			t.Errorf("%v answers %s, want %s", c.keys, got, c.want)
		}
	}
}

func TestResumeGreetsAtTheItemItWasLeftAt(t *testing.T) {
	s := newSitting(instruments.Finnish, true)
	s.views[0].Response, s.at = instruments.Answer(3), 1
	m := newModel(uitest.Env(t, instruments.English), screen.Questionnaire{Resume: s.admin.ID}, &fakeDesk{sitting: s})
	d, _ := uitest.Show(t, m, 80, 24)
	d.Sees("kysymys 2/3").Press("enter").Sees("Kysymys 2/3")
	if !m.Locked() {
		t.Error("a draft of respondent mode is resumed unlocked")
	}
}
