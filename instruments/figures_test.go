package instruments_test

import (
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
)

// The points are those of the reference collection, worked out there by 1.96 · √2 · SD · √(1 − r).
func TestChangePoints_agree_with_the_reference_collection(t *testing.T) {
	tests := []struct {
		id     instruments.ID
		change int
		points float64
		sure   instruments.Confidence
	}{
		{"phq-9", 0, 6, instruments.Recalled},
		{"phq-9", 1, 3.88, instruments.Recalled}, // SD 3.5, r 0.84
		{"core-10", 1, 6.40, instruments.Recalled},
		{"who-5", 0, 10, instruments.Verified},
		{"sdq", 0, 6.82, instruments.Recalled}, // SD 5.8, r 0.82
		{"sdq", 1, 8.51, instruments.Recalled}, // SD 5.8, r 0.72
		{"sdq", 2, 8.66, instruments.Recalled}, // SD 5.8, r 0.71
		{"sdq", 3, 6.00, instruments.Recalled}, // SD 6.0 verified, r 0.87 recalled
		{"sdq", 4, 6.45, instruments.Recalled}, // SD 5.2, r 0.80
		{"yp-core", 0, 8.3, instruments.Recalled},
		{"demo-checkin", 0, 4.96, instruments.OurOwn}, // 1.96 · √2 · 4 · √0.2
	}
	for _, tt := range tests {
		d := get(t, tt.id)
		f := &d.Change[tt.change]
		if got := d.ChangePoints(f); math.Abs(got-tt.points) > 0.005 {
			t.Errorf("%s change %d is %.4f points, want %v", tt.id, tt.change, got, tt.points)
		}
		if got := d.ChangeConfidence(f); got != tt.sure {
			t.Errorf("%s change %d is %s, want %s", tt.id, tt.change, got, tt.sure)
		}
	}
}

func TestWeakest_is_the_least_sure(t *testing.T) {
	tests := []struct {
		all  []instruments.Confidence
		want instruments.Confidence
	}{
		{[]instruments.Confidence{instruments.Verified, instruments.Derived}, instruments.Derived},
		{[]instruments.Confidence{instruments.Derived, instruments.Recalled, instruments.Verified}, instruments.Recalled},
		{[]instruments.Confidence{instruments.Convention, instruments.Partial}, instruments.Convention},
		{[]instruments.Confidence{instruments.Verified, "rumour"}, "rumour"},
		{[]instruments.Confidence{instruments.OurOwn}, instruments.OurOwn},
	}
	for _, tt := range tests {
		if got := instruments.Weakest(tt.all...); got != tt.want {
			t.Errorf("the weakest of %v is %s, want %s", tt.all, got, tt.want)
		}
	}
}

func TestFits_an_unknown_fact_fits_no_table_split_by_it(t *testing.T) {
	girls := instruments.Population{Informant: instruments.Self, Sex: instruments.Female, AgeFrom: 11, AgeTo: 13}
	tests := []struct {
		p    instruments.Population
		who  instruments.Informant
		sex  instruments.Sex
		age  int
		want bool
	}{
		{girls, instruments.Self, instruments.Female, 11, true},
		{girls, instruments.Self, instruments.Female, 13, true},
		{girls, instruments.Self, instruments.Female, 10, false},
		{girls, instruments.Self, instruments.Female, 14, false},
		{girls, instruments.Self, instruments.Female, -1, false},
		{girls, instruments.Self, "", 12, false},
		{girls, instruments.Self, instruments.Male, 12, false},
		{girls, instruments.Parent, instruments.Female, 12, false},
		{instruments.Population{AgeFrom: 18}, "", "", 90, true},
		{instruments.Population{AgeTo: 3}, "", "", 0, true},
		{instruments.Population{Country: "GB", Text: "x"}, instruments.Parent, "", -1, true},
	}
	for _, tt := range tests {
		if got := tt.p.Fits(tt.who, tt.sex, tt.age); got != tt.want {
			t.Errorf("%+v for %q %q %d: %v, want %v", tt.p, tt.who, tt.sex, tt.age, got, tt.want)
		}
	}
}
