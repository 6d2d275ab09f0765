package cohort_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/scoring/internal/reference"
)

// uncovered counts the rows of the reference that nothing here computes, by data set and statistic, so that coverage
// cannot fall unseen. Rows about methods of reliable change other than Jacobson and Truax are compared in package change,
// those about faults in a file in package sheet.
func uncovered() map[string]map[string]int {
	of := func(n int, analysis string, statistics ...string) map[string]int {
		out := map[string]int{}
		for _, s := range statistics {
			out[analysis+" "+s] = n
		}
		return out
	}
	return map[string]map[string]int{
		"anorexia": {}, "antidepressants": {}, "anxiety": {}, "bfi": {}, "btheb": {},
		"claus_2020": of(16, packaged, "n_recovered", "n_improved", "n_unchanged", "n_deteriorated", "n_harmed"),
		"ds14":       {}, "efc": {}, "ehd": {}, "environment_text": {}, "jacobson_1989": {}, "sai": {},
		"youth_gratitude": of(1, "data_quality",
			"n_duplicated_ids", "n_non_integer_values", "n_out_of_range_values", "rows_out_of_range"),
	}
}

// covered is how many rows of each data set were compared.
func covered() map[string]int {
	return map[string]int{
		"anorexia": 278, "antidepressants": 362, "anxiety": 260, "bfi": 439, "btheb": 707, "claus_2020": 1189, "ds14": 158,
		"efc": 159, "ehd": 142, "environment_text": 90, "jacobson_1989": 228, "sai": 946, "youth_gratitude": 498,
	}
}

func books() map[string]func(*testing.T) book {
	return map[string]func(*testing.T) book{
		"anorexia": anorexia, "antidepressants": antidepressants, "anxiety": anxiety, "bfi": bigFivePersons, "btheb": beatTheBlues,
		"claus_2020": claus, "ds14": typeD, "efc": carers, "ehd": mood, "environment_text": environment, "jacobson_1989": couples,
		"sai": stateAnxiety, "youth_gratitude": gratitude,
	}
}

func TestReference_every_row_we_have_a_statistic_for_equals_R(t *testing.T) {
	ran := 0
	open, done := map[string]map[string]int{}, map[string]int{}
	for dataset, compute := range books() {
		t.Run(dataset, func(t *testing.T) {
			got := compute(t)
			ran++
			open[dataset] = map[string]int{}
			_, rows := reference.Table(t, "expected", dataset+"_expected.csv")
			for _, row := range rows {
				e := entry{row[1], row[2], row[3], row[4]}
				v, ok := got[e]
				if !ok {
					open[dataset][e.analysis+" "+e.statistic]++
					continue
				}
				done[dataset]++
				delete(got, e)
				if want := wanted(t, row[5]); !elsewhere(dataset, e, v, want) && !equal(v, want, e.statistic) {
					t.Errorf("%s | %s | %s | %s = %.15g, R has %s", e.analysis, e.measure, e.group, e.statistic, v, row[5])
				}
			}
			for e := range got {
				if e.analysis == packaged {
					continue
				}
				t.Errorf("%v was computed and is not in the reference", e)
			}
		})
	}
	if ran < len(books()) {
		return // skipped, or some were asked for by name
	}
	if diff := cmp.Diff(uncovered(), open); diff != "" {
		t.Errorf("rows not covered (-wanted +found):\n%s", diff)
	}
	if diff := cmp.Diff(covered(), done); diff != "" {
		t.Errorf("rows covered (-wanted +found):\n%s", diff)
	}
}

// elsewhere knows the one row in which R's search stops at another point that is as good. The means of pairs of changes are
// even in number there, the two in the middle are −4.5 and −4, and any point between divides them in halves: the
// median is −4.25, the search of R stops at −4.3604.
func elsewhere(dataset string, e entry, got, want float64) bool {
	return dataset == "claus_2020" && e.measure == "hamd t1 -> t4" && e.group == "treatment=TAU" &&
		e.statistic == "hodges_lehmann" && got == -4.25 && want > -4.5 && want < -4
}

func wanted(t *testing.T, cell string) float64 {
	t.Helper()
	if cell == "NA" {
		return math.NaN()
	}
	return number(t, cell)
}

// equal compares with a relative tolerance. Values that are zero but for rounding are told by their size; what R finds
// by a search to 10⁻⁴ is compared to 10⁻⁴ of the unit of the score.
func equal(got, want float64, statistic string) bool {
	if math.IsNaN(want) || math.IsNaN(got) {
		return math.IsNaN(want) && math.IsNaN(got)
	}
	if statistic == "hodges_lehmann" {
		return math.Abs(got-want) <= 1e-4
	}
	return got == want || math.Abs(got-want) <= tolerance(statistic)*max(math.Abs(want), 1e-6)
}
