package change_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/scoring/internal/reference"
)

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// couple is one person of a data set with both scores.
type couple struct {
	id, group string
	from, to  float64
}

// study is one analysis of a data set: the columns, the two occasions and the figures given to it.
type study struct {
	dataset, score   string
	person, occasion string // without an occasion, from and to are columns
	from, to         string
	grouped          string // column of groups
	direction        instruments.Direction
	r                float64
	mean, sd         float64 // of the functional group
}

// couples gives the persons who have both scores, in the order of the file.
func (s study) couples(t *testing.T) []couple {
	t.Helper()
	scores := map[string]*[2]string{}
	groups := map[string]string{}
	var order []string
	for _, row := range reference.Rows(t, "datasets", s.dataset+".csv") {
		id := row[s.person]
		if scores[id] == nil {
			scores[id] = &[2]string{}
			order = append(order, id)
		}
		groups[id] = row[s.grouped]
		switch {
		case s.occasion == "":
			scores[id] = &[2]string{row[s.from], row[s.to]}
		case row[s.occasion] == s.from:
			scores[id][0] = row[s.score]
		case row[s.occasion] == s.to:
			scores[id][1] = row[s.score]
		}
	}
	var out []couple
	for _, id := range order {
		if both := scores[id]; both[0] != "" && both[1] != "" {
			out = append(out, couple{id, groups[id], number(t, both[0]), number(t, both[1])})
		}
	}
	return out
}

func inGroup(all []couple, group string) []couple {
	return slices.DeleteFunc(slices.Clone(all), func(c couple) bool { return c.group != group })
}

// factsOf gathers the facts of a cohort.
func factsOf(all []couple) change.Facts {
	var p cohort.Pairs
	for _, c := range all {
		p.Add(c.from, c.to)
	}
	s := p.Statistics()
	return change.Facts{FromMean: s.FromMean, FromSD: s.FromSD, ToMean: s.ToMean, ToSD: s.ToSD, R: s.R}
}

// basis is the cohort's own: SD and mean of the first scores, cut-off c to the functional group.
func (s study) basis(f change.Facts) change.Basis {
	b := change.Basis{Direction: s.direction, SD: f.FromSD, R: s.r, SDSource: change.CohortBaseline, RSource: change.Given}
	if s.sd > 0 {
		b.Cutoff = &change.Cutoff{Value: change.CutoffC(f.FromMean, f.FromSD, s.mean, s.sd), ID: "c"}
	}
	return b
}

// counts are persons by class: recovered, improved, unchanged, deteriorated, harmed.
type counts [5]int

func count(all []couple, m change.Method, b change.Basis) counts {
	var n counts
	for _, c := range all {
		if r := change.CompareBy(m, c.from, c.to, b); r.Class != change.Unknown {
			n[r.Class-change.Recovered]++
		}
	}
	return n
}

// three are improved, unchanged and deteriorated, whatever was crossed.
func (n counts) three() [3]int { return [3]int{n[0] + n[1], n[2], n[3] + n[4]} }

// close9 is the tolerance the reference promises: 1e-9, relative.
func close9(got, want float64) bool {
	return got == want || math.Abs(got-want) <= 1e-9*max(math.Abs(want), 1e-6)
}

func claus(score string, d instruments.Direction, r, mean, sd float64) study {
	return study{
		dataset: "claus_2020", score: score, person: "id", occasion: "time", from: "1", to: "4", grouped: "treatment",
		direction: d, r: r, mean: mean, sd: sd,
	}
}

func jacobson(score string, d instruments.Direction, r, mean, sd float64) study {
	return study{
		dataset: "jacobson_1989", score: score, person: "subject", occasion: "time", from: "pre", to: "post",
		direction: d, r: r, mean: mean, sd: sd,
	}
}

func antidepressants(mean, sd float64) study {
	return study{
		dataset: "antidepressants", score: "mom_di", person: "patient", occasion: "measurement", from: "Before", to: "After",
		grouped: "condition", direction: instruments.HigherWorse, r: .80, mean: mean, sd: sd,
	}
}
