package sheet_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/sheet"
)

// answerTable is a file of invented sheets of an instrument of the library.
func answerTable(b *testing.B, id instruments.ID, rows int) ([]byte, *scoring.Scorer) {
	b.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	def, err := c.Get(id)
	if err != nil {
		b.Fatal(err)
	}
	s, err := scoring.Compile(def)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	var text bytes.Buffer
	text.WriteString("id,date")
	for i := range def.Items {
		fmt.Fprintf(&text, ",%d", def.Items[i].Number)
	}
	for n := range rows {
		fmt.Fprintf(&text, "\nES-%07d,2026-03-%02d", n, 1+n%28)
		for i := range def.Items {
			options := def.Set(def.Items[i].Set).Options
			if r.IntN(50) == 0 {
				text.WriteByte(',')
				continue
			}
			fmt.Fprintf(&text, ",%d", options[r.IntN(len(options))].Code)
		}
	}
	return text.Bytes(), s
}

func benchmarkScore(b *testing.B, id instruments.ID) {
	b.Helper()
	const rows = 100_000
	text, s := answerTable(b, id, rows)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		sum, err := sheet.Score(b.Context(), bytes.NewReader(text), io.Discard, s, sheet.ScoreOptions{Informant: instruments.Self})
		if err != nil || sum.Sheets != rows {
			b.Fatal(sum, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/sheet")
}

// BenchmarkScore is 100,000 sheets of a short form, from CSV to CSV.
func BenchmarkScore(b *testing.B) { benchmarkScore(b, "phq-9") }

// BenchmarkScoreManyScales is the same with a long form of many scales.
func BenchmarkScoreManyScales(b *testing.B) { benchmarkScore(b, "sdq") }

// BenchmarkChange is 50,000 persons with two scores each.
func BenchmarkChange(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("id,time,value")
	for n := range 50_000 {
		fmt.Fprintf(&text, "\nES-%07d,pre,%d\nES-%07d,post,%d", n, n%28, n, (n*7)%28)
	}
	o := sheet.ChangeOptions{Direction: instruments.HigherWorse, Reliability: .8}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sheet.Change(b.Context(), bytes.NewReader(text.Bytes()), io.Discard, o); err != nil {
			b.Fatal(err)
		}
	}
}
