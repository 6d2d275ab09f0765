package sqlite_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// distressSheet is an administration of a ten-item form with two scales and a risk answer, the n-th of a person.
func distressSheet(tb testing.TB, r *storetest.Record, id uint64, f store.FamilyID, e store.Episode, by store.Person, n int) store.Given {
	tb.Helper()
	a := r.NewAdministration(tb, id, by, store.Extra, e.Start.AddDays(n*30).String())
	a.Episode, a.Definition = e.ID, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	a.Wave = []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp}[n%5]
	a.Responses = make(instruments.Responses, 10)
	sum := 0
	for i := range a.Responses {
		code := (int(id)*7 + i*3 + n) % 5
		a.Responses[i], sum = instruments.Answer(code), sum+code
	}
	mean := float64(sum) / 10
	clinical := mean >= 1
	return store.Given{Family: f, Scored: store.Scored{
		Administration: a,
		Scores: []store.ScaleScore{
			{Administration: a.ID, Scale: "total", Scored: true, Value: mean, Reported: mean, Answered: 10, Items: 10, Band: "mild", Clinical: &clinical},
			{Administration: a.ID, Scale: "short", Scored: true, Value: float64(sum), Reported: float64(sum), Answered: 9, Items: 9, Band: "b"},
		},
		Risks: []store.RiskFlag{{Administration: a.ID, Item: 4, State: []string{"none", "unanswered", "flagged"}[min(sum/16, 2)]}},
	}}
}

// BenchmarkAbsorb takes in 200 000 administrations of 10 000 families in one transaction, as a merge of many laptops
// does. Budgets: 40 000 a second, 250 bytes each in the file with everything that finds them.
func BenchmarkAbsorb(b *testing.B) {
	for b.Loop() {
		r, ctx := storetest.Open(b), b.Context()
		crowd(b, r, 10_000, 0)
		must(b, r.Checkpoint(ctx))
		before := fileSize(b, r.Path)
		var all []store.Given
		for round := range 10 {
			for i := range 10_000 {
				base := uint64(100_000 + i*100)
				f, e, girl, guardian := r.Seed.Family, r.Seed.Episode, r.Seed.Girl, r.Seed.Guardian
				f.ID, e.ID = storetest.ID[store.FamilyID](base), storetest.ID[store.EpisodeID](base+3)
				girl.ID, guardian.ID = storetest.ID[store.PersonID](base+1), storetest.ID[store.PersonID](base+2)
				for k, by := range []store.Person{girl, guardian} {
					all = append(all, distressSheet(b, r, base+10+uint64(2*round+k), f.ID, e, by, round))
				}
			}
		}
		start := time.Now()
		must(b, r.Batch(ctx, func(w *sqlite.Workspace) error {
			for from := 0; from < len(all); from += 10_000 {
				n, err := w.Absorb(ctx, store.Delivery{Administrations: all[from : from+10_000]})
				if err == nil && n.Administrations != 10_000 {
					err = fmt.Errorf("%+v", n)
				}
				if err != nil {
					return err
				}
			}
			return nil
		}))
		took := time.Since(start)
		must(b, r.Checkpoint(ctx))
		b.ReportMetric(float64(fileSize(b, r.Path)-before)/float64(len(all)), "bytes/administration")
		b.ReportMetric(float64(len(all))/took.Seconds(), "administrations/s")
		must(b, r.Close())
	}
}

func fileSize(tb testing.TB, path string) int64 {
	tb.Helper()
	info, err := os.Stat(path)
	must(tb, err)
	return info.Size()
}
