package demo

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// TestAnswersAddUpToThePoints: what was drawn as a score is what the program makes of the answers.
func TestAnswersAddUpToThePoints(t *testing.T) {
	cat := catalogue(t)
	for _, c := range []struct {
		form      instruments.ID
		informant instruments.Informant
		most      int
		scale     instruments.ScaleID
		factor    float64 // the scale's value for one point
	}{
		{ypCore, instruments.Self, 40, "clinical_score", 1},
		{core10, instruments.Self, 40, "clinical", 1},
		{sdq, instruments.Parent, 40, "total", 1},
		{phq9, instruments.Self, 27, "total", 1},
		{who5, instruments.Self, 25, "percent", 4},
		{feedback, instruments.Self, 40, "total", 1},
	} {
		t.Run(string(c.form), func(t *testing.T) {
			def, err := cat.Get(c.form)
			if err != nil {
				t.Fatal(err)
			}
			scorer, err := scoring.Compile(def)
			if err != nil {
				t.Fatal(err)
			}
			k := newKey(def)
			if def.Scale(c.scale) == nil {
				t.Fatalf("no scale %s", c.scale)
			}
			rapid.Check(t, func(t *rapid.T) {
				sh := &sheet{points: rapid.IntRange(0, c.most).Draw(t, "points")}
				sh.Informant = c.informant
				answers := k.fill(newSource(rapid.Uint64().Draw(t, "seed"), 1), sh)
				got, err := scorer.Score(answers, scoring.Context{Informant: c.informant, Age: 15})
				if err != nil {
					t.Fatal(err)
				}
				if s := got.Scale(c.scale); s.Status != scoring.Scored || s.Value != c.factor*float64(sh.points) {
					t.Fatalf("%d points became %+v", sh.points, s)
				}
			})
		})
	}
}

func TestASettledAnswerStaysAndTheRestMakesUpForIt(t *testing.T) {
	def, err := catalogue(t).Get(ypCore)
	if err != nil {
		t.Fatal(err)
	}
	k := newKey(def)
	sh := &sheet{points: 24, fixed: map[int]int{selfHarmItem: 3}, skipped: map[int]bool{9: true}}
	for seed := range uint64(50) {
		answers := k.fill(newSource(seed, 1), sh)
		if answers[selfHarmItem-1] != instruments.Answer(3) || answers[8].State != instruments.Skipped {
			t.Fatalf("seed %d: %+v", seed, answers)
		}
	}
}
