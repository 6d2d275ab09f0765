package instruments_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
)

func TestText_in_falls_back_on_the_languages_of_the_program(t *testing.T) {
	all := instruments.Text{"fi": "tavoite", "sv": "mål", "en": "goal", "de": "Ziel"}
	tests := map[string]struct {
		text instruments.Text
		lang instruments.Lang
		want string
	}{
		"the language itself":   {all, "sv", "mål"},
		"one of no screen":      {all, "de", "Ziel"},
		"none like it":          {all, "et", "tavoite"},
		"an empty text":         {instruments.Text{"fi": "", "sv": "mål", "en": "goal"}, "fi", "mål"},
		"only a foreign one":    {instruments.Text{"de": "Ziel"}, "fi", ""},
		"no text whatever":      {nil, "fi", ""},
		"the last of the three": {instruments.Text{"en": "goal"}, "sv", "goal"},
	}
	for name, tt := range tests {
		if got := tt.text.In(tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// A heading in another language than the screen is a word nobody there can read.
func TestLibrary_own_abbreviations_are_of_their_language(t *testing.T) {
	own := 0
	list, err := builtin(t).List()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		if d.Validated {
			continue
		}
		own++
		a := d.Abbreviation
		if a["fi"] == a["sv"] || a["fi"] == a["en"] || a["sv"] == a["en"] {
			t.Errorf("%s has the same abbreviation in two languages: %v", d.Ref(), a)
		}
	}
	if own == 0 {
		t.Error("no form of our own was looked at")
	}
}
