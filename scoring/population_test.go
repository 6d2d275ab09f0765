package scoring_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// gate is a form of three items of which the second and third are asked when the first is above 0.
func gate() *instruments.Definition {
	def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(3), Reversed: []int{2}},
		instruments.Missing{Policy: instruments.MissingNone}, instruments.Rounding{}, 4, 0, 1, 2)
	for _, i := range []int{1, 2} {
		def.Items[i].Asked = &instruments.Condition{Item: 1, Codes: []int{1, 2}, Otherwise: 0}
	}
	def.Items[3].Asked = &instruments.Condition{Item: 3, Codes: []int{2}, Otherwise: 0}
	def.Risks = []instruments.RiskRule{{Item: 3, AtLeast: new(1.0)}}
	return def
}

func TestScorer_items_ruled_out_by_an_earlier_answer(t *testing.T) {
	for _, c := range []struct {
		name                   string
		sheet                  instruments.Responses
		status                 scoring.Status
		value                  float64
		answered, asked, known int
		risk                   scoring.RiskState
	}{
		{"ruled out: counts 0, also where it would be reversed", sheet(0, -1, -1, -1), scoring.Scored, 0, 1, 1, 3, scoring.RiskNone},
		{"what is recorded for it all the same does not count", sheet(0, 2, 2, 2), scoring.Scored, 0, 1, 1, 3, scoring.RiskNone},
		{"asked and answered", sheet(1, 0, 2, 0), scoring.Scored, 5, 4, 4, 3, scoring.RiskFlagged},
		{"asked and not answered", sheet(1, -1, 2, 1), scoring.CannotBeScored, 0, 3, 4, 2, scoring.RiskFlagged},
		{"the earlier item itself is unanswered", sheet(-1, -1, -1, -1), scoring.CannotBeScored, 0, 0, 4, 0, scoring.RiskUnanswered},
		{"and rules nothing out", sheet(-1, 1, 0, -1), scoring.CannotBeScored, 0, 2, 3, 2, scoring.RiskNone},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := score(t, gate(), c.sheet, scoring.Context{})
			s := r.Scale("total")
			if s.Status != c.status || s.Value != c.value || s.Prorated || s.Answered != c.known {
				t.Errorf("total is %+v", s)
			}
			if r.Answered != c.answered || r.Asked != c.asked {
				t.Errorf("%d of %d answered", r.Answered, r.Asked)
			}
			if r.Risks[0].State != c.risk {
				t.Errorf("risk is %s, want %s", r.Risks[0].State, c.risk)
			}
		})
	}
}

func TestScorer_prorating_does_not_hide_an_unanswered_risk_item(t *testing.T) {
	codes := make([]int, 25)
	codes[18] = -1
	r := score(t, fiveScales(), sheet(codes...), scoring.Context{Informant: instruments.Parent})
	if d := r.Scale("d"); d.Status != scoring.Scored || !d.Prorated {
		t.Fatalf("d is %+v", d)
	}
	if len(r.Risks) != 1 || r.Risks[0].State != scoring.RiskUnanswered {
		t.Errorf("risks are %+v", r.Risks)
	}
}

func TestContext_Fits(t *testing.T) {
	child := instruments.Population{AgeTo: 17}
	for _, c := range []struct {
		p    instruments.Population
		ctx  scoring.Context
		want bool
	}{
		{instruments.Population{Country: "FI", Text: "a sample"}, scoring.Context{Age: -1}, true},
		{child, scoring.Context{Age: 0}, true},
		{child, scoring.Context{Age: 17}, true},
		{child, scoring.Context{Age: 18}, false},
		{child, scoring.Context{Age: -1}, false},
		{instruments.Population{AgeFrom: 18}, scoring.Context{Age: 90}, true},
		{instruments.Population{AgeFrom: 18}, scoring.Context{Age: 17}, false},
		{instruments.Population{Sex: instruments.Female}, scoring.Context{}, false},
		{instruments.Population{Informant: instruments.Parent}, scoring.Context{}, false},
		{instruments.Population{Informant: instruments.Parent}, scoring.Context{Informant: instruments.Parent}, true},
	} {
		if got := c.ctx.Fits(c.p); got != c.want {
			t.Errorf("%+v for %+v: %t", c.p, c.ctx, got)
		}
	}
}

func TestScorer_gives_each_informant_the_own_form_only(t *testing.T) {
	def := gate()
	def.Items[1].Informants = []instruments.Informant{instruments.Parent}
	def.Scales[0].Informants = []instruments.Informant{instruments.Parent}
	def.Scales = append(def.Scales, instruments.Scale{
		ID: "short", Rule: instruments.Rule{Kind: instruments.RuleSum, Items: []int{1, 3}},
		Missing: instruments.Missing{Policy: instruments.MissingNone}, Informants: []instruments.Informant{instruments.Teacher},
	})
	def.Risks = append(def.Risks, instruments.RiskRule{Item: 2, AtLeast: new(2.0)})
	scorer := compile(t, def)
	var r scoring.Result
	for _, c := range []struct {
		who   instruments.Informant
		want  []instruments.ScaleID
		asked int
		risks int
	}{
		{instruments.Teacher, []instruments.ScaleID{"short"}, 3, 1},
		{instruments.Parent, []instruments.ScaleID{"total"}, 4, 2},
		{"", []instruments.ScaleID{"total", "short"}, 4, 2},
		{instruments.Teacher, []instruments.ScaleID{"short"}, 3, 1},
	} {
		if err := scorer.ScoreInto(&r, sheet(1, 0, 2, 0), scoring.Context{Informant: c.who}); err != nil {
			t.Fatal(err)
		}
		var got []instruments.ScaleID
		for _, s := range r.Scales {
			got = append(got, s.Scale)
			if s.Status != scoring.Scored {
				t.Errorf("%s for %q: %+v", s.Scale, c.who, s)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" || r.Asked != c.asked || len(r.Risks) != c.risks {
			t.Errorf("%q: asked %d, %d risks\n%s", c.who, r.Asked, len(r.Risks), d)
		}
	}
}

func TestScorer_bands_and_cutoffs_by_population(t *testing.T) {
	def := one(instruments.Rule{Kind: instruments.RuleSum, Items: upTo(2), Multiplier: 0.5},
		instruments.Missing{Policy: instruments.MissingNone}, instruments.Rounding{}, 2, 0, 1, 2, 3, 4, 5)
	girl := instruments.Population{Sex: instruments.Female, AgeFrom: 11, AgeTo: 16, Country: "FI"}
	def.BandSets = []instruments.BandSet{
		bands("severity", "total", girl, 0, 2, 3),
		bands("severity", "total", instruments.Population{Sex: instruments.Male}, 0, 3, 4),
		bands("national", "total", instruments.Population{AgeFrom: 18}, 0, 4, 5),
		bands("national", "total", instruments.Population{Informant: instruments.Self}, 0, 1, 5),
		bands("other scale", "elsewhere", instruments.Population{}, 0),
	}
	def.Cutoffs = []instruments.Cutoff{
		{ID: "girls", Name: "screen", Scale: "total", Value: 2, Clinical: instruments.AtOrAbove, Population: girl},
		{ID: "self", Name: "screen", Scale: "total", Value: 4, Clinical: instruments.AtOrAbove, Population: instruments.Population{Informant: instruments.Self}},
		{ID: "low", Name: "low", Scale: "total", Value: 3, Clinical: instruments.AtOrBelow},
	}
	scorer := compile(t, def)
	for _, c := range []struct {
		name string
		ctx  scoring.Context
		want []string
	}{
		{"a girl of 11", scoring.Context{Informant: instruments.Self, Sex: instruments.Female, Age: 11}, []string{"severity high", "national middle", "girls true", "low true"}},
		{"of 16", scoring.Context{Sex: instruments.Female, Age: 16}, []string{"severity high", "girls true", "low true"}},
		{"of 17", scoring.Context{Informant: instruments.Self, Sex: instruments.Female, Age: 17}, []string{"national middle", "self false", "low true"}},
		{"a woman: the first table that fits is taken", scoring.Context{Informant: instruments.Self, Sex: instruments.Female, Age: 30}, []string{"national low", "self false", "low true"}},
		{"a boy", scoring.Context{Sex: instruments.Male, Age: 12}, []string{"severity middle", "low true"}},
		{"nothing known matches no split table", scoring.Context{Age: -1}, []string{"low true"}},
		{"age unknown", scoring.Context{Sex: instruments.Female, Age: -1}, []string{"low true"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := scorer.Score(sheet(2, 3), c.ctx) // (2 + 3) ÷ 2 = 2.5, reported as 3
			if err != nil {
				t.Fatal(err)
			}
			s := r.Scale("total")
			var got []string
			for _, b := range s.Bands {
				got = append(got, b.Set.Name+" "+b.Band.Code)
			}
			for _, k := range s.Cutoffs {
				got = append(got, k.Cutoff.ID+map[bool]string{true: " true", false: " false"}[k.Clinical])
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
	def.Scales[0].BandsOn = instruments.BandsOnExact
	r := score(t, def, sheet(2, 3), scoring.Context{Sex: instruments.Male, Age: 12})
	if b := r.Scale("total").Band(); b == nil || b.Band.Code != "low" {
		t.Errorf("the exact value 2.5 lies below 3, but its band is %+v", b)
	}
}
