package meeting

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ view casework.FamilyView }

func (f *fake) Agree(_ context.Context, _ store.FamilyID, on store.Date) error {
	f.view.Agreed = &casework.AgreedRow{Date: on}
	return nil
}

func (f *fake) Family(context.Context, store.FamilyID) (casework.FamilyView, error) {
	return f.view, nil
}

// sample is a girl with two forms due and one begun, a guardian at home with one, and one elsewhere with another.
func sample() casework.FamilyView {
	id, today := store.FamilyID{1}, store.DateOf(uitest.Now())
	v := casework.FamilyView{
		Family:   store.Family{ID: id, Code: "ES-0042"},
		Episodes: []store.Episode{{ID: store.EpisodeID{2}, Family: id, Start: today.AddDays(-85)}},
		Proposed: today.AddDays(14),
		Next:     &casework.NextRow{Wave: store.SixMonths, Opens: today.AddDays(69), Date: today.AddDays(97), Closes: today.AddDays(125)},
	}
	for i, p := range []struct {
		code  string
		role  store.Role
		age   int
		other bool
	}{{"ES-0042-N1", store.YoungPerson, 15, false}, {"ES-0042-H1", store.Guardian, 41, false}, {"ES-0042-H2", store.Guardian, -1, true}} {
		v.Persons = append(v.Persons, casework.PersonRow{Age: p.age, Person: store.Person{
			ID: store.PersonID{byte(10 + i)}, Family: id, Code: p.code, Role: p.role, OtherHome: p.other,
		}})
	}
	due := func(p int, form instruments.ID, short string, minutes float64) casework.DueRow {
		return casework.DueRow{
			Person: v.Persons[p].Person, Episode: v.Episodes[0], Wave: store.ThreeMonths, Ref: instruments.Ref{ID: form, Version: 1},
			Short: uitest.Everywhere(short), Minutes: minutes, Closes: today.AddDays(20),
		}
	}
	v.Due = []casework.DueRow{due(0, "yp-core", "YP-CORE", 4.5), due(0, "score-15", "SCORE-15", 5), due(1, "core-10", "CORE-10", 2), due(2, "core-10", "CORE-10", 2)}
	v.Drafts = []casework.DraftRow{{
		Person: v.Persons[0].Person, Short: uitest.Everywhere("GOALS"), Answered: 2, Asked: 3,
		Draft: store.Administration{ID: store.AdministrationID{20}, Wave: store.ThreeMonths},
	}}
	return v
}

func start(t *testing.T, tag instruments.Lang, v casework.FamilyView, first store.PersonID, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{v}
	ui, host := uitest.Show(t, newModel(uitest.Env(t, tag), screen.Meeting{Family: v.Family.ID, Person: first}, f), width, height)
	return ui, host, f
}

func TestMeetingTellsTheTimeBeforeItBegins(t *testing.T) {
	ui, _, _ := start(t, "en", sample(), store.PersonID{}, 80, 20)
	ui.Sees("[x] ES-0042-N1 young person, 15 y · 2 forms, 10 minutes", "[x] ES-0042-H1", "1 form, 2 minutes", "[ ] ES-0042-H2",
		"Due now (4), 12 minutes in all", "Next: 6 months, proposed 27 Feb 2027")
	ui.Press("home", "down", "down", "enter").Sees("[x] ES-0042-H2", "Due now (5), 14 minutes in all").Press(" ").Sees("[ ] ES-0042-H2")
}

func TestMeetingBeginsWithOneKey(t *testing.T) {
	ui, host, f := start(t, "en", sample(), store.PersonID{}, 80, 20)
	ui.Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Questionnaire{Resume: store.AdministrationID{20}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	f.view.Drafts = nil // finished meanwhile: the next thing is chosen
	ui.Send(screen.RefreshMsg{}).Press("enter")
	want := screen.Plan{Person: store.PersonID{10}, Draft: casework.Plan{
		Episode: store.EpisodeID{2}, Respondent: store.PersonID{10}, Instrument: "yp-core", Wave: store.ThreeMonths,
	}}
	if diff := cmp.Diff(screen.GoMsg{Route: want}, host.Last()); diff != "" {
		t.Error(diff)
	}
	other, otherHost, _ := start(t, "en", sample(), store.PersonID{11}, 80, 20)
	other.Press("enter")
	if to, _ := otherHost.Last().(screen.GoMsg); to.Route.(screen.Plan).Person != (store.PersonID{11}) {
		t.Errorf("opened for a guardian, the meeting begins with %+v", to.Route)
	}
	f.view.Due = nil
	ui.Send(screen.RefreshMsg{}).Sees("Nothing more is asked", "Next: 6 months").Press("m")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.NewMeeting{Family: store.FamilyID{1}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

// TestMeetingAgreesOnTheNextOneWithOneKey: the day proposed, after which that key is gone, or any other day on its page.
func TestMeetingAgreesOnTheNextOneWithOneKey(t *testing.T) {
	today := store.DateOf(uitest.Now())
	ui, host, f := start(t, "en", sample(), store.PersonID{}, 80, 20)
	ui.Press("home").Press("d")
	page := func(day store.Date) screen.GoMsg {
		return screen.GoMsg{Route: screen.NextMeeting{Family: f.view.Family.ID, Day: day}}
	}
	if diff := cmp.Diff(page(today.AddDays(14)), host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("end").Sees("No next meeting is agreed. Proposed: 6 Dec 2026").Press("a").Press("end").Sees("Next meeting: 6 Dec 2026")
	if f.view.Agreed == nil || f.view.Agreed.Date != today.AddDays(14) {
		t.Fatalf("agreed %+v", f.view.Agreed)
	}
	f.view.Agreed.Date, f.view.Proposed = today.AddDays(20), today.AddDays(7)
	ui.Send(screen.RefreshMsg{}).Press("a", "d")
	if diff := cmp.Diff(page(today.AddDays(20)), host.Last()); diff != "" || f.view.Agreed.Date != today.AddDays(20) {
		t.Errorf("an agreed day was changed by the key that agrees: %+v %s", f.view.Agreed, diff)
	}
	f.view.Agreed = &casework.AgreedRow{Date: today}
	ui.Send(screen.RefreshMsg{}).Press("end").Sees("agreed for today")
	f.view.Agreed = &casework.AgreedRow{Date: today.AddDays(-3), Past: true}
	ui.Send(screen.RefreshMsg{}).Press("end").Sees("was agreed for 19 Nov 2026").Press("d")
	if diff := cmp.Diff(page(today.AddDays(7)), host.Last()); diff != "" {
		t.Error(diff)
	}
	f.view.Agreed, f.view.Proposed = nil, store.Date{}
	ui.Send(screen.RefreshMsg{}).Press("end").Sees("No next meeting is agreed.").Press("a")
	if f.view.Agreed != nil {
		t.Error("agreed on no day")
	}
}

func TestMeetingFeedbackIsForSomebodyWhoIsHere(t *testing.T) {
	ui, host, _ := start(t, "en", sample(), store.PersonID{}, 80, 20)
	ui.Press("home", "down", "down", "f")
	if _, ok := host.Last().(screen.SaidMsg); !ok {
		t.Errorf("asked %v of somebody who is not here", host.Last())
	}
	ui.Press("up", "f")
	want := screen.GoMsg{Route: screen.Plan{Person: store.PersonID{11}, Draft: casework.Plan{
		Episode: store.EpisodeID{2}, Respondent: store.PersonID{11}, Instrument: casework.MeetingFeedback, Wave: store.AtMeeting,
	}}}
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
}

// Whatever is pressed, two guardians of a family whose answers are kept apart are never here together, and nothing of
// one who is not here stands below.
func TestMeetingKeepsGuardiansApart(t *testing.T) {
	v := sample()
	v.Family.AnswersApart = true
	ui, host, _ := start(t, "en", v, store.PersonID{}, 80, 20)
	ui.Sees("! Answers apart", "[x] ES-0042-N1", "[ ] ES-0042-H1", "[ ] ES-0042-H2").SeesNot("CORE-10 ")
	m, _ := host.Screen.(*Model)
	for _, keys := range [][]string{{"home", "down", "enter"}, {"down", "enter"}, {"up", " "}, {"up", "enter"}, {"end"}, {"home", "down", "down", " "}} {
		ui.Press(keys...)
		if m.here[store.PersonID{11}] && m.here[store.PersonID{12}] {
			t.Fatalf("both guardians are here after %v", keys)
		}
		for _, line := range m.things() {
			if about, _ := line.Data.(subject); !line.Head && line.Open != nil && !m.here[about.person] {
				t.Errorf("a form of somebody who is not here: %s", line.Text)
			}
		}
	}
	ui, _, _ = start(t, "en", v, store.PersonID{12}, 80, 20)
	ui.Sees("[x] ES-0042-H2", "[ ] ES-0042-N1", "[ ] ES-0042-H1", "Due now (1), 2 minutes in all")
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%d", tag, size[0]), func(t *testing.T) {
				ui, _, _ := start(t, tag, sample(), store.PersonID{}, size[0], size[1])
				ui.Picture()
			})
		}
	}
	t.Run("fi-80-apart", func(t *testing.T) {
		v := sample()
		v.Family.AnswersApart = true
		ui, _, _ := start(t, "fi", v, store.PersonID{11}, 80, 20)
		ui.Picture()
	})
}
