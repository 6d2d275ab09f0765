package keyin

import (
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/store"
)

const first = "2012212110"

func TestTheSecondKeyingIsBlindAndDecided(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Type("201").Press("t").Sees("7 items are not keyed in").Type(first[3:]).Press("t").Sees("SECOND KEYING", "0 of 10")
	if strings.Contains(p.View(), " 2 ") && strings.Contains(p.View(), "[2]") {
		t.Error("the first keying shows through")
	}
	p.Type("2112212-10").Press("enter").Sees("differ in 2 items", "1: 0", "2: 1", "2: blank")
	if got := p.sheet(); got != "2,0,1,2,2,1,2,1,1,0" {
		t.Errorf("the second keying was stored: %s", got)
	}
	p.Press("enter").Sees("not decided yet").Press("right", "down", "left", "enter").Sees("2 differences were decided")
	if got := p.sheet(); got != "2,1,1,2,2,1,2,1,1,0" {
		t.Errorf("decided %s", got)
	}
	p.Press("enter").Sees("Saved")
	if n := len(p.done(p.rec.Seed.Girl.ID)); n != 1 {
		t.Errorf("%d stored", n)
	}
	lines, err := p.rec.Entries(t.Context(), p.rec.Seed.Family.ID, 100)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(lines, func(l store.LogEntry) bool { return strings.Contains(l.Why, "keyed in twice, 2 differences") }) {
		t.Error("the log does not tell of the second keying")
	}
}

func TestTwoKeyingsThatAreTheSame(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Type(first).Press("t").Type(first).Press("enter").Sees("Both keyings are the same", "10 of 10").Press("enter").Sees("Saved")
}

func TestTheSecondKeyingCanBeLeft(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Type(first).Press("t").Type("40").Press("esc").Sees("set aside", "10 of 10")
	p.Press("t").Sees("goes on: 2 of 10").Type("12212110").Press("enter").Sees("differ in 1 item").Press("esc").Sees("not decided. The first")
	if got := p.sheet(); got != "2,0,1,2,2,1,2,1,1,0" {
		t.Errorf("stored %s", got)
	}
}

// TestTheSecondKeyingGoesOnWhereItWasLeft, also on a screen that is opened anew, and never shows the first.
func TestTheSecondKeyingGoesOnWhereItWasLeft(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Type(first).Press("t").Type("211")
	r, ok := p.model().Resume()
	if !ok {
		t.Fatal("nothing to come back to")
	}
	ui, _ := uitest.Show(t, newModel(p.model().env, r.(screen.KeyIn), p.desk), 80, 20)
	ui.Sees("SECOND KEYING", "goes on: 3 of 10").Type("2212110").Press("enter").Sees("differ in 1 item", "1: 0", "2: 1")
	ui.Press("right", "enter").Sees("1 difference was decided")
	if got := p.sheet(); got != "2,1,1,2,2,1,2,1,1,0" {
		t.Errorf("decided %s", got)
	}
}

// TestAResponseOfTheSecondKeyingThatWasNotSaved does not stand on the screen as taken.
func TestAResponseOfTheSecondKeyingThatWasNotSaved(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Type(first).Press("t").Type("2")
	if err := p.rec.Close(); err != nil {
		t.Fatal(err)
	}
	p.Type("0").Sees("not saved", "1 of 10")
}

// TestAMonthsForms: after one form the same person's next or the next person's same is three keys away, and the day is
// that of the form before.
func TestAMonthsForms(t *testing.T) {
	p := show(t, "en", "", 80, 20)
	p.Sees("ES-0042-N1", "YP-CORE", "ES-0042-H1", "CORE-10").Type("n1 yp").SeesNot("CORE-10 ").Press("enter")
	p.Sees("ES-0042-N1 · YP-CORE")
	p.dated().Type(first).Press("enter").Sees("Saved: ES-0042-N1, YP-CORE")
	p.Type("h1 core").Press("enter").Sees("ES-0042-H1 · CORE-10", "20.3.2026").Press("enter")
	p.Type("0000000000").Press("enter").Sees("Saved: ES-0042-H1, CORE-10", "ES-0042-H2")
	p.Press("enter").Sees("ES-0042-H2 · CORE-10").Press("enter").Type("11").Press("esc").Sees("waits on the Today page").Press("esc")
	if _, ok := p.host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v, want back", p.host.Last())
	}
	if n := len(p.done(p.rec.Seed.Guardian.ID)); n != 1 {
		t.Errorf("%d stored of the guardian", n)
	}
	for _, a := range append(p.done(p.rec.Seed.Girl.ID), p.done(p.rec.Seed.Guardian.ID)...) {
		if a.Answered.String() != "2026-03-20" {
			t.Errorf("%s answered %s", a.Instrument, a.Answered)
		}
	}
}

func TestTheListIsNarrowedDownToAFamily(t *testing.T) {
	env, _ := uitest.Desk(t, "en")
	ui, _ := uitest.Show(t, New(env, screen.KeyIn{Only: "ES-0042"}), 80, 20)
	ui.Sees("ES-0042-N1", "YP-CORE").Press("esc").Sees("ES-0042-N1")
	ui, _ = uitest.Show(t, New(env, screen.KeyIn{Only: "ES-0043"}), 80, 20)
	ui.Sees("No such form is due").Press("esc").Sees("ES-0042-N1")
}

func TestTheResultIsOneKeyAway(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Type(first).Press("enter", "ctrl+r")
	id := p.done(p.rec.Seed.Girl.ID)[0].ID
	if msg, _ := p.host.Last().(screen.GoMsg); msg.Route != (screen.Result{ID: id}) {
		t.Errorf("went to %v", p.host.Last())
	}
	if r, ok := p.model().Resume(); !ok || r != (screen.KeyIn{}) {
		t.Errorf("comes back to %v", r)
	}
}
