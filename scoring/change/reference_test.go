package change_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/internal/reference"
)

const (
	better = instruments.HigherBetter
	worse  = instruments.HigherWorse
)

// Every person of every file of results: index to 1e-9, class exactly.
func TestReference_every_person_has_the_index_and_class_of_R(t *testing.T) {
	btheb := study{dataset: "btheb", person: "id", from: "bdi.pre", to: "bdi.8m", grouped: "treatment", direction: worse, r: .93, mean: 7.65, sd: 5.9}
	for file, c := range map[string]struct {
		study
		group string
	}{
		"claus_2020_rci_bdi":    {claus("bdi", worse, .93, 7.65, 5.9), ""},
		"claus_2020_rci_hamd":   {claus("hamd", worse, .80, 8, 8), ""},
		"claus_2020_rci_shaps":  {claus("shaps", better, .86, 12, 2), ""},
		"claus_2020_rci_who":    {claus("who", better, .84, 17, 4), ""},
		"jacobson_1989_rci_das": {jacobson("das", better, .88, 114.8, 17.8), ""},
		"jacobson_1989_rci_gds": {jacobson("gds", worse, .97, 51.8, 9.7), ""},
		"antidepressants_rci":   {antidepressants(8, 7), ""},
		"anxiety_rci": {study{
			dataset: "anxiety", score: "anxiety", person: "subject", occasion: "measurement", from: "0", to: "4",
			direction: worse, r: .80, mean: 8, sd: 4,
		}, ""},
		"btheb_rci_BtheB": {btheb, "BtheB"},
		"btheb_rci_TAU":   {btheb, "TAU"},
	} {
		t.Run(file, func(t *testing.T) {
			all := c.couples(t)
			if c.group != "" {
				all = inGroup(all, c.group)
			}
			rows := reference.Rows(t, "expected", file+".csv")
			basis := c.basis(factsOf(all))
			if len(rows) != len(all) || len(rows) == 0 {
				t.Fatalf("%d persons, R has %d", len(all), len(rows))
			}
			for i, row := range rows {
				r := change.Compare(all[i].from, all[i].to, basis)
				if all[i].id != row["id"] || r.Class.String() != row["class"] || !close9(r.Index, number(t, row["rci"])) {
					t.Errorf("person %s: %s, index %v; R has %s: %s, %s", all[i].id, r.Class, r.Index, row["id"], row["class"], row["rci"])
				}
			}
		})
	}
}

// All four scales of claus_2020 by five methods, five classes each: counts of the R package clinicalsignificance.
func TestReference_classes_by_every_method_equal_those_of_the_package(t *testing.T) {
	want := map[string]counts{}
	for _, row := range reference.Rows(t, "expected", "claus_2020_expected.csv") {
		class, ok := map[string]int{"n_recovered": 0, "n_improved": 1, "n_unchanged": 2, "n_deteriorated": 3, "n_harmed": 4}[row["statistic"]]
		if row["analysis"] != "rci_clinicalsignificance_pkg" || !ok || !strings.Contains(row["measure"], "cut=c") {
			continue
		}
		n := want[row["measure"]]
		n[class] = int(number(t, row["value"]))
		want[row["measure"]] = n
	}
	if len(want) != 20 {
		t.Fatalf("%d analyses, want 20", len(want))
	}
	for _, c := range []struct {
		prefix string
		study
	}{
		{"bdi t1 -> t4|rel=0.93|cut=c|", claus("bdi", worse, .93, 7.65, 5.9)},
		{"hamd t1 -> t4|rel=0.8|cut=c|", claus("hamd", worse, .80, 8, 8)},
		{"shaps t1 -> t4|rel=0.86|cut=c|", claus("shaps", better, .86, 12, 2)},
		{"who t1 -> t4|rel=0.84|cut=c|", claus("who", better, .84, 17, 4)},
	} {
		all := c.couples(t)
		facts := factsOf(all)
		for _, m := range []change.Method{
			change.JacobsonTruax{},
			change.GulliksenLordNovick{Facts: facts},
			change.HsuLinnLord{Facts: facts},
			change.EdwardsNunnally{Facts: facts},
			change.HagemanArrindell{Facts: facts},
		} {
			name := c.prefix + strings.ToUpper(m.Name())
			basis := c.basis(facts)
			if m.Name() == "ha" {
				basis.Cutoff.Value = trueBorder(facts, c.study)
			}
			expected, ok := want[name]
			if got := count(all, m, basis); !ok || got != expected {
				t.Errorf("%s = %v, the package has %v", name, got, expected)
			}
			delete(want, name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not compared: %v", slices.Sorted(maps.Keys(want)))
	}
}

// trueBorder is cut-off c of true scores.
func trueBorder(f change.Facts, s study) float64 {
	se := change.SEM(f.FromSD, s.r)
	return change.CutoffC(f.FromMean, change.TrueSD(f.FromSD, se), s.mean, change.TrueSD(s.sd, se))
}
