package bundle_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store/bundle"
)

// benchmarkRecords is how many administrations the benchmarks pack and read.
const benchmarkRecords = 100_000

// BenchmarkPack packs administrations that are in memory already.
func BenchmarkPack(b *testing.B) {
	p := newPair(b)
	_, given := content(benchmarkRecords)
	b.ReportAllocs()
	for b.Loop() {
		w, err := bundle.NewWriter(io.Discard, p.seal(), p.signer, manifest(0, len(given)))
		must(b, err)
		must(b, w.Administrations(given...))
		must(b, w.Close())
	}
	b.ReportMetric(float64(b.N*benchmarkRecords)/b.Elapsed().Seconds(), "administrations/s")
}

// BenchmarkCheck reads a bundle through once.
func BenchmarkCheck(b *testing.B) {
	p := newPair(b)
	_, given := content(benchmarkRecords)
	f, err := os.Create(filepath.Join(b.TempDir(), "x"))
	must(b, err)
	w, err := bundle.NewWriter(f, p.seal(), p.signer, manifest(0, len(given)))
	must(b, err)
	must(b, w.Administrations(given...))
	must(b, w.Close())
	info, err := f.Stat()
	must(b, err)
	b.ReportAllocs()
	for b.Loop() {
		_, err := bundle.Check(b.Context(), f, info.Size(), p.keys(), nil)
		must(b, err)
	}
	b.ReportMetric(float64(b.N*benchmarkRecords)/b.Elapsed().Seconds(), "administrations/s")
	b.ReportMetric(float64(info.Size())/benchmarkRecords, "bytes/administration")
}
