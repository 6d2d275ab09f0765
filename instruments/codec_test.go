package instruments_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
)

func get(tb testing.TB, id instruments.ID) *instruments.Definition {
	tb.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	d, err := c.Get(id)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// drawSheet makes any sheet a definition allows.
func drawSheet(rt *rapid.T, d *instruments.Definition) instruments.Responses {
	r := d.NewResponses()
	for i := range r {
		switch instruments.ResponseState(rapid.IntRange(0, 3).Draw(rt, "state")) {
		case instruments.Answered:
			options := d.Set(d.Items[i].Set).Options
			r[i] = instruments.Answer(options[rapid.IntRange(0, len(options)-1).Draw(rt, "option")].Code)
		case instruments.Skipped:
			r[i] = instruments.Skip(instruments.SkipReason(rapid.IntRange(0, 4).Draw(rt, "reason")))
		case instruments.NotAsked:
			r[i] = instruments.Response{State: instruments.NotAsked}
		case instruments.Unanswered:
		}
	}
	return r
}

func TestResponses_survive_encoding(t *testing.T) {
	d := get(t, "sdq")
	rapid.Check(t, func(rt *rapid.T) {
		want := drawSheet(rt, d)
		text := want.Encode()
		got, err := instruments.DecodeResponses(text, d)
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
}

func TestResponses_are_written_for_people_to_read(t *testing.T) {
	r := instruments.Responses{
		instruments.Answer(2), instruments.Answer(0), instruments.Skip(instruments.NoReason),
		instruments.Skip(instruments.DoesNotWant), instruments.Skip(instruments.DoesNotUnderstand),
		instruments.Skip(instruments.DoesNotFit), instruments.Skip(instruments.DoesNotKnow),
		instruments.Skip(instruments.Unreadable),
		{},
		{State: instruments.NotAsked},
		instruments.Answer(-9),
	}
	if got, want := r.Encode(), "2,0,s,sw,su,sf,sk,sr,-,n,-9"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDecodeResponses_refuses_what_is_not_a_sheet(t *testing.T) {
	d := get(t, "audit-c") // three items, 0 to 4
	for _, text := range []string{
		"", "1", "1,2", "1,2,3,4", "1,2,", "1,2,x", "1,2,+3", "1,2,03", "1,2, 3", "1,2,s ", "1,2,sx", "1,2,sww", "1,2,--",
		"1,2,99999999999", "1,2,ss", "n,n,N", "1;2;3", strings.Repeat("1,", 1000),
	} {
		if r, err := instruments.DecodeResponses(text, d); !errors.Is(err, instruments.ErrResponses) {
			t.Errorf("%q gives %v, %v", text, r, err)
		}
	}
	_, err := instruments.DecodeResponses("1,2,5", d)
	var code *instruments.CodeNotOfferedError
	if !errors.As(err, &code) || code.Item != 3 || code.Code != 5 || len(code.Offered) != 5 {
		t.Errorf("a code that is not offered gives %v", err)
	}
}

func TestCheck_tells_an_unknown_item_from_an_unknown_code(t *testing.T) {
	d := get(t, "audit-c")
	if err := d.Check(3, 4); err != nil {
		t.Errorf("an offered code gives %v", err)
	}
	var item *instruments.UnknownItemError
	if err := d.Check(4, 0); !errors.As(err, &item) || item.Item != 4 {
		t.Errorf("item 4 of three gives %v", err)
	}
	var code *instruments.CodeNotOfferedError
	if err := d.Check(1, 7); !errors.As(err, &code) || code.Code != 7 {
		t.Errorf("code 7 gives %v", err)
	}
}

func FuzzDecodeResponses(f *testing.F) {
	d := get(f, "sdq")
	f.Add(strings.TrimSuffix(strings.Repeat("1,", 33), ","))
	f.Add(strings.TrimSuffix(strings.Repeat("su,", 33), ","))
	f.Add("2,0,s,sw,su,-,n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := instruments.DecodeResponses(text, d)
		if err != nil {
			return
		}
		if again := r.Encode(); again != text {
			t.Errorf("%q is written back as %q", text, again)
		}
	})
}
