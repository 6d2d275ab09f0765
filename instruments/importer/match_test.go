package importer_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

func TestMatch_takes_over_the_words_of_both_languages(t *testing.T) {
	d := definition(t, "demo-checkin")
	for _, lang := range []instruments.Lang{"en", "sv"} {
		m := match(t, own(t, "demo_checkin.json"), d, lang)
		w, err := m.Wording("mittari", "free", "demo_checkin.json")
		if err != nil {
			t.Fatal(err)
		}
		// The file was written from the form's own wording, so reading it gives that wording back.
		want := d.Own[lang]
		if diff := cmp.Diff(want.Items, w.Items); diff != "" {
			t.Errorf("%s items (-want +got):\n%s", lang, diff)
		}
		if diff := cmp.Diff(want.Options, w.Options); diff != "" {
			t.Errorf("%s options (-want +got):\n%s", lang, diff)
		}
		if w.Title != want.Title || w.Instruction != want.Instruction {
			t.Errorf("%s: title %q and instruction %q", lang, w.Title, w.Instruction)
		}
		if w.Hash != want.Hash {
			t.Errorf("%s: the same words have another hash", lang)
		}
	}
}

func TestMatch_leaves_out_the_question_the_instrument_does_not_have(t *testing.T) {
	m := match(t, own(t, "demo_checkin.json"), definition(t, "demo-checkin"), "en")
	if len(m.Extra) != 1 || m.Extra[0].LinkID != "more" {
		t.Fatalf("left over: %v", m.Extra)
	}
	if doubts(m, importer.DoubtExtra) != 1 {
		t.Error("nobody is asked about the question that was left out")
	}
	if got := doubts(m, importer.DoubtItem); got != 5 {
		t.Errorf("%d of the 5 items found by number are to be confirmed", got)
	}
}

func TestMatch_finds_an_answer_list_beside_the_file_and_asks_about_order(t *testing.T) {
	m := match(t, own(t, "demo_checkin_external.json"), definition(t, "demo-checkin"), "sv")
	if !m.Complete() {
		t.Fatalf("missing %v %v", m.MissingItems, m.MissingOptions)
	}
	for _, p := range m.Items {
		if p.Basis != importer.ByOrder {
			t.Errorf("item %d was found by %s though nothing but the order says so", p.Number, p.Basis)
		}
	}
	if got := doubts(m, importer.DoubtItem); got != 5 {
		t.Errorf("%d of the 5 items are to be confirmed", got)
	}
	if doubts(m, importer.DoubtName) != 1 {
		t.Error("nobody is asked whether a file of another name is for this form")
	}
	if doubts(m, importer.DoubtLanguage) != 0 {
		t.Error("a translation that names its language is doubted")
	}
}

func TestMatch_without_a_title_has_the_abbreviation_in_its_language(t *testing.T) {
	draft := own(t, "demo_checkin.json")
	draft.Title = nil
	for lang, want := range map[instruments.Lang]string{"sv": "PROV", "en": "TRIAL"} {
		if m := match(t, draft, definition(t, "demo-checkin"), lang); m.Title != want {
			t.Errorf("%s: title %q, want %q", lang, m.Title, want)
		}
	}
}

// "PROV" is a word of our own form's Swedish, not a sign that a file is of it.
func TestMatch_an_abbreviation_names_only_a_form_of_another_holder(t *testing.T) {
	named := func(d *instruments.Definition, name string) bool {
		draft := own(t, "demo_checkin_external.json")
		draft.Names = []string{name}
		return doubts(match(t, draft, d, "sv"), importer.DoubtName) == 0
	}
	demo := *definition(t, "demo-checkin")
	if named(&demo, "Ett prov på annat") {
		t.Error("a common word was taken for the name of our own form")
	}
	demo.Rights.Class = instruments.Open
	if !named(&demo, "Prov, formulär B") {
		t.Error("the Swedish abbreviation of another holder's form was not taken for its name")
	}
}

// A file that lists answers without saying what they count could list them from either end.
func TestMatch_asks_about_options_found_by_order(t *testing.T) {
	draft := own(t, "demo_checkin.json")
	for i := range draft.Choices() {
		for j := range draft.Choices()[i].Options {
			draft.Choices()[i].Options[j].Score = nil
		}
	}
	m := match(t, draft, definition(t, "demo-checkin"), "en")
	if got := doubts(m, importer.DoubtOption); got != 5 {
		t.Errorf("%d of the 5 options are to be confirmed", got)
	}
}

func TestMatch_refuses_answers_that_count_something_else(t *testing.T) {
	draft := own(t, "demo_checkin.json")
	two := 2.0
	draft.Choices()[2].Options[1].Score = &two // 0, 2, 2, 3, 4
	_, err := importer.MatchTo(draft, definition(t, "demo-checkin"), "en")
	var none *importer.NoMatchError
	if !errors.As(err, &none) {
		t.Errorf("got %v, want a NoMatchError: numbers alone do not carry an incomplete form", err)
	}
}

func TestMatch_asks_about_options_worded_in_two_ways(t *testing.T) {
	draft := own(t, "demo_checkin.json")
	draft.Choices()[3].Options[4].Text = importer.Texts{"": "enormously"}
	m := match(t, draft, definition(t, "demo-checkin"), "en")
	var got *importer.Doubt
	for i := range m.Doubts {
		if m.Doubts[i].Kind == importer.DoubtDiffers {
			got = &m.Doubts[i]
		}
	}
	if got == nil || got.Item != 4 || got.Option != (importer.OptionKey{Set: "amount", Code: 4}) || got.Other != "enormously" {
		t.Errorf("got %+v, want a doubt about option 4 of item 4", got)
	}
}

// A shared code proves an item even where its neighbours are missing; the rest is listed, not filled in.
func TestMatch_lists_what_is_missing(t *testing.T) {
	draft := own(t, "demo_checkin.json")
	d := *definition(t, "demo-checkin")
	d.Items = append([]instruments.Item(nil), d.Items...)
	d.Items[0].LOINC = "12345-6"
	draft.Choices()[0].Codes = []importer.Coding{{System: "http://loinc.org", Code: "12345-6"}}
	draft.Items = draft.Items[:5] // an opening text and four questions
	m := match(t, draft, &d, "en")
	if diff := cmp.Diff([]int{5}, m.MissingItems); diff != "" {
		t.Errorf("missing items (-want +got):\n%s", diff)
	}
	_, err := m.Wording("h", "l", "s")
	var incomplete *importer.IncompleteError
	if !errors.As(err, &incomplete) || len(incomplete.Items) != 1 {
		t.Errorf("got %v, want an IncompleteError about item 5", err)
	}
}

func TestMatchTo_does_not_pair_contradicting_codes(t *testing.T) {
	draft := own(t, "demo_checkin.json")
	d := *definition(t, "demo-checkin")
	d.Items = append([]instruments.Item(nil), d.Items...)
	for i := range d.Items {
		d.Items[i].LOINC = "1111-1"
		draft.Choices()[i].Codes = []importer.Coding{{Code: "2222-2"}}
	}
	_, err := importer.MatchTo(draft, &d, "en")
	var none *importer.NoMatchError
	if !errors.As(err, &none) {
		t.Errorf("got %v, want a NoMatchError", err)
	}
}

func TestMatchTo_refuses_a_paper_only_instrument(t *testing.T) {
	_, err := importer.MatchTo(own(t, "demo_checkin.json"), definition(t, "sdq"), "en")
	if !errors.Is(err, instruments.ErrPaperOnly) {
		t.Errorf("got %v, want ErrPaperOnly", err)
	}
}

func TestWording_needs_the_statement_of_rights(t *testing.T) {
	m := match(t, own(t, "demo_checkin.json"), definition(t, "demo-checkin"), "en")
	_, err := m.Wording("", "licence", "source")
	var problem *instruments.WordingError
	if !errors.As(err, &problem) || problem.Problem != instruments.WordingNoRights {
		t.Errorf("got %v, want a WordingError about rights", err)
	}
}

func TestFHIR_frees_texts_of_what_could_disturb_a_terminal(t *testing.T) {
	data, err := os.ReadFile("testdata/demo_checkin.json")
	if err != nil {
		t.Fatal(err)
	}
	evil := strings.Replace(string(data), "I have carried worries with me.", `I\u001b[2J have\u202e carried\r\n worries\u0007 with me.`, 1)
	m := match(t, readFHIR(t, []byte(evil), "testdata"), definition(t, "demo-checkin"), "en")
	if got, want := m.Items[1].Text, "I[2J have carried worries with me."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Where two answers count the same, as in 0, 0, 1, 2, the score cannot tell them apart; the printed code can.
func TestMatch_tells_options_of_equal_value_apart(t *testing.T) {
	d := *definition(t, "demo-checkin")
	d.ResponseSets = []instruments.ResponseSet{{ID: "amount"}}
	for code, value := range []float64{0, 0, 1, 2, 3} {
		d.ResponseSets[0].Options = append(d.ResponseSets[0].Options, instruments.Option{Code: code, Value: value})
	}
	draft := own(t, "demo_checkin.json")
	scores := []float64{0, 0, 1, 2, 3}
	byCode := match(t, draft, &d, "en") // the file's scores are the codes 0 to 4
	if got := byCode.Options[1].Text; got != "a little" {
		t.Errorf("option 1 is worded %q", got)
	}
	for i := range draft.Choices() {
		for j := range draft.Choices()[i].Options {
			draft.Choices()[i].Options[j].Score = &scores[j]
		}
	}
	if m, err := importer.MatchTo(draft, &d, "en"); err == nil {
		t.Errorf("options that count the same were paired: %+v", m.Options)
	}
}

func TestMatch_does_not_show_an_answer_list_in_another_language(t *testing.T) {
	questionnaire, err := os.ReadFile("testdata/demo_checkin_external.json")
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("testdata/valueset_amount.json")
	if err != nil {
		t.Fatal(err)
	}
	// Finnish words, no translations: of no use to an English questionnaire.
	foreign := strings.ReplaceAll(strings.Replace(string(list), `"language": "en"`, `"language": "fi"`, 1), `"designation"`, `"passed-over"`)
	english := strings.Replace(string(questionnaire), `"status"`, `"language": "en", "status"`, 1)
	limits := importer.DefaultLimits()
	draft, err := importer.FHIR(strings.NewReader(english), limits, func(string) []byte { return []byte(foreign) })
	if err != nil {
		t.Fatal(err)
	}
	m := match(t, draft, definition(t, "demo-checkin"), "en")
	if len(m.MissingOptions) != 5 {
		t.Errorf("%d of 5 options are missing in English", len(m.MissingOptions))
	}
}
