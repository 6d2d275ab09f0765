package disclosure_test

import (
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
)

// The impact annex of a project as large as the demo, built with all its proofs; they take the larger part.
func BenchmarkProof(b *testing.B) {
	d := exporttest.Sample(b, 88, 240)
	o := export.Options{Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To}}
	for b.Loop() {
		r, err := export.Build(b.Context(), export.AnnexReport, d, o)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(r.Proof.Attacked), "hidden")
		b.ReportMetric(float64(r.Proof.Programs), "programmes")
	}
}
