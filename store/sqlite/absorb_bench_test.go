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

// BenchmarkAbsorb takes in administrations of 10 000 families in one transaction, as a merge of many laptops does.
// Budgets: 40 000 a second, a million in 30 s, 250 bytes each in the file with everything that finds them.
func BenchmarkAbsorb(b *testing.B) {
	for name, rounds := range map[string]int{"200k": 10, "1M": 50} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				absorbRounds(b, rounds)
			}
		})
	}
}

// absorbRounds takes in so many sheets of each of 20 000 people.
func absorbRounds(b *testing.B, rounds int) {
	b.Helper()
	const families, part = 10_000, 10_000
	r, ctx := storetest.Open(b), b.Context()
	crowd(b, r, families, 0)
	must(b, r.Checkpoint(ctx))
	before, n := fileSize(b, r.Path), 0
	var took time.Duration
	must(b, r.Batch(ctx, func(w *sqlite.Workspace) error {
		for round := range rounds {
			for from := 0; from < families; from += part / 2 {
				all := sheetsOf(b, r, from, from+part/2, round)
				start := time.Now()
				counts, err := w.Absorb(ctx, store.Delivery{Administrations: all})
				took += time.Since(start)
				if err == nil && counts.Administrations != len(all) {
					err = fmt.Errorf("%+v", counts)
				}
				if err != nil {
					return err
				}
				n += len(all)
			}
		}
		return nil
	}))
	must(b, r.Checkpoint(ctx))
	b.ReportMetric(float64(fileSize(b, r.Path)-before)/float64(n), "bytes/administration")
	b.ReportMetric(float64(n)/took.Seconds(), "administrations/s")
	must(b, r.Close())
}

// sheetsOf is one sheet each of the girl and the guardian of some families that crowd has made.
func sheetsOf(tb testing.TB, r *storetest.Record, from, to, round int) []store.Given {
	tb.Helper()
	var all []store.Given
	for i := from; i < to; i++ {
		base := uint64(100_000 + i*200)
		f, e, girl, guardian := r.Seed.Family, r.Seed.Episode, r.Seed.Girl, r.Seed.Guardian
		f.ID, e.ID = storetest.ID[store.FamilyID](base), storetest.ID[store.EpisodeID](base+3)
		girl.ID, guardian.ID = storetest.ID[store.PersonID](base+1), storetest.ID[store.PersonID](base+2)
		for k, by := range []store.Person{girl, guardian} {
			all = append(all, distressSheet(tb, r, base+10+uint64(2*round+k), f.ID, e, by, round))
		}
	}
	return all
}

func fileSize(tb testing.TB, path string) int64 {
	tb.Helper()
	info, err := os.Stat(path)
	must(tb, err)
	return info.Size()
}

// BenchmarkAbsorbVersions tells an empty file about 10 000 families with their people, episodes and meetings.
func BenchmarkAbsorbVersions(b *testing.B) {
	r, ctx := storetest.Open(b), b.Context()
	crowd(b, r, 10_000, 0)
	var all []store.Delivery
	for at := (store.Cursor{}); ; {
		d, next, err := r.Changes(ctx, at, 10_000)
		must(b, err)
		if len(d.Versions) == 0 {
			break
		}
		all, at = append(all, d), next
	}
	for b.Loop() {
		c, n, start := storetest.Empty(b), 0, time.Now()
		must(b, c.Batch(ctx, func(w *sqlite.Workspace) error {
			for _, d := range all {
				counts, err := w.Absorb(ctx, d)
				if err != nil {
					return err
				}
				n += counts.Versions
			}
			return nil
		}))
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), "versions/s")
		must(b, c.Close())
	}
}
