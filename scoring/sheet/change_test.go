package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/sheet"
)

// compared is what Change wrote and reported.
type compared struct {
	summary  sheet.ChangeSummary
	rows     []string
	problems []string
}

func compare(t *testing.T, text string, o sheet.ChangeOptions) compared {
	t.Helper()
	var out bytes.Buffer
	var c compared
	o.File = "long.csv"
	o.Problem = func(p sheet.RowProblem) { c.problems = append(c.problems, p.String()) }
	var err error
	c.summary, err = sheet.Change(t.Context(), strings.NewReader(text), &out, o)
	if err != nil {
		t.Fatal(err)
	}
	c.rows = strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	return c
}

func TestChange_with_given_figures(t *testing.T) {
	// SD 7.5 and r .80 need 9.297 points; functional mean 60, cut-off at 50: the example of Jacobson & Truax 1991.
	got := compare(t, `person,group,occasion,value
p1,A,pre,32.5
p1,A,post,47.5
p2,B,pre,40
p2,B,post,52
p3,A,post,41
p3,A,pre,45
p4,B,pre,30
p5,B,pre,55
p5,B,post,44
`, sheet.ChangeOptions{
		From: "pre", To: "post", Group: "group", Direction: instruments.HigherBetter, Reliability: .8, SD: 7.5,
		Cutoff: sheet.CutoffChoice{Kind: sheet.CutoffAt, Value: 50},
	})
	want := []string{
		"person,group,from_occasion,to_occasion,from,to,change,better,index,needed,class,crossing,crossed_only,confidence",
		"p1,A,pre,post,32.5,47.5,15,15,3.1623,9.2971,improved,stayed-clinical,false,",
		"p2,B,pre,post,40,52,12,12,2.5298,9.2971,recovered,to-non-clinical,false,",
		"p3,A,pre,post,45,41,-4,-4,-0.8433,9.2971,unchanged,stayed-clinical,false,",
		"p4,B,,,,,,,,,no-pair,,,",
		"p5,B,pre,post,55,44,-11,-11,-2.3190,9.2971,harmed,to-clinical,false,",
	}
	if d := cmp.Diff(want, shortened(t, got.rows)); d != "" || got.problems != nil {
		t.Error(d, got.problems)
	}
	s := got.summary
	if s.All.Persons != 5 || s.All.AtFrom != 5 || s.All.AtTo != 4 || s.All.Statistics.N != 4 || s.Basis.SDSource != change.Given {
		t.Errorf("%+v", s)
	}
	if math.Abs(s.All.Statistics.Change-3) > 1e-12 {
		t.Errorf("mean change is %v, want (15 + 12 − 4 − 11) ÷ 4", s.All.Statistics.Change)
	}
	if len(s.Groups) != 2 || s.Groups[0].Name != "A" || s.Groups[1].Classes.Count(change.Harmed) != 1 || s.Groups[1].Persons != 3 {
		t.Errorf("groups are %+v", s.Groups)
	}
}

// shortened cuts the columns index and needed to four decimals, as far as one follows by hand.
func shortened(t *testing.T, rows []string) []string {
	t.Helper()
	out := slices.Clone(rows)
	for i, row := range out[1:] {
		cells := strings.Split(row, ",")
		for _, k := range []int{8, 9} {
			if v, err := strconv.ParseFloat(cells[k], 64); err == nil {
				cells[k] = strconv.FormatFloat(v, 'f', 4, 64)
			}
		}
		out[i+1] = strings.Join(cells, ",")
	}
	return out
}

func TestChange_takes_the_cohorts_spread_when_none_is_given(t *testing.T) {
	// First scores of the complete pairs 10, 14, 18: SD 4, mean 14. The lone 90 of d must not be in it.
	got := compare(t, "id;wave;score\na;1;10\na;2;4\nb;1;14\nb;2;13\nc;1;18\nc;2;19\nd;1;90\n", sheet.ChangeOptions{
		Direction: instruments.HigherWorse, Reliability: .75, NormMean: 5, NormSD: 2, Cutoff: sheet.CutoffChoice{Kind: sheet.CutoffA},
	})
	b := got.summary.Basis
	if math.Abs(b.SD-4) > 1e-12 || b.SDSource != change.CohortBaseline || b.RSource != change.Given || b.Description != change.Cohort {
		t.Errorf("basis is %+v", b)
	}
	if b.Cutoff == nil || math.Abs(b.Cutoff.Value-6) > 1e-12 || b.Cutoff.ID != "a" {
		t.Errorf("cut-off a is %+v, want 14 − 2 × 4", b.Cutoff)
	}
	for kind, want := range map[sheet.CutoffKind]float64{sheet.CutoffB: 9, sheet.CutoffC: (2*14 + 4*5) / 6.0} {
		got := compare(t, "id;wave;score\na;1;10\na;2;4\nb;1;14\nb;2;13\nc;1;18\nc;2;19\n", sheet.ChangeOptions{
			Direction: instruments.HigherWorse, Reliability: .75, NormMean: 5, NormSD: 2, Cutoff: sheet.CutoffChoice{Kind: kind},
		})
		if c := got.summary.Basis.Cutoff; c == nil || math.Abs(c.Value-want) > 1e-12 {
			t.Errorf("cut-off %s is %+v, want %v", kind, c, want)
		}
	}
}

func TestChange_with_an_instrument_scores_items(t *testing.T) {
	got := compare(t, `id,date,1,2,10,note
a,2026-01-10,3,0,3,x
a,2026-06-10,1,3,1,x
a,2026-03-10,3,3,,x
b,2026-01-11,3,,,x
b,2026-06-11,0,3,0,x
`, sheet.ChangeOptions{Scorer: scorer(t)})
	// a: 3 + 3 + 3 = 9, then 1 + 0 + 1 = 2; the published 3 points are passed and the cut-off 5 is crossed.
	// b's first sheet has two missing answers and no score.
	want := []string{
		"a,,2026-01-10,2026-06-10,9,2,-7,7,,3,recovered,to-non-clinical,false,",
		"b,,,,,,,,,,no-pair,,,",
	}
	if d := cmp.Diff(want, got.rows[1:]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{`long.csv: row 1, column "note": unknown-column: ""`}, got.problems); d != "" {
		t.Error(d)
	}
	if b := got.summary.Basis; b.Points != 3 || b.Description != change.Published || got.summary.SeveralBases {
		t.Errorf("basis is %+v", b)
	}
}

func TestChange_orders_occasions(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"numbers":               {"id,time,value\na,10,1\na,2,5\na,9,3\n", "a,,2,10,5,1,"},
		"dates":                 {"id,date,value\na,1.12.2025,1\na,2.1.2026,5\na,30.11.2025,3\n", "a,,30.11.2025,2.1.2026,3,5,"},
		"words, as they come":   {"id,time,value\nb,start,1\nb,end,2\na,end,9\na,start,4\n", "b,,start,end,1,2,"},
		"the last with a score": {"id,time,value\na,1,7\na,2,3\na,3,\n", "a,,1,2,7,3,"},
	} {
		t.Run(name, func(t *testing.T) {
			got := compare(t, c.text, sheet.ChangeOptions{Direction: instruments.HigherWorse, Reliability: .8, SD: 3})
			if !strings.HasPrefix(got.rows[1], c.want) {
				t.Errorf("%q", got.rows[1])
			}
		})
	}
}

func TestChange_reports_problems_and_compares_the_rest(t *testing.T) {
	got := compare(t, "id;time;value;group\na;1;9,5;x\na;2;4;y\na;2;5;x\nb;1;nine;x\nb;2;3;x\nc;;3;x\nd;1;9.5;x\ne;1;3\n", sheet.ChangeOptions{
		Group: "group", Direction: instruments.HigherWorse, Reliability: .8, SD: 2,
	})
	want := []string{
		`long.csv: row 3, column "group": group-changed: "y"`,
		`long.csv: row 4, column "": duplicate-key: "a"`,
		`long.csv: row 5, column "value": not-a-number: "nine"`,
		`long.csv: row 7, column "time": missing-key: ""`,
		`long.csv: row 8, column "value": mixed-decimals: "9.5"`,
		`long.csv: row 9, column "": cell-count: "e"`,
	}
	if d := cmp.Diff(want, got.problems); d != "" {
		t.Error(d)
	}
	if s := got.summary; s.Rows != 8 || s.Refused != 5 || s.Problems != 6 || s.All.Statistics.N != 1 {
		t.Errorf("%+v", s)
	}
}

func TestChange_refuses_a_score_outside_the_range_of_its_scale(t *testing.T) {
	got := compare(t, "id,time,total\na,1,9\na,2,12\na,3,2\n", sheet.ChangeOptions{Scorer: scorer(t)})
	if d := cmp.Diff([]string{`long.csv: row 3, column "total": out-of-range: ""`}, got.problems); d != "" {
		t.Error(d)
	}
	if got.summary.All.Statistics.N != 1 {
		t.Errorf("%+v", got.summary.All)
	}
}

func TestChange_by_another_method(t *testing.T) {
	text := "id,time,value\na,1,20\na,2,10\nb,1,20\nb,2,11\n"
	got := compare(t, text, sheet.ChangeOptions{Direction: instruments.HigherWorse, Method: change.Percentage{Better: .5}})
	if c := got.summary.All.Classes; c.Count(change.Improved) != 1 || c.Count(change.Unchanged) != 1 || got.summary.Method != "percentage" {
		t.Errorf("%+v", got.summary)
	}
	got = compare(t, text, sheet.ChangeOptions{Direction: instruments.HigherWorse})
	if c := got.summary.All.Classes; c.Count(change.Unknown) != 2 {
		t.Errorf("without a reliability nothing can be told: %+v", c)
	}
}

func TestChange_refuses_options_that_cannot_be_used(t *testing.T) {
	good := sheet.ChangeOptions{Direction: instruments.HigherWorse, Reliability: .8}
	for name, spoil := range map[sheet.OptionName]func(*sheet.ChangeOptions){
		sheet.OptionScale:       func(o *sheet.ChangeOptions) { o.Scorer, o.Scale = scorer(t), "nowhere" },
		sheet.OptionDirection:   func(o *sheet.ChangeOptions) { o.Direction = "" },
		sheet.OptionReliability: func(o *sheet.ChangeOptions) { o.Reliability = 1 },
		sheet.OptionSD:          func(o *sheet.ChangeOptions) { o.SD = math.NaN() },
		sheet.OptionNorm:        func(o *sheet.ChangeOptions) { o.Cutoff.Kind = sheet.CutoffC },
		sheet.OptionCutoff:      func(o *sheet.ChangeOptions) { o.Cutoff.Kind = "d" },
		sheet.OptionOccasions:   func(o *sheet.ChangeOptions) { o.From = "pre" },
	} {
		o := good
		spoil(&o)
		_, err := sheet.Change(t.Context(), strings.NewReader("id,time,value\n"), io.Discard, o)
		if optionErr, ok := errors.AsType[*sheet.OptionError](err); !ok || optionErr.Option != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestChange_needs_its_columns(t *testing.T) {
	for missing, text := range map[string]string{
		"person": "time,value\n", "occasion": "id,value\n", "value": "id,time\n", "team": "id,time,value\n",
	} {
		o := sheet.ChangeOptions{Direction: instruments.HigherWorse}
		if missing == "team" {
			o.Group = "team"
		}
		_, err := sheet.Change(t.Context(), strings.NewReader(text), io.Discard, o)
		fileErr, ok := errors.AsType[*sheet.FileError](err)
		if !ok || fileErr.Problem.Kind != sheet.NoColumn || fileErr.Problem.Column != missing {
			t.Errorf("%s: %v", missing, err)
		}
	}
}
