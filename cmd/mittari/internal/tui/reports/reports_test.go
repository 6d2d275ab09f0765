package reports

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

// fake writes nothing; a file of the name is there when exists says so.
type fake struct {
	asked  []string
	exists bool
	fail   error
}

func (f *fake) WriteReport(_ context.Context, r casework.ReportRequest) (casework.ReportResult, error) {
	f.asked = append(f.asked, fmt.Sprint(r.Period, " ", r.Words.Lang(), " ", r.Path, " ", r.Overwrite))
	for i := range 100 {
		r.Progress(i, 100) // nobody need listen
	}
	if f.exists && !r.Overwrite {
		return casework.ReportResult{}, fmt.Errorf("write: %w", casework.ErrFileExists)
	}
	return casework.ReportResult{Path: r.Path}, f.fail
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f, func() string { return "/koti/Äidin asiakirjat" }), width, height)
}

const path = "/koti/Äidin asiakirjat/Tiimin raportti.xlsx"

func TestReportsWritesWhatWasAsked(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Sees("3/2026").Press("left", "left", "right", "enter", "right", "enter", "enter")
	ui.Sees("Raportti on valmis", path, "ei ole salattu")
	if diff := cmp.Diff([]string{"2026Q4 sv " + path + " false"}, f.asked); diff != "" {
		t.Error(diff)
	}
	ui.Press("enter").Sees("Neljännes")
}

func TestReportsAsksBeforeItOverwrites(t *testing.T) {
	f := &fake{exists: true}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter", "enter").Sees("on jo olemassa").Press("enter").Sees("Mihin tiedosto tallennetaan")
	ui.Press("enter", "enter", "enter").Sees("on jo olemassa").Press("right", "enter").Sees("Raportti on valmis")
	want := []string{"2026Q3 fi " + path + " false", "2026Q3 fi " + path + " false", "2026Q3 fi " + path + " true"}
	if diff := cmp.Diff(want, f.asked); diff != "" {
		t.Error(diff)
	}
}

func TestReportsSaysWhatWentWrongAndKeepsThePath(t *testing.T) {
	f := &fake{fail: errors.New("disk")}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter", "enter").Sees("Jokin meni vikaan", "Tiimin raportti.xlsx")
}

func TestReportsWantsAWorkbookName(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter", "ctrl+u").Type("raportti.txt").Press("enter").Sees("pitää päättyä .xlsx")
	if len(f.asked) != 0 {
		t.Errorf("asked %v", f.asked)
	}
}

func TestReportsShowsProgressAndCannotBeLeftMeanwhile(t *testing.T) {
	ui, host := start(t, "fi", &fake{}, 80, 20)
	host.Screen.(*Model).write(false)
	ui.Hold().Send(progressMsg{1, 4}).Sees("1/4", "Kirjoitetaan raporttia").Press("esc", "enter")
	if host.Last() != nil {
		t.Errorf("asked %v while writing", host.Last())
	}
}

func TestQuarters(t *testing.T) {
	for _, c := range []struct {
		day  store.Date
		back int
		want string
	}{
		{store.Date{Year: 2026, Month: 1, Day: 1}, 0, "2026Q1"},
		{store.Date{Year: 2026, Month: 3, Day: 31}, 1, "2025Q4"},
		{store.Date{Year: 2026, Month: 12, Day: 31}, 0, "2026Q4"},
		{store.Date{Year: 2026, Month: 11, Day: 22}, 11, "2024Q1"},
	} {
		if got := quarterOf(c.day).before(c.back).String(); got != c.want {
			t.Errorf("%v back %d: %s, want %s", c.day, c.back, got, c.want)
		}
	}
}

func TestEscGoesBack(t *testing.T) {
	ui, host := start(t, "fi", &fake{}, 80, 20)
	ui.Press("esc")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", &fake{}, 80, 20); ui.Picture() })
	t.Run("fi-120-done", func(t *testing.T) {
		ui, _ := start(t, "fi", &fake{}, 120, 36)
		ui.Press("enter", "enter", "enter").Picture()
	})
	t.Run("sv-80-exists", func(t *testing.T) {
		ui, _ := start(t, "sv", &fake{exists: true}, 80, 20)
		ui.Press("enter", "enter", "enter").Picture()
	})
	t.Run("en-80-progress", func(t *testing.T) {
		ui, host := start(t, "en", &fake{}, 80, 20)
		host.Screen.(*Model).write(false)
		ui.Hold().Send(progressMsg{30, 100}).Picture()
	})
}
