package casework_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// Day 0 is 2 March 2026; 91 days later is 1 June, and the window opens three weeks before.
func TestNext_isProposedByThePlan(t *testing.T) {
	o := newOffice(t)
	_, young, guardian := o.family()
	id := o.complete(o.plan(young, "yp-core", store.Start), 2, 1, 2, 0, 3, 2, 1, 3, 2, 2)
	v, err := o.desk.Result(t.Context(), id)
	o.must(err)
	want := &casework.NextRow{
		Wave: store.ThreeMonths, Date: storetest.Day(t, "2026-06-01"), Opens: storetest.Day(t, "2026-05-11"), Closes: storetest.Day(t, "2026-06-22"),
	}
	if diff := cmp.Diff(want, v.Next); diff != "" {
		t.Error(diff)
	}
	o.now = o.now.AddDate(0, 0, 100) // within the window: it is due, and six months are next
	f, err := o.desk.Family(t.Context(), guardian.Family)
	o.must(err)
	if f.Next == nil || f.Next.Wave != store.SixMonths || f.Next.Date != storetest.Day(t, "2026-08-31") {
		t.Errorf("on day 100: %+v", f.Next)
	}
	o.now = o.now.AddDate(0, 0, 150)
	if f, err = o.desk.Family(t.Context(), guardian.Family); err != nil || f.Next != nil {
		t.Errorf("when only the end is left, whose day nobody knows: %+v, %v", f.Next, err)
	}
}

// strengths gives the strengths form about a young person by somebody, with every item rated the same.
func (o *office) strengths(subject, by store.Person, who instruments.Informant, rating int) {
	o.t.Helper()
	p := o.plan(by, "sdq", store.Start)
	p.Subject, p.Informant, p.Mode = subject.ID, who, store.FromPaper
	codes := make([]int, 26)
	for i := range codes {
		codes[i] = rating
	}
	codes[25] = 0
	o.complete(p, codes...)
}

func TestPerson_putsInformantsBesideEachOtherUnlessAnswersAreApart(t *testing.T) {
	o := newOffice(t)
	f, young, guardian := o.family()
	o.strengths(young, young, instruments.Self, 0)
	o.now = o.now.AddDate(0, 0, 20)
	o.strengths(young, guardian, instruments.Parent, 2)
	v, err := o.desk.Person(t.Context(), young.ID)
	o.must(err)
	paired := 0
	for i := range v.Series {
		s := &v.Series[i]
		for _, b := range s.Beside {
			other := v.Series[b.Series]
			if other.Scale.ID != s.Scale.ID || other.Informant == s.Informant || b.One == nil || b.Other == nil {
				t.Errorf("%s by %s beside %+v", s.Scale.ID, s.Respondent, b)
			}
			paired++
			if s.Scale.ID == "total" && s.Informant == instruments.Self {
				wantApart(t, b.Apart)
			}
		}
	}
	if paired == 0 || paired%2 != 0 {
		t.Fatalf("%d pairs", paired)
	}
	o.must(o.desk.SetAnswersApart(t.Context(), f.ID, true))
	v, err = o.desk.Person(t.Context(), young.ID)
	o.must(err)
	for _, s := range v.Series {
		if len(s.Beside) > 0 {
			t.Errorf("%s by %s stands beside another's although answers are kept apart", s.Scale.ID, s.Respondent)
		}
	}
}

// With every item rated 0 the four difficulty scales come to 0 + 2 + 4 + 4 = 10, with 2 to 10 + 8 + 6 + 6 = 30, because
// five of their items are reversed. In the norms of each form that is (10 − 10.3) ÷ 5.2 and (30 − 7.8) ÷ 5.5, and a
// lower number is better: 4.036 + 0.058 = 4.094.
func wantApart(t *testing.T, got *change.Disagreement) {
	t.Helper()
	if got == nil || !got.Beyond || math.Abs(got.Difference-4.094) > 0.001 {
		t.Errorf("apart by %+v, want 4.094 and beyond error", got)
	}
	if got != nil && got.Evidence.Confidence.Sure() {
		t.Errorf("told as sure: %+v", got.Evidence)
	}
}

// A girl's distress grows from 6 to 30 on a form of 0–40 while her guardian sees the difficulties fall from 30 to 10.
func TestPerson_tellsOppositeChangesByDifferentRespondents(t *testing.T) {
	o := newOffice(t)
	f, young, guardian := o.family()
	o.complete(o.plan(young, "yp-core", store.Start), 0, 0, 3, 0, 3, 0, 1, 0, 1, 2)
	o.strengths(young, guardian, instruments.Parent, 2)
	o.now = o.now.AddDate(0, 3, 0)
	o.complete(o.plan(young, "yp-core", store.ThreeMonths), 4, 3, 1, 0, 1, 4, 4, 3, 4, 2)
	o.strengths(young, guardian, instruments.Parent, 0)
	v, err := o.desk.Person(t.Context(), young.ID)
	o.must(err)
	if first := v.Series[0]; first.Respondent != young.Code || first.Ref.ID != "yp-core" {
		t.Errorf("the first curve is %s by %s, want her own", first.Ref.ID, first.Respondent)
	}
	if len(v.Opposed) != 1 || v.Series[v.Opposed[0].Worse].Ref.ID != "yp-core" || v.Series[v.Opposed[0].Better].Ref.ID != "sdq" {
		t.Fatalf("opposed: %+v", v.Opposed)
	}
	o.must(o.desk.SetAnswersApart(t.Context(), f.ID, true))
	if v, err = o.desk.Person(t.Context(), young.ID); err != nil || len(v.Opposed) != 0 {
		t.Errorf("with answers apart: %+v, %v", v.Opposed, err)
	}
}
