package definition_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/export/definition"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// What we write, our own readers read back: the same items in the same order, with the same answers, worth the same.
// The draft of a definition made from it has the items of the definition it was written from.
func TestRoundTrip(t *testing.T) {
	inWords := words(t, "en", "fi", "sv")
	for _, d := range library(t) {
		for name, w := range formats() {
			t.Run(string(d.ID)+" "+name, func(t *testing.T) {
				file := write(t, w, d, definition.Options{Words: inWords})
				draft, err := importer.Read(t.Context(), "form", bytes.NewReader(file), nil, importer.DefaultLimits())
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(outline(d), outlineOf(t, draft)); diff != "" {
					t.Errorf("(-written +read):\n%s", diff)
				}
				made, _ := draft.Definition(d.ID)
				if diff := cmp.Diff(skeleton(d), skeleton(made)); diff != "" {
					t.Errorf("as a definition (-written +read):\n%s", diff)
				}
				if len(draft.Warnings) > 0 {
					t.Errorf("our own file is warned of: %+v", draft.Warnings)
				}
			})
		}
	}
}

// outline says of every item its number, its English text, and for every answer code, value and English text.
func outline(d *instruments.Definition) []string {
	texts := d.Cues["en"]
	if own, ok := d.Own["en"]; ok {
		texts = instruments.Cues{Items: own.Items, Options: own.Options}
	}
	var lines []string
	for _, item := range d.Items {
		line := fmt.Sprintf("%d. %s", item.Number, texts.Items[item.Number])
		for _, o := range d.Set(item.Set).Options {
			line += fmt.Sprintf(" | %d=%v %s", o.Code, o.Value, texts.Options[item.Set][o.Code])
		}
		lines = append(lines, line)
	}
	return lines
}

func outlineOf(t *testing.T, draft *importer.Draft) []string {
	t.Helper()
	in := func(texts importer.Texts) string {
		if texts[""] != "" {
			return texts[""]
		}
		return texts["en"]
	}
	var lines []string
	for _, item := range draft.Choices() {
		line := in(item.Text)
		number := item.Prefix
		if number == "" {
			number = item.LinkID[strings.LastIndexByte(item.LinkID, '_')+1:]
		}
		if !strings.HasPrefix(line, number+". ") {
			line = number + ". " + line
		}
		for _, o := range item.Options {
			value, err := strconv.ParseFloat(o.Code, 64)
			if o.Score != nil {
				value, err = *o.Score, nil
			}
			if err != nil {
				t.Errorf("option %q of %s counts nothing", o.Code, item.LinkID)
			}
			line += fmt.Sprintf(" | %s=%v %s", o.Code, value, in(o.Text))
		}
		lines = append(lines, line)
	}
	return lines
}

// Where an item hangs on another, the condition comes back as well, and so do the items of every score.
func TestRoundTrip_keeps_conditions_and_calculations(t *testing.T) {
	for name, w := range formats() {
		file := write(t, w, get(t, "audit-c"), definition.Options{Words: words(t, "en")})
		draft, err := importer.Read(t.Context(), "form", bytes.NewReader(file), nil, importer.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		choices := draft.Choices()
		for _, item := range choices[1:] {
			c := item.Condition
			if c == nil || !c.Any || len(c.Terms) != 4 || c.Terms[0].Item != choices[0].LinkID || c.Terms[3].Value != "4" {
				t.Errorf("%s: item %s hangs on %+v", name, item.LinkID, c)
			}
		}
		if len(draft.Calculations) != 1 || len(draft.Calculations[0].Items) != 3 {
			t.Errorf("%s: calculations are %+v", name, draft.Calculations)
		}
	}
}

// An item that hangs on either of two comes back as one that does.
func TestRoundTrip_keeps_a_condition_on_any_of_several(t *testing.T) {
	want := []instruments.Gate{{Item: 2, Codes: []int{1, 2, 3, 4}}, {Item: 3, Codes: []int{1, 2, 3, 4}}}
	for name, w := range formats() {
		file := write(t, w, get(t, "audit"), definition.Options{Words: words(t, "en")})
		draft, err := importer.Read(t.Context(), "form", bytes.NewReader(file), nil, importer.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		d, _ := draft.Definition("again")
		for n := 4; n <= 8; n++ {
			asked := d.Items[d.ItemIndex(n)].Asked
			if asked == nil || !reflect.DeepEqual(asked.Any, want) {
				t.Errorf("%s: item %d hangs on %+v", name, n, asked)
			}
		}
	}
}

// The way of an evaluator: write the form out for another program, let it be filled with words there, and bring the
// words in. Nothing of our own wording changes on the way, in any language.
func TestRoundTrip_of_wording(t *testing.T) {
	d := get(t, "demo-checkin")
	for name, w := range formats() {
		for _, lang := range instruments.Languages() {
			file := write(t, w, d, definition.Options{Words: words(t, lang)})
			draft, err := importer.Read(t.Context(), "demo-checkin", bytes.NewReader(file), nil, importer.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			m, err := importer.MatchTo(draft, d, lang)
			if err != nil {
				t.Fatalf("%s in %s: %v", name, lang, err)
			}
			wording, err := m.Wording("h", "l", "s")
			if err != nil {
				t.Fatalf("%s in %s: %v", name, lang, err)
			}
			if wording.Instruction != d.Own[lang].Instruction {
				t.Errorf("%s in %s, instruction: %q", name, lang, wording.Instruction)
			}
			if diff := cmp.Diff(d.Own[lang].Items, wording.Items); diff != "" {
				t.Errorf("%s in %s, items (-written +read):\n%s", name, lang, diff)
			}
			if diff := cmp.Diff(d.Own[lang].Options, wording.Options); diff != "" {
				t.Errorf("%s in %s, options (-written +read):\n%s", name, lang, diff)
			}
		}
	}
}

// skeleton says of every item its number, its codes with what they count, and when it is asked.
func skeleton(d *instruments.Definition) []string {
	var lines []string
	for _, item := range d.Items {
		line := strconv.Itoa(item.Number)
		for _, o := range d.Set(item.Set).Options {
			line += fmt.Sprintf(" %d=%v", o.Code, o.Value)
		}
		if item.Asked != nil {
			line += fmt.Sprintf(", asked after %d: %v", item.Asked.Item, item.Asked.Codes)
		}
		lines = append(lines, line)
	}
	return lines
}
