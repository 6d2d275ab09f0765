package cohort_test

import (
	"math"
	"slices"
	"testing"

	"github.com/mittari/mittari/scoring/cohort"
)

func bigFivePersons(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "bfi"), book{}
	all := map[string]*sheets{}
	for name, items := range map[string][]string{
		"agree":         {"-A1", "A2", "A3", "A4", "A5"},
		"conscientious": {"C1", "C2", "C3", "-C4", "-C5"},
		"extraversion":  {"-E1", "-E2", "E3", "E4", "E5"},
		"neuroticism":   {"N1", "N2", "N3", "N4", "N5"},
		"openness":      {"O1", "-O2", "O3", "O4", "-O5"},
	} {
		s := scoreFrame(t, f, form{items, 1, 6})
		s.checkScores(t, "bfi", name+".")
		b.scale(name, "all", s)
		m := momentsOf(s.scores[answered])
		b.put("psych_scoreItems", name, "all", map[string]float64{
			"mean_of_means": m.Mean(), "alpha_pairwise": s.gathered().Reliability().AlphaPairwise,
		})
		all[name] = s
	}
	gender := f.column(t, "gender")
	for _, g := range []string{"1", "2"} {
		for _, name := range []string{"agree", "neuroticism"} {
			b.describe(name+".mean_answered", "gender="+g, pick(all[name].scores[answered], gender, g))
		}
	}
	n := all["neuroticism"].scores[answered]
	b.twoGroups("neuroticism.mean_answered", "gender 2 - gender 1", pick(n, gender, "2"), pick(n, gender, "1"))
	return b
}

func typeD(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "ds14"), book{}
	na := scoreFrame(t, f, form{[]string{"Na2", "Na4", "Na5", "Na7", "Na9", "Na12", "Na13"}, 0, 4})
	si := scoreFrame(t, f, form{[]string{"-Si1_neg", "-Si3_neg", "Si6", "Si8", "Si10", "Si11", "Si14"}, 0, 4})
	na.checkScores(t, "ds14", "NA_.")
	si.checkScores(t, "ds14", "SI.")
	b.scale("negative_affectivity", "all", na)
	b.scale("social_inhibition", "all", si)
	var kinds cohort.Frequencies[string]
	for i, x := range na.scores[allAnswered] {
		y := si.scores[allAnswered][i]
		switch {
		case math.IsNaN(x) || math.IsNaN(y):
			kinds.Add("unclassified")
		case x >= 10 && y >= 10:
			kinds.Add("type D")
		default:
			kinds.Add("not type D")
		}
	}
	yes, no := float64(kinds.Count("type D")), float64(kinds.Count("not type D"))
	b.put("classification", "type_D", "all", map[string]float64{
		"n_classified": yes + no, "n_type_D": yes, "n_not_type_D": no, "n_unclassified": float64(kinds.Count("unclassified")),
	})
	return b
}

func mood(t *testing.T) book {
	t.Helper()
	b := book{}
	s := scoreFrame(t, readFrame(t, "ehd"), form{numbered("e", 20), 0, 4})
	s.checkScores(t, "ehd", "ehd.")
	b.scale("total", "all", s)
	return b
}

func carers(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "efc"), book{}
	s := scoreFrame(t, f, form{[]string{"c83cop2", "c84cop3", "c85cop4", "c86cop5", "c87cop6", "c88cop7"}, 1, 4})
	s.checkScores(t, "efc", "neg6.")
	b.scale("cope_negative_6", "all", s)
	for _, name := range []string{"neg_c_7", "pos_v_4", "quol_5", "barthtot", "c12hour"} {
		b.describe(name, "all", f.numbers(t, name))
	}
	x, y := paired(s.scores[allAnswered], f.numbers(t, "neg_c_7"))
	b.put("correlation", "neg6_sum x neg_c_7", "all", map[string]float64{
		"pearson_r":    gatherPairs(x, y).Statistics().R,
		"spearman_rho": cohort.Spearman(x, y),
	})
	return b
}

func gatherPairs(x, y []float64) *cohort.Pairs {
	p, _ := complete(x, y)
	return p
}

func gratitude(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "youth_gratitude"), book{}
	losd := append([]string{"losd_1"}, "-losd_2", "-losd_3", "-losd_4", "-losd_5", "-losd_6")
	for name, one := range map[string]form{
		"gq6": {numbered("gq6_", 6), 1, 7}, "gac": {numbered("gac_", 3), 1, 5}, "losd": {losd, 1, 9},
		"sa": {numbered("sa_", 6), 1, 9}, "ao": {numbered("ao_", 4), 1, 9},
	} {
		s := scoreFrame(t, f, one)
		s.checkScores(t, "youth_gratitude", name+".")
		b.scale(name, "all", s)
		switch name {
		case "losd":
			ages := f.column(t, "agegroup")
			for _, g := range slices.Compact(slices.Sorted(slices.Values(ages))) {
				b.describe("losd.sum_all_answered", "agegroup="+g, pick(s.scores[allAnswered], ages, g))
			}
		case "ao":
			b.scale("ao_valid", "all", withoutImpossible(t, s))
		}
	}
	return b
}

// withoutImpossible takes answers above the scale's range for unanswered.
func withoutImpossible(t *testing.T, s *sheets) *sheets {
	t.Helper()
	columns := make([][]float64, len(s.columns))
	for i, column := range s.columns {
		columns[i] = slices.Clone(column)
		for p, v := range column {
			if v > s.high {
				columns[i][p] = math.NaN()
			}
		}
	}
	valid := score(t, s.form, columns)
	valid.checkScores(t, "youth_gratitude", "ao_valid.")
	return valid
}

func environment(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "environment_text"), book{}
	words := []string{"not very concerned", "slightly concerned", "very concerned"}
	one := form{[]string{"LeadPetrol", "RiverSea", "RadioWaste", "AirPollution", "Chemicals", "Nuclear"}, 1, 3}
	var columns [][]float64
	for _, item := range one.items {
		cells := f.column(t, item)
		frequency(b, item, cells, words...)
		column := make([]float64, len(cells))
		for i, c := range cells {
			column[i] = float64(slices.Index(words, c) + 1)
		}
		columns = append(columns, column)
	}
	s := score(t, one, columns)
	s.checkScores(t, "environment_text", "concern.")
	b.scale("concern", "all", s)
	return b
}

// adjectives are the columns of the data set sai; the calm ones are reversed.
func adjectives(head []string) form {
	calm := []string{"calm", "secure", "at.ease", "rested", "comfortable", "confident", "relaxed", "content", "joyful", "pleasant"}
	var items []string
	for _, name := range head[3:23] {
		if slices.Contains(calm, name) {
			name = "-" + name
		}
		items = append(items, name)
	}
	return form{items, 1, 4}
}

func stateAnxiety(t *testing.T) book {
	t.Helper()
	f, b := readFrame(t, "sai"), book{}
	one := adjectives(f.head)
	s := scoreFrame(t, f, one)
	s.checkScores(t, "sai", "")
	for _, at := range []string{"1", "2", "3", "4"} {
		b.scale("state_anxiety", "time="+at, scoreFrame(t, f.where(t, "time", at), one))
	}
	study, when, person := f.column(t, "study"), f.column(t, "time"), f.column(t, "id")
	for i := range person {
		person[i] = study[i] + " " + person[i]
	}
	wide := func(rule string, names []string, at ...string) [][]float64 {
		var who, times []string
		var scores []float64
		for i := range study {
			if names == nil || slices.Contains(names, study[i]) {
				who, times, scores = append(who, person[i]), append(times, when[i]), append(scores, s.scores[rule][i])
			}
		}
		_, m := spread(who, times, scores, at...)
		return m
	}
	for _, name := range []string{"VALE", "Cart", "FLAT", "XRAY"} {
		m := wide(allAnswered, []string{name}, "1", "2")
		b.prepost("state_anxiety."+allAnswered, "study="+name, m[0], m[1], down)
	}
	for _, rule := range []string{allAnswered, fourFifths} {
		m := wide(rule, nil, "1", "2")
		// Prorated scores are not whole, and ours may differ from those of R in their last bits.
		m[0], m[1] = cohort.Levelled(m[0]), cohort.Levelled(m[1])
		b.prepost("state_anxiety."+rule, "all studies with times 1 and 2", m[0], m[1], down)
	}
	b.repeated("state_anxiety."+allAnswered, "study=VALE", []string{"t1", "t2", "t3", "t4"}, wide(allAnswered, []string{"VALE"}, "1", "2", "3", "4"))
	b.repeated("state_anxiety."+allAnswered, "study=FLAT", []string{"t1", "t2", "t3"}, wide(allAnswered, []string{"FLAT"}, "1", "2", "3"))
	return b
}
