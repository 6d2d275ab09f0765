package tui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// manyFamilies is how many families the budgets are about.
const manyFamilies = 10_000

// crowd adds families in work, each with a girl, a guardian, two meetings and four results.
func crowd(tb testing.TB, r *storetest.Record, n int) {
	tb.Helper()
	const atOnce = 500
	ctx := context.Background()
	for from := 0; from < n; from += atOnce {
		err := r.Batch(ctx, func(w *sqlite.Workspace) error {
			for i := from; i < min(from+atOnce, n); i++ {
				if err := addFamily(ctx, tb, r, w, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

func addFamily(ctx context.Context, tb testing.TB, r *storetest.Record, w *sqlite.Workspace, i int) error {
	tb.Helper()
	h, err := r.AddHousehold(ctx, w, i)
	if err != nil {
		return err
	}
	for k := range 2 {
		meeting := store.Meeting{ID: storetest.ID[store.MeetingID](h.Base + 4 + uint64(k)), Episode: h.Episode.ID, Date: h.Episode.Start.AddDays(k * 20), Place: store.AtHome}
		if err := w.SaveMeeting(ctx, meeting); err != nil {
			return err
		}
	}
	for k := range 4 {
		a := r.NewAdministration(tb, h.Base+10+uint64(k), [2]store.Person{h.Girl, h.Guardian}[k%2], store.Start, h.Episode.Start.AddDays(k*9).String())
		a.Episode, a.Responses = h.Episode.ID, make(instruments.Responses, 10)
		scores, risks := storetest.Result(a, float64(k+i%20), [2]string{"none", "flagged"}[(i+k)%50/49])
		if err := w.AddCompleted(ctx, a, scores, risks); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkTenThousandFamilies opens the lists of a file of ten thousand families, and presses keys in them. Budgets: the
// first families stand on the screen in 100 ms, the rest is read meanwhile; a key is painted within 16 ms at the 99th
// percentile. Today is read off the loop that paints; its time says how long the list is old after coming back.
//
//	go test ./cmd/mittari/internal/tui -run xxx -bench TenThousand -benchtime 1x
func BenchmarkTenThousandFamilies(b *testing.B) {
	h := open(b, instruments.Finnish, nil)
	crowd(b, h.rec, manyFamilies)
	b.Run("first families", func(b *testing.B) {
		for b.Loop() {
			for h.Hold().Press("2"); !strings.Contains(h.View(), "ES-0042"); h.Turn() {
				if h.Held() == 0 {
					b.Fatal(h.View())
				}
			}
			b.StopTimer()
			h.Release().Press("1")
			b.StartTimer()
		}
	})
	for _, place := range []struct{ name, key string }{{"families", "2"}, {"today", "1"}} {
		b.Run(place.name, func(b *testing.B) {
			var opened []time.Duration
			var painted []time.Duration
			for b.Loop() {
				began := time.Now()
				h.Press(place.key)
				_ = h.View()
				opened = append(opened, time.Since(began))
				painted = append(painted, paint(b, h.Driver, 300)...)
			}
			slices.Sort(opened)
			slices.Sort(painted)
			b.ReportMetric(float64(opened[len(opened)/2].Microseconds())/1000, "ms/open")
			b.ReportMetric(float64(painted[len(painted)*99/100].Microseconds())/1000, "ms/key-p99")
			b.ReportMetric(float64(painted[len(painted)/2].Microseconds())/1000, "ms/key-p50")
		})
	}
}

// paint presses keys that stay on the screen and returns how long each took until its frame was drawn.
func paint(tb testing.TB, d *uitest.Driver, n int) []time.Duration {
	tb.Helper()
	keys := []string{"down", "down", "pgdown", "up", "end", "pgup", "home", "down"}
	var out []time.Duration
	for i := range n {
		began := time.Now()
		d.Press(keys[i%len(keys)])
		_ = d.View()
		out = append(out, time.Since(began))
	}
	return out
}
