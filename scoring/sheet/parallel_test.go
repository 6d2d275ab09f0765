package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/sheet"
)

// messy is a table of many blocks in which rows depend on earlier ones: repeated ids far apart, decimal marks of both
// kinds, and everything else that can be wrong.
func messy(rows int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 7))
	cells := []string{"0", "1", "2", "3", "", "NA", "x", "9", "1,0", "2,0", "2.0", " 1 "}
	var text strings.Builder
	text.WriteString("id;date;sex;informant;1;2;10\n")
	for n := range rows {
		pick := func() string {
			if r.IntN(20) > 0 {
				return cells[r.IntN(4)]
			}
			return cells[r.IntN(len(cells))]
		}
		fmt.Fprintf(&text, "p%d;2026-01-%02d;%s;self;%s;%s;%s\n", r.IntN(rows), 1+r.IntN(3), [...]string{"?", "f", "m", ""}[min(3, r.IntN(60))], pick(), pick(), pick())
		if n%97 == 0 {
			text.WriteString("\n;;;;;;\n\"p;q\";;;self;1;1\n")
		}
	}
	return text.String()
}

func TestScore_gives_the_same_whether_one_row_at_a_time_or_many(t *testing.T) {
	for seed := range uint64(4) {
		for _, wide := range []bool{false, true} {
			text := messy(3000, seed)
			run := func(o sheet.ScoreOptions) (out string, problems []string, sum sheet.Summary) {
				var b bytes.Buffer
				o.Wide = wide
				o.Problem = func(p sheet.RowProblem) { problems = append(problems, p.String()) }
				sum, err := sheet.Score(t.Context(), strings.NewReader(text), &b, scorer(t), o)
				if err != nil {
					t.Fatal(err)
				}
				return b.String(), problems, sum
			}
			shown := 0
			one, oneProblems, oneSum := run(sheet.ScoreOptions{Scored: func(sheet.Scored) { shown++ }})
			many, manyProblems, manySum := run(sheet.ScoreOptions{})
			if d := cmp.Diff(one, many); d != "" {
				t.Fatal(d)
			}
			if d := cmp.Diff(oneProblems, manyProblems); d != "" {
				t.Fatal(d)
			}
			if d := cmp.Diff(oneSum, manySum); d != "" || shown != oneSum.Sheets || oneSum.Refused < 300 || oneSum.Sheets < 1000 {
				t.Fatal(d, shown, oneSum)
			}
		}
	}
}

func TestScore_of_many_blocks_ends_on_errors_and_keeps_the_rows_before(t *testing.T) {
	text := messy(3000, 1)
	broken := errors.New("broken")
	var out bytes.Buffer
	sum, err := sheet.Score(t.Context(), io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), &out, scorer(t), sheet.ScoreOptions{})
	if !errors.Is(err, broken) || sum.Sheets < 1000 || out.Len() == 0 {
		t.Errorf("reader: %v, %+v", err, sum)
	}
	_, err = sheet.Score(t.Context(), strings.NewReader(text), refusing{broken}, scorer(t), sheet.ScoreOptions{})
	if !errors.Is(err, broken) {
		t.Errorf("writer: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	endless := io.MultiReader(strings.NewReader(text), endlessRows{})
	_, err = sheet.Score(ctx, endless, io.Discard, scorer(t), sheet.ScoreOptions{Progress: func(int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("context: %v", err)
	}
}

func TestProgress_is_told_every_hundred_thousand_rows(t *testing.T) {
	many := strings.Repeat("x,,1,1\n", 250_000)
	var told []int
	_, err := sheet.Score(t.Context(), strings.NewReader("id,date,1,2\n"+many), io.Discard, plainSum(t, 2, 3, 0), sheet.ScoreOptions{Progress: func(rows int) { told = append(told, rows) }})
	if d := cmp.Diff([]int{100_000, 200_000}, told); d != "" || err != nil {
		t.Error(d, err)
	}
	told = nil
	_, err = sheet.Change(t.Context(), strings.NewReader("id,group,time,value\n"+many), io.Discard, sheet.ChangeOptions{
		Direction: instruments.HigherWorse, Progress: func(rows int) { told = append(told, rows) },
	})
	if d := cmp.Diff([]int{100_000, 200_000}, told); d != "" || err != nil {
		t.Error(d, err)
	}
}

type refusing struct{ err error }

func (r refusing) Write([]byte) (int, error) { return 0, r.err }

// endlessRows never ends; only a context stops who reads it.
type endlessRows struct{}

func (endlessRows) Read(p []byte) (int, error) {
	return copy(p, "\nx;;;self;1;1;1\n"), nil
}

func TestScore_wide_has_a_row_for_each_sheet(t *testing.T) {
	got := score(t, "id,date,informant,1,2,10\nES-1,2026-03-01,self,3,0,2\nES-2,1.4.2026,parent,1,,0\nES-3,,self,,,1\n", sheet.ScoreOptions{Wide: true})
	want := []string{
		"id,date,total,strict,not_scored,prorated,risk,definition,confidence",
		"ES-1,2026-03-01,8,5,,,10:flagged,mood-3@2,",
		"ES-2,2026-04-01,1.5,1,,total,,mood-3@2,",
		"ES-3,,,,total:too-few-answers strict:too-few-answers,,,mood-3@2,",
	}
	if d := cmp.Diff(want, got.rows); d != "" {
		t.Error(d)
	}
}

func TestScore_finds_columns_by_prefix_by_name_and_by_key(t *testing.T) {
	want := []string{"a/2,,7.5,,strict:too-few-answers,total,10:unanswered,mood-3@2,"}
	for name, c := range map[string]struct {
		text    string
		options sheet.ScoreOptions
	}{
		"prefix":        {"Site,Nr,WB_01,wb02,WB-10\na,2,3,1,\n", sheet.ScoreOptions{Prefix: "WB"}},
		"prefix apart":  {"site,nr,gq6_1,gq6_2,gq6_10\na,2,3,1,\n", sheet.ScoreOptions{Prefix: "gq6_"}},
		"words":         {"site,nr,at.ease,date,Sex\na,2,3,1,\n", sheet.ScoreOptions{Columns: map[string]int{"at.ease": 1, "date": 2, "sex": 10}}},
		"prefix, words": {"site,nr,WB01,WB02,last\na,2,3,1,\n", sheet.ScoreOptions{Prefix: "WB", Columns: map[string]int{"last": 10}}},
	} {
		t.Run(name, func(t *testing.T) {
			c.options.Wide, c.options.Key = true, []string{"site", "nr"}
			got := score(t, c.text, c.options)
			if d := cmp.Diff(want, got.results()); d != "" || got.problems != nil {
				t.Error(d, got.problems)
			}
		})
	}
	// With a prefix, numbers alone are no items.
	got := score(t, "id,WB1,WB2,WB10,1\na,1,1,1,3\n", sheet.ScoreOptions{Prefix: "wb", Wide: true})
	if d := cmp.Diff([]string{`answers.csv: row 1, column "1": unknown-column: ""`}, got.problems); d != "" {
		t.Error(d)
	}
}

func TestScore_reads_the_sex_only_for_tables_that_ask_for_it(t *testing.T) {
	const text = "id,sex,1,2\na,2,1,1\n"
	sum, err := sheet.Score(t.Context(), strings.NewReader(text), io.Discard, plainSum(t, 2, 3, 0), sheet.ScoreOptions{})
	if err != nil || sum.Sheets != 1 || sum.Problems != 0 {
		t.Error(sum, err)
	}
	sum, err = sheet.Score(t.Context(), strings.NewReader(text), io.Discard, scorer(t), sheet.ScoreOptions{})
	if err != nil || sum.Sheets != 0 || sum.Problems != 1 {
		t.Error(sum, err)
	}
}

func TestScore_says_what_the_prefix_may_be(t *testing.T) {
	for text, want := range map[string]string{
		"participant_id,session,WB01,WB02,WB03\n": "WB",
		"id,gq9_1,gq9_2,x1\n":                     "gq9_",
		"id,alpha,beta2\n":                        "",
	} {
		_, err := sheet.Score(t.Context(), strings.NewReader(text), io.Discard, scorer(t), sheet.ScoreOptions{})
		var file *sheet.FileError
		if !errors.As(err, &file) || file.Problem.Kind != sheet.NoItems || file.Problem.Value != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	_, err := sheet.Score(t.Context(), strings.NewReader("id,1,2\n"), io.Discard, scorer(t), sheet.ScoreOptions{Key: []string{"id", "wave"}})
	var file *sheet.FileError
	if !errors.As(err, &file) || file.Problem.Kind != sheet.NoColumn || file.Problem.Column != "wave" {
		t.Error(err)
	}
}
