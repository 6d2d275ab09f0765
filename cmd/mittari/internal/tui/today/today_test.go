package today

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct {
	view      casework.TodayView
	fail      error
	discarded []store.AdministrationID
	restored  []store.AdministrationID
}

func (f *fake) Restore(_ context.Context, a store.Administration) error {
	f.restored = append(f.restored, a.ID)
	return f.fail
}

func (f *fake) Discard(_ context.Context, id store.AdministrationID) error {
	f.discarded = append(f.discarded, id)
	f.view.Unfinished = nil
	return f.fail
}

func (f *fake) Today(context.Context) (casework.TodayView, error) { return f.view, f.fail }

func day(month, d int) store.Date { return store.DateOf(uitest.Now()).AddDays((month-11)*30 + d - 22) }

func due(n int, short string, wave store.Wave, closes store.Date) casework.DueRow {
	return casework.DueRow{
		Person:  store.Person{ID: store.PersonID{byte(n)}, Code: fmt.Sprintf("ES-00%d-N1", 40+n)},
		Episode: store.Episode{ID: store.EpisodeID{9}}, Wave: wave, Ref: instruments.Ref{ID: "yp-core", Version: 1},
		Title: instruments.Text{"fi": "Nuoren hyvinvointi", "sv": "Den ungas välmående", "en": "Well-being of the young"},
		Short: uitest.Everywhere(short), Minutes: 5, Closes: closes,
	}
}

func full() casework.TodayView {
	v := casework.TodayView{Date: store.DateOf(uitest.Now()), Families: 12}
	for i := range 9 {
		v.Due = append(v.Due, due(i+1, "YP-CORE", store.ThreeMonths, day(12, i+1)))
	}
	v.Due[0].Closes, v.Due[1].Closes = day(11, 25), day(11, 27)
	v.Due[0].Family.ID = store.FamilyID{4}
	v.Overdue = []casework.DueRow{due(20, "CORE-10", store.Start, day(11, 2))}
	for i, days := range []int{-2, 0, 3} {
		v.Agreed = append(v.Agreed, casework.AgreedRow{
			Family: store.Family{ID: store.FamilyID{byte(30 + i)}, Code: fmt.Sprintf("ES-006%d", i)}, Date: v.Date.AddDays(days), Past: days < 0,
		})
	}
	v.Unfinished = []casework.DraftRow{{
		Person: store.Person{ID: store.PersonID{7}, Code: "ES-0042-N1"}, Short: instruments.Text{"fi": "PALAUTE", "sv": "RESPONS", "en": "FEEDBACK"},
		Draft: store.Administration{ID: store.AdministrationID{5}, Wave: store.AtMeeting}, Answered: 3, Asked: 4,
	}}
	v.Alerts = []casework.AlertRow{
		{Kind: casework.AlertRisk, Person: store.Person{Code: "ES-0042-N1"}, Administration: store.AdministrationID{6}, Short: uitest.Everywhere("YP-CORE"), Date: day(11, 20)},
		{Kind: casework.AlertWorse, Person: store.Person{Code: "ES-0051-H1"}, Administration: store.AdministrationID{8}, Short: uitest.Everywhere("CORE-10"), Date: day(11, 1)},
		{
			Kind: casework.AlertFeedback, Person: store.Person{Code: "ES-0055-N1"}, Administration: store.AdministrationID{12},
			Short: instruments.Text{"fi": "PALAUTE", "sv": "RESPONS", "en": "FEEDBACK"}, Date: day(11, 19),
			Evidence: instruments.Evidence{Confidence: instruments.Proposed},
		},
		{Kind: casework.AlertNoTalk, Person: store.Person{Code: "ES-0052-H1"}, Administration: store.AdministrationID{11}, Short: uitest.Everywhere("SDQ"), Date: day(10, 28)},
	}
	return v
}

func start(t *testing.T, tag instruments.Lang, v casework.TodayView, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), &fake{view: v}), width, height)
}

func TestTodayDiscardsOnlyAnEmptyForm(t *testing.T) {
	v := full()
	v.Alerts = nil // the unfinished form is then on the first line
	desk := &fake{view: v}
	d, _ := uitest.Show(t, newModel(uitest.Env(t, "en"), desk), 80, 20)
	if d.Press("x"); len(desk.discarded) > 0 {
		t.Fatal("a form with answers was discarded")
	}
	v.Unfinished[0].Answered = 0
	d, _ = uitest.Show(t, newModel(uitest.Env(t, "en"), desk), 80, 20)
	d.Press("x")
	if len(desk.discarded) != 1 || desk.discarded[0] != v.Unfinished[0].Draft.ID {
		t.Errorf("discarded %v", desk.discarded)
	}
}

func TestTodayTakesBackWhatWasDiscarded(t *testing.T) {
	v := full()
	v.Alerts, v.Unfinished[0].Answered = nil, 0
	id := v.Unfinished[0].Draft.ID
	desk := &fake{view: v}
	d, host := uitest.Show(t, newModel(uitest.Env(t, "fi"), desk), 80, 20)
	d.Press("u", "x")
	if diff := cmp.Diff(screen.SaidMsg{Text: "Tyhjä lomake poistettiin. u kumoaa."}, host.Last()); diff != "" || len(desk.restored) > 0 {
		t.Fatalf("restored %v; %s", desk.restored, diff)
	}
	if d.Press("u"); len(desk.restored) != 1 || desk.restored[0] != id {
		t.Errorf("restored %v", desk.restored)
	}
	if d.Press("u"); len(desk.restored) != 1 {
		t.Errorf("restored again %v", desk.restored)
	}
}

func TestTodayIsSearched(t *testing.T) {
	ui, host := start(t, "fi", full(), 80, 20)
	ui.Press("/").Type("es-0042").Sees("Kesken (1)", "Katso näitä (1)", "Aika päättyy viikon sisällä (1)").SeesNot("ES-0051", "ES-0043", "umpeen")
	ui.Type(" kuuk").Press("enter")
	want := screen.GoMsg{Route: screen.Plan{Person: store.PersonID{2}, Draft: casework.Plan{
		Episode: store.EpisodeID{9}, Respondent: store.PersonID{2}, Instrument: "yp-core", Wave: store.ThreeMonths,
	}}}
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("/").Type("x").Sees("ei löytänyt mitään. Esc tyhjentää haun").Press("esc").Sees("ES-0051")
}

func TestTodayOpensWhatIsChosen(t *testing.T) {
	for _, c := range []struct {
		down int
		want screen.Route
	}{
		{0, screen.Questionnaire{Resume: store.AdministrationID{5}}},
		{1, screen.Result{ID: store.AdministrationID{6}}},
		{4, screen.Meeting{Family: store.FamilyID{30}}},
		{7, screen.Plan{Person: store.PersonID{1}, Draft: casework.Plan{
			Episode: store.EpisodeID{9}, Respondent: store.PersonID{1}, Instrument: "yp-core", Wave: store.ThreeMonths,
		}}},
	} {
		ui, host := start(t, "fi", full(), 80, 20)
		for range c.down {
			ui.Press("down")
		}
		ui.Press("enter")
		if diff := cmp.Diff(screen.GoMsg{Route: c.want}, host.Last()); diff != "" {
			t.Errorf("%d down: %s", c.down, diff)
		}
	}
}

func TestTodayStartsMeetingFeedbackOfThePersonChosen(t *testing.T) {
	ui, host := start(t, "fi", full(), 80, 20)
	ui.Press("m")
	want := screen.GoMsg{Route: screen.Plan{Person: store.PersonID{7}, Draft: casework.Plan{
		Respondent: store.PersonID{7}, Instrument: "meeting-feedback", Wave: store.AtMeeting,
	}}}
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestTodayTellsABeginnerWhatToDo(t *testing.T) {
	ui, host := start(t, "fi", casework.TodayView{Date: store.DateOf(uitest.Now())}, 80, 20)
	ui.Sees("Lisää ensimmäinen perhe näppäimellä n").Press("enter", "m", "n")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.NewFamily{}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestTodayRemindsOfABackup(t *testing.T) {
	v := full()
	v.BackupDue = true
	ui, _ := start(t, "fi", v, 80, 20)
	ui.Sees("! Varmuuskopiota ei ole otettu")
	v.LastBackup = uitest.Now().AddDate(0, 0, -9)
	ui, _ = start(t, "fi", v, 80, 20)
	ui.Sees("! Varmuuskopio on vanha (13.11.2026)")
}

func TestTodayReadsAgain(t *testing.T) {
	f := &fake{view: casework.TodayView{Families: 1}}
	ui, _ := uitest.Show(t, newModel(uitest.Env(t, "fi"), f), 80, 20)
	f.view = full()
	ui.Send(screen.RefreshMsg{}).Sees("ES-0042-N1")
}

func TestTodayHandsAFailureOn(t *testing.T) {
	_, host := uitest.Show(t, newModel(uitest.Env(t, "fi"), &fake{fail: errors.New("disk")}), 80, 20)
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v, want Failed", host.Last())
	}
}

// TestTodayTellsWhatIsAgreed: the day, whether it is today, and calmly that one has gone by. Feedback is of a person, and
// such a line is about a family.
func TestTodayTellsWhatIsAgreed(t *testing.T) {
	ui, host := start(t, "en", full(), 80, 30)
	ui.Sees("Meetings agreed (3) ES-0060 20 Nov 2026 no meeting noted ES-0061 22 Nov 2026 today ES-0062 25 Nov 2026")
	ui.Press("down", "down", "down", "down", "m")
	if host.Last() != nil {
		t.Errorf("feedback of nobody: %v", host.Last())
	}
}

func TestTodayTellsWhatCannotWait(t *testing.T) {
	ui, _ := start(t, "fi", full(), 80, 30)
	ui.Sees("Aika päättyy viikon sisällä (2) ES-0041-N1", "Nyt vuorossa (7) ES-0043-N1", "▼ palaute laskenut (varmistamaton)")
	v := full()
	v.Alerts[2].Kind = casework.AlertStalled
	ui, _ = start(t, "en", v, 80, 30)
	ui.Sees("■ feedback stands still (unconfirmed)")
}

func TestTodayBeginsAMeeting(t *testing.T) {
	ui, host := start(t, "en", full(), 80, 20)
	ui.Press("down", "down", "down", "down", "down", "down", "down", "b")
	want := screen.GoMsg{Route: screen.Meeting{Family: store.FamilyID{4}, Person: store.PersonID{1}}}
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%d", tag, size[0]), func(t *testing.T) {
				ui, _ := start(t, tag, full(), size[0], size[1])
				ui.Picture()
			})
		}
	}
	t.Run("sv-80-end", func(t *testing.T) { ui, _ := start(t, "sv", full(), 80, 20); ui.Press("end").Picture() })
	t.Run("fi-60-search", func(t *testing.T) { ui, _ := start(t, "fi", full(), 60, 16); ui.Press("/").Type("0042").Picture() })
	t.Run("en-empty", func(t *testing.T) {
		ui, _ := start(t, "en", casework.TodayView{Date: store.DateOf(uitest.Now())}, 80, 20)
		ui.Picture()
	})
}
