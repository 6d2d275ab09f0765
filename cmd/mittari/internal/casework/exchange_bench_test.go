package casework_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// mergeSize is how many administrations the benchmark moves; MITTARI_MERGE=1000000 is the size of the budget.
func mergeSize() int {
	if n, err := strconv.Atoi(os.Getenv("MITTARI_MERGE")); err == nil {
		return n
	}
	return 50_000
}

// perFamily is how many administrations a family of the benchmark has.
const perFamily = 20

// crowded is a laptop with many families and their administrations.
func crowded(b *testing.B, n int) *laptop {
	b.Helper()
	l, s := seeded(b)
	ctx := context.Background()
	must(b, l.Batch(ctx, func(w *sqlite.Workspace) error {
		for i := range n / perFamily {
			f, girl, guardian, e := s.Family, s.Girl, s.Guardian, s.Episode
			base := uint64(1000 + 100*i)
			f.ID, girl.ID, guardian.ID, e.ID = storetest.ID[store.FamilyID](base), storetest.ID[store.PersonID](base+1), storetest.ID[store.PersonID](base+2), storetest.ID[store.EpisodeID](base+3)
			f.Code = "Q" + string(rune('A'+i/9999/26%26)) + string(rune('A'+i/9999%26)) + "-" + strconv.Itoa(10000 + i%9999 + 1)[1:]
			girl.Family, guardian.Family, e.Family = f.ID, f.ID, f.ID
			girl.Code, guardian.Code = f.Code+"-N1", f.Code+"-H1"
			for _, err := range []error{w.SaveFamily(ctx, f), w.SavePerson(ctx, girl), w.SavePerson(ctx, guardian), w.SaveEpisode(ctx, e)} {
				if err != nil {
					return err
				}
			}
		}
		return nil
	}))
	for from := 0; from < n; from += 10_000 {
		var d store.Delivery
		for i := from; i < min(from+10_000, n); i++ {
			base := uint64(1000 + 100*(i/perFamily))
			d.Administrations = append(d.Administrations, sheetOf(s, base, i%perFamily))
		}
		_, err := l.Absorb(ctx, d)
		must(b, err)
	}
	return l
}

// sheetOf is the n-th administration of a family of the benchmark: ten items, two scales, a risk answer.
func sheetOf(s storetest.Seed, family uint64, n int) store.Given {
	at := s.Episode.Start.AddDays(n * 14)
	a := store.Administration{
		ID: storetest.ID[store.AdministrationID](family + 10 + uint64(n)), Episode: storetest.ID[store.EpisodeID](family + 3),
		Respondent: storetest.ID[store.PersonID](family + 1 + uint64(n%2)), Subject: storetest.ID[store.PersonID](family + 1),
		Informant: instruments.Self, Instrument: instruments.Ref{ID: "core-10", Version: 1},
		Definition: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", Lang: "fi", Mode: store.OwnScreen,
		Wave: []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp}[n%5], State: store.Completed,
		Answered: at, Entered: at.Time().Add(time.Duration(family%80_000) * time.Second), Revision: 1, DurationSec: int(family*7+uint64(n)*13) % 900,
	}
	sum := 0
	for i := range 10 {
		code := (int(family)*7 + i*3 + n) % 5
		a.Responses, sum = append(a.Responses, instruments.Answer(code)), sum+code
	}
	clinical := sum >= 10
	return store.Given{Family: storetest.ID[store.FamilyID](family), Scored: store.Scored{
		Administration: a,
		Scores: []store.ScaleScore{
			{Administration: a.ID, Scale: "total", Scored: true, Value: float64(sum) / 10, Reported: float64(sum) / 10, Answered: 10, Items: 10, Band: "mild", Clinical: &clinical},
			{Administration: a.ID, Scale: "short", Scored: true, Value: float64(sum), Reported: float64(sum), Answered: 9, Items: 9, Band: "b"},
		},
		Risks: []store.RiskFlag{{Administration: a.ID, Item: 4, State: []string{"none", "unanswered", "flagged"}[min(sum/16, 2)]}},
	}}
}

// BenchmarkMerge packs a large record into a file and merges it into an empty one. Budget: 1 million administrations in
// 30 s. The peak is that of the Go heap while merging, over what was there before.
func BenchmarkMerge(b *testing.B) {
	n := mergeSize()
	from := crowded(b, n)
	path := filepath.Join(b.TempDir(), "all.bundle")
	for b.Loop() {
		lead := empty(b)
		start := time.Now()
		_, err := from.desk.Pack(context.Background(), casework.PackOrder{To: lead.address(b), SinceStart: true}, func(write func(io.Writer) error) error {
			f, err := os.Create(path)
			must(b, err)
			must(b, write(f))
			return f.Close()
		})
		must(b, err)
		packing := time.Since(start)
		info, err := os.Stat(path)
		must(b, err)
		f, err := os.Open(path)
		must(b, err)
		runtime.GC()
		heap := watchHeap()
		start = time.Now()
		v, err := lead.desk.Merge(context.Background(), mergeOrder(casework.BundleFile{At: f, Size: info.Size()}))
		must(b, err)
		must(b, v.Files[0].Err)
		merging := time.Since(start)
		if v.Total.Administrations != n || v.Total.Waiting != 0 {
			b.Fatalf("%+v", v.Total)
		}
		b.ReportMetric(float64(n)/packing.Seconds(), "packed/s")
		b.ReportMetric(float64(n)/merging.Seconds(), "merged/s")
		b.ReportMetric(float64(info.Size())/float64(n), "bytes/administration")
		b.ReportMetric(heap()/1e6, "peak-MB")
		must(b, f.Close())
		must(b, lead.Close())
	}
}

// watchHeap samples the heap until the function it returns is called, which gives the growth at the peak in bytes.
func watchHeap() func() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, peak := m.HeapAlloc, m.HeapAlloc
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}()
	return func() float64 {
		close(stop)
		<-done
		return float64(peak - base)
	}
}
