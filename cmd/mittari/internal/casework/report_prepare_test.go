package casework_test

import (
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Four families have answered: fewer than may be told. What is said to be hidden is what the sheet Protection lists.
func TestAReportSaysWhatItHidesBeforeItIsWritten(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	for range 4 {
		_, girl, _ := o.family()
		o.complete(o.plan(girl, "demo-checkin", store.Start), 0, 1, 2, 1, 0)
	}
	words, err := lang.New(instruments.English)
	o.must(err)
	ask := casework.ReportRequest{Kind: casework.ReportKinds()[0], Words: words, Path: filepath.Join(t.TempDir(), "tiimi äö.txt")}
	p, err := o.desk.PrepareReport(ctx, ask)
	o.must(err)
	rep, err := o.desk.Report(ctx, ask)
	o.must(err)
	if want := len(table(t, rep, "hidden-cells").Rows); want == 0 || p.HiddenTotal() != want {
		t.Errorf("%d are said to be hidden, the sheet lists %d", p.HiddenTotal(), want)
	}
	byReason := 0
	for _, h := range p.Hidden {
		byReason += h.N
	}
	if byReason != p.HiddenTotal() || p.Shown == 0 {
		t.Errorf("%d by reason, %d by sheet, %d shown", byReason, p.HiddenTotal(), p.Shown)
	}
	got, err := o.desk.SavePrepared(ctx, p, ask)
	o.must(err)
	if got.Path != ask.Path || got.Report.Checksum != rep.Checksum {
		t.Errorf("wrote %s with %s, want %s", got.Path, got.Report.Checksum, rep.Checksum)
	}
	_, err = o.desk.SavePrepared(ctx, p, ask)
	o.refuses(err, casework.ErrFileExists)
}

func table(t *testing.T, rep *export.Report, key string) export.Table {
	t.Helper()
	for _, s := range rep.Sections {
		for _, x := range s.Tables {
			if x.Key == key {
				return x
			}
		}
	}
	t.Fatalf("the report has no table %s", key)
	return export.Table{}
}
