package cohort_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/scoring/internal/reference"
)

// published is one analysis of a published data set.
type published struct {
	dataset, scores             string // file name and column
	person, occasion            string // columns
	from, to                    string // occasions
	direction                   instruments.Direction
	reliability                 float64
	functionalMean, functionalS float64
	measure, classes            string // in expected/: name of the measure, file of classes
	group, wanted               string // column and value to keep; empty: all
}

func (r published) pairs(t *testing.T) (ids []string, pairs [][2]float64) {
	t.Helper()
	head, rows := reference.Table(t, "datasets", r.dataset+".csv")
	col := func(name string) int { return slices.Index(head, name) }
	seen := map[string]*[2]string{}
	for _, row := range rows {
		if r.group != "" && row[col(r.group)] != r.wanted {
			continue
		}
		id := row[col(r.person)]
		if seen[id] == nil {
			seen[id] = &[2]string{}
			ids = append(ids, id)
		}
		switch row[col(r.occasion)] {
		case r.from:
			seen[id][0] = row[col(r.scores)]
		case r.to:
			seen[id][1] = row[col(r.scores)]
		}
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return seen[id][0] == "" || seen[id][1] == "" })
	for _, id := range ids {
		pairs = append(pairs, [2]float64{number(t, seen[id][0]), number(t, seen[id][1])})
	}
	return ids, pairs
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func references() []published {
	jacobson := published{
		dataset: "jacobson_1989", scores: "das", person: "subject", occasion: "time", from: "pre", to: "post",
		direction: instruments.HigherBetter, reliability: .88, functionalMean: 114.8, functionalS: 17.8,
		measure: "das", classes: "jacobson_1989_rci_das.csv",
	}
	claus := published{
		dataset: "claus_2020", scores: "hamd", person: "id", occasion: "time", from: "1", to: "4",
		direction: instruments.HigherWorse, reliability: .80, functionalMean: 8, functionalS: 8,
		measure: "hamd t1 -> t4", classes: "claus_2020_rci_hamd.csv",
	}
	who := claus
	who.scores, who.measure, who.classes = "who", "who t1 -> t4", "claus_2020_rci_who.csv"
	who.direction, who.reliability, who.functionalMean, who.functionalS = instruments.HigherBetter, .84, 17, 4
	tau := claus
	tau.group, tau.wanted, tau.classes = "treatment", "TAU", ""
	depression := published{
		dataset: "antidepressants", scores: "mom_di", person: "patient", occasion: "measurement", from: "Before", to: "After",
		direction: instruments.HigherWorse, reliability: .80, functionalMean: 8, functionalS: 7,
		measure: "mom_di", classes: "antidepressants_rci.csv",
	}
	out := []published{jacobson, claus, who, tau, depression}
	for _, g := range []string{"Wait List", "Inactive Placebo", "Active Placebo", "Antidepressant"} {
		group := depression
		group.group, group.wanted, group.classes = "condition", g, ""
		out = append(out, group)
	}
	return out
}

// basis is the cohort's own: SD and mean of the first scores of the pairs, cut-off c.
func (r published) basis(s cohort.Statistics) change.Basis {
	cut := change.CutoffC(s.FromMean, s.FromSD, r.functionalMean, r.functionalS)
	return change.Basis{
		Direction: r.direction, SD: s.FromSD, R: r.reliability, SDSource: change.CohortBaseline,
		Cutoff: &change.Cutoff{Value: cut, ID: "c"},
	}
}

func gather(pairs [][2]float64) *cohort.Pairs {
	var p cohort.Pairs
	for _, pair := range pairs {
		p.Add(pair[0], pair[1])
	}
	return &p
}

func TestReference_every_person_has_the_class_computed_in_R(t *testing.T) {
	for _, r := range references() {
		if r.classes == "" {
			continue
		}
		t.Run(r.dataset+" "+r.scores, func(t *testing.T) {
			ids, pairs := r.pairs(t)
			basis := r.basis(gather(pairs).Statistics())
			head, rows := reference.Table(t, "expected", r.classes)
			index, class, id := slices.Index(head, "rci"), slices.Index(head, "class"), slices.Index(head, "id")
			if len(rows) != len(ids) || len(rows) == 0 {
				t.Fatalf("%d persons, want %d", len(ids), len(rows))
			}
			for i, row := range rows {
				got := change.Compare(pairs[i][0], pairs[i][1], basis)
				if ids[i] != row[id] || got.Class.String() != row[class] || !close9(got.Index, number(t, row[index])) {
					t.Errorf("person %s: %s with index %v, want %s: %s with %s", ids[i], got.Class, got.Index, row[id], row[class], row[index])
				}
			}
		})
	}
}

func TestReference_group_statistics_equal_those_of_R(t *testing.T) {
	for _, r := range references() {
		t.Run(r.dataset+" "+r.scores+" "+r.wanted, func(t *testing.T) {
			if r.dataset == "antidepressants" && r.group == "" {
				t.Skip("the reference has this data set by group only")
			}
			_, pairs := r.pairs(t)
			s := gather(pairs).Statistics()
			compared := 0
			_, rows := reference.Table(t, "expected", r.dataset+"_expected.csv")
			for _, row := range rows {
				if row[1] != "prepost" || row[2] != r.measure || row[3] != r.groupName() {
					continue
				}
				got, ok := named(s)[row[4]]
				if !ok {
					continue
				}
				compared++
				if want := number(t, row[5]); !close9(got, want) {
					t.Errorf("%s = %.15g, R has %.15g", row[4], got, want)
				}
			}
			if compared != len(named(s)) {
				t.Errorf("compared %d statistics of %d", compared, len(named(s)))
			}
		})
	}
}

func (r published) groupName() string {
	if r.group == "" {
		return "all"
	}
	return r.group + "=" + r.wanted
}

func TestReference_counts_of_classes_and_borders_equal_those_of_R(t *testing.T) {
	for _, r := range references() {
		for _, kind := range []string{"a", "b", "c"} {
			if kind != "c" && r.dataset == "antidepressants" || r.wanted == "TAU" {
				continue // not in the reference
			}
			t.Run(r.dataset+" "+r.scores+" "+r.wanted+" "+kind, func(t *testing.T) { r.checkCounts(t, kind) })
		}
	}
}

func (r published) checkCounts(t *testing.T, kind string) {
	t.Helper()
	_, pairs := r.pairs(t)
	s := gather(pairs).Statistics()
	basis := r.basis(s)
	switch kind {
	case "a":
		basis.Cutoff.Value = change.CutoffA(s.FromMean, s.FromSD, r.direction)
	case "b":
		basis.Cutoff.Value = change.CutoffB(r.functionalMean, r.functionalS, r.direction)
	}
	var classes cohort.Classes
	for _, p := range pairs {
		classes.Add(change.Compare(p[0], p[1], basis))
	}
	got := map[string]float64{
		"n": float64(classes.Judged()), "cutoff_used": basis.Cutoff.Value, "s_diff": change.SDiff(basis.SD, basis.R),
		"critical_change":         change.Smallest(basis.SD, basis.R, change.CriticalValue),
		"n_reliably_improved":     float64(classes.ReliablyImproved()),
		"n_reliably_deteriorated": float64(classes.ReliablyWorse()),
	}
	for class := change.Recovered; class <= change.Harmed; class++ {
		got["n_"+class.String()] = float64(classes.Count(class))
	}
	tag := fmt.Sprintf("%s|rel=%v|cut=%s|func=%v/%v", r.measure, r.reliability, kind, r.functionalMean, r.functionalS)
	compared := 0
	_, rows := reference.Table(t, "expected", r.dataset+"_expected.csv")
	for _, row := range rows {
		value, ok := got[row[4]]
		if row[1] != "rci" || row[2] != tag || row[3] != r.groupName() || !ok {
			continue
		}
		compared++
		if want := number(t, row[5]); !close9(value, want) {
			t.Errorf("%s = %.15g, R has %.15g", row[4], value, want)
		}
	}
	if compared != len(got) {
		t.Errorf("compared %d statistics of %d with %q", compared, len(got), tag)
	}
}

// named gives our statistics the names they have in the reference.
func named(s cohort.Statistics) map[string]float64 {
	return map[string]float64{
		"n_pairs": float64(s.N), "pre_mean": s.FromMean, "pre_sd": s.FromSD, "post_mean": s.ToMean, "post_sd": s.ToSD,
		"r_pre_post": s.R, "mean_change": s.Change, "sd_change": s.ChangeSD, "t": s.T, "df": float64(s.DF),
		"ci95_change_low": s.Interval.Low, "ci95_change_high": s.Interval.High,
		"d_z": s.DZ, "J_exact": s.J, "g_z": s.DZ * s.J, "d_av": s.DAvRMS, "d_av_meanSD": s.DAvMean,
		"d_pre": s.DPre, "g_pre": s.Gain, "metafor_SMCR_yi": s.Gain, "metafor_SMCR_vi": s.GainSE * s.GainSE,
	}
}

// close9 is the tolerance the reference promises: 1e-9, relative.
func close9(got, want float64) bool {
	return got == want || math.Abs(got-want) <= 1e-9*max(math.Abs(want), 1e-6)
}
