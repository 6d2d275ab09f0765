package cohort_test

import (
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

const (
	up   = instruments.HigherBetter
	down = instruments.HigherWorse
)

func anorexia(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "anorexia"), book{}
	group, from, to := f.column(t, "Treat"), f.numbers(t, "Prewt"), f.numbers(t, "Postwt")
	for _, g := range []string{"CBT", "Cont", "FT"} {
		b.prepost("weight", "Treat="+g, pick(from, group, g), pick(to, group, g), up)
	}
	b.prepost("weight", "all", from, to, up)
	d := minus(to, from)
	b.twoGroups("change in weight", "FT - Cont", pick(d, group, "FT"), pick(d, group, "Cont"))
	b.twoGroups("change in weight", "CBT - Cont", pick(d, group, "CBT"), pick(d, group, "Cont"))
	b.ancova("weight", from, to, group, "Cont", "CBT", "FT")
	return b
}

// groupOf gives each person of a long table the group of the first row.
func groupOf(person, group, ids []string) []string {
	of := map[string]string{}
	for i, p := range person {
		if _, ok := of[p]; !ok {
			of[p] = group[i]
		}
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = of[id]
	}
	return out
}

func antidepressants(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "antidepressants"), book{}
	person := f.column(t, "patient")
	ids, m := f.wide(t, person, "measurement", "mom_di", "Before", "After")
	group := groupOf(person, f.column(t, "condition"), ids)
	groups := []string{"Wait List", "Inactive Placebo", "Active Placebo", "Antidepressant"}
	for _, g := range groups {
		from, to := pick(m[0], group, g), pick(m[1], group, g)
		b.prepost("mom_di", "condition="+g, from, to, down)
		b.classes("mom_di", "condition="+g, from, to, .8, down, 8, 7, "c")
	}
	b.classes("mom_di", "all", m[0], m[1], .8, down, 8, 7, "c")
	better, same, worse := judged(change.MinimalImportant{Better: 8, Worse: 5}, m[0], m[1], down)
	b.put("mid", "mom_di", "all", map[string]float64{"n_improved_8": better, "n_unchanged": same, "n_deteriorated_5": worse})
	d := minus(m[1], m[0])
	b.twoGroups("change", "Antidepressant - Wait List", pick(d, group, "Antidepressant"), pick(d, group, "Wait List"))
	b.ancova("mom_di", m[0], m[1], group, groups[0], groups[1:]...)
	return b
}

func anxiety(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "anxiety"), book{}
	person := f.column(t, "subject")
	ids, m := f.wide(t, person, "measurement", "anxiety", "0", "1", "2", "3", "4")
	group := groupOf(person, f.column(t, "treatment"), ids)
	names := []string{"m0", "m1", "m2", "m3", "m4"}
	b.repeated("anxiety", "all", names, m)
	for _, g := range []string{"Placebo", "Intervention"} {
		own := columnsOf(m, group, g)
		b.repeated("anxiety", "treatment="+g, names, own)
		b.prepost("m0 -> m4", "treatment="+g, own[0], own[4], down)
	}
	b.ancova("m4", m[0], m[4], group, "Placebo", "Intervention")
	b.classes("m0 -> m4", "all", m[0], m[4], .8, down, 8, 4, "c")
	return b
}

func columnsOf(columns [][]float64, group []string, want string) [][]float64 {
	out := make([][]float64, len(columns))
	for k, c := range columns {
		out[k] = pick(c, group, want)
	}
	return out
}

func beatTheBlues(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "btheb"), book{}
	names := []string{"bdi.pre", "bdi.2m", "bdi.3m", "bdi.5m", "bdi.8m"}
	group := f.column(t, "treatment")
	var m [][]float64
	for _, n := range names {
		m = append(m, f.numbers(t, n))
	}
	b.repeated("bdi", "all", names, m)
	b.prepost("bdi.pre -> bdi.8m", "all", m[0], m[4], down)
	for _, g := range []string{"TAU", "BtheB"} {
		own := columnsOf(m, group, g)
		b.repeated("bdi", "treatment="+g, names, own)
		for k, n := range names {
			b.bands(n, "treatment="+g, own[k])
			if k > 0 {
				b.prepost("bdi.pre -> "+n, "treatment="+g, own[0], own[k], down)
			}
		}
		b.classes("bdi.pre -> bdi.8m", "treatment="+g, own[0], own[4], .93, down, 7.65, 5.9, "c")
	}
	d := minus(m[1], m[0])
	b.twoGroups("change bdi.2m - bdi.pre", "BtheB - TAU", pick(d, group, "BtheB"), pick(d, group, "TAU"))
	b.ancova("bdi.2m", m[0], m[1], group, "TAU", "BtheB")
	return b
}

// bands counts by the ranges the reference gives.
func (b book) bands(measure, group string, scores []float64) {
	var f cohort.Frequencies[string]
	for _, v := range there(scores) {
		switch {
		case v <= 13:
			f.Add("0-13")
		case v <= 19:
			f.Add("14-19")
		case v <= 28:
			f.Add("20-28")
		default:
			f.Add("29-63")
		}
	}
	for _, k := range []string{"0-13", "14-19", "20-28", "29-63"} {
		b.put("severity_band", measure, group, map[string]float64{"n " + k: float64(f.Count(k))})
	}
}

func claus(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "claus_2020"), book{}
	person := f.column(t, "id")
	for _, o := range []struct {
		name                  string
		d                     instruments.Direction
		reliability, mean, sd float64
	}{{"bdi", down, .93, 7.65, 5.9}, {"shaps", up, .86, 12, 2}, {"who", up, .84, 17, 4}, {"hamd", down, .8, 8, 8}} {
		ids, m := f.wide(t, person, "time", o.name, "1", "2", "3", "4")
		group := groupOf(person, f.column(t, "treatment"), ids)
		measure := o.name + " t1 -> t4"
		b.repeated(o.name, "all", []string{"t1", "t2", "t3", "t4"}, m)
		b.prepost(measure, "all", m[0], m[3], o.d)
		for _, g := range []string{"TAU", "PA"} {
			own := columnsOf(m, group, g)
			b.prepost(measure, "treatment="+g, own[0], own[3], o.d)
		}
		d := minus(m[3], m[0])
		b.twoGroups(o.name+" change t4 - t1", "PA - TAU", pick(d, group, "PA"), pick(d, group, "TAU"))
		b.ancova(o.name+" t4", m[0], m[3], group, "TAU", "PA")
		for _, cut := range []string{"a", "b", "c"} {
			b.classes(measure, "all", m[0], m[3], o.reliability, o.d, o.mean, o.sd, cut)
		}
		switch o.name {
		case "hamd":
			better, same, worse := judged(change.Percentage{Better: 0.5}, m[0], m[3], o.d)
			b.put(packaged, measure+"|50 % change", "all", map[string]float64{
				"n_improved": better, "n_unchanged": same, "n_deteriorated": worse,
			})
		case "who":
			b.describe("who x 4 (0-100) t1", "all", times(m[0], 4))
			low := 0
			for _, v := range there(m[0]) {
				if v < 13 {
					low++
				}
			}
			b.put("classification", "who raw < 13", "t1", map[string]float64{"n": float64(low)})
		}
	}
	return b
}

func times(values []float64, factor float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v * factor
	}
	return out
}

func couples(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "jacobson_1989"), book{}
	for _, o := range []struct {
		name                  string
		d                     instruments.Direction
		reliability, mean, sd float64
	}{{"das", up, .88, 114.8, 17.8}, {"gds", down, .97, 51.8, 9.7}} {
		_, m := f.wide(t, f.column(t, "subject"), "time", o.name, "pre", "post")
		b.prepost(o.name, "all", m[0], m[1], o.d)
		for _, cut := range []string{"a", "b", "c"} {
			b.classes(o.name, "all", m[0], m[1], o.reliability, o.d, o.mean, o.sd, cut)
		}
	}
	return b
}

func (b book) describe(measure, group string, values []float64) {
	var s cohort.Shape
	for _, v := range there(values) {
		s.Add(v)
	}
	q := cohort.Quantiles(there(values), .25, .5, .75)
	b.put("descriptive", measure, group, map[string]float64{
		"n": float64(s.N()), "n_missing": float64(len(values) - s.N()), "mean": s.Mean(), "sd": s.SD(), "variance": s.Variance(),
		"se_mean": s.SE(), "ci95_mean_low": s.Interval().Low, "ci95_mean_high": s.Interval().High,
		"min": s.Min(), "q25_type7": q[0], "median": q[1], "q75_type7": q[2], "max": s.Max(),
		"skew_g1": s.Skew(), "skew_G1": s.SkewSample(),
		"kurtosis_excess_g2": s.Kurtosis(), "kurtosis_excess_G2": s.KurtosisSample(),
	})
}

func frequency(b book, measure string, answers []string, keys ...string) {
	var f cohort.Frequencies[string]
	for _, a := range answers {
		f.Add(a)
	}
	for _, k := range keys {
		b.put("frequency", measure, "all", map[string]float64{"n " + k: float64(f.Count(k))})
	}
}

// paired keeps the places where both are there.
func paired(x, y []float64) (a, b []float64) {
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			a, b = append(a, x[i]), append(b, y[i])
		}
	}
	return a, b
}
