package sheet_test

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/internal/reference"
	"github.com/mittari/mittari/scoring/sheet"
)

// plainSum is an invented definition: items of the codes 1 to top, added up, some reversed, up to max missing.
func plainSum(tb testing.TB, items, top, missing int, reversed ...int) *scoring.Scorer {
	tb.Helper()
	set := instruments.ResponseSet{ID: "set"}
	for code := 1; code <= top; code++ {
		set.Options = append(set.Options, instruments.Option{Code: code, Value: float64(code)})
	}
	def := &instruments.Definition{ID: "invented", Version: 1, Hash: "feed", ResponseSets: []instruments.ResponseSet{set}}
	rule := instruments.Rule{Kind: instruments.RuleSum, Reversed: reversed}
	for n := 1; n <= items; n++ {
		def.Items = append(def.Items, instruments.Item{Number: n, Set: "set"})
		rule.Items = append(rule.Items, n)
	}
	policy := instruments.Missing{Policy: instruments.MissingNone}
	if missing > 0 {
		policy = instruments.Missing{Policy: instruments.MissingProrate, Max: missing}
	}
	def.Scales = []instruments.Scale{{ID: "total", Main: true, Direction: instruments.HigherBetter, Rule: rule, Missing: policy}}
	s, err := scoring.Compile(def)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// dirty scores a data set and compares every scored row with what R computed for it.
type dirty struct {
	kinds   map[sheet.ProblemKind]int
	rows    map[sheet.ProblemKind][]int
	summary sheet.Summary
	out     []string
}

func (d *dirty) run(t *testing.T, file, column string, s *scoring.Scorer, o sheet.ScoreOptions) {
	t.Helper()
	head, expected := reference.Table(t, "expected", file+"_scores.csv")
	at := slices.Index(head, column)
	data := reference.File(t, "datasets", file+".csv")
	d.kinds, d.rows = map[sheet.ProblemKind]int{}, map[sheet.ProblemKind][]int{}
	seen := o
	seen.Problem = func(p sheet.RowProblem) {
		d.kinds[p.Kind]++
		d.rows[p.Kind] = append(d.rows[p.Kind], p.Row)
	}
	compared := 0
	seen.Scored = func(x sheet.Scored) {
		r, want := x.Result.Scale("total"), expected[x.Row-2][at]
		if r.Status != scoring.Scored {
			if want != "" && want != "NA" {
				t.Errorf("row %d is not scored; R has %s", x.Row, want)
			}
			return
		}
		compared++
		if !equal9(t, strconv.FormatFloat(r.Value, 'g', -1, 64), want) {
			t.Errorf("row %d is %v; R has %s", x.Row, r.Value, want)
		}
	}
	var err error
	if d.summary, err = sheet.Score(t.Context(), bytes.NewReader(data), io.Discard, s, seen); err != nil {
		t.Fatal(err)
	}
	if compared == 0 || compared != d.summary.Sheets-d.summary.NotScored {
		t.Errorf("%d compared of %+v", compared, d.summary)
	}
	// Without anybody looking on, rows are scored several at a time: the same summary, and a row for each sheet.
	var out bytes.Buffer
	quick, err := sheet.Score(t.Context(), bytes.NewReader(data), &out, s, o)
	if diff := cmp.Diff(d.summary, quick); diff != "" || err != nil {
		t.Error(diff, err)
	}
	d.out = strings.Split(strings.TrimSpace(out.String()), "\n")[1:]
	if len(d.out) != quick.Sheets {
		t.Errorf("%d rows for %d sheets", len(d.out), quick.Sheets)
	}
}

// Fractions that somebody imputed, answers above the maximum, repeated ids and one that is empty: counts as in the file itself.
func TestReference_youth_gratitude_reports_its_bad_rows_and_scores_the_good_ones(t *testing.T) {
	var d dirty
	d.run(t, "youth_gratitude", "gq6.sum_all_answered", plainSum(t, 6, 7, 0), sheet.ScoreOptions{Prefix: "gq6_"})
	if d.summary.Rows != 1405 || d.kinds[sheet.CodeNotOffered] != 10 || d.kinds[sheet.DuplicateKey] != 375 || d.kinds[sheet.MissingKey] != 1 || d.summary.Refused != 8+375+1 {
		t.Errorf("%+v %v", d.summary, d.kinds)
	}
	d.run(t, "youth_gratitude", "ao.sum_all_answered", plainSum(t, 4, 9, 0), sheet.ScoreOptions{Prefix: "ao_"})
	if d.kinds[sheet.CodeNotOffered] != 33 || d.summary.Refused != 25+371+1 {
		t.Errorf("%+v %v", d.summary, d.kinds)
	}
	for _, row := range []int{58, 182, 370, 407} { // data rows with a value above the maximum
		if !slices.Contains(d.rows[sheet.CodeNotOffered], row+1) {
			t.Errorf("row %d is not reported", row+1)
		}
	}
}

// Columns named by words, keys of three columns, six rows without an id and one key that is there twice.
func TestReference_sai_reports_its_bad_rows_and_scores_the_good_ones(t *testing.T) {
	head, _ := reference.Table(t, "datasets", "sai.csv")
	columns, reversed := map[string]int{}, []int{}
	calm := []string{"calm", "secure", "at.ease", "rested", "comfortable", "confident", "relaxed", "content", "joyful", "pleasant"}
	for i, name := range head[3:] {
		columns[name] = i + 1
		if slices.Contains(calm, name) {
			reversed = append(reversed, i+1)
		}
	}
	var d dirty
	d.run(t, "sai", "prorated_80", plainSum(t, 20, 4, 4, reversed...), sheet.ScoreOptions{Columns: columns, Key: []string{"study", "id", "time"}})
	if d.summary.Rows != 5378 || d.kinds[sheet.MissingKey] != 6 || d.kinds[sheet.DuplicateKey] != 1 || d.summary.Refused != 7 {
		t.Errorf("%+v %v", d.summary, d.kinds)
	}
	if !strings.HasPrefix(d.out[0], "AGES/1/1,") {
		t.Errorf("the first sheet is %s", d.out[0])
	}
}
