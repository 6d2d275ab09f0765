package reports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// fake writes nothing; a file of the name is there when exists says so.
type fake struct {
	asked       []string
	exists      bool
	safe        bool // nothing is hidden
	unbuildable error
	fail        error
	unfreezable error
}

func (f *fake) note(what string, r casework.ReportRequest) {
	f.asked = append(f.asked, fmt.Sprint(what, " ", r.Kind, " ", r.Period, " ", r.Words.Lang(), " ", r.Path, " ", r.Overwrite))
}

func (f *fake) PrepareReport(_ context.Context, r casework.ReportRequest) (casework.PreparedReport, error) {
	f.note("count", r)
	period, err := export.ParsePeriod(r.Period, store.Project{})
	if err != nil || f.unbuildable != nil {
		return casework.PreparedReport{}, errors.Join(err, f.unbuildable)
	}
	p := casework.PreparedReport{Kind: r.Kind, Period: period.Label(), Shown: 1240}
	if !f.safe {
		p.Hidden = []casework.HiddenFigures{{Reason: "small", N: 31}, {Reason: "secondary", N: 12}}
		p.Sheets = []casework.HiddenSheet{{Title: export.Msg("report.sheet.change"), Hidden: 40}, {Title: export.Msg("report.sheet.events"), Hidden: 3}}
	}
	return p, nil
}

func (f *fake) SavePrepared(_ context.Context, _ casework.PreparedReport, r casework.ReportRequest) (casework.ReportResult, error) {
	f.note("write", r)
	for i := range 100 {
		r.Progress(i, 100) // nobody need listen
	}
	if f.exists && !r.Overwrite {
		return casework.ReportResult{}, fmt.Errorf("write: %w", casework.ErrFileExists)
	}
	if f.fail != nil {
		return casework.ReportResult{}, f.fail
	}
	return casework.ReportResult{Path: r.Path}, nil
}

func (f *fake) Freeze(_ context.Context, r casework.ReportRequest) (casework.FrozenView, error) {
	f.note("freeze", r)
	return casework.FrozenView{Number: 3}, f.unfreezable
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f, func() string { return "/koti/Äidin asiakirjat" }), width, height)
}

const path = "/koti/Äidin asiakirjat/Tiimin työkirja.xlsx"

// toPreview accepts what is offered up to the page that says what is hidden.
func toPreview(ui *uitest.Driver) *uitest.Driver {
	return ui.Press("enter", "enter", "enter", "enter", "enter")
}

func wants(t *testing.T, f *fake, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, f.asked); diff != "" {
		t.Error(diff)
	}
}

func TestSaysWhatIsHiddenBeforeAnythingIsWritten(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 24)
	toPreview(ui).Sees("3. vuosineljännes 2026", "Lukuja näkyy 1240. 43 lukua peitetään", "31 lukumäärä 1–4", "40 Muutos")
	wants(t, f, "count team 2026Q3 fi "+path+" false")
	ui.Press("enter").Sees("Raportti on valmis", path, "ei ole salattu")
	wants(t, f, "count team 2026Q3 fi "+path+" false", "write team 2026Q3 fi "+path+" false")
	ui.Press("enter").Sees("Mikä raportti")
}

func TestEveryKindOfReportAndPeriodCanBeChosen(t *testing.T) {
	days := func(ui *uitest.Driver) {
		ui.Press("ctrl+u").Type("15.1.2026").Press("enter", "ctrl+u").Type("14.7.2026").Press("enter")
	}
	for kind, report := range casework.ReportKinds() {
		for at, c := range []struct {
			more func(*uitest.Driver)
			want string
		}{
			{func(ui *uitest.Driver) { ui.Press("left", "enter") }, "2026Q4"},
			{func(ui *uitest.Driver) { ui.Press("enter") }, "2026-10"},
			{func(ui *uitest.Driver) { ui.Press("enter") }, "2026H1"},
			{func(ui *uitest.Driver) { ui.Press("right", "enter") }, "2024"},
			{days, "2026-01-15..2026-07-14"},
			{func(*uitest.Driver) {}, ""},
		} {
			f := &fake{safe: true}
			ui, _ := start(t, "sv", f, 80, 24)
			for range kind {
				ui.Press("down")
			}
			ui.Press("enter")
			for range at {
				ui.Press("right")
			}
			ui.Press("enter")
			c.more(ui)
			ui.Press("right", "enter", "ctrl+u").Type("/tikku/a.txt").Press("enter").Sees("Ingen behöver döljas")
			wants(t, f, fmt.Sprintf("count %s %s en /tikku/a.txt false", report, c.want))
		}
	}
}

func TestALastDayIsNotBeforeTheFirst(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 24)
	ui.Press("enter", "right", "right", "right", "right", "enter").Sees("1.5.2026", "31.10.2026")
	ui.Press("enter", "ctrl+u").Type("1.4.2026").Press("enter").Sees("Viimeinen päivä on ennen ensimmäistä")
	wants(t, f)
}

func TestFreezesOnTheSameWay(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 24)
	toPreview(ui).Press("down", "enter").Sees("Raportti on valmis", "jäädytetty, numero 3")
	wants(t, f, "count team 2026Q3 fi "+path+" false", "write team 2026Q3 fi "+path+" false", "freeze team 2026Q3 fi "+path+" false")
	f = &fake{unfreezable: fmt.Errorf("freeze: %w", casework.ErrFrozenAlready)}
	ui, _ = start(t, "fi", f, 80, 24)
	toPreview(ui).Press("down", "enter").Sees("Raportti on valmis", "jo jäädytetty aiemmin")
}

func TestAReportThatWasNotFrozenIsStillThere(t *testing.T) {
	ui, _ := start(t, "fi", &fake{unfreezable: errors.New("disk")}, 80, 24)
	toPreview(ui).Press("down", "enter").Sees("Jokin meni vikaan").Sees(path)
}

func TestAsksBeforeItOverwrites(t *testing.T) {
	f := &fake{exists: true}
	ui, _ := start(t, "fi", f, 80, 24)
	toPreview(ui).Press("enter").Sees("on jo olemassa").Press("enter").Sees("Mihin tiedosto tallennetaan")
	ui.Press("enter", "enter", "enter", "enter").Sees("on jo olemassa").Press("right", "enter").Sees("Raportti on valmis")
	if last := f.asked[len(f.asked)-1]; last != "write team 2026Q3 fi "+path+" true" {
		t.Errorf("asked %s", last)
	}
}

func TestSaysWhatWentWrongAndKeepsThePath(t *testing.T) {
	ui, _ := start(t, "fi", &fake{fail: errors.New("disk")}, 80, 24)
	toPreview(ui).Press("enter").Sees("Jokin meni vikaan", "Tiimin työkirja.xlsx")
	ui, _ = start(t, "fi", &fake{unbuildable: casework.ErrReportUnsafe}, 80, 24)
	toPreview(ui).Sees("ei voitu suojata", "Valitse pidempi jakso")
}

func TestWantsANameThatSaysTheForm(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 24)
	ui.Press("enter", "enter", "enter", "enter", "ctrl+u").Type("raportti.doc").Press("enter").Sees("pitää päättyä .xlsx tai .txt")
	wants(t, f)
}

func TestTheNameFollowsTheReportUnlessItIsOnesOwn(t *testing.T) {
	ui, _ := start(t, "fi", &fake{}, 80, 24)
	ui.Press("enter", "enter").Sees("Tiimin työkirja.xlsx").Press("esc", "down", "enter", "enter").Sees("Vaikuttavuusliite.xlsx")
	ui.Press("enter", "enter", "ctrl+u").Type("/oma.xlsx").Press("esc", "up", "enter", "enter").Sees("/oma.xlsx")
}

func TestCanBeStoppedAndCannotBeLeftMeanwhile(t *testing.T) {
	f := &fake{unbuildable: context.Canceled}
	ui, host := start(t, "fi", f, 80, 24)
	ui.Press("enter", "enter", "enter", "enter").Hold().Press("enter").Sees("Lasketaan raporttia").Press("esc").Sees("Keskeytetään")
	if _, left := host.Last().(screen.BackMsg); left {
		t.Error("left while counting")
	}
	ui.Release().Sees("Keskeytettiin. Tiedostoa ei kirjoitettu", "Mihin tiedosto")
}

func TestWhatCanBeDoneCanBeClicked(t *testing.T) {
	ui, host := start(t, "fi", &fake{}, 80, 24)
	toPreview(ui)
	m := host.Screen.(*Model)
	at := slices.IndexFunc(strings.Split(ui.View(), "\n"), func(l string) bool { return strings.Contains(l, "jäädytä luvut") })
	if cmd := m.Point(0, at); cmd != nil {
		t.Fatal("the first click opens")
	}
	ui.Sees("▸ Kirjoita tiedosto ja jäädytä")
	cmd := m.Point(0, at)
	if cmd == nil {
		t.Fatal("the second click does not open")
	}
	ui.Send(cmd()).Sees("Raportti on valmis", "jäädytetty")
	if m.Point(0, at) != nil {
		t.Error("a click elsewhere does something")
	}
}

func TestEscGoesBackPageByPage(t *testing.T) {
	ui, host := start(t, "fi", &fake{}, 80, 24)
	toPreview(ui).Press("esc").Sees("Mihin tiedosto").Press("esc").Sees("Mikä raportti")
	if _, left := host.Last().(screen.BackMsg); left {
		t.Fatal("left before the first page")
	}
	ui.Press("esc")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}
