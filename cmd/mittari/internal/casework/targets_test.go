package casework_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// promise puts a project with three targets into a record of one family: two for all its time, and one that is still to
// come.
func (o *office) promise() {
	o.t.Helper()
	today, told := o.desk.Date(), 14.0
	o.family()
	o.must(o.desk.SaveProject(o.t.Context(), func(p *store.Project) {
		p.Name, p.From, p.To = "Hanke", today.AddDays(-30), today.AddDays(300)
	}))
	for _, p := range []store.Target{
		{Indicator: "experts", Value: 12, From: today.AddDays(-30), To: today.AddDays(30), Told: &told},
		{Indicator: "families", Value: 10, From: today.AddDays(-30), To: today.AddDays(30)},
		{Indicator: "families", Value: 300, From: today.AddDays(31), To: today.AddDays(60)},
	} {
		o.must(o.desk.SetTarget(o.t.Context(), p))
	}
}

// TestTargets_are_those_of_the_annex: its figures stand beside each target, in its words; small counts are hidden as
// there, and a target changed is the one with the same indicator and first day.
func TestTargets_are_those_of_the_annex(t *testing.T) {
	o, words := newOffice(t), english(t)
	o.promise()
	look := func(figures bool) casework.TargetsView {
		v, err := o.desk.Targets(t.Context(), casework.TargetsRequest{Words: words, Figures: figures})
		o.must(err)
		return v
	}
	told := func(v casework.TargetsView) (out [][]string) {
		for _, r := range v.Rows {
			out = append(out, []string{r.Name, r.Actual, r.Percent, r.Outcome, strconv.FormatBool(r.Listed)})
		}
		return out
	}
	families, experts := words.T("report.target.families"), words.T("report.target.experts")
	want := [][]string{
		{families, "··", "", words.T("report.outcome.not-shown"), "true"},
		{experts, "14", "117", words.T("report.outcome.reached"), "true"},
		{families, "", "", "", "false"},
	}
	if diff := cmp.Diff(want, told(look(true))); diff != "" {
		t.Fatal(diff)
	}
	v := look(false)
	if v.Figures || v.Rows[1].Actual != "" || len(v.Rows) != 3 || len(v.Indicators) < 12 {
		t.Errorf("before the figures are counted: %+v", v)
	}
	changed := v.Rows[1].Target
	changed.Value = 20
	o.must(o.desk.SetTarget(t.Context(), changed))
	want[1] = []string{experts, "14", "70", words.T("report.outcome.under-way"), "true"}
	v = look(true)
	if diff := cmp.Diff(want, told(v)); diff != "" || v.Rows[1].Target.ID != changed.ID {
		t.Error(diff)
	}
}
