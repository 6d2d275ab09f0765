package person

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

type fake struct{ view casework.PersonView }

func (f *fake) Person(context.Context, store.PersonID) (casework.PersonView, error) {
	return f.view, nil
}

func on(month time.Month, d int) store.Date { return store.Date{Year: 2026, Month: month, Day: d} }

func point(n byte, d store.Date, w store.Wave, v float64) casework.Point {
	return casework.Point{Administration: store.AdministrationID{n}, Date: d, Wave: w, Scored: true, Value: v, Reported: v}
}

// sample is a girl of 15 with her own curve and one guardian's view of her, which goes the other way.
func sample(t *testing.T, env *screen.Env) casework.PersonView {
	t.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	env.Catalogue = cat
	def, err := cat.Get("yp-core")
	if err != nil {
		t.Fatal(err)
	}
	scale := &def.Scales[0]
	basis := change.Basis{Direction: scale.Direction, Points: 8, Evidence: instruments.Evidence{Confidence: instruments.Recalled}}
	gap := casework.Point{Administration: store.AdministrationID{3}, Date: on(time.September, 8), Wave: store.SixMonths, Reason: "too-few-answers"}
	own := casework.Series{
		Ref: def.Ref(), Short: uitest.Everywhere("YP-CORE"), Scale: scale, Informant: instruments.Self, Respondent: "ES-0042-N1",
		Points: []casework.Point{
			point(1, on(time.March, 10), store.Start, 24), point(2, on(time.June, 5), store.ThreeMonths, 19), gap,
			point(4, on(time.November, 20), store.End, 13),
		},
		Basis: &basis,
		Cutoff: &instruments.Cutoff{
			Value: 15, Clinical: instruments.AtOrAbove, Evidence: instruments.Evidence{Confidence: instruments.Verified},
			Meaning: instruments.Text{"fi": "vointi on monella tavalla raskasta", "sv": "måendet är tungt på många sätt", "en": "well-being is burdened in many ways"},
		},
	}
	r := change.Compare(24, 13, basis)
	own.Latest = &r
	view := own
	view.Respondent, view.Informant = "ES-0042-H1", instruments.Parent
	view.Points = []casework.Point{point(5, on(time.March, 12), store.Start, 10), point(6, on(time.November, 21), store.End, 21)}
	w := change.Compare(10, 21, basis)
	view.Latest, view.Cutoff = &w, nil
	apart := change.Disagreement{Difference: 1.9, Beyond: true, Evidence: instruments.Evidence{Confidence: instruments.Recalled}}
	own.Beside = []casework.Beside{{Series: 1, One: &own.Points[3], Other: &view.Points[1], Apart: &apart}}
	view.Beside = []casework.Beside{{Series: 0, One: &view.Points[1], Other: &own.Points[3]}}
	return casework.PersonView{
		Events: []store.Event{{Kind: store.EmergencyPlacement, Date: on(time.July, 20)}, {Kind: store.ReturnHome, Date: store.Date{Year: 2024, Month: 5, Day: 1}}},
		Family: store.Family{Code: "ES-0042"},
		Person: casework.PersonRow{Age: 15, Person: store.Person{ID: store.PersonID{10}, Code: "ES-0042-N1", Role: store.YoungPerson}},
		Series: []casework.Series{own, view},
		Goals:  []store.Goal{{Number: 1}},
	}
}

func start(t *testing.T, tag instruments.Lang, change func(*casework.PersonView), width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	env := uitest.Env(t, tag)
	v := sample(t, env)
	if change != nil {
		change(&v)
	}
	return uitest.Show(t, newModel(env, screen.Person{ID: v.Person.ID}, &fake{v}), width, height)
}

func TestPersonSaysTheSameInWords(t *testing.T) {
	ui, _ := start(t, "fi", nil, 80, 20)
	ui.Press("t").Sees("Alussa 24,0 (10.3.2026), nyt 13,0 (20.11.2026), muutos −11,0.", "▲", "Pienempi luku on parempi",
		"Muutos on luotettava", "vähintään 8,0", "[tarkistamatta lähteestä]", "Raja-arvo 15,0", "× 8.9.2026: liian monta vastausta puuttuu")
	ui.Press("end").Sees("10.3.2026 alkumittaus 24,0", "8.9.2026 6 kuukautta – ei pisteitä: liian monta")
}

func TestPersonShowsWorseningAsOpenly(t *testing.T) {
	ui, _ := start(t, "fi", nil, 80, 20)
	ui.Press("tab").Sees("ES-0042-H1 (vanhempi)", "muutos +11,0", "▼ heikentynyt")
}

func TestPersonNeverShowsTwoRespondentsTogether(t *testing.T) {
	ui, _ := start(t, "fi", func(v *casework.PersonView) { v.Family.AnswersApart = true }, 120, 36)
	ui.Sees("! Vastaukset erikseen", "ES-0042-N1 (itse)").SeesNot("ES-0042-H1")
	ui.Press("tab").Sees("ES-0042-H1 (vanhempi)").SeesNot("(itse)").Press("tab").Sees("‹ 1/2 ›")
	ui.Press("shift+tab").Sees("‹ 2/2 ›")
}

func TestPersonSaysWhenCertaintyIsUnknown(t *testing.T) {
	ui, _ := start(t, "fi", func(v *casework.PersonView) { v.Series[0].Basis, v.Series[0].Latest = nil, nil }, 80, 20)
	ui.Press("t").Sees("muutoksen varmuutta ei voi sanoa").SeesNot("▲")
	ui, _ = start(t, "fi", func(v *casework.PersonView) { v.Series[0].Points = v.Series[0].Points[:1]; v.Series[0].Latest = nil }, 80, 20)
	ui.Press("tab", "t").Sees("Yksi tulos: 24,0").SeesNot("varmuutta")
	ui, _ = start(t, "fi", func(v *casework.PersonView) { v.Series[0].Points = v.Series[0].Points[2:3]; v.Series[0].Latest = nil }, 80, 20)
	ui.Press("tab").Sees("Yhtäkään vastauskertaa ei voitu pisteyttää")
}

func TestPersonOpensAtTheFirstChange(t *testing.T) {
	ui, _ := start(t, "fi", func(v *casework.PersonView) { v.Series[0].Points = v.Series[0].Points[:1]; v.Series[0].Latest = nil }, 80, 20)
	ui.Sees("‹ 2/2 ›").Press("tab").Send(screen.RefreshMsg{}).Sees("‹ 1/2 ›")
}

func TestPersonKeys(t *testing.T) {
	id := store.PersonID{10}
	for k, want := range map[string]screen.Route{
		"a": screen.Plan{Person: id, Draft: casework.Plan{Respondent: id}},
		"g": screen.Goals{Person: id},
		"r": screen.Result{ID: store.AdministrationID{4}},
	} {
		ui, host := start(t, "fi", nil, 80, 20)
		ui.Press(k)
		if diff := cmp.Diff(screen.GoMsg{Route: want}, host.Last()); diff != "" {
			t.Errorf("%s: %s", k, diff)
		}
	}
}

func TestPersonWithoutResults(t *testing.T) {
	ui, host := start(t, "fi", func(v *casework.PersonView) { v.Series = nil }, 80, 20)
	ui.Sees("ei ole vielä tuloksia").Press("tab", "t", "r", "down")
	if host.Last() != nil {
		t.Errorf("asked %v", host.Last())
	}
}

func TestPersonPutsInformantsSideBySideWhenAsked(t *testing.T) {
	ui, _ := start(t, "fi", nil, 120, 40)
	ui.SeesNot("ES-0042-H1").Press("v").Sees("● ES-0042-N1", "■ ES-0042-H1",
		"Samoihin aikoihin: ES-0042-N1 13,0 (20.11.2026), ES-0042-H1 21,0 (21.11.2026)",
		"ES-0042-H1 raskaampana kuin ES-0042-N1", "[tarkistamatta lähteestä]", "vain, jos nuori on sen sallinut")
	ui.Press("tab").Sees("ei ole vertailulukuja").Press("v").SeesNot("Samoihin aikoihin")
}

func TestPersonNamesOppositeChanges(t *testing.T) {
	opposed := func(v *casework.PersonView) { v.Opposed = []casework.Opposed{{Better: 0, Worse: 1}} }
	ui, _ := start(t, "en", opposed, 120, 44)
	ui.SeesNot("different ways").Press("v").Sees("The changes go different ways: ▼ ES-0042-H1 (YP-CORE) towards the worse, ▲ ES-0042-N1 (YP-CORE) towards the better.",
		"Neither of them is wrong", "[not checked against the source]")
}

func TestPersonNamesEventsOnTheCurve(t *testing.T) {
	ui, _ := start(t, "en", nil, 80, 30)
	ui.Sees("◆ event", "◆ 20 Jul 2026 emergency placement").SeesNot("return home")
}

func TestPersonIsDrawnForAPoorTerminal(t *testing.T) {
	env := uitest.Env(t, "en")
	v := sample(t, env)
	env.Theme.Drawing = theme.ASCII
	ui, _ := uitest.Show(t, newModel(env, screen.Person{ID: v.Person.ID}, &fake{v}), 80, 24)
	ui.Sees("^ event", "-- cut-off").SeesNot("●", "╌", "⠤").Picture()
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			name := fmt.Sprintf("%s-%d", tag, size[0])
			t.Run(name, func(t *testing.T) { ui, _ := start(t, tag, nil, size[0], size[1]); ui.Picture() })
			t.Run(name+"-beside", func(t *testing.T) { ui, _ := start(t, tag, nil, size[0], size[1]); ui.Press("v").Picture() })
		}
	}
	t.Run("fi-80-words", func(t *testing.T) { ui, _ := start(t, "fi", nil, 80, 20); ui.Press("t").Picture() })
	t.Run("sv-80-other", func(t *testing.T) { ui, _ := start(t, "sv", nil, 80, 20); ui.Press("tab").Picture() })
	t.Run("en-120-words", func(t *testing.T) { ui, _ := start(t, "en", nil, 120, 36); ui.Press("t").Picture() })
}
