package targets

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

var from, to = store.Date{Year: 2024, Month: 8, Day: 1}, store.Date{Year: 2027, Month: 7, Day: 31}

// fake has three targets, one of which is still to come.
type fake struct {
	none  bool
	asked []string
	set   []store.Target
	fail  error
}

func (f *fake) Targets(_ context.Context, r casework.TargetsRequest) (casework.TargetsView, error) {
	f.asked = append(f.asked, fmt.Sprint(r.Period, " ", r.Figures))
	t := r.Words.T
	v := casework.TargetsView{Period: t("report.period.all"), AsOf: store.DateOf(uitest.Now()), Project: store.Project{From: from, To: to}, Figures: r.Figures}
	if r.Period != "" {
		v.Period = r.Period
	}
	v.Teams = []store.Team{{ID: store.TeamID{1}, Name: "Itäinen tiimi"}, {ID: store.TeamID{2}, Name: "Läntinen tiimi"}}
	for _, key := range []string{"families", "young-people", "experts"} {
		v.Indicators = append(v.Indicators, casework.Indicator{Key: key, Name: t("report.target." + key)})
	}
	if f.none {
		return v, f.fail
	}
	row := func(n byte, key string, value float64, actual, outcome string) casework.TargetRow {
		out := casework.TargetRow{
			Target: store.Target{ID: store.DocumentID{n}, Indicator: key, Value: value, From: from, To: to},
			Name:   t("report.target."+key, "scale", "YP-CORE"), Listed: actual != "", AtMost: key == "reliably-worse",
		}
		if r.Figures && out.Listed {
			out.Actual, out.Outcome = actual, t("report.outcome."+outcome)
		}
		return out
	}
	v.Rows = []casework.TargetRow{
		row(1, "families", 220, "231", "reached"), row(2, "start-done", 90, "87,5 %", "under-way"),
		row(3, "reliably-worse", 10, "12 %", "passed"), row(4, "experts", 12.5, "", ""),
	}
	told := 14.0
	v.Rows[3].Target.Told, v.Rows[3].Target.Source = &told, "s. 4"
	return v, f.fail
}

func (f *fake) SetTarget(_ context.Context, t store.Target) error {
	f.set = append(f.set, t)
	return nil
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f), width, height)
}

func TestTargetsStandBesideWhatCameOfThem(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "en", f, 80, 20)
	ui.Sees("target at least 220 · actual 231 · reached", "target at most 10 · actual 12 % · passed", "At other times", "target at least 12.5 · 1 Aug 2024")
	ui.Press("p").Sees("2026").SeesNot("all data")
	if diff := cmp.Diff([]string{" false", " true", "2026 false", "2026 true"}, f.asked); diff != "" {
		t.Error(diff)
	}
	late := viewMsg{asked: 1, view: casework.TargetsView{Period: "late"}}
	ui.Send(late).SeesNot("late").Press("/").Type("start").Sees("87,5").SeesNot("231")
}

func TestTargetIsChanged(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "en", f, 80, 24)
	ui.Press("end", "enter").Sees("Experts by experience", "12.5", "31.7.2027", "14", "s. 4")
	ui.Press("ctrl+u").Type("-1").Press("enter").Sees("number from 0 up").Press("ctrl+u").Type("15,5").Press("enter")
	ui.Press("ctrl+u").Type("31.7.2024").Press("enter").Sees("before the first").Press("ctrl+u").Type("30.6.2027").Press("enter")
	ui.Press("ctrl+u", "enter", "enter").Type("Hyvin").Press("enter")
	want := []store.Target{{
		ID: store.DocumentID{4}, Indicator: "experts", Value: 15.5, From: from, To: store.Date{Year: 2027, Month: 6, Day: 30}, Source: "s. 4", Comment: "Hyvin",
	}}
	if diff := cmp.Diff(want, f.set); diff != "" {
		t.Error(diff)
	}
	ui.Sees("actual 231")
}

func TestTargetIsAdded(t *testing.T) {
	f := &fake{none: true}
	ui, _ := start(t, "en", f, 80, 30)
	ui.Sees("no targets yet").Press("a").Sees("What the project has promised").Press("right", "enter", "right", "enter").Type("60").Press("enter", "enter", "enter", "enter", "enter", "enter")
	want := []store.Target{{Indicator: "young-people", Team: store.TeamID{1}, Value: 60, From: from, To: to}}
	if diff := cmp.Diff(want, f.set); diff != "" {
		t.Error(diff)
	}
	ui.Press("a", "esc").Sees("no targets yet")
	if len(f.set) != 1 {
		t.Errorf("esc has set %+v", f.set)
	}
}

func TestTargetsHandAFailureOn(t *testing.T) {
	_, host := start(t, "en", &fake{fail: errors.New("disk")}, 80, 20)
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

// At every width each figure stands on the screen whole.
func TestTargetsCutNoFigure(t *testing.T) {
	ui, _ := start(t, "fi", &fake{}, 80, 60)
	for width := 40; width <= 140; width += 7 {
		ui.Resize(width, 60).Sees("vähintään 220", "231", "87,5 %", "enintään 10", "12 %")
		for _, line := range strings.Split(ui.View(), "\n") {
			if lipgloss.Width(line) > width {
				t.Fatalf("at %d: %q", width, line)
			}
		}
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%d", tag, size[0]), func(t *testing.T) { ui, _ := start(t, tag, &fake{}, size[0], size[1]); ui.Picture() })
		}
		t.Run(fmt.Sprintf("%s-page", tag), func(t *testing.T) { ui, _ := start(t, tag, &fake{}, 80, 28); ui.Press("a").Picture() })
	}
}
