package instruments_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
)

// same compares definitions but for the hash and the texts they were read from.
func same() cmp.Option {
	return cmp.Options{
		cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(instruments.Definition{}), cmpopts.IgnoreFields(instruments.Definition{}, "Hash"),
	}
}

type fataler interface {
	Helper()
	Fatal(args ...any)
}

// written writes a definition, and reads it back.
func written(t fataler, d *instruments.Definition, cases []instruments.Case) (*instruments.Definition, []instruments.Case) {
	t.Helper()
	files, err := instruments.Files(d, cases)
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for name, data := range files {
		folder[name] = &fstest.MapFile{Data: data}
	}
	again, err := instruments.Load(folder, ".")
	if err != nil {
		t.Fatal(err, string(files["instrument.yaml"]))
	}
	worked, err := instruments.LoadCases(folder, ".", again)
	if err != nil {
		t.Fatal(err)
	}
	return again, worked
}

func TestFiles_of_the_library_are_read_back_as_they_were(t *testing.T) {
	for ref, d := range library(t) {
		t.Run(ref.String(), func(t *testing.T) {
			cases := d.cases[:min(len(d.cases), 6)] // the others are written the same way
			again, worked := written(t, d.Definition, cases)
			if diff := cmp.Diff(d.Definition, again, same()); diff != "" {
				t.Error(diff)
			}
			if !reflect.DeepEqual(cases, worked) {
				t.Error(cmp.Diff(cases, worked))
			}
		})
	}
}

// Texts of people hold anything: quotes, colons, other scripts, line breaks, what YAML takes for numbers or truths.
func TestFiles_keep_every_text(t *testing.T) {
	texts := rapid.OneOf(
		rapid.SampledFrom([]string{
			"yes", "no", "null", "~", "1e3", "0x1f", "12:30", "- a", "a: b", "a #b", "#", "'", "\"", "\\", "{a", "[a", "}", "@a", "`", "!x", "&a", "*a",
			"%a", "|", ">", "?", "2020-01-01", " a ", "a\nb", "\u00a0", "\u2028", "\ufeff", "مرحبا", "שלום", "a, b", ".inf", "---", "...",
		}),
		rapid.StringOfN(rapid.RuneFrom([]rune("aä:#-'\"\\{}[],&*!|>%@` \nñ漢é?")), 0, 20, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		d, cases := instruments.Scaffold("own", rapid.IntRange(1, 9).Draw(t, "items"), rapid.SliceOfNDistinct(rapid.IntRange(-9, 99), 2, 6, rapid.ID[int]).Draw(t, "codes")...)
		d.Title[instruments.Finnish] = texts.Draw(t, "title")
		d.Rights.Holder = texts.Draw(t, "holder")
		d.Rights.Terms[instruments.English] = texts.Draw(t, "terms")
		d.Notes = rapid.SliceOfN(texts, 0, 3).Draw(t, "notes")
		d.Minutes = rapid.Float64Range(0, 1e5).Draw(t, "minutes")
		d.Cues[instruments.Swedish].Items[1] = texts.Draw(t, "cue")
		d.Sources = []instruments.Source{{ID: texts.Draw(t, "source"), Ref: texts.Draw(t, "ref"), Seen: rapid.Bool().Draw(t, "seen")}}
		cases[0].Note = texts.Draw(t, "note")
		again, worked := written(t, d, cases)
		if diff := cmp.Diff(d, again, same()); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(cases, worked, same()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestFiles_refuse_what_no_definition_may_hold(t *testing.T) {
	d, cases := instruments.Scaffold("own", 3)
	for _, text := range []string{"\xff", "\x00", "\x1b[2J", "\u202e"} {
		d.Notes = []string{text}
		if _, err := instruments.Files(d, cases); err == nil {
			t.Errorf("the text %q was written", text)
		}
	}
	d.Notes = []string{strings.Repeat("long ", 60<<10)}
	if _, err := instruments.Files(d, cases); err == nil {
		t.Error("a text of 300 KiB was written")
	}
}

// A scaffold can be read at once, and the linter says what is still to be written.
func TestScaffold_asks_for_what_only_a_person_knows(t *testing.T) {
	d, cases := instruments.Scaffold("own", 4, 0, 1, 2)
	again, worked := written(t, d, cases)
	asked := map[instruments.FindingCode]bool{}
	for _, f := range instruments.Lint(again, worked) {
		asked[f.Code] = true
	}
	for _, code := range []instruments.FindingCode{
		instruments.TextMissing, instruments.RightsMissing, instruments.EvidenceMissing, instruments.SourcesMissing, instruments.CueMissing, instruments.CaseMissingPast,
	} {
		if !asked[code] {
			t.Errorf("the linter does not ask for %s", code)
		}
	}
	for _, code := range []instruments.FindingCode{instruments.RangeMismatch, instruments.ItemUnused, instruments.CaseFloor, instruments.CaseCeiling} {
		if asked[code] {
			t.Errorf("the linter finds %s in a scaffold", code)
		}
	}
}
