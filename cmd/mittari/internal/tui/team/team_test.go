package team

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

type fake struct {
	asked []string
	fail  error
}

// Team is invented figures in the words that a report uses.
func (f *fake) Team(_ context.Context, r casework.TeamRequest) (casework.TeamView, error) {
	f.asked = append(f.asked, r.Period)
	t := func(key string) string { return r.Words.T("report." + key) }
	heads := func(keys ...string) []string {
		out := make([]string, len(keys))
		for i, k := range keys {
			out[i] = t("head." + k)
		}
		return out
	}
	period := r.Period
	if period == "" {
		period = t("period.all")
	}
	return casework.TeamView{
		Period: period, AsOf: store.DateOf(uitest.Now()),
		Pages: map[casework.TeamPage][]casework.TeamTable{
			casework.TeamCoverage: {{
				Caption: t("completeness.forms"), Columns: heads("form", "due", "done", "coverage"),
				Rows:  [][]string{{"YP-CORE", "61", "47", "77 %"}, {"CORE-10", "98", "70", "71 %"}, {"PALAUTE", "<5", "–", "–"}},
				Notes: []string{t("note.noranking")},
			}},
			casework.TeamChange: {{
				Caption: t("change.table"), Columns: heads("scale", "pairs", "start-mean", "end-mean", "better", "low", "high"),
				Rows: [][]string{{"YP-CORE", "34", "18.2", "14.0", "+4.2", "+2.1", "+6.3"}, {"CORE-10", "n<10", "n<10", "n<10", "n<10", "n<10", "n<10"}},
			}},
			casework.TeamStuck: {{
				Caption: r.Words.T("team.stuck"), Columns: []string{t("head.team"), r.Words.T("team.head.families"), r.Words.T("team.head.stuck")},
				Rows: [][]string{{"Etelä-Savon tiimi", "31", "7"}, {"Kainuun tiimi", "22", "<5"}}, Notes: []string{r.Words.T("team.stuck.note")},
			}},
		},
	}, f.fail
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f), width, height)
}

func TestTeamTurnsItsPages(t *testing.T) {
	ui, _ := start(t, "en", &fake{}, 80, 20)
	ui.Sees("[Coverage]", "YP-CORE", "77 %").Press("tab").Sees("[Change]", "+4.2").SeesNot("77 %")
	ui.Press("right").Sees("[Stuck]", "Kainuun tiimi", "<5").Press("tab").Sees("[Work and burden]").Press("tab").Sees("[Coverage]")
	ui.Press("shift+tab").Sees("[Work and burden]")
}

func TestTeamPagesAreClicked(t *testing.T) {
	ui, host := start(t, "en", &fake{}, 80, 20)
	point := func(name string) *uitest.Driver {
		t.Helper()
		before, _, _ := strings.Cut(strings.Split(ui.View(), "\n")[tabLine], name)
		host.Screen.(screen.Pointer).Point(lipgloss.Width(before), tabLine)
		return ui
	}
	point("Stuck").Sees("[Stuck]")
	point("Coverage").Sees("[Coverage]")
	point("Work and").Sees("[Work and burden]")
	host.Screen.(screen.Pointer).Point(2, tabLine+1) // beside the names
	ui.Sees("[Work and burden]")
}

func TestTeamAsksForOtherPeriods(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "en", f, 80, 20)
	ui.Press("p").Sees("2026").Press("p").Sees("2026Q4").Press("p").Sees("2026Q3").Press("p")
	if diff := cmp.Diff([]string{"", "2026", "2026Q4", "2026Q3", ""}, f.asked); diff != "" {
		t.Error(diff)
	}
	ui.Send(viewMsg{period: 2, view: casework.TeamView{Period: "late"}}).SeesNot("late")
	if got := casework.RecentPeriods(store.Date{Year: 2027, Month: 2, Day: 1}); got[3] != "2026Q4" {
		t.Errorf("before the first quarter of 2027: %s", got[3])
	}
}

func TestTeamLeadsOn(t *testing.T) {
	ui, host := start(t, "en", &fake{}, 80, 20)
	ui.Press("r")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Reports{}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("g")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Targets{}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("t")
	if diff := cmp.Diff(screen.HomeMsg{Route: screen.Today{}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestTeamHandsAFailureOn(t *testing.T) {
	ui, host := start(t, "en", &fake{fail: errors.New("disk")}, 80, 20)
	if _, ok := host.Last().(screen.Failed); !ok || strings.Contains(ui.View(), "moment") {
		t.Errorf("asked %v, shows %q", host.Last(), ui.View())
	}
}

// At every width each figure stands on the screen whole, in a table or after its name.
func TestTeamCutsNoFigure(t *testing.T) {
	ui, _ := start(t, "fi", &fake{}, 80, 60)
	for page := range casework.TeamPages() {
		for width := 40; width <= 140; width += 7 {
			ui.Resize(width, 60)
			for _, line := range strings.Split(ui.View(), "\n") {
				if lipgloss.Width(line) > width {
					t.Fatalf("page %d at %d: %q", page, width, line)
				}
			}
			if page == 1 {
				ui.Sees("18.2", "14.0", "+4.2", "+2.1", "+6.3")
			}
		}
		ui.Press("tab")
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		env := uitest.Env(t, tag)
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			for i, page := range casework.TeamPages() {
				t.Run(fmt.Sprintf("%s-%d-%s", tag, size[0], page), func(t *testing.T) {
					ui, _ := uitest.Show(t, newModel(env, &fake{}), size[0], size[1])
					for range i {
						ui.Press("tab")
					}
					ui.Picture()
				})
			}
		}
	}
}
