package cohort_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/scoring/internal/reference"
)

// frame is a table of a published data set.
type frame struct {
	head []string
	rows [][]string
}

func readFrame(t *testing.T, name string) frame {
	t.Helper()
	head, rows := reference.Table(t, "datasets", name+".csv")
	return frame{head, rows}
}

func (f frame) column(t *testing.T, name string) []string {
	t.Helper()
	at := slices.Index(f.head, name)
	if at < 0 {
		t.Fatalf("no column %q", name)
	}
	out := make([]string, len(f.rows))
	for i, row := range f.rows {
		out[i] = row[at]
	}
	return out
}

// numbers has NaN where a cell is empty.
func (f frame) numbers(t *testing.T, name string) []float64 {
	t.Helper()
	cells := f.column(t, name)
	out := make([]float64, len(cells))
	for i, c := range cells {
		out[i] = math.NaN()
		if c != "" {
			out[i] = number(t, c)
		}
	}
	return out
}

// where keeps the rows whose column holds one of the values.
func (f frame) where(t *testing.T, name string, values ...string) frame {
	t.Helper()
	cells := f.column(t, name)
	out := frame{head: f.head}
	for i, row := range f.rows {
		if slices.Contains(values, cells[i]) {
			out.rows = append(out.rows, row)
		}
	}
	return out
}

// wide lays a long table out: a row for each person in order of appearance, a column for each occasion. A person who is
// in the table twice at an occasion counts the first time.
func (f frame) wide(t *testing.T, person []string, occasion, score string, occasions ...string) (ids []string, out [][]float64) {
	t.Helper()
	at, scores := f.column(t, occasion), f.numbers(t, score)
	return spread(person, at, scores, occasions...)
}

func spread(person, occasion []string, scores []float64, occasions ...string) (ids []string, out [][]float64) {
	row := map[string]int{}
	seen := map[[2]string]bool{}
	out = make([][]float64, len(occasions))
	for i, id := range person {
		k := slices.Index(occasions, occasion[i])
		if k < 0 {
			continue
		}
		if _, ok := row[id]; !ok {
			row[id] = len(ids)
			ids = append(ids, id)
			for j := range out {
				out[j] = append(out[j], math.NaN())
			}
		}
		if cell := [2]string{id, occasion[i]}; !seen[cell] {
			seen[cell] = true
			out[k][row[id]] = scores[i]
		}
	}
	return ids, out
}

func pick(values []float64, cells []string, want ...string) []float64 {
	var out []float64
	for i, v := range values {
		if slices.Contains(want, cells[i]) {
			out = append(out, v)
		}
	}
	return out
}

func minus(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] - b[i]
	}
	return out
}

func there(values []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(values), math.IsNaN)
}

func momentsOf(values []float64) cohort.Moments {
	var m cohort.Moments
	for _, v := range there(values) {
		m.Add(v)
	}
	return m
}

// complete gathers the pairs of which both scores are there.
func complete(from, to []float64) (p *cohort.Pairs, changes []float64) {
	p = new(cohort.Pairs)
	for i := range from {
		if math.IsNaN(from[i]) || math.IsNaN(to[i]) {
			continue
		}
		p.Add(from[i], to[i])
		changes = append(changes, to[i]-from[i])
	}
	return p, changes
}

// book holds what we computed, under the names of the reference.
type book map[entry]float64

type entry struct{ analysis, measure, group, statistic string }

func (b book) put(analysis, measure, group string, values map[string]float64) {
	for statistic, v := range values {
		b[entry{analysis, measure, group, statistic}] = v
	}
}

// tolerance is what the reference promises for a statistic, relative: intervals by the noncentral t distribution to
// 10⁻⁶, the factor model to 10⁻⁴, everything else to 10⁻⁹.
func tolerance(statistic string) float64 {
	if strings.HasPrefix(statistic, "omega") {
		return 1e-4
	}
	for _, standardised := range []string{"d_z_ci95", "g_z_ci95", "d_av_ci95", "g_av_ci95", "cohen_d_ci95", "hedges_g_ci95"} {
		if strings.HasPrefix(statistic, standardised) {
			return 1e-6
		}
	}
	return 1e-9
}
