package casework_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func TestPut_takes_items_in_any_order_and_is_on_disk(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	s := o.begun(young, "yp-core", store.FromPaper)
	o.must(s.Put(t.Context(), 4, instruments.Answer(3)))
	o.must(s.Put(t.Context(), 1, instruments.Skip(instruments.Unreadable)))
	var code *instruments.CodeNotOfferedError
	if err := s.Put(t.Context(), 2, instruments.Answer(5)); !errors.As(err, &code) {
		t.Errorf("a code that the item does not offer: %v", err)
	}
	var item *instruments.UnknownItemError
	if err := s.Put(t.Context(), 11, instruments.Answer(1)); !errors.As(err, &item) {
		t.Errorf("an item that the form does not have: %v", err)
	}
	o.reopen()
	s, err := o.desk.Resume(t.Context(), s.ID())
	o.must(err)
	if got := s.Administration().Responses.Encode(); got != "sr,-,-,3,-,-,-,-,-,-" {
		t.Errorf("stored %s", got)
	}
}

// TestForm_shows_what_an_answer_rules_out: AUDIT's first item at 0 leaves only its last two to ask.
func TestForm_shows_what_an_answer_rules_out(t *testing.T) {
	o := newOffice(t)
	_, _, guardian := o.family()
	s := o.begun(guardian, "audit", store.FromPaper)
	asked := func(cells []casework.Cell) (n int) {
		for _, c := range cells {
			if c.Asked {
				n++
			}
		}
		return n
	}
	all := s.Form("sv")
	if len(all) != 10 || asked(all) != 10 || all[0].Cue == s.Form("fi")[0].Cue {
		t.Fatalf("%d cells, %d asked, first %q", len(all), asked(all), all[0].Cue)
	}
	o.must(s.Put(t.Context(), 1, instruments.Answer(0)))
	if n := asked(s.Form("fi")); n >= 10 {
		t.Errorf("still %d asked", n)
	}
	second := s.Second()
	o.must(second.Put(t.Context(), 1, instruments.Answer(0)))
	if found := second.Mismatches("fi"); len(found) != 0 {
		t.Errorf("what neither asks differs: %+v", found)
	}
}

func TestSecond_keying_finds_slips_and_changes_nothing(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	s := o.begun(young, "who-5", store.FromPaper)
	second := s.Second()
	for i, codes := range [][2]int{{3, 3}, {2, 1}, {2, 2}, {3, 3}, {2, 4}} {
		o.must(s.Put(t.Context(), i+1, instruments.Answer(codes[0])))
		o.must(second.Put(t.Context(), i+1, instruments.Answer(codes[1])))
	}
	found := second.Mismatches("fi")
	var numbers []int
	for _, f := range found {
		numbers = append(numbers, f.Number)
	}
	if diff := cmp.Diff([]int{2, 5}, numbers); diff != "" {
		t.Fatal(diff)
	}
	if got := s.Administration().Responses.Encode(); got != "3,2,2,3,2" {
		t.Errorf("the second keying changed the first: %s", got)
	}
	o.must(s.Decided(t.Context(), found, []instruments.Response{found[0].First, found[1].Second}))
	if got := s.Administration().Responses.Encode(); got != "3,2,2,3,4" {
		t.Errorf("decided %s", got)
	}
	if err := second.Put(t.Context(), 2, instruments.Answer(9)); err == nil {
		t.Error("the second keying takes a code that is not offered")
	}
}

// TestSecond_keying_goes_on_after_a_break: each response of it is on disk when Put returns, apart from the first, and it
// goes when the differences are decided.
func TestSecond_keying_goes_on_after_a_break(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	s := o.begun(young, "who-5", store.FromPaper)
	for i, code := range []int{3, 2, 2, 3, 2} {
		o.must(s.Put(t.Context(), i+1, instruments.Answer(code)))
	}
	again := func() {
		t.Helper()
		o.reopen()
		var err error
		s, err = o.desk.Resume(t.Context(), s.ID())
		o.must(err)
	}
	o.must(s.Second().Put(t.Context(), 1, instruments.Answer(3)))
	again()
	o.must(s.Second().Put(t.Context(), 2, instruments.Answer(1)))
	o.must(s.Put(t.Context(), 5, instruments.Answer(4))) // the first is mended meanwhile
	again()
	a := s.Administration()
	if diff := cmp.Diff([2]string{"3,2,2,3,4", "3,1,-,-,-"}, [2]string{a.Responses.Encode(), a.Second.Encode()}); diff != "" {
		t.Fatal(diff)
	}
	found := s.Second().Mismatches("fi")
	first := make([]instruments.Response, len(found))
	for i := range found {
		first[i] = found[i].First
	}
	o.must(s.Decided(t.Context(), found, first))
	again()
	if a := s.Administration(); a.Second != nil {
		t.Errorf("the second keying is still there: %s", a.Second.Encode())
	}
}

func TestAnswers_are_never_dated_ahead(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	p := o.plan(young, "who-5", store.Start)
	p.Mode, p.Answered = store.FromPaper, o.desk.Date().AddDays(1)
	if _, err := o.desk.Begin(t.Context(), p); !errors.Is(err, casework.ErrAfterToday) {
		t.Errorf("tomorrow: %v", err)
	}
	p.Answered = o.desk.Date()
	_, err := o.desk.Begin(t.Context(), p)
	o.must(err)
}

// TestPaperForms_are_what_may_lie_on_the_pile: what is due, then after a form first the same person, then the same form
// of others in the role, also where the plan does not ask it; and what can be begun.
func TestPaperForms_are_what_may_lie_on_the_pile(t *testing.T) {
	o := newOffice(t)
	f, young, guardian := o.family()
	_, err := o.desk.AddPerson(t.Context(), f.ID, casework.NewPerson{Role: store.Guardian, Lang: "sv"})
	o.must(err)
	_, other, _ := o.family()
	rows, err := o.desk.PaperForms(t.Context(), nil)
	o.must(err)
	if len(rows) == 0 {
		t.Fatal("nothing on the pile")
	}
	for _, r := range rows {
		if r.Plan.Mode != store.FromPaper || !r.Plan.Answered.IsZero() || r.Plan.Instrument == casework.GoalsForm {
			t.Errorf("%+v", r)
		}
		_, err := o.desk.Begin(t.Context(), r.Plan)
		o.must(err)
	}
	after := o.plan(guardian, "sdq", store.Start)
	after.Informant, after.Subject = instruments.Parent, young.ID
	rows, err = o.desk.PaperForms(t.Context(), &after)
	o.must(err)
	place := map[string]int{}
	for i, r := range rows {
		key := string(r.Plan.Instrument) + " " + r.Person
		if _, ok := place[key]; !ok {
			place[key] = i + 1
		}
	}
	second := f.Code + "-H2"
	if at := place["sdq "+second]; at == 0 || at < place["core-10 "+guardian.Code] || at > place["core-10 "+second] {
		t.Errorf("the form of the other guardian has place %d: %v", at, place)
	}
	if place["sdq "+young.Code] != 0 || place["yp-core "+other.Code] < place["yp-core "+young.Code] {
		t.Errorf("order %v", place)
	}
	for _, r := range rows {
		if r.Plan.Instrument == "sdq" && (r.Plan.Informant != instruments.Parent || r.Subject != young.Code || r.Due) {
			t.Errorf("%+v", r)
		}
	}
}
