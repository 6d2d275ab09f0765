package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func show(t *testing.T, tag instruments.Lang, who func(storetest.Seed) store.PersonID, draft casework.Plan, width, height int) (*uitest.Driver, *uitest.Host, *storetest.Record) {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	d, h := uitest.Show(t, New(env, screen.Plan{Person: who(rec.Seed), Draft: draft}), width, height)
	return d, h, rec
}

func girl(s storetest.Seed) store.PersonID     { return s.Girl.ID }
func guardian(s storetest.Seed) store.PersonID { return s.Guardian.ID }

func begun(t *testing.T, h *uitest.Host) casework.Plan {
	t.Helper()
	msg, ok := h.Last().(screen.GoMsg)
	if !ok {
		t.Fatalf("asked %#v", h.Last())
	}
	q, ok := msg.Route.(screen.Questionnaire)
	if !ok || q.Begin == nil || !msg.Replace {
		t.Fatalf("went to %#v", msg)
	}
	return *q.Begin
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		t.Run("list_"+string(tag), func(t *testing.T) {
			d, _, _ := show(t, tag, girl, casework.Plan{}, 80, 20)
			d.Picture()
		})
		t.Run("form_"+string(tag), func(t *testing.T) {
			d, _, _ := show(t, tag, guardian, casework.Plan{Instrument: "phq-9", Wave: store.Start}, 80, 20)
			d.Picture()
		})
		t.Run("decline_"+string(tag), func(t *testing.T) {
			d, _, _ := show(t, tag, guardian, casework.Plan{Instrument: "phq-9", Wave: store.Start}, 80, 20)
			d.Press("e").Picture()
		})
	}
	t.Run("wide", func(t *testing.T) {
		d, _, _ := show(t, instruments.Finnish, girl, casework.Plan{}, 120, 36)
		d.Picture()
	})
}

func TestEnterEnterStartsWhatIsLikely(t *testing.T) {
	d, h, rec := show(t, instruments.Finnish, guardian, casework.Plan{}, 80, 20)
	d.Press("enter", "enter")
	p := begun(t, h)
	want := casework.Plan{
		Episode: rec.Seed.Episode.ID, Respondent: rec.Seed.Guardian.ID, Subject: rec.Seed.Guardian.ID,
		Instrument: "core-10", Informant: instruments.Self, Wave: store.ThreeMonths, Mode: store.OwnScreen, Lang: rec.Seed.Guardian.Lang, Cues: true,
	}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Error(diff)
	}
}

func TestADraftOfTodayOpensItsForm(t *testing.T) {
	d, h, _ := show(t, instruments.Finnish, guardian, casework.Plan{Instrument: "core-10", Wave: store.ThreeMonths}, 80, 20)
	d.Sees("CORE-10", "3 kuukautta", "minuutti").Press("enter")
	if p := begun(t, h); p.Instrument != "core-10" || p.Wave != store.ThreeMonths {
		t.Errorf("begins %+v", p)
	}
}

func TestPaperOnlyIsKeyedFromPaperAboutTheYoungPerson(t *testing.T) {
	d, h, rec := show(t, instruments.English, guardian, casework.Plan{Instrument: "sdq", Informant: instruments.Parent, Wave: store.Start}, 80, 20)
	d.Sees("keyed in from paper", "on paper only").SeesNot("locked", "alone on screen")
	d.Sees("day of answering is asked next").Press("enter")
	msg, _ := h.Last().(screen.GoMsg)
	k, ok := msg.Route.(screen.KeyIn)
	if !ok || k.Begin == nil || !msg.Replace {
		t.Fatalf("went to %#v, want keying in", h.Last())
	}
	if p := *k.Begin; p.Mode != store.FromPaper || p.Subject != rec.Seed.Girl.ID || p.Informant != instruments.Parent || !p.Answered.IsZero() {
		t.Errorf("keys in %+v", p)
	}
}

// TestTheWorkerAllowsAYoungPersonMoreAtTheEnd: only a young person, alone at the screen, and only when the worker says so.
func TestTheWorkerAllowsAYoungPersonMoreAtTheEnd(t *testing.T) {
	d, h, _ := show(t, instruments.English, girl, casework.Plan{Instrument: "yp-core"}, 80, 20)
	d.Sees("thanks, and the laptop back").Press("up", "right").Sees("before anybody else").Press("enter", "enter")
	if p := begun(t, h); !p.Offer {
		t.Errorf("begins %+v", p)
	}
	d, h, _ = show(t, instruments.English, girl, casework.Plan{Instrument: "yp-core"}, 80, 20)
	d.Press("up", "right", "up", "up", "right").SeesNot("laptop back", "before anybody else").Press("enter", "enter", "enter")
	if p := begun(t, h); p.Mode != store.Together || p.Offer {
		t.Errorf("begins %+v", p)
	}
	d, _, _ = show(t, instruments.English, guardian, casework.Plan{Instrument: "core-10"}, 80, 20)
	d.SeesNot("At the end")
}

func TestEasyFinnishIsALanguageToAskIn(t *testing.T) {
	d, h, _ := show(t, instruments.English, girl, casework.Plan{Instrument: "meeting-feedback"}, 80, 20)
	d.Sees("Finnish – full wording").Press("up", "up", "right").Sees("easy Finnish – full wording").Press("enter", "enter", "enter")
	if p := begun(t, h); p.Lang != instruments.EasyFinnish || p.Cues {
		t.Errorf("begins %+v", p)
	}
}

func TestModeIsChangedWithTheArrows(t *testing.T) {
	d, h, _ := show(t, instruments.English, girl, casework.Plan{Instrument: "yp-core"}, 80, 20)
	d.Sees("locked on the questions").Press("up", "up", "up", "right", "right").Sees("interpreter", "not compared").SeesNot("locked on the questions")
	d.Press("enter", "enter", "enter")
	if p := begun(t, h); p.Mode != store.Interpreter || !p.Answered.IsZero() {
		t.Errorf("begins %+v", p)
	}
}

func TestDecline(t *testing.T) {
	env, rec := uitest.Desk(t, instruments.English)
	d, h := uitest.Show(t, New(env, screen.Plan{Person: rec.Seed.Guardian.ID, Draft: casework.Plan{Instrument: "phq-9", Wave: store.Start}}), 80, 20)
	d.Press("e").Sees("why is there no answer", "always allowed").Press("6")
	if len(h.Asked) != 2 || h.Asked[0] != (screen.BackMsg{}) {
		t.Fatalf("asked %v", h.Asked)
	}
	about, err := rec.OfPerson(t.Context(), rec.Seed.Guardian.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(about) != 1 || about[0].State != store.Declined || about[0].Decline != store.NotOffered {
		t.Errorf("stored %+v", about)
	}
}

func TestEscClosesOnePageAtATime(t *testing.T) {
	env, rec := uitest.Desk(t, instruments.English)
	m, _ := New(env, screen.Plan{Person: rec.Seed.Girl.ID}).(*Model)
	d, h := uitest.Show(t, m, 80, 20)
	d.Press("enter", "e")
	for _, want := range []stage{declining, filling, listing} {
		if m.stage != want {
			t.Fatalf("stage %d, want %d", m.stage, want)
		}
		if m.Typing() != (want != listing) {
			t.Errorf("stage %d: typing %v", want, m.Typing())
		}
		d.Press("esc")
	}
	if len(h.Asked) != 0 {
		t.Errorf("asked %v", h.Asked)
	}
}
