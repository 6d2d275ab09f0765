package dataset

import (
	"testing"

	"github.com/mittari/mittari/instruments"
)

// TestLimits_whatWouldTellAgeOrGender: a score looked up by age tells it, whatever is made from that score does too, and a
// figure by sex tells it only when the gender is not shown anyway.
func TestLimits_whatWouldTellAgeOrGender(t *testing.T) {
	ages := instruments.Population{AgeFrom: 13, AgeTo: 15}
	girls := instruments.Population{Sex: instruments.Female}
	scale := func(id instruments.ScaleID, r instruments.Rule) instruments.Scale {
		return instruments.Scale{ID: id, Rule: r}
	}
	sum := instruments.Rule{Kind: instruments.RuleSum, Items: []int{1}}
	made := func(of ...instruments.ScaleID) instruments.Rule {
		r := instruments.Rule{Kind: instruments.RuleComposite}
		for _, id := range of {
			r.Scales = append(r.Scales, instruments.CompositeScale{Scale: id, Weight: 1})
		}
		return r
	}
	def := &instruments.Definition{
		Scales: []instruments.Scale{
			scale("plain", sum),
			scale("raw", sum),
			scale("t", instruments.Rule{Kind: instruments.RuleTScore, Of: "raw"}),
			scale("rank", instruments.Rule{Kind: instruments.RuleLookup, Of: "raw", Tables: []instruments.Table{{Population: girls}}}),
			scale("of-t", made("plain", "t")),
			scale("banded", sum),
			scale("cut", sum),
		},
		Norms:    []instruments.Norm{{Scale: "raw", Population: ages}},
		BandSets: []instruments.BandSet{{Scale: "banded", Population: ages}},
		Cutoffs:  []instruments.Cutoff{{Scale: "cut", Population: girls}},
	}
	shown := map[instruments.ScaleID]limits{
		"plain": {}, "raw": {figures: true}, "t": {true, true, true}, "rank": {}, "of-t": {true, true, true}, "banded": {bands: true}, "cut": {},
	}
	hidden := map[instruments.ScaleID]limits{"rank": {true, true, true}, "cut": {bands: true, figures: true}}
	for _, c := range []struct {
		name  string
		taken []Step
		check bool
	}{{"gender shown", nil, false}, {"gender hidden", []Step{DropGender}, false}, {"for a check", []Step{DropGender}, true}} {
		x := &index{o: &Options{ForCheck: c.check}, taken: c.taken, limits: map[*instruments.Scale]limits{}}
		for i := range def.Scales {
			s := &def.Scales[i]
			want := shown[s.ID]
			if h, ok := hidden[s.ID]; ok && len(c.taken) > 0 {
				want = h
			}
			if c.check {
				want = limits{}
			}
			if got := x.limitsOf(def, s); got != want {
				t.Errorf("%s, %s: %+v, want %+v", c.name, s.ID, got, want)
			}
		}
	}
}

// A score that is withheld is an empty cell that says so.
func TestScoreCells_withheld(t *testing.T) {
	s := &instruments.Scale{ID: "t"}
	x := &index{o: &Options{}, limits: map[*instruments.Scale]limits{s: {true, true, true}}}
	c := x.scoreCells(nil, &score{scale: s, value: 61, reported: 61, scored: true, band: "high", clinical: 1})
	if c.status != isWithheld || c.value.Set || c.reported.Set || c.band.Set || c.clinical.Set {
		t.Errorf("%+v", c)
	}
}
