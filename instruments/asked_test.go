package instruments_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
)

// path lists the item numbers that are asked, from the first to the last.
func path(d *instruments.Definition, r instruments.Responses, who instruments.Informant) []int {
	var numbers []int
	for i := d.NextAsked(r, -1, who); i >= 0; i = d.NextAsked(r, i, who) {
		numbers = append(numbers, d.Items[i].Number)
	}
	return numbers
}

func TestNextAsked_follows_the_answers(t *testing.T) {
	d := get(t, "audit-c")
	tests := map[string]struct {
		first instruments.Response
		want  []int
	}{
		"not answered yet":        {instruments.Response{}, []int{1, 2, 3}},
		"drinks":                  {instruments.Answer(2), []int{1, 2, 3}},
		"does not drink":          {instruments.Answer(0), []int{1}},
		"passed over":             {instruments.Skip(instruments.DoesNotWant), []int{1, 2, 3}},
		"recorded as not offered": {instruments.Response{State: instruments.NotAsked}, []int{1, 2, 3}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := d.NewResponses()
			r[0] = tt.first
			if diff := cmp.Diff(tt.want, path(d, r, instruments.Self)); diff != "" {
				t.Errorf("asked items (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAsked_leaves_out_items_of_another_informants_form(t *testing.T) {
	d := get(t, "sdq")
	r := d.NewResponses()
	for _, number := range []int{29, 32} {
		i := d.ItemIndex(number)
		if d.Asked(r, i, instruments.Teacher) {
			t.Errorf("a teacher is asked item %d", number)
		}
		if !d.Asked(r, i, instruments.Parent) {
			t.Errorf("a parent is not asked item %d", number)
		}
	}
	if d.Scale("impact").On(instruments.Teacher) || !d.Scale("impact_teacher").On(instruments.Teacher) {
		t.Error("a teacher's form has the wrong impact scale")
	}
}

func TestSettle_marks_what_is_not_asked_and_takes_it_back(t *testing.T) {
	d := get(t, "audit-c")
	r := d.NewResponses()
	r[0], r[1] = instruments.Answer(0), instruments.Answer(3)
	d.Settle(r, instruments.Self)
	want := instruments.Responses{instruments.Answer(0), {State: instruments.NotAsked}, {State: instruments.NotAsked}}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("after the first answer ruled the others out (-want +got):\n%s", diff)
	}
	r[0] = instruments.Answer(1)
	d.Settle(r, instruments.Self)
	if diff := cmp.Diff(instruments.Responses{instruments.Answer(1), {}, {}}, r); diff != "" {
		t.Errorf("after the first answer was corrected (-want +got):\n%s", diff)
	}
}

func TestAsked_a_chain_is_ruled_out_as_a_whole(t *testing.T) {
	condition := func(item int) *instruments.Condition { return &instruments.Condition{Item: item, Codes: []int{1}} }
	d := &instruments.Definition{
		ResponseSets: []instruments.ResponseSet{{ID: "yes", Options: []instruments.Option{{Code: 0}, {Code: 1, Value: 1}}}},
		Items: []instruments.Item{
			{Number: 1, Set: "yes"},
			{Number: 2, Set: "yes", Asked: condition(1)},
			{Number: 3, Set: "yes", Asked: condition(2)},
		},
	}
	r := instruments.Responses{instruments.Answer(0), instruments.Answer(1), {}}
	if !d.RuledOut(r, 1) || !d.RuledOut(r, 2) {
		t.Error("an item that hangs on a ruled-out one is still asked")
	}
}

func TestNextAsked_and_back_are_mirror_images(t *testing.T) {
	d := get(t, "sdq")
	rapid.Check(t, func(rt *rapid.T) {
		r := drawSheet(rt, d)
		who := rapid.SampledFrom(d.Informants).Draw(rt, "who")
		forward := path(d, r, who)
		var back []int
		for i := d.PreviousAsked(r, len(d.Items), who); i >= 0; i = d.PreviousAsked(r, i, who) {
			back = append([]int{d.Items[i].Number}, back...)
		}
		if diff := cmp.Diff(forward, back); diff != "" {
			rt.Fatalf("forward and back (-forward +back):\n%s", diff)
		}
		d.Settle(r, who)
		once := r.Encode()
		d.Settle(r, who)
		if r.Encode() != once {
			rt.Fatal("settling twice is not settling once")
		}
	})
}
