package casework_test

import (
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// keysOf are the keys of labels in one line.
func keysOf(all []export.Label) string {
	var keys []string
	for _, l := range all {
		keys = append(keys, l.Key)
	}
	return strings.Join(keys, " ")
}

// Six families have answered when the report is frozen. Then one answer comes late, one is corrected, and one family is
// erased. The frozen figures stay; the next cover and the comparison say what has come, not about how many people.
func TestAFrozenReportStaysAndTheNextTellsWhatChanged(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	var girls []store.Person
	var given []store.AdministrationID
	for range 7 {
		_, girl, _ := o.family()
		girls = append(girls, girl)
	}
	for _, girl := range girls[:6] {
		given = append(given, o.complete(o.plan(girl, "demo-checkin", store.Start), 0, 1, 2, 1, 0))
	}
	ask := casework.ReportRequest{Kind: export.TeamReport, Program: "test"}
	frozen, err := o.desk.Freeze(ctx, ask)
	o.must(err)
	_, err = o.desk.Freeze(ctx, ask)
	o.refuses(err, casework.ErrFrozenAlready)
	check := func() casework.FrozenCheck {
		t.Helper()
		c, err := o.desk.CheckFrozen(ctx, 0, "test")
		o.must(err)
		return c
	}
	if c := check(); !c.Equal() || len(c.Why) != 0 || c.Same == 0 {
		t.Errorf("at once: %d differences, %d the same, %s", len(c.Differences), c.Same, keysOf(c.Why))
	}
	o.now = o.now.Add(time.Hour)
	o.complete(o.plan(girls[6], "demo-checkin", store.Start), 3, 3, 3, 3, 3)
	_, err = o.desk.Correct(ctx, casework.Correction{ID: given[0], Answers: map[int]instruments.Response{3: instruments.Answer(1)}, Why: "väärin näppäilty"})
	o.must(err)
	_, err = o.desk.AskedFor(ctx, store.Request{Family: girls[1].Family, Kind: store.AskErasure})
	o.must(err)
	o.must(o.desk.DecideErasure(ctx, casework.Ruling{Family: girls[1].Family, Ruling: store.Granted, Ground: "17(1)(b)"}))
	c := check()
	if got := keysOf(c.Why); c.Equal() || got != "freeze.why.late.few freeze.why.corrected.few freeze.why.erased.few" {
		t.Errorf("afterwards: %d differences, %s", len(c.Differences), got)
	}
	for _, d := range c.Differences {
		if by, ok := d.By(); ok && d.Now.Kind == export.CountCell && by > -5 && by < 5 {
			t.Errorf("%s: a difference of %v people is shown", d.Name().StableKey(), by)
		}
	}
	rep, err := o.desk.Report(ctx, ask)
	o.must(err)
	if got := keysOf(rep.Section("cover").Closing); !strings.Contains(got, "freeze.differs") || !strings.Contains(got, "freeze.why") {
		t.Errorf("the next cover: %s", got)
	}
	all, err := o.desk.Frozen(ctx)
	o.must(err)
	if len(all) != 1 || all[0].Report.ID != frozen.Report.ID || all[0].Report.Checksum != frozen.Report.Checksum {
		t.Errorf("frozen: %+v", all)
	}
	entries, err := o.desk.Log(ctx, store.FamilyID{}, 100)
	o.must(err)
	logged := false
	for _, e := range entries {
		logged = logged || e.Action == store.ActAdd && e.Object == "frozen team " && e.Why == frozen.Report.Checksum
	}
	if !logged {
		t.Error("the freezing is not in the log")
	}
}

// A frozen report travels like anything else, and nobody can alter it on the way. What came later into the first file
// cannot be told in the second.
func TestAFrozenReportTravels(t *testing.T) {
	one, seed := seeded(t)
	other := empty(t)
	f, err := one.desk.Freeze(t.Context(), casework.ReportRequest{Kind: export.ESFReport, Program: "test"})
	must(t, err)
	one.give(t, seed, 900, 12)
	other.merge(t, one.pack(t, other))
	all, err := other.desk.Frozen(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Report.ID != f.Report.ID {
		t.Fatalf("arrived: %+v", all)
	}
	c, err := other.desk.CheckFrozen(t.Context(), 1, "test")
	must(t, err)
	if !c.Equal() {
		t.Errorf("differs in the other file: %+v", c.Differences)
	}
	altered := f.Report
	altered.Checksum = strings.Repeat("0", 64)
	if err := one.SaveFrozenReport(t.Context(), altered); err == nil {
		t.Error("an altered report is kept")
	}
}
