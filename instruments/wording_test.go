package instruments_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
)

// ownWording gives a copy of a form's own wording that a test may change.
func ownWording(t *testing.T, id instruments.ID) (*instruments.Definition, instruments.Wording) {
	t.Helper()
	d := get(t, id)
	w := d.Own["en"]
	w.Items = maps.Clone(w.Items)
	options := map[string]map[int]string{}
	for set, texts := range w.Options {
		options[set] = maps.Clone(texts)
	}
	w.Options = options
	return d, w
}

func TestWording_hash_is_over_what_a_respondent_sees(t *testing.T) {
	_, w := ownWording(t, "demo-checkin")
	before := w.Sum()
	w.Holder, w.Licence, w.Source, w.FileHash = "a", "b", "c", "d"
	if w.Sum() != before {
		t.Error("where the words come from changes their hash")
	}
	changes := map[string]func(*instruments.Wording){
		"title":         func(w *instruments.Wording) { w.Title += "." },
		"instruction":   func(w *instruments.Wording) { w.Instruction += "." },
		"an item":       func(w *instruments.Wording) { w.Items[2] += "." },
		"an option":     func(w *instruments.Wording) { w.Options["amount"][3] += "." },
		"the language":  func(w *instruments.Wording) { w.Lang = "fi" },
		"the informant": func(w *instruments.Wording) { w.Informant = instruments.Parent },
		"two items":     func(w *instruments.Wording) { w.Items[1], w.Items[2] = w.Items[2], w.Items[1] },
	}
	for name, change := range changes {
		_, changed := ownWording(t, "demo-checkin")
		change(&changed)
		if changed.Sum() == before {
			t.Errorf("changing %s leaves the hash as it was", name)
		}
	}
}

func TestWording_validate_names_what_is_wrong(t *testing.T) {
	tests := map[string]struct {
		change func(*instruments.Wording)
		want   instruments.WordingError
	}{
		"other instrument": {func(w *instruments.Wording) { w.Instrument = "phq-9" }, instruments.WordingError{Problem: instruments.WordingOther}},
		"no language":      {func(w *instruments.Wording) { w.Lang = "" }, instruments.WordingError{Problem: instruments.WordingNoLang}},
		"no licence":       {func(w *instruments.Wording) { w.Licence = "" }, instruments.WordingError{Problem: instruments.WordingNoRights}},
		"no source":        {func(w *instruments.Wording) { w.Source = "" }, instruments.WordingError{Problem: instruments.WordingNoRights}},
		"blank item":       {func(w *instruments.Wording) { w.Items[3] = " " }, instruments.WordingError{Problem: instruments.WordingNoItem, Item: 3}},
		"no option":        {func(w *instruments.Wording) { delete(w.Options["amount"], 2) }, instruments.WordingError{Problem: instruments.WordingNoOption, Set: "amount", Code: 2}},
		"item too many":    {func(w *instruments.Wording) { w.Items[6] = "six" }, instruments.WordingError{Problem: instruments.WordingExtra, Item: 6}},
		"option too many":  {func(w *instruments.Wording) { w.Options["amount"][9] = "nine" }, instruments.WordingError{Problem: instruments.WordingExtra, Set: "amount", Code: 9}},
		"set too many":     {func(w *instruments.Wording) { w.Options["other"] = map[int]string{1: "one"} }, instruments.WordingError{Problem: instruments.WordingExtra, Set: "other", Code: 1}},
		"endless item":     {func(w *instruments.Wording) { w.Items[1] = strings.Repeat("a", 2001) }, instruments.WordingError{Problem: instruments.WordingBadText, Item: 1}},
		"escape in item":   {func(w *instruments.Wording) { w.Items[1] = "a\x1b[31mb" }, instruments.WordingError{Problem: instruments.WordingBadText, Item: 1}},
		"override in text": {func(w *instruments.Wording) { w.Items[1] = "a\u202eb" }, instruments.WordingError{Problem: instruments.WordingBadText, Item: 1}},
		"escape in option": {func(w *instruments.Wording) { w.Options["amount"][0] = "\x07" }, instruments.WordingError{Problem: instruments.WordingBadText, Set: "amount", Code: 0}},
		"escape in title":  {func(w *instruments.Wording) { w.Title = "\x1b]0;x\x07" }, instruments.WordingError{Problem: instruments.WordingBadText}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d, w := ownWording(t, "demo-checkin")
			if err := w.Validate(d); err != nil {
				t.Fatalf("the wording is refused before it is changed: %v", err)
			}
			tt.change(&w)
			tt.want.Instrument, tt.want.Lang = d.Ref(), w.Lang
			var got *instruments.WordingError
			if err := w.Validate(d); !errors.As(err, &got) {
				t.Fatalf("got %v, want a *WordingError", err)
			}
			if *got != tt.want {
				t.Errorf("got %+v, want %+v", *got, tt.want)
			}
		})
	}
}

func TestWording_of_a_paper_only_form_is_never_valid(t *testing.T) {
	w := instruments.Wording{Instrument: "sdq", Lang: "fi", Holder: "h", Licence: "l", Source: "s"}
	if err := w.Validate(get(t, "sdq")); !errors.Is(err, instruments.ErrPaperOnly) {
		t.Errorf("got %v, want ErrPaperOnly", err)
	}
}

func TestOwn_forms_are_the_only_ones_with_wording(t *testing.T) {
	c := builtin(t)
	list, err := c.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		want := 0
		if d.Rights.Class == instruments.Own {
			want = len(instruments.Languages()) + len(instruments.Variants())
		}
		if len(d.Own) != want {
			t.Errorf("%s of class %s carries wording in %d languages, want %d", d.Ref(), d.Rights.Class, len(d.Own), want)
		}
		for lang, w := range d.Own {
			if want := d.Rights.Terms[lang.Base()]; w.Licence != want {
				t.Errorf("%s in %s is under %q, want %q", d.Ref(), lang, w.Licence, want)
			}
		}
	}
}
