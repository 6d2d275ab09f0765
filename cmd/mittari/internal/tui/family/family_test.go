package family

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct {
	view     casework.FamilyView
	apart    []bool
	reopened []store.EpisodeID
}

func (f *fake) ReopenEpisode(_ context.Context, id store.EpisodeID) error {
	f.reopened = append(f.reopened, id)
	f.view.Episodes[0].End = store.Date{}
	return nil
}

func (f *fake) Family(context.Context, store.FamilyID) (casework.FamilyView, error) {
	return f.view, nil
}

func (f *fake) SetAnswersApart(_ context.Context, _ store.FamilyID, apart bool) error {
	f.apart = append(f.apart, apart)
	f.view.Family.AnswersApart = apart
	return nil
}

func on(month time.Month, d int) store.Date { return store.Date{Year: 2026, Month: month, Day: d} }

func sample() casework.FamilyView {
	id := store.FamilyID{1}
	v := casework.FamilyView{
		Family: store.Family{ID: id, Code: "ES-0042"},
		Episodes: []store.Episode{{
			ID: store.EpisodeID{2}, Family: id, Start: on(time.March, 3), Worker: store.WorkerID{3}, Team: store.TeamID{4},
		}},
		Workers: map[store.WorkerID]string{{3}: "A3"}, Teams: map[store.TeamID]string{{4}: "Itäinen tiimi"},
		BurdenMinutes: 34.4, Agreed: &casework.AgreedRow{Date: on(time.December, 3)},
		Meetings: []store.Meeting{{Minutes: 90, Place: store.AtHome}, {Minutes: 60, Place: store.AtOffice}},
	}
	person := func(n int, code string, role store.Role, age int, lang instruments.Lang, other bool) casework.PersonRow {
		return casework.PersonRow{Age: age, Person: store.Person{
			ID: store.PersonID{byte(n)}, Family: id, Code: code, Role: role, Lang: lang, OtherHome: other,
		}}
	}
	v.Persons = []casework.PersonRow{
		person(10, "ES-0042-N1", store.YoungPerson, 15, "fi", false),
		person(11, "ES-0042-H1", store.Guardian, 41, "sv", false),
		person(12, "ES-0042-H2", store.Guardian, -1, "fi", true),
	}
	v.Due = []casework.DueRow{{
		Person: v.Persons[1].Person, Episode: v.Episodes[0], Wave: store.SixMonths,
		Ref: instruments.Ref{ID: "core-10", Version: 1}, Short: uitest.Everywhere("CORE-10"), Closes: on(time.December, 1),
	}}
	v.Drafts = []casework.DraftRow{{
		Person: v.Persons[0].Person, Short: instruments.Text{"fi": "TAVOITTEET", "sv": "MÅL", "en": "GOALS"}, Answered: 2, Asked: 3,
		Draft: store.Administration{ID: store.AdministrationID{20}, Wave: store.SixMonths},
	}}
	v.Timeline = []casework.TimelineRow{
		{Date: on(time.November, 12), Kind: casework.LineMeeting, Meeting: v.Meetings[1]},
		{Date: on(time.November, 2), Kind: casework.LineEvent, Person: "ES-0042-N1", Event: store.ReturnHome},
		{Date: on(time.September, 20), Kind: casework.LineEvent, Person: "ES-0042-N1", Event: store.EmergencyPlacement},
		{Date: on(time.June, 5), Kind: casework.LineAnswered, Person: "ES-0042-N1", Administration: store.AdministrationID{21}, Short: uitest.Everywhere("YP-CORE"), Wave: store.ThreeMonths},
		{Date: on(time.June, 4), Kind: casework.LineDeclined, Person: "ES-0042-H2", Short: uitest.Everywhere("CORE-10"), Decline: store.NotReached},
		{Date: on(time.March, 10), Kind: casework.LineAnswered, Person: "ES-0042-N1", Administration: store.AdministrationID{22}, Short: uitest.Everywhere("YP-CORE"), Wave: store.Start},
		{Date: on(time.March, 9), Kind: casework.LineAnswered, Person: "ES-0042-H1", Administration: store.AdministrationID{23}, Short: uitest.Everywhere("CORE-10"), Wave: store.Start},
		{Date: on(time.March, 3), Kind: casework.LineMeeting, Meeting: v.Meetings[0]},
		{Date: on(time.March, 3), Kind: casework.LineStart},
	}
	return v
}

func start(t *testing.T, tag instruments.Lang, v casework.FamilyView, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{view: v}
	ui, host := uitest.Show(t, newModel(uitest.Env(t, tag), screen.Family{ID: v.Family.ID}, f), width, height)
	return ui, host, f
}

func TestFamilyKeys(t *testing.T) {
	girl, mother := store.PersonID{10}, store.PersonID{11}
	id := store.FamilyID{1}
	for _, c := range []struct {
		keys []string
		want screen.Route
	}{
		{[]string{"enter"}, screen.Person{ID: girl}},
		{[]string{"down", "enter"}, screen.Person{ID: mother}},
		{[]string{"down", "a"}, screen.Plan{Person: mother, Draft: casework.Plan{Respondent: mother, Episode: store.EpisodeID{2}}}},
		{[]string{"f"}, screen.Plan{Person: girl, Draft: casework.Plan{
			Respondent: girl, Episode: store.EpisodeID{2}, Instrument: "meeting-feedback", Wave: store.AtMeeting,
		}}},
		{[]string{"down", "down", "down", "enter"}, screen.Questionnaire{Resume: store.AdministrationID{20}}},
		{[]string{"end", "enter"}, screen.Plan{Person: mother, Draft: casework.Plan{
			Episode: store.EpisodeID{2}, Respondent: mother, Instrument: "core-10", Wave: store.SixMonths,
		}}},
		{[]string{"tab", "down", "down", "down", "enter"}, screen.Result{ID: store.AdministrationID{21}}},
		{[]string{"tab", "end", "up", "up", "enter"}, screen.Result{ID: store.AdministrationID{23}}},
		{[]string{"m"}, screen.NewMeeting{Family: id}},
		{[]string{"d"}, screen.NextMeeting{Family: id, Day: on(time.December, 3)}},
		{[]string{"e"}, screen.NewEvent{Family: id}},
		{[]string{"p"}, screen.NewPerson{Family: id}},
		{[]string{"x"}, screen.EndEpisode{Family: id}},
		{[]string{"g"}, screen.Goals{Person: girl}},
		{[]string{"l"}, screen.Log{Family: id}},
		{[]string{"n"}, screen.Choices{Family: id}},
		{[]string{"w"}, screen.Methods{Family: id}},
	} {
		ui, host, _ := start(t, "fi", sample(), 80, 20)
		ui.Press(c.keys...)
		if diff := cmp.Diff(screen.GoMsg{Route: c.want}, host.Last()); diff != "" {
			t.Errorf("%v: %s", c.keys, diff)
		}
	}
}

func TestFamilyAsksBeforeAnswersApart(t *testing.T) {
	ui, host, f := start(t, "fi", sample(), 80, 20)
	ui.Press("s").Sees("Merkitäänkö").Press("enter").SeesNot("Merkitäänkö")
	if len(f.apart) != 0 {
		t.Fatal("changed without a yes")
	}
	ui.Press("s", "right", "enter").Sees("! Huoltajat vastaavat erikseen")
	ui.Press("s").Sees("Poistetaanko merkintä").Press("esc")
	if diff := cmp.Diff([]bool{true}, f.apart); diff != "" {
		t.Error(diff)
	}
	want := screen.SaidMsg{Text: "Merkitty: huoltajat vastaavat erikseen. u kumoaa."}
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("u").SeesNot("! Huoltajat vastaavat erikseen").Press("u")
	if diff := cmp.Diff([]bool{true, false}, f.apart); diff != "" {
		t.Error(diff)
	}
}

func TestFamilyTakesUpAnEpisodeThatWasEnded(t *testing.T) {
	ui, _, f := start(t, "fi", sample(), 80, 20)
	ui.Press("u")
	f.view.Episodes = []store.Episode{f.view.Episodes[0]}
	f.view.Episodes[0].End, f.view.Episodes[0].ExitReason = on(time.November, 15), store.ExitLighter
	ui.Send(screen.RefreshMsg{}).Sees("jakso 3.3.2026–15.11.2026").Press("tab", "u").Sees("työssä 3.3.2026 alkaen")
	if diff := cmp.Diff([]store.EpisodeID{{2}}, f.reopened); diff != "" {
		t.Error(diff)
	}
}

func TestFamilyListsAreSearched(t *testing.T) {
	ui, host, _ := start(t, "fi", sample(), 80, 20)
	ui.Press("/").Type("h2").Sees("Perheenjäsenet (1)", "Haku: h2").SeesNot("Nyt vuorossa").Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Person{ID: store.PersonID{12}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("/", "esc", "tab", "/").Type("sijoitus").Sees("Haku: sijoitus", "kiireellinen").SeesNot("kotiutus").Press("esc").Sees("kotiutus")
}

func TestFamilyIsPointedAt(t *testing.T) {
	for _, width := range []int{80, 120} {
		ui, host, _ := start(t, "fi", sample(), width, 24)
		point := func(text string) {
			t.Helper()
			for y, line := range strings.Split(ui.View(), "\n") {
				if before, _, ok := strings.Cut(line, text); ok {
					if cmd := host.Screen.(screen.Pointer).Point(lipgloss.Width(before), y); cmd != nil {
						ui.Send(cmd())
					}
					return
				}
			}
			t.Fatalf("%q is not on the screen:\n%s", text, ui.View())
		}
		point("5.6.2026")
		ui.Sees("▸ 5.6.2026").SeesNot("▸ ES-0042-N1")
		point("5.6.2026")
		if diff := cmp.Diff(screen.GoMsg{Route: screen.Result{ID: store.AdministrationID{21}}}, host.Last()); diff != "" {
			t.Errorf("%d: %s", width, diff)
		}
		host.Asked = nil
		point("ES-0042-N1") // chosen in the other list: a click gives it the cursor and opens nothing
		ui.Sees("▸ ES-0042-N1").SeesNot("▸ 5.6.2026")
		if host.Last() != nil {
			t.Errorf("%d: asked %v", width, host.Last())
		}
		point("ES-0042-H2")
		ui.Sees("▸ ES-0042-H2").SeesNot("▸ 5.6.2026")
	}
}

func TestFamilyWithoutMembers(t *testing.T) {
	v := sample()
	v.Persons, v.Due, v.Drafts, v.Timeline = nil, nil, nil, nil
	ui, host, _ := start(t, "fi", v, 80, 20)
	ui.Sees("Lisää ensimmäinen jäsen").Press("enter", "tab", "a")
	if _, ok := host.Last().(screen.SaidMsg); !ok {
		t.Errorf("asked %v, want a word", host.Last())
	}
	if first := host.Screen.Keys().ShortHelp()[0]; first.Help().Key != "p" {
		t.Errorf("the first key offered is %v, want that of a member", first.Help())
	}
}

func TestFamilyBeginsAMeeting(t *testing.T) {
	ui, host, _ := start(t, "en", sample(), 80, 20)
	ui.Press("b")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Meeting{Family: store.FamilyID{1}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		t.Run(string(tag)+"-60", func(t *testing.T) { ui, _, _ := start(t, tag, sample(), 60, 16); ui.Picture() })
		t.Run(string(tag)+"-120", func(t *testing.T) { ui, _, _ := start(t, tag, sample(), 120, 36); ui.Picture() })
	}
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", sample(), 80, 20); ui.Picture() })
	t.Run("fi-80-past", func(t *testing.T) { ui, _, _ := start(t, "fi", sample(), 80, 20); ui.Press("tab", "end").Picture() })
	t.Run("fi-120-apart", func(t *testing.T) {
		v := sample()
		v.Family.AnswersApart = true
		ui, _, _ := start(t, "fi", v, 120, 36)
		ui.Picture()
	})
	t.Run("sv-80-ended", func(t *testing.T) {
		v := sample()
		v.Episodes[0].End, v.Episodes[0].ExitReason = on(time.November, 15), store.ExitLighter
		ui, _, _ := start(t, "sv", v, 80, 20)
		ui.Picture()
	})
	t.Run("en-80-ask", func(t *testing.T) { ui, _, _ := start(t, "en", sample(), 80, 20); ui.Press("s").Picture() })
}
