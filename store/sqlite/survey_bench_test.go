package sqlite_test

import (
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// BenchmarkSurvey fills a file with 100 000 administrations of 2 500 families and reads what a national report is made
// of: all episodes with their counts, and one scale of one instrument. store/bench/national does the same with twelve
// million.
func BenchmarkSurvey(b *testing.B) {
	const families, rounds = 2500, 20
	r, ctx := storetest.Open(b), b.Context()
	crowd(b, r, families, 0)
	must(b, r.Checkpoint(ctx))
	empty, begin := fileSize(b, r.Path), time.Now()
	for round := range rounds {
		all := sheetsOf(b, r, 0, families, round)
		counts, err := r.Absorb(ctx, store.Delivery{Administrations: all})
		must(b, err)
		if counts.Administrations != len(all) || counts.Waiting > 0 {
			b.Fatalf("%+v", counts)
		}
	}
	const n = families * rounds * 2
	stored := time.Since(begin)
	must(b, r.Checkpoint(ctx))
	size := float64(fileSize(b, r.Path)-empty) / n
	for b.Loop() {
		points, sheets := 0, 0
		must(b, r.EachStay(ctx, func(s sqlite.Stay) error { sheets += s.Completed + s.Declined; return nil }))
		must(b, r.EachPoint(ctx, "demo-checkin", "total", func(sqlite.Point) error { points++; return nil }))
		if points != n || sheets != n {
			b.Fatal(points, sheets)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "report-ns/administration")
	b.ReportMetric(size, "bytes/administration")
	b.ReportMetric(n/stored.Seconds(), "stored/s")
}
