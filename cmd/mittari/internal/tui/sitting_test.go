package tui

import (
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// TestFromTodayToTheResultInEightKeys: begin, hand over, go, finish, and the four digits of the PIN; the answers are not
// counted, nor the notice, which is read once.
func TestFromTodayToTheResultInEightKeys(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	told := store.Notice{Person: h.rec.Seed.Girl.ID, How: store.NoticeSpoken}
	if err := h.model.env.Desk.GiveNotice(t.Context(), told); err != nil {
		t.Fatal(err)
	}
	h.Press("home").Sees("▸ ES-0042-N1 YP-CORE")
	keys := 0
	press := func(names ...string) {
		keys += len(names)
		h.Press(names...)
	}
	press("enter", "enter", "enter")
	for range 10 {
		h.Sees("Kysymys").Press("1")
	}
	press("enter")
	h.Sees("Kiitos!", "Anna tietokone")
	press("2", "4", "6", "8")
	h.Sees("YP-CORE", "ES-0042-N1")
	if _, ok := h.model.top().route.(screen.Result); !ok || h.model.locked() {
		t.Errorf("at %T", h.model.top().route)
	}
	const most = 8
	if keys > most {
		t.Errorf("%d keys", keys)
	}
}

// TestWrongDigitsOnTheEndPageDoNotUnlock: they are tried by themselves, and slow down like any other.
func TestWrongDigitsOnTheEndPageDoNotUnlock(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.OwnScreen))
	h.Press("end", "enter", "enter").Type("111111111").Press("enter").Sees("Kiitos!")
	h.Type("1111").Sees("ei täsmää").Type("1111").Sees("ei täsmää").Type("1111").Sees("sekunnin").Type(pin).Sees("sekunnin")
	if !h.model.locked() {
		t.Error("unlocked by a wrong PIN, or during the wait")
	}
}

// TestPaperFromToday: from Today to the saved form without menus, and a draft begun on paper never comes up on a
// respondent's screen.
func TestPaperFromToday(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("k").Sees("Mikä lomake", "YP-CORE").Press("enter").Type("20.3.2026").Press("enter").Sees("0/10")
	h.Type("20122").Press("esc").Press("esc").Sees("Tänään", "Kesken")
	for !strings.Contains(chosen(h.View()), "YP-CORE") {
		h.Press("down")
	}
	h.Press("home", "enter").Sees("5/10", "vastattu 20.3.2026")
	if h.model.locked() {
		t.Error("locked")
	}
	h.Type("12110").Press("enter").Sees("Tallessa: ES-0042-N1, YP-CORE").Press("ctrl+r").Sees("ES-0042-N1")
	about, err := h.rec.OfPerson(t.Context(), h.rec.Seed.Girl.ID)
	if err != nil || len(about) != 1 || about[0].Answered != storetest.Day(t, "2026-03-20") || about[0].Mode != store.FromPaper {
		t.Errorf("stored %+v, %v", about, err)
	}
}

// TestLockingInTheMiddleOfAPaperFormGoesOnThere: what was keyed in waits behind the passphrase.
func TestLockingInTheMiddleOfAPaperForm(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("k", "enter").Type("20.3.2026").Press("enter").Type("201").Sees("3/10")
	h.Press("ctrl+l").SeesNot("YP-CORE").Type(storetest.Passphrase).Press("enter").Sees("3/10", "YP-CORE")
	if err := h.model.leave(t.Context()); err != nil {
		t.Error(err)
	}
}
