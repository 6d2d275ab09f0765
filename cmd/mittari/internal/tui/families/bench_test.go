package families

import (
	"slices"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
)

// BenchmarkSearchTenThousand presses the keys of a search in a list of ten thousand families, and those of the orders.
// Budget: each is painted within 16 ms. It reports the key with the longest median.
func BenchmarkSearchTenThousand(b *testing.B) {
	ui, _ := uitest.Show(b, newModel(uitest.Env(b, "fi"), &fake{many(10_000)}), 80, 20)
	keys := []string{"/", "e", "s", "-", "1", "2", "esc", "o", "o", "o"}
	painted := make([][]time.Duration, len(keys))
	for b.Loop() {
		for i, k := range keys {
			began := time.Now()
			ui.Press(k)
			_ = ui.View()
			painted[i] = append(painted[i], time.Since(began))
		}
		ui.Send(screen.RefreshMsg{}) // forgets what a search looks at
	}
	var slowest time.Duration
	for _, p := range painted {
		slices.Sort(p)
		slowest = max(slowest, p[len(p)/2])
	}
	b.ReportMetric(float64(slowest.Microseconds())/1000, "ms/slowest-key")
}
