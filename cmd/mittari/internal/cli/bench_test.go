package cli

import (
	"io"
	"path/filepath"
	"testing"
)

// BenchmarkDemo builds the whole invented project of 240 families, plays a meeting and writes the workbook.
// Budget: 10 s on 2 cores.
func BenchmarkDemo(b *testing.B) {
	b.Setenv("TMPDIR", b.TempDir())
	for b.Loop() {
		out := filepath.Join(b.TempDir(), "demo.xlsx")
		if code := run(b.Context(), []string{"demo", "--report", out}, Stdio{Out: io.Discard, Err: io.Discard}, testHost()); code != exitDone {
			b.Fatalf("exit code %d", code)
		}
	}
}
