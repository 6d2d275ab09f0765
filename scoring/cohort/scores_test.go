package cohort_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/scoring/internal/reference"
)

// The four rules of the reference, and the names it gives them.
const (
	allAnswered = "sum_all_answered"
	half        = "prorated_half"
	fourFifths  = "prorated_80"
	answered    = "mean_answered"
)

func rules() []string { return []string{allAnswered, half, fourFifths, answered} }

// form is a scale of a data set: columns of items, "-" before those that are reversed, all from low to high.
type form struct {
	items     []string
	low, high float64
}

func (f form) name(i int) string      { return strings.TrimPrefix(f.items[i], "-") }
func (f form) reversed(i int) bool    { return strings.HasPrefix(f.items[i], "-") }
func (f form) limit(part float64) int { return int(part*float64(len(f.items)) + 1e-9) }

// sheets are the answers of all persons, one column an item, and what our scoring made of them.
type sheets struct {
	form
	columns [][]float64
	scores  map[string][]float64 // by rule; NaN where a scale cannot be scored
	known   []int
}

// definition gives every value that occurs a code of its own, so that the fractions of a file with imputed answers
// can be scored too.
func (s *sheets) definition(t *testing.T) *instruments.Definition {
	t.Helper()
	def := &instruments.Definition{ID: "reference", Version: 1, Hash: "reference"}
	rule := instruments.Rule{Kind: instruments.RuleSum}
	for i, column := range s.columns {
		values := there(column)
		for v := s.low; v <= s.high; v++ {
			values = append(values, v)
		}
		slices.Sort(values)
		set := instruments.ResponseSet{ID: s.name(i)}
		for code, v := range slices.Compact(values) {
			set.Options = append(set.Options, instruments.Option{Code: code, Value: v})
		}
		def.ResponseSets = append(def.ResponseSets, set)
		def.Items = append(def.Items, instruments.Item{Number: i + 1, Set: set.ID})
		rule.Items = append(rule.Items, i+1)
		if s.reversed(i) {
			rule.Reversed = append(rule.Reversed, i+1)
		}
	}
	mean := rule
	mean.Kind = instruments.RuleMean
	missing := func(p instruments.MissingPolicy, n int) instruments.Missing {
		return instruments.Missing{Policy: p, Max: n}
	}
	for _, scale := range []instruments.Scale{
		{ID: allAnswered, Rule: rule, Missing: missing(instruments.MissingNone, 0)},
		{ID: half, Rule: rule, Missing: missing(instruments.MissingProrate, s.limit(.5))},
		{ID: fourFifths, Rule: rule, Missing: missing(instruments.MissingProrate, s.limit(.2))},
		{ID: answered, Rule: mean, Missing: missing(instruments.MissingMean, len(s.items)-1)},
	} {
		scale.Direction = instruments.HigherWorse
		def.Scales = append(def.Scales, scale)
	}
	return def
}

// score runs every sheet through the scorer.
func score(t *testing.T, f form, columns [][]float64) *sheets {
	t.Helper()
	s := &sheets{form: f, columns: columns}
	return scoreDefinition(t, s.definition(t), s)
}

func scoreDefinition(t *testing.T, def *instruments.Definition, s *sheets) *sheets {
	t.Helper()
	s.scores = map[string][]float64{}
	columns := s.columns
	scorer, err := scoring.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	for row := range columns[0] {
		responses := def.NewResponses()
		for i, column := range columns {
			if math.IsNaN(column[row]) {
				continue
			}
			code := slices.IndexFunc(def.ResponseSets[i].Options, func(o instruments.Option) bool { return o.Value == column[row] })
			responses[i] = instruments.Answer(code)
		}
		result, err := scorer.Score(responses, scoring.Context{})
		if err != nil {
			t.Fatal(err)
		}
		s.known = append(s.known, result.Answered)
		for _, scale := range result.Scales {
			v := math.NaN()
			if scale.Status == scoring.Scored {
				v = scale.Value
			}
			s.scores[string(scale.Scale)] = append(s.scores[string(scale.Scale)], v)
		}
	}
	return s
}

func scoreFrame(t *testing.T, data frame, f form) *sheets {
	t.Helper()
	var columns [][]float64
	for i := range f.items {
		columns = append(columns, data.numbers(t, f.name(i)))
	}
	return score(t, f, columns)
}

// gathered are the items as they count.
func (s *sheets) gathered() *cohort.Items {
	it := cohort.NewItems(len(s.items), s.low, s.high)
	row := make([]float64, len(s.items))
	for p := range s.columns[0] {
		for i, column := range s.columns {
			row[i] = column[p]
			if s.reversed(i) {
				row[i] = s.low + s.high - column[p]
			}
		}
		it.Add(row)
	}
	return it
}

func (b book) scale(measure, group string, s *sheets) {
	it := s.gathered()
	r := it.Reliability()
	low, high := it.Possible()
	b.put("scale", measure, group, map[string]float64{
		"n_rows": float64(it.Rows()), "n_items": float64(r.Items), "n_complete": float64(it.Complete()),
		"n_missing_item_answers": float64(it.Missing()), "possible_sum_min": low, "possible_sum_max": high,
		"pct_at_floor": 100 * it.Floor().Value, "pct_at_ceiling": 100 * it.Ceiling().Value,
		"alpha_listwise": r.Alpha, "alpha_standardized_listwise": r.AlphaStandard, "alpha_pairwise": r.AlphaPairwise,
		"average_inter_item_r_listwise": r.MeanR, "guttman_lambda6_listwise": r.Lambda6,
		"alpha_ci95_low_feldt": r.Interval.Low, "alpha_ci95_high_feldt": r.Interval.High,
		"sem_alpha": r.SEM, "s_diff_alpha": r.SDiff,
	})
	if r.Items >= 4 {
		b.put("scale", measure, group, map[string]float64{"omega_total_cfa_1factor_ml": it.Omega()})
	}
	for rule, scores := range s.scores {
		var shape cohort.Shape
		for _, v := range there(scores) {
			shape.Add(v)
		}
		b.put("scale", measure, group, map[string]float64{
			rule + ".n": float64(shape.N()), rule + ".mean": shape.Mean(), rule + ".sd": shape.SD(),
			rule + ".min": shape.Min(), rule + ".median": cohort.Median(there(scores)), rule + ".max": shape.Max(),
		})
	}
	for i := range s.items {
		st := it.Item(i)
		b.put("item", measure+":"+s.name(i), group, map[string]float64{
			"n": float64(st.N), "mean": st.Mean, "sd": st.SD, "r_item_rest": st.RestR, "alpha_if_dropped": st.AlphaWithout,
		})
	}
}

// checkScores compares every person's scores with the file of the reference.
func (s *sheets) checkScores(t *testing.T, dataset, prefix string) {
	t.Helper()
	head, rows := reference.Table(t, "expected", dataset+"_scores.csv")
	if len(rows) != len(s.known) || len(rows) == 0 {
		t.Fatalf("%d persons, R has %d", len(s.known), len(rows))
	}
	wrong := 0
	for _, rule := range append(rules(), "n_answered") {
		at := slices.Index(head, prefix+rule)
		if at < 0 {
			t.Fatalf("no column %s%s in the scores of %s", prefix, rule, dataset)
		}
		for i, row := range rows {
			want := math.NaN()
			if row[at] != "" {
				want = number(t, row[at])
			}
			got := float64(s.known[i])
			if rule != "n_answered" {
				got = s.scores[rule][i]
			}
			if !equal(got, want, rule) {
				if wrong++; wrong < 5 {
					t.Errorf("%s %s%s of person %d = %v, R has %s", dataset, prefix, rule, i+1, got, row[at])
				}
			}
		}
	}
}

func numbered(prefix string, n int) []string {
	var out []string
	for i := 1; i <= n; i++ {
		out = append(out, prefix+strconv.Itoa(i))
	}
	return out
}

// one scores a single sheet.
func one(t *testing.T, f form, answers ...float64) *sheets {
	t.Helper()
	columns := make([][]float64, len(answers))
	for i, a := range answers {
		columns[i] = []float64{a}
	}
	return score(t, f, columns)
}

func repeat(v float64, n int) []float64 { return slices.Repeat([]float64{v}, n) }

// getScoreFromItems of the R package CECPfuns, its own tests: ten items of which one may be missing.
func TestScores_with_missing_items_as_in_CECPfuns(t *testing.T) {
	ten := form{items: numbered("q", 10), low: 1, high: 10}
	gap := math.NaN()
	for _, c := range []struct {
		answers []float64
		mean    float64
	}{
		{append(repeat(1, 9), gap), 1},
		{append(repeat(1, 8), gap, gap), gap},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5.5},
	} {
		columns := make([][]float64, 10)
		for i, a := range c.answers {
			columns[i] = []float64{a}
		}
		s := &sheets{form: ten, columns: columns}
		def := s.definition(t)
		def.Scales = def.Scales[3:]
		def.Scales[0].Missing.Max = 1
		if got := scoreDefinition(t, def, s).scores[answered][0]; !equal(got, c.mean, answered) {
			t.Errorf("%v scores %v, want %v", c.answers, got, c.mean)
		}
	}
}

// The coding guide of the NACC for the GDS-15: up to three items may be missing; 5 of 12 answered makes
// 5 + 5/12 × 3 = 6.25, reported as 6. With four missing there is no score.
func TestScores_with_missing_items_as_in_the_NACC_guide(t *testing.T) {
	fifteen := form{items: numbered("q", 15), low: 0, high: 1}
	answers := append(repeat(1, 5), repeat(0, 7)...)
	s := one(t, fifteen, append(answers, repeat(math.NaN(), 3)...)...)
	near(t, "5 of 12", s.scores[fourFifths][0], 6.25, 1e-12)
	near(t, "5 of 12, reported", scoring.RoundHalfUp(s.scores[fourFifths][0], 0), 6, 0)
	s = one(t, fifteen, append(answers[:11:11], repeat(math.NaN(), 4)...)...)
	if got := s.scores[fourFifths][0]; cohort.Defined(got) {
		t.Errorf("four missing, and yet %v", got)
	}
}
