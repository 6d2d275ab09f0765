package cohort_test

import (
	"fmt"
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

const packaged = "rci_clinicalsignificance_pkg"

func (b book) prepost(measure, group string, from, to []float64, d instruments.Direction) {
	p, changes := complete(from, to)
	s, w := p.Statistics(), cohort.SignedRank(changes)
	panel := s.Sensitivity()
	better, same, worse := p.Directions(d)
	first, second := momentsOf(from), momentsOf(to)
	b.put("prepost", measure, group, named(s))
	b.put("prepost", measure, group, map[string]float64{
		"n_pre": float64(first.N()), "n_post": float64(second.N()), "p_two_sided": s.P,
		"J_approx": cohort.HedgesJApprox(s.DF), "g_z_approxJ": s.DZ * cohort.HedgesJApprox(s.DF),
		"g_av_meanSD_approxJ": s.DAvMean * cohort.HedgesJApprox(s.DF), "d_rm": s.DRM,
		"metafor_SMCC_yi": s.DZ * s.J, "metafor_SMCC_vi": 1/float64(s.N) + s.DZ*s.J*s.DZ*s.J/(2*float64(s.N)),
		"n_improved_any": float64(better), "n_same": float64(same), "n_worse_any": float64(worse),
		"wilcoxon_n_nonzero": float64(w.NonZero), "wilcoxon_V": w.Plus, "wilcoxon_W_minus": w.Minus,
		"wilcoxon_z_nocorr": w.Z, "wilcoxon_p_nocorr": w.P, "wilcoxon_z_cc": w.ZContinuity, "wilcoxon_p_cc": w.PContinuity,
		"wilcoxon_r_matched_rank_biserial": w.RankBiserial, "hodges_lehmann": w.PseudoMedian,
		"hodges_lehmann_walsh_all": w.HodgesLehmann,
	})
	if cohort.Defined(w.PExact) {
		b.put("prepost", measure, group, map[string]float64{"wilcoxon_p_exact": w.PExact})
	}
	for name, effect := range map[string]cohort.EffectName{
		"d_z": cohort.EffectDZ, "g_z": cohort.EffectGZ, "d_av": cohort.EffectDAvRMS, "g_av": cohort.EffectGAvRMS,
	} {
		e, _ := panel.Effect(effect)
		b.put("prepost", measure, group, map[string]float64{
			name: e.Value, name + "_ci95_low": e.Interval.Low, name + "_ci95_high": e.Interval.High,
		})
	}
}

func (b book) twoGroups(measure, contrast string, first, second []float64) {
	d := cohort.Compare(momentsOf(first), momentsOf(second))
	u := cohort.CompareRanks(there(first), there(second))
	b.put("two_groups", measure, contrast, map[string]float64{
		"n_a": float64(d.NA), "n_b": float64(d.NB), "mean_a": d.MeanA, "mean_b": d.MeanB, "sd_a": d.SDA, "sd_b": d.SDB,
		"mean_difference": d.MeanDifference,
		"welch_t":         d.Welch.T, "welch_df": d.Welch.DF, "welch_p": d.Welch.P,
		"welch_ci95_low": d.Welch.Interval.Low, "welch_ci95_high": d.Welch.Interval.High,
		"student_t": d.Student.T, "student_df": d.Student.DF, "student_p": d.Student.P,
		"student_ci95_low": d.Student.Interval.Low, "student_ci95_high": d.Student.Interval.High,
		"cohen_d_pooled": d.D, "cohen_d_ci95_low": d.DInterval.Low, "cohen_d_ci95_high": d.DInterval.High,
		"hedges_g": d.G, "hedges_g_ci95_low": d.GInterval.Low, "hedges_g_ci95_high": d.GInterval.High,
		"mannwhitney_U_a": u.U, "mannwhitney_p_cc": u.P, "mannwhitney_rank_biserial": u.RankBiserial,
	})
}

func (b book) ancova(measure string, from, to []float64, group []string, reference string, others ...string) {
	at := func(name string) *cohort.Pairs {
		p, _ := complete(pick(from, group, name), pick(to, group, name))
		return p
	}
	var pairs []*cohort.Pairs
	for _, o := range others {
		pairs = append(pairs, at(o))
	}
	for i, a := range cohort.Adjust(at(reference), pairs...) {
		b.put("ancova", measure, others[i]+" vs "+reference, map[string]float64{
			"n": float64(a.N), "adjusted_difference": a.Difference, "se": a.SE, "t": a.T, "df": a.DF, "p": a.P,
			"ci95_low": a.Interval.Low, "ci95_high": a.Interval.High,
		})
		b.put("ancova", measure, "all", map[string]float64{"slope_pre": a.Slope})
	}
}

// repeated takes one column of scores an occasion.
func (b book) repeated(measure, group string, names []string, columns [][]float64) {
	r := cohort.NewRepeated(len(columns))
	for i := range columns[0] {
		row := make([]float64, len(columns))
		for k := range columns {
			row[k] = columns[k][i]
		}
		r.Add(row)
	}
	for k, name := range names {
		m := r.Occasion(k)
		b.put("timepoint", measure+"@"+name, group, map[string]float64{
			"n": float64(m.N()), "mean": m.Mean(), "sd": m.SD(), "median": cohort.Median(there(columns[k])),
			"ci95_mean_low": m.Interval().Low, "ci95_mean_high": m.Interval().High,
		})
	}
	f, v := r.Friedman(), r.Variance()
	b.put("repeated", measure, group, map[string]float64{
		"n_complete": float64(r.Complete()), "friedman_chi2": f.ChiSquare, "friedman_df": float64(f.DF), "friedman_p": f.P,
		"rm_anova_F": v.F, "rm_anova_df1": v.DF1, "rm_anova_df2": v.DF2, "rm_anova_p": v.P,
		"epsilon_GG": v.EpsilonGG, "epsilon_HF": v.EpsilonHF, "rm_anova_p_GG": v.PGG, "partial_eta_sq": v.PartialEtaSquared,
	})
}

// classes counts by Jacobson and Truax, from the SD and mean of the first scores of the pairs.
func (b book) classes(measure, group string, from, to []float64, reliability float64, d instruments.Direction, mean, sd float64, cut string) {
	p, _ := complete(from, to)
	s := p.Statistics()
	cuts := map[string]float64{
		"a": change.CutoffA(s.FromMean, s.FromSD, d), "b": change.CutoffB(mean, sd, d),
		"c": change.CutoffC(s.FromMean, s.FromSD, mean, sd),
	}
	basis := change.Basis{Direction: d, SD: s.FromSD, R: reliability, Cutoff: &change.Cutoff{Value: cuts[cut], ID: cut}}
	var c cohort.Classes
	for i := range from {
		if !math.IsNaN(from[i]) && !math.IsNaN(to[i]) {
			c.Add(change.Compare(from[i], to[i], basis))
		}
	}
	tag := fmt.Sprintf("%s|rel=%v|cut=%s|func=%v/%v", measure, reliability, cut, mean, sd)
	values := map[string]float64{
		"n": float64(c.Judged()), "m_pre": s.FromMean, "sd_pre": s.FromSD, "reliability": reliability,
		"sem": s.FromSD * math.Sqrt(1-reliability), "s_diff": change.SDiff(s.FromSD, reliability),
		"critical_change":     change.Smallest(s.FromSD, reliability, change.CriticalValue),
		"n_reliably_improved": float64(c.ReliablyImproved()), "n_reliably_deteriorated": float64(c.ReliablyWorse()),
		"n_no_reliable_change": float64(c.Count(change.Unchanged)),
		"cutoff_a":             cuts["a"], "cutoff_b": cuts["b"], "cutoff_c": cuts["c"], "cutoff_used": cuts[cut],
	}
	five := map[string]float64{}
	for class := change.Recovered; class <= change.Harmed; class++ {
		five["n_"+class.String()] = float64(c.Count(class))
	}
	b.put("rci", tag, group, values)
	b.put("rci", tag, group, five)
	if cut == "c" {
		// The second program that the reference was made with; it was not run on every group.
		b.put(packaged, fmt.Sprintf("%s|rel=%v|cut=c|JT", measure, reliability), group, five)
		b.put(packaged, fmt.Sprintf("%s|rel=%v|JT only", measure, reliability), group, map[string]float64{
			"n_improved": float64(c.ReliablyImproved()), "n_unchanged": five["n_unchanged"], "n_deteriorated": float64(c.ReliablyWorse()),
		})
	}
}

// judged counts classes by another method than Jacobson and Truax.
func judged(m change.Method, from, to []float64, d instruments.Direction) (better, same, worse float64) {
	var c cohort.Classes
	for i := range from {
		if !math.IsNaN(from[i]) && !math.IsNaN(to[i]) {
			c.Add(change.CompareBy(m, from[i], to[i], change.Basis{Direction: d}))
		}
	}
	return float64(c.ReliablyImproved()), float64(c.Count(change.Unchanged)), float64(c.ReliablyWorse())
}
