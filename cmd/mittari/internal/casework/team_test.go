package casework_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/demo"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
)

func english(t *testing.T) *lang.Localizer {
	t.Helper()
	l, err := lang.New("en")
	must(t, err)
	return l
}

// stuckRow is what is told of the one team: its name, families in work, families that are stuck.
func (o *office) stuckRow() []string {
	o.t.Helper()
	v, err := o.desk.Team(o.t.Context(), casework.TeamRequest{Words: english(o.t)})
	o.must(err)
	rows := v.Pages[casework.TeamStuck][0].Rows
	if len(rows) != 1 {
		o.t.Fatalf("%d teams, want one: %v", len(rows), rows)
	}
	return rows[0]
}

// One family that is stuck is a small count: its number must not be told, nor follow from the others. Seven of twelve can
// be told, talked about or not.
func TestTeam_countsStuckFamiliesAndHidesSmallCounts(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	last := o.feedback(young, 9, 3)
	o.must(o.desk.MarkDiscussed(t.Context(), last))
	if got := o.stuckRow(); got[0] != "Tiimi 1" || got[2] != "<5" {
		t.Errorf("one: %v", got)
	}
	for i := range 11 {
		_, young, _ := o.family()
		o.feedback(young, 9, []int{3, 10}[i%2])
	}
	if got := o.stuckRow(); got[1] != "12" || got[2] != "7" {
		t.Errorf("of twelve: %v", got)
	}
}

// TestTeam_onTheDemo looks for what must not be there.
func TestTeam_onTheDemo(t *testing.T) {
	ctx, rec := t.Context(), demoCopy(t)
	cat, err := instruments.Builtin()
	must(t, err)
	desk, err := casework.NewDesk(ctx, cabinet.Record{Workspace: rec}, cat, func() time.Time { return demo.DataDate().Time() })
	must(t, err)
	v, err := desk.Team(ctx, casework.TeamRequest{Words: english(t)})
	must(t, err)
	for _, p := range casework.TeamPages() {
		if len(v.Pages[p]) == 0 || len(v.Pages[p][0].Rows) == 0 || len(v.Pages[p][0].Columns) < 2 {
			t.Errorf("%s has nothing to show: %+v", p, v.Pages[p])
		}
	}
	if got := v.Pages[casework.TeamChange][0].Columns; len(got) != 7 || got[5] == got[6] {
		t.Errorf("columns of the change: %q", got)
	}
	workers, err := rec.Workers(ctx)
	must(t, err)
	var cells []string
	for _, tables := range v.Pages {
		for _, table := range tables {
			for _, row := range table.Rows {
				cells = append(cells, row...)
			}
		}
	}
	for _, w := range workers {
		if slices.Contains(cells, w.Code) {
			t.Errorf("figures of worker %s", w.Code)
		}
	}
	stuck := v.Pages[casework.TeamStuck][0]
	var names []string
	for _, row := range stuck.Rows {
		names = append(names, row[0])
		for _, figure := range row[1:] {
			if slices.Contains([]string{"1", "2", "3", "4"}, figure) {
				t.Errorf("a small count is told: %v", row)
			}
		}
	}
	if !slices.IsSorted(names[:len(names)-1]) {
		t.Errorf("teams are ranked by something else than their names: %v", names)
	}
	if text := strings.Join(stuck.Notes, " "); !strings.Contains(text, "proposal") {
		t.Errorf("the rule is told as if it were sure: %s", text)
	}
}
