package change_test

import (
	"math"
	"testing"

	"github.com/mittari/mittari/scoring/change"
)

// small is a cohort made up for working by hand: with SD 5 and r .84, SE is 2 and S_diff 2.8284.
func small() (change.Basis, change.Facts) {
	return change.Basis{Direction: worse, SD: 5, R: .84},
		change.Facts{FromMean: 20, FromSD: 5, ToMean: 15, ToSD: 6, R: .5}
}

// From 26 to 18, each index by hand:
//
//	jt   −8 ÷ 2.828427
//	en   (18 − (20 + .84·6)) ÷ 2 = −7.04 ÷ 2
//	gln  (18 − 20 − .84·6) ÷ (5·√(1 − .7056)) = −7.04 ÷ 2.712932
//	hll  (18 − 15 − .84·6) ÷ 2.712932 = −2.04 ÷ 2.712932
//	nk   −7.04 ÷ (5·√(.7056·.16 + .16)) = −7.04 ÷ 2.611972, and with r2 .5, −7.04 ÷ (5·√.612896)
//	ha   VD = 25 + 36 − 30 = 31, rdd = (31 − 2·4) ÷ 31 = 23/31,
//	     (−8·23/31 − 5·8/31) ÷ (√(23/31)·2.828427) = −(224/31) ÷ 2.436286
func TestMethods_on_one_person_worked_by_hand(t *testing.T) {
	b, f := small()
	later := f
	later.ToReliability = .5
	for _, c := range []struct {
		m     change.Method
		index float64
		class change.Class
	}{
		{change.JacobsonTruax{}, -2.828427, change.Improved},
		{change.EdwardsNunnally{Facts: f}, -3.52, change.Improved},
		{change.GulliksenLordNovick{Facts: f}, -2.594979, change.Improved},
		{change.HsuLinnLord{Facts: f}, -0.751954, change.Unchanged},
		{change.NunnallyKotsch{Facts: f}, -2.695281, change.Improved},
		{change.NunnallyKotsch{Facts: later}, -1.798494, change.Unchanged},
		{change.HagemanArrindell{Facts: f}, -2.965910, change.Improved},
	} {
		r := change.CompareBy(c.m, 26, 18, b)
		near(t, c.m.Name(), r.Index, c.index, 2e-6)
		if !r.HasIndex || r.Class != c.class {
			t.Errorf("%s: %s, want %s", c.m.Name(), r.Class, c.class)
		}
	}
}

// One who gained less than everyone else can be reliably worse, while the raw change is for the better.
func TestHsuLinnLord_compares_with_the_gain_of_the_others(t *testing.T) {
	b, f := small()
	f.ToMean = 8 // all of them gained twelve points; (18 − 8 − .84·(19 − 20)) ÷ 2.712932 = 10.84 ÷ 2.712932
	r := change.CompareBy(change.HsuLinnLord{Facts: f}, 19, 18, b)
	near(t, "index", r.Index, 3.995678, 2e-6)
	if r.Class != change.Deteriorated || r.Better != 1 {
		t.Errorf("%+v", r)
	}
}

// By hand: the second score drawn to its mean by r2 = (36 − 4) ÷ 36 = 8/9, the border 17, √r2·SE = 1.885618.
// 10 becomes 10.5556, 3.42 errors beyond; 14 becomes 14.1111, 1.53 errors, which is not enough; 24 becomes 23, 3.18 errors.
func TestHagemanArrindell_has_its_own_test_of_crossing(t *testing.T) {
	b, f := small()
	b.Cutoff = &change.Cutoff{Value: 17, ID: "c"}
	m := change.HagemanArrindell{Facts: f}
	for _, c := range []struct {
		from, to       float64
		own, plain     change.Crossing
		class, asPlain change.Class
	}{
		{26, 10, change.ToNonClinical, change.ToNonClinical, change.Recovered, change.Recovered},
		{26, 14, change.StayedClinical, change.ToNonClinical, change.Improved, change.Recovered},
		{12, 24, change.ToClinical, change.ToClinical, change.Harmed, change.Harmed},
		{12, 18, change.StayedNonClinical, change.ToClinical, change.Unchanged, change.Harmed},
	} {
		own, plain := change.CompareBy(m, c.from, c.to, b), change.Compare(c.from, c.to, b)
		if own.Crossing != c.own || own.Class != c.class {
			t.Errorf("%v to %v: %s, %s", c.from, c.to, own.Crossing, own.Class)
		}
		if plain.Crossing != c.plain || plain.Class != c.asPlain {
			t.Errorf("%v to %v by the plain comparison: %s, %s", c.from, c.to, plain.Crossing, plain.Class)
		}
	}
}

// Improvement and worsening are tested each one-sided: 1.8 errors are enough here and not elsewhere.
func TestHagemanArrindell_is_one_sided(t *testing.T) {
	b, f := small()
	f.ToMean = f.FromMean
	d := 1.8 * math.Sqrt2 * 2 / math.Sqrt(23.0/31)
	r := change.CompareBy(change.HagemanArrindell{Facts: f}, 20, 20-d, b)
	near(t, "index", r.Index, -1.8, 1e-12)
	if r.Class != change.Improved {
		t.Errorf("1.8 errors are %s", r.Class)
	}
}

func TestTrueSD(t *testing.T) {
	near(t, "5 and 3", change.TrueSD(5, 3), 4, 1e-12)
	near(t, "all error", change.TrueSD(2, 3), 0, 0)
}

func TestCohortMethods_cannot_tell_without_the_cohort(t *testing.T) {
	b, f := small()
	flat, wide := f, f
	flat.FromSD = 0
	wide.FromMean = math.NaN()
	for _, m := range change.CohortMethods() {
		for _, facts := range []change.Facts{{}, flat, wide} {
			if r := change.CompareBy(m.With(facts), 26, 10, b); r.Class != change.Unknown || r.HasIndex {
				t.Errorf("%s with %+v: %+v", m.Name(), facts, r)
			}
		}
		for _, basis := range []change.Basis{{Direction: worse, Points: 5}, {Direction: worse, SD: 5, R: 1}} {
			if r := change.CompareBy(m.With(f), 26, 10, basis); r.Class != change.Unknown {
				t.Errorf("%s without SD and r: %s", m.Name(), r.Class)
			}
		}
		if m.With(f).Name() != m.Name() {
			t.Errorf("%s changed its name", m.Name())
		}
	}
	noisy := b
	noisy.SD, noisy.R = 10, .5 // an SE of 7.07 is more than the whole spread of the cohort
	if r := change.CompareBy(change.HagemanArrindell{Facts: f}, 26, 10, noisy); r.Class != change.Unknown {
		t.Errorf("nothing but error: %+v", r)
	}
	narrow := change.Facts{FromSD: 2, ToSD: 10} // SE 2.5: nothing but error in the first scores, while changes vary
	if r := change.CompareBy(change.HagemanArrindell{Facts: narrow}, 26, 10, change.Basis{Direction: worse, SD: 5, R: .75}); r.Class != change.Unknown {
		t.Errorf("no true spread at first: %+v", r)
	}
	later := f
	later.ToReliability = 1
	if r := change.CompareBy(change.NunnallyKotsch{Facts: later}, 26, 10, b); r.Class != change.Unknown {
		t.Errorf("no form is without error: %+v", r)
	}
}

func TestEvidenceOf_every_method_and_rule(t *testing.T) {
	names := []string{
		"mid", "percentage", change.RuleAcross, change.RuleInformants, change.RuleAddedValue,
		change.RuleExpected, change.RuleXmR, change.RuleAlert, change.RuleGrowth,
	}
	for _, m := range change.Methods() {
		names = append(names, m.Name())
	}
	for _, m := range change.CohortMethods() {
		names = append(names, m.Name())
	}
	for _, name := range names {
		if e := change.EvidenceOf(name); e.Confidence == "" || len(e.Sources) == 0 && e.Note == "" {
			t.Errorf("%s has no evidence: %+v", name, e)
		}
	}
	for _, name := range []string{change.RuleAddedValue, change.RuleAlert, change.RuleExpected, change.RuleAcross} {
		if change.EvidenceOf(name).Confidence.Sure() {
			t.Errorf("%s may not be shown without its tag", name)
		}
	}
	if e := change.EvidenceOf("not a method"); e.Confidence != "" {
		t.Errorf("%+v", e)
	}
}
