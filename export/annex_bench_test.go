package export_test

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
)

// BenchmarkAnnex builds the annex of a project as large as the demo, and of 100,000 administrations. The budgets are 2 s
// for the first, 15 s and 200 MB for the second.
func BenchmarkAnnex(b *testing.B) {
	for _, c := range []struct {
		name     string
		families int
	}{{"demo", 240}, {"100k", 2010}} {
		b.Run(c.name, func(b *testing.B) {
			d := exporttest.Sample(b, 1, c.families)
			o := options(d)
			var before, after runtime.MemStats
			debug.FreeOSMemory()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				if _, err := export.Build(b.Context(), export.AnnexReport, d, o); err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(len(d.Scored)), "administrations")
			b.ReportMetric(float64(before.HeapAlloc)/1e6, "MB-of-data")
			b.ReportMetric(float64(max(after.Sys, before.Sys)-before.HeapReleased)/1e6, "MB-in-all")
		})
	}
}
