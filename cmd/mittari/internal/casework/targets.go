package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

// TargetsRequest is which period the targets are looked at over, and in whose words.
type TargetsRequest struct {
	Period  string // as a report's; empty: the whole project
	Words   export.Words
	Figures bool // what came of them as well, which takes as long as the annex
}

// TargetsView is what the project has promised against what came of it, in the words asked for. The actual values are
// those of the annex: small counts are hidden as there.
type TargetsView struct {
	Period     string // in words
	AsOf       store.Date
	Figures    bool // actual values have been counted
	Project    store.Project
	Rows       []TargetRow
	Indicators []Indicator // for which a target can be set
	Teams      []store.Team
}

// TargetRow is one target. Figures are words, for a hidden one is a word too.
type TargetRow struct {
	Target  store.Target
	Name    string
	AtMost  bool   // the value is not to be passed
	Listed  bool   // it has figures in the period: without, its time does not meet the period or has not begun
	Actual  string // empty: not known
	Percent string // of the target; empty where more is not better
	Outcome string
}

// Indicator is something that can be promised.
type Indicator struct {
	Key  string
	Name string
}

// Columns of the annex's table of targets.
const (
	targetActual  = 3
	targetPercent = 4
	targetOutcome = 5
)

// Targets sets the targets against what came of them. Looking at figures is logged.
func (d *Desk) Targets(ctx context.Context, req TargetsRequest) (TargetsView, error) {
	if !req.Figures {
		return d.promised(ctx, req)
	}
	data, rep, err := d.buildReport(ctx, ReportRequest{Kind: export.AnnexReport, Period: req.Period, Words: req.Words})
	if err != nil {
		return TargetsView{}, fmt.Errorf("look at the targets: %w", err)
	}
	v := d.targets(data, rep.Period, req.Words)
	v.Figures, v.AsOf = true, rep.DataDate
	if t := rep.Section("targets").Table("targets"); t != nil {
		v.fill(t, req.Words)
	}
	return v, d.log(ctx, store.ActView, store.FamilyID{}, "targets", rep.Checksum)
}

// promised are the targets by themselves.
func (d *Desk) promised(ctx context.Context, req TargetsRequest) (TargetsView, error) {
	data, err := d.reportData(ctx)
	if err != nil {
		return TargetsView{}, fmt.Errorf("read the targets: %w", err)
	}
	period, err := export.ParsePeriod(req.Period, data.Project)
	if err != nil {
		return TargetsView{}, err
	}
	return d.targets(data, period, req.Words), nil
}

func (d *Desk) targets(data export.Data, period export.Period, words export.Words) TargetsView {
	o := export.Options{Period: period, Today: d.Date()}
	v := TargetsView{Period: period.Label().In(words), AsOf: d.Date(), Project: data.Project, Teams: data.Teams}
	for _, p := range export.Promisable(data, o) {
		v.Indicators = append(v.Indicators, Indicator{p.Indicator, p.Name.In(words)})
	}
	for _, t := range export.NamedTargets(data, o) {
		v.Rows = append(v.Rows, TargetRow{Target: t.Target, Name: t.Name.In(words), AtMost: t.AtMost, Listed: t.Listed})
	}
	return v
}

// fill puts the figures of the annex beside the targets that it lists, which stand in its order.
func (v *TargetsView) fill(t *export.Table, words export.Words) {
	_, figures := workbook.TableInWords(t, words)
	for i := range v.Rows {
		if r := &v.Rows[i]; r.Listed && i < len(figures) {
			r.Actual, r.Percent, r.Outcome = figures[i][targetActual], figures[i][targetPercent], figures[i][targetOutcome]
		}
	}
}

// RecentPeriods are periods to look at, as a report reads them: the whole project, this year, this quarter and the one
// before.
func RecentPeriods(today store.Date) []string {
	quarter := func(year, q int) string { return fmt.Sprintf("%dQ%d", year, q) }
	year, q := today.Year, (int(today.Month)-1)/3+1
	before := quarter(year, q-1)
	if q == 1 {
		before = quarter(year-1, 4)
	}
	return []string{"", fmt.Sprint(year), quarter(year, q), before}
}
