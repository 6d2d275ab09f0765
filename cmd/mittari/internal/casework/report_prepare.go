package casework

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// ErrReportUnsafe: what a report hides could not be proven to stay hidden, so there is no report.
var ErrReportUnsafe = &Refusal{"report-unsafe"}

// ReportKind names a report.
type ReportKind = export.Kind

// ReportKinds lists the reports in the order in which they are offered.
func ReportKinds() []ReportKind { return export.Kinds() }

// DaysKey is the period between two days, such as a payment period, as a ReportRequest has it.
func DaysKey(from, to store.Date) string { return export.RangeKey(from, to) }

// HiddenFigures is how many figures are hidden for one reason, whose words are the message report.reason.<Reason>.
type HiddenFigures struct {
	Reason string
	N      int
}

// HiddenSheet is how many figures of a sheet are hidden.
type HiddenSheet struct {
	Title  export.Label
	Hidden int
}

// PreparedReport is a report that was built and not written, with what it will show and hide.
type PreparedReport struct {
	Kind     ReportKind
	Period   export.Label
	DataDate store.Date // last day the figures look at
	Shown    int
	Hidden   []HiddenFigures // those with any
	Sheets   []HiddenSheet   // those with any
	report   *export.Report
}

// HiddenTotal is how many figures are hidden altogether.
func (p *PreparedReport) HiddenTotal() int {
	n := 0
	for _, s := range p.Sheets {
		n += s.Hidden
	}
	return n
}

// PrepareReport builds a report and tells what it will hide, before anything is written.
func (d *Desk) PrepareReport(ctx context.Context, req ReportRequest) (PreparedReport, error) {
	rep, err := d.Report(ctx, req)
	if errors.Is(err, disclosure.ErrUnsafe) {
		return PreparedReport{}, fmt.Errorf("%w: %w", ErrReportUnsafe, err)
	}
	if err != nil {
		return PreparedReport{}, err
	}
	return prepared(rep), nil
}

func prepared(rep *export.Report) PreparedReport {
	p := PreparedReport{Kind: rep.Kind, Period: rep.Period.Label(), DataDate: rep.DataDate, report: rep}
	why := map[disclosure.Reason]int{}
	for _, s := range rep.Figures() {
		p.Shown += s.Shown
		sheet := HiddenSheet{Title: s.Title}
		for reason, n := range s.Hidden {
			sheet.Hidden += n
			why[reason] += n
		}
		if sheet.Hidden > 0 {
			p.Sheets = append(p.Sheets, sheet)
		}
	}
	for _, reason := range export.HidingReasons() {
		if n := why[reason]; n > 0 {
			p.Hidden = append(p.Hidden, HiddenFigures{Reason: reason.String(), N: n})
		}
	}
	return p
}

// SavePrepared writes a prepared report as WriteReport does.
func (d *Desk) SavePrepared(ctx context.Context, p PreparedReport, req ReportRequest) (ReportResult, error) {
	return d.writeReport(ctx, req, p.report)
}
