package questionnaire

import (
	"fmt"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// toTheEnd answers the whole form.
var toTheEnd = []string{"enter", "1", "2", "3", "enter"}

// young is a sitting of a young person with two results behind.
func young(tag instruments.Lang, sure instruments.Confidence) *fakeSitting {
	s := newSitting(tag.Base(), true)
	s.admin.Lang, s.young = tag, true
	scale := &instruments.Scale{
		Direction: instruments.HigherWorse, Range: instruments.Range{Max: 40}, Title: instruments.Text{"fi": "kuorma", "sv": "belastning", "en": "burden"},
	}
	at := func(m time.Month, v float64) casework.Point {
		return casework.Point{Date: store.Date{Year: 2026, Month: m, Day: 3}, Scored: true, Value: v, Reported: v}
	}
	basis := change.Basis{Direction: scale.Direction, Points: 5, Evidence: instruments.Evidence{Confidence: sure}}
	moved := change.Compare(24, 13, basis)
	s.curves = []casework.Series{{Scale: scale, Points: []casework.Point{at(2, 24), at(5, 22), at(11, 13)}, Basis: &basis, Latest: &moved}}
	return s
}

func TestPicturesOfTheEnd(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "fi-x-selko", "sv", "en"} {
		for name, keys := range map[string][]string{"more": nil, "curve": {"1"}, "share": {"2", "down", "right"}} {
			t.Run(fmt.Sprintf("%s_%s", name, tag), func(t *testing.T) {
				d, _, _ := offered(t, young(tag, instruments.Verified), 80, 24)
				d.Press(toTheEnd...).Press(keys...).Picture()
			})
			t.Run(fmt.Sprintf("%s_%s_narrow", name, tag), func(t *testing.T) {
				d, _, _ := offered(t, young(tag, instruments.Verified), 60, 20)
				d.Press(toTheEnd...).Press(keys...).Picture()
			})
		}
	}
}

func TestAYoungPersonSeesTheOwnCurveAndDecides(t *testing.T) {
	s := young("fi", instruments.Verified)
	d, host, _ := offered(t, s, 80, 24)
	d.Press(toTheEnd...).Sees("Kiitos", "oma", "huoltajani").SeesNot("Anna tietokone")
	d.Press("1").Sees("Ensin 24, nyt 13", "parempaan suuntaan").SeesNot("kuorma", "raja").Press("q", "3", "enter").Sees("Kiitos")
	d.Press("2").Sees("miten voin").Press("right", "down", "down", "space", "space", "down", " ", "end")
	if len(s.shares) != 0 {
		t.Error("recorded before the young person was ready")
	}
	d.Press("down", "down", "enter").Sees("kirjattu")
	want := map[store.Topic]bool{store.TopicWellbeing: true, store.TopicGoals: false, store.TopicFeedback: true}
	if diff := cmp.Diff(want, s.shares); diff != "" {
		t.Error(diff)
	}
	d.Press("3").Sees("Anna tietokone").SeesNot("huoltajani")
	if len(host.Asked) != 0 {
		t.Errorf("asked %v", host.Asked)
	}
	d.Type("2468")
	if diff := cmp.Diff(tea.Msg(screen.GoMsg{Route: screen.Result{ID: s.admin.ID}, Replace: true}), host.Last()); diff != "" {
		t.Error(diff)
	}
}

// TestAFigureThatIsNotSureIsNotShown: then only the values are said.
func TestAFigureThatIsNotSureIsNotShown(t *testing.T) {
	d, _, _ := offered(t, young("fi", instruments.Recalled), 80, 24)
	d.Press(toTheEnd...).Press("1").Sees("Ensin 24, nyt 13").SeesNot("parempaan suuntaan")
}

func TestACurveOfOneAndOfNoResult(t *testing.T) {
	s := young("fi", instruments.Verified)
	s.curves[0].Points = s.curves[0].Points[:1]
	d, _, _ := offered(t, s, 80, 24)
	d.Press(toTheEnd...).Press("1").Sees("ensimmäinen kerta")
	s = young("fi", instruments.Verified)
	s.curves = nil
	d, _, _ = offered(t, s, 80, 24)
	d.Press(toTheEnd...).Press("1").Sees("ei piirry käyrää")
}

func TestChoicesThatCouldNotBeSavedAreNotTakenForSaved(t *testing.T) {
	s := young("fi", instruments.Verified)
	d, _, _ := offered(t, s, 80, 24)
	d.Press(toTheEnd...).Press("2", "right", "end", "down", "down", "down", "down", "down")
	s.fail = errDisk
	d.Press("enter").Sees("eivät tallentuneet", "saa nähdä").SeesNot("kirjattu", errDisk.Error())
	d.Press("enter").Sees("kirjattu")
	if !s.shares[store.TopicWellbeing] {
		t.Errorf("%v", s.shares)
	}
	s.fail = errDisk
	d.Press("1").Sees("Käyrää ei voitu näyttää", "Kiitos")
}

// TestOnlyWhatTheWorkerAllowedIsOffered: the sitting knows what was allowed, whether the form was begun or resumed.
func TestOnlyWhatTheWorkerAllowedIsOffered(t *testing.T) {
	for _, want := range []bool{true, false} {
		s := young("fi", instruments.Verified)
		s.young = want
		plan := casework.Plan{Mode: store.OwnScreen, Lang: "fi"}
		d, host := shown(t, s, screen.Questionnaire{Begin: &plan})
		m, _ := host.Screen.(*Model)
		if r, _ := m.Resume(); r != (screen.Questionnaire{Resume: s.admin.ID}) {
			t.Errorf("comes back to %v", r)
		}
		d.Press(toTheEnd...).Sees("Kiitos")
		if m.offer != want {
			t.Errorf("offered %v, want %v", m.offer, want)
		}
	}
	s := young("fi", instruments.Verified)
	d, _ := shown(t, s, screen.Questionnaire{Resume: s.admin.ID})
	d.Press(toTheEnd...).Sees("huoltajani saa")
}
