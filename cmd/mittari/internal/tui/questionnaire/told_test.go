package questionnaire

import (
	"fmt"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// offered shows the questionnaire in respondent mode, with what the worker may let a young person do at the end.
func offered(t *testing.T, s *fakeSitting, width, height int) (*uitest.Driver, *uitest.Host, *fakeDesk) {
	t.Helper()
	if s.speeches == nil {
		s.speeches = casework.Speeches([]instruments.Lang{"fi", "sv", "en"})
	}
	d := &fakeDesk{sitting: s}
	plan := casework.Plan{Mode: store.OwnScreen, Lang: s.admin.Lang, Offer: true}
	m := newModel(uitest.Env(t, instruments.Finnish), screen.Questionnaire{Begin: &plan}, d)
	driver, host := uitest.Show(t, m, width, height)
	return driver, host, d
}

func newcomer(tag instruments.Lang, v store.NoticeVersion) *fakeSitting {
	s := newSitting(tag.Base(), true)
	s.admin.Lang = tag
	s.notice = &casework.NoticeView{Version: v, Months: 24}
	return s
}

func TestPicturesOfTheNotice(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "fi-x-selko", "sv", "en"} {
		for _, v := range []store.NoticeVersion{store.NoticeYounger, store.NoticeOlder, store.NoticeAdult} {
			t.Run(fmt.Sprintf("%s_%s", v, tag), func(t *testing.T) {
				d, _, _ := offered(t, newcomer(tag, v), 80, 24)
				d.Picture()
			})
		}
	}
	t.Run("wide", func(t *testing.T) {
		d, _, _ := offered(t, newcomer("fi", store.NoticeAdult), 120, 40)
		d.Picture()
	})
}

func TestPicturesInEasyFinnish(t *testing.T) {
	for name, keys := range map[string][]string{
		"greeting": {"enter"}, "item": {"enter", "enter"}, "skip": {"enter", "enter", "s"}, "break": {"enter", "enter", "p"},
		"review": {"enter", "enter", "1", "s", "enter", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			d, _, _ := offered(t, newcomer("fi-x-selko", store.NoticeYounger), 80, 24)
			d.Press("end").Press(keys...).Picture()
		})
	}
}

// TestNothingIsAskedBeforeTheNoticeIsAcknowledged, and what could not be recorded is not taken for done.
func TestNothingIsAskedBeforeTheNoticeIsAcknowledged(t *testing.T) {
	s := newcomer("fi", store.NoticeYounger)
	d, host, _ := offered(t, s, 80, 24)
	d.Sees("Ennen kuin aloitat", "24 kuukautta").Press("1", "2", "s", "tab", "backspace").Sees("Ennen kuin aloitat")
	s.fail = errDisk
	d.Press("end", "enter").Sees("Ennen kuin aloitat", "ei tallentunut").SeesNot(errDisk.Error())
	if _, ok := host.Last().(screen.Failed); !ok || s.notice == nil {
		t.Errorf("the root was told %v", host.Last())
	}
	d.Press("end", "enter").Sees("3 kysymystä").Press("enter").Sees("Kysymys 1/3")
	if s.notice != nil || s.saves != 0 {
		t.Error("not recorded, or recorded as an answer")
	}
}

// TestALongNoticeIsScrolledToItsEnd: on a small screen enter turns the page before it acknowledges.
func TestALongNoticeIsScrolledToItsEnd(t *testing.T) {
	s := newcomer("en", store.NoticeAdult)
	d, _, _ := offered(t, s, 60, 12)
	d.SeesNot("I have read this: press")
	for range 10 {
		if s.notice == nil {
			break
		}
		d.Press("enter")
	}
	if s.notice != nil {
		t.Fatal("cannot be acknowledged")
	}
	s = newcomer("en", store.NoticeAdult)
	d, _, _ = offered(t, s, 60, 12)
	if d.Press("enter"); s.notice == nil {
		t.Error("acknowledged before its end was in sight")
	}
}

func TestTheRespondentChangesTheLanguage(t *testing.T) {
	s := newcomer("fi", store.NoticeYounger)
	d, _, _ := offered(t, s, 80, 24)
	d.Press("end").Sees("Kieli: suomi").Press("left").Sees("Kieli: suomi")
	d.Press("right", "end").Sees("Kieli: selkosuomi", "Lue tämä ensin")
	d.Press("right").Sees("Innan du börjar").Press("right").Sees("Before you begin").Press("right").Sees("Before you begin")
	d.Press("end", "enter").Sees("Language: English", "3 questions").Press("left").Sees("Språk: svenska")
	s.fail = errDisk
	d.Press("left").Sees("Språket kunde inte bytas", "3 frågor").Press("left").Sees("Nyt tulee 3 kysymystä")
	if s.admin.Lang != instruments.EasyFinnish {
		t.Errorf("answers in %s", s.admin.Lang)
	}
	d.Press("enter").Sees("Kysymys 1/3", "Juomani tee").Press("1", "p").Sees("Tauko")
}

// TestTwoLanguagesAreNeverMixed: with an answer given, the language stays.
func TestTwoLanguagesAreNeverMixed(t *testing.T) {
	s := newSitting("fi", true)
	s.views[0].Response, s.at = instruments.Answer(3), 1
	s.speeches = casework.Speeches([]instruments.Lang{"fi", "sv"})
	m := newModel(uitest.Env(t, "fi"), screen.Questionnaire{Resume: s.admin.ID}, &fakeDesk{sitting: s})
	d, _ := uitest.Show(t, m, 80, 24)
	d.Sees("kysymys 2/3").SeesNot("Kieli:").Press("right", "left")
	if s.admin.Lang != "fi" {
		t.Errorf("changed to %s", s.admin.Lang)
	}
}

func TestABreakHidesTheQuestion(t *testing.T) {
	for name, before := range map[string][]string{"item": nil, "skip": {"s"}, "review": {"1", "1", "1"}} {
		for _, k := range []string{"p", "esc"} {
			if name == "skip" && k == "esc" {
				continue // closes the reasons
			}
			s := newSitting("fi", true)
			d, _, _ := offered(t, s, 80, 24)
			seen := d.Press("enter").Press(before...).View()
			saves := s.saves
			d.Press(k).Sees("Tauko", "tallessa").SeesNot("Juomani", "Kengät").Press("1", "s", "p", "esc", "tab").Sees("Tauko")
			if d.Press("enter").View() != seen || s.saves != saves {
				t.Errorf("%s, %s: the break changed something:\n%s", name, k, d.View())
			}
		}
	}
}
