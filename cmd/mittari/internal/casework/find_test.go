package casework_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// codes are what was found, in order.
func codes(found []casework.Found) []string {
	var out []string
	for _, f := range found {
		code := f.Family.Code
		if f.Person.Code != "" {
			code = f.Person.Code
		}
		out = append(out, code)
	}
	return out
}

func TestFamiliesAndPeopleAreFoundByTheirCodes(t *testing.T) {
	o := newOffice(t)
	f, girl, guardian := o.family()
	for text, want := range map[string][]string{
		"":             nil,
		"   ":          nil,
		"nobody":       nil,
		"-":            {f.Code, girl.Code, guardian.Code},
		f.Code:         {f.Code, girl.Code, guardian.Code},
		f.Code + "-":   {girl.Code, guardian.Code},
		girl.Code:      {girl.Code},
		f.Code + "-h":  {guardian.Code},
		f.Code + "-X9": nil,
	} {
		for _, text := range []string{text, strings.ToLower(text), " " + text + " "} {
			got, err := o.desk.Find(t.Context(), text, 10)
			o.must(err)
			if diff := cmp.Diff(want, codes(got)); diff != "" {
				t.Errorf("%q: %s", text, diff)
			}
		}
	}
	more, err := o.desk.AddFamily(t.Context(), casework.NewFamily{})
	o.must(err)
	both := []string{f.Code, more.Code}
	slices.Sort(both) // codes are drawn by lot, and listed in their order
	for limit, want := range map[int][]string{10: both, 1: both[:1]} {
		got, err := o.desk.Find(t.Context(), "es-", limit)
		o.must(err)
		if diff := cmp.Diff(want, codes(got)); diff != "" {
			t.Errorf("at most %d: %s", limit, diff)
		}
	}
}
