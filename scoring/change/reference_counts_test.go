package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/internal/reference"
)

// Every figure of every analysis of reliable change that R computed: standard errors, borders a, b and c, counts.
func TestReference_figures_and_counts_of_every_analysis(t *testing.T) {
	btheb := study{dataset: "btheb", person: "id", from: "bdi.pre", to: "bdi.8m", grouped: "treatment", direction: worse, r: .93, mean: 7.65, sd: 5.9}
	anxiety := study{
		dataset: "anxiety", score: "anxiety", person: "subject", occasion: "measurement", from: "0", to: "4",
		direction: worse, r: .80, mean: 8, sd: 4,
	}
	compared := 0
	for _, c := range []struct {
		measure string
		study
	}{
		{"bdi t1 -> t4", claus("bdi", worse, .93, 7.65, 5.9)},
		{"hamd t1 -> t4", claus("hamd", worse, .80, 8, 8)},
		{"shaps t1 -> t4", claus("shaps", better, .86, 12, 2)},
		{"who t1 -> t4", claus("who", better, .84, 17, 4)},
		{"das", jacobson("das", better, .88, 114.8, 17.8)},
		{"gds", jacobson("gds", worse, .97, 51.8, 9.7)},
		{"mom_di", antidepressants(8, 7)},
		{"m0 -> m4", anxiety},
		{"bdi.pre -> bdi.8m", btheb},
	} {
		all := c.couples(t)
		figures := map[string]map[string]float64{} // by group and kind of border, made when first asked for
		for _, row := range reference.Rows(t, "expected", c.dataset+"_expected.csv") {
			measure, kind, ok := strings.Cut(row["measure"], "|")
			if row["analysis"] != "rci" || measure != c.measure || !ok {
				continue
			}
			key := row["group"] + kind
			if figures[key] == nil {
				members := all
				if _, group, split := strings.Cut(row["group"], "="); split {
					members = inGroup(all, group)
				}
				figures[key] = c.figures(members, kind)
			}
			compared++
			got, known := figures[key][row["statistic"]]
			if want := number(t, row["value"]); !known || !close9(got, want) {
				t.Errorf("%s %s %s: %s = %v, R has %v", c.dataset, row["measure"], row["group"], row["statistic"], got, want)
			}
		}
	}
	if compared != 494 {
		t.Errorf("%d figures were compared, R has 494", compared)
	}
}

// figures are ours under the names of the reference; tag is like rel=0.8|cut=c|func=8/8.
func (s study) figures(all []couple, tag string) map[string]float64 {
	f := factsOf(all)
	b := s.basis(f)
	borders := map[string]float64{
		"a": change.CutoffA(f.FromMean, f.FromSD, s.direction),
		"b": change.CutoffB(s.mean, s.sd, s.direction),
		"c": change.CutoffC(f.FromMean, f.FromSD, s.mean, s.sd),
	}
	for kind, v := range borders {
		if tag == fmt.Sprintf("rel=%v|cut=%s|func=%v/%v", s.r, kind, s.mean, s.sd) {
			b.Cutoff = &change.Cutoff{Value: v, ID: kind}
		}
	}
	n := count(all, change.JacobsonTruax{}, b)
	three := n.three()
	return map[string]float64{
		"n": float64(len(all)), "m_pre": f.FromMean, "sd_pre": f.FromSD, "reliability": b.R,
		"sem": change.SEM(b.SD, b.R), "s_diff": change.SDiff(b.SD, b.R), "critical_change": change.Smallest(b.SD, b.R, change.CriticalValue),
		"cutoff_a": borders["a"], "cutoff_b": borders["b"], "cutoff_c": borders["c"], "cutoff_used": b.Cutoff.Value,
		"n_reliably_improved": float64(three[0]), "n_no_reliable_change": float64(three[1]), "n_reliably_deteriorated": float64(three[2]),
		"n_recovered": float64(n[0]), "n_improved": float64(n[1]), "n_unchanged": float64(n[2]), "n_deteriorated": float64(n[3]), "n_harmed": float64(n[4]),
	}
}
