package importer_test

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// The expected counts were read from the files themselves: their codes, prefixes, ids and scores.
func TestMatchTo_finds_the_phq9_in_files_of_six_makers(t *testing.T) {
	tests := []struct {
		file    string
		lang    instruments.Lang
		basis   importer.Basis
		extra   int // questions with a choice that are not part of the instrument
		unnamed bool
		noLang  bool
	}{
		{file: "lhncbc_phq9.json", lang: "en", basis: importer.ByCode, extra: 1, noLang: true},
		{file: "lhncbc_phq9_weight_function.json", lang: "en", basis: importer.ByCode, extra: 1, noLang: true},
		{file: "lhncbc_argonaut_phq9ish_contained_valueset.json", lang: "en", basis: importer.ByCode, extra: 1, noLang: true},
		{file: "mii_phq9_de.json", lang: "de", basis: importer.ByCode, extra: 1},
		{file: "mii_phq9_de.json", lang: "en", basis: importer.ByCode, extra: 1},
		{file: "cirg_PHQ9.json", lang: "en", basis: importer.ByCode, extra: 1, noLang: true},
		{file: "uscore_phq9.json", lang: "en", basis: importer.ByCode, extra: 1, noLang: true},
		{file: "stanford_PHQ9_sdc300.json", lang: "en", basis: importer.ByNumber, extra: 0, noLang: true},
		{file: "web_phq-9-teen.json", lang: "en", basis: importer.ByNumber, extra: 4, noLang: true},
	}
	for _, tt := range tests {
		t.Run(tt.file+" "+string(tt.lang), func(t *testing.T) {
			data, dir := referenceFile(t, "fhir", tt.file)
			m := match(t, readFHIR(t, data, dir), definition(t, "phq-9"), tt.lang)
			if len(m.Items) != 9 || len(m.Options) != 4 || !m.Complete() {
				t.Fatalf("found %d items and %d options, missing %v %v", len(m.Items), len(m.Options), m.MissingItems, m.MissingOptions)
			}
			for i, p := range m.Items {
				if p.Number != i+1 || p.Basis != tt.basis || p.Text == "" {
					t.Errorf("item %d: number %d by %s, text of %d letters", i+1, p.Number, p.Basis, len(p.Text))
				}
			}
			for i, o := range m.Options {
				if o.Code != i || o.Basis != importer.ByCode || o.Text == "" {
					t.Errorf("option %d: code %d by %s, text of %d letters", i, o.Code, o.Basis, len(o.Text))
				}
			}
			if len(m.Extra) != tt.extra || doubts(m, importer.DoubtExtra) != tt.extra {
				t.Errorf("%d questions left over and %d doubts about them, want %d", len(m.Extra), doubts(m, importer.DoubtExtra), tt.extra)
			}
			if got := doubts(m, importer.DoubtLanguage) > 0; got != tt.noLang {
				t.Errorf("asks about the language: %v, want %v", got, tt.noLang)
			}
			if got := doubts(m, importer.DoubtName) > 0; got {
				t.Error("asks whether the file is for the instrument although it says so")
			}
			if got := doubts(m, importer.DoubtItem); (got == 0) != (tt.basis == importer.ByCode) {
				t.Errorf("%d doubts about items found by %s", got, tt.basis)
			}
			w, err := m.Wording("holder", "licence", tt.file)
			if err != nil {
				t.Fatal(err)
			}
			if w.Hash != w.Sum() || w.FileHash == "" || w.Lang != tt.lang {
				t.Error("the wording does not carry its hash, its file's hash or its language")
			}
		})
	}
}

func TestMatchTo_keeps_the_languages_of_one_file_apart(t *testing.T) {
	data, dir := referenceFile(t, "fhir", "mii_phq9_de.json")
	draft := readFHIR(t, data, dir)
	german := match(t, draft, definition(t, "phq-9"), "de")
	english := match(t, draft, definition(t, "phq-9"), "en")
	for i := range german.Items {
		if german.Items[i].Text == english.Items[i].Text {
			t.Errorf("item %d has the same text in both languages", i+1)
		}
	}
	for i := range german.Options {
		if german.Options[i].Text == english.Options[i].Text {
			t.Errorf("option %d has the same text in both languages", i)
		}
	}
	var missing *importer.LanguageError
	if _, err := importer.MatchTo(draft, definition(t, "phq-9"), "fi"); !errors.As(err, &missing) {
		t.Fatalf("asking for Finnish gives %v, want a LanguageError", err)
	}
	if len(missing.Have) != 2 || missing.Have[0] != "de" || missing.Have[1] != "en" {
		t.Errorf("the file is said to have %v, want de and en", missing.Have)
	}
}

func TestMatchTo_takes_no_question_of_another_instrument(t *testing.T) {
	for _, file := range []string{"cirg_GAD7.json", "stanford_GAD7.json", "cirg_WHOAUDIT.json", "web_cage.json", "web_mdq.json", "lhncbc_apgar_itemweight.json"} {
		t.Run(file, func(t *testing.T) {
			data, dir := referenceFile(t, "fhir", file)
			_, err := importer.MatchTo(readFHIR(t, data, dir), definition(t, "phq-9"), "en")
			var none *importer.NoMatchError
			if !errors.As(err, &none) {
				t.Errorf("got %v, want a NoMatchError", err)
			}
		})
	}
}

// Its first item asks for a number of days instead of offering the form's five answers.
func TestMatchTo_says_what_a_different_edition_lacks(t *testing.T) {
	data, dir := referenceFile(t, "fhir", "uscore_Questionnaire-AUDIT-C.json")
	m, err := importer.MatchTo(readFHIR(t, data, dir), definition(t, "audit-c"), "en")
	var none *importer.NoMatchError
	if errors.As(err, &none) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	var incomplete *importer.IncompleteError
	if _, err := m.Wording("h", "l", "s"); !errors.As(err, &incomplete) {
		t.Errorf("got %v, want an IncompleteError", err)
	}
}

func TestFHIR_names_what_is_wrong_with_a_third_party_file(t *testing.T) {
	tests := []struct {
		folder, file string
		want         importer.Error
	}{
		{"fhir", "mii_phq9_response.json", importer.Error{Problem: importer.NotQuestionnaire, Detail: "QuestionnaireResponse"}},
		{"fhir", "mii_valueset_ll358-3.json", importer.Error{Problem: importer.NotQuestionnaire, Detail: "ValueSet"}},
		{"fhir", "uscore_phq9_total_observation.json", importer.Error{Problem: importer.NotQuestionnaire, Detail: "Observation"}},
		{"fhir_odd", "lhncbc_STU3_argonaut_phq9ish.json", importer.Error{Problem: importer.OldVersion, Where: "g1.q1", Detail: "STU3"}},
		{"fhir_odd", "lhncbc_modifierExtension.json", importer.Error{Problem: importer.ModifierExtension}},
		{"fhir_odd", "lhncbc_brokenValueSet.json", importer.Error{Problem: importer.ValueSetMissing, Detail: "http://example.com/broken"}},
		{"fhir_odd", "lhncbc_enableWhen_reference_loop.json", importer.Error{Problem: importer.ConditionLoop, Detail: "item1, item3"}},
		{"xlsform", "ipa_likert_template.xlsx", importer.Error{Problem: importer.NotText}},
		{"redcap", "radar_English.csv", importer.Error{Problem: importer.NotJSON, Line: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			data, dir := referenceFile(t, tt.folder, tt.file)
			limits := importer.DefaultLimits()
			_, err := importer.FHIR(bytes.NewReader(data), limits, importer.InFolder(os.DirFS(dir), ".", limits))
			var got *importer.Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want an *importer.Error", err)
			}
			if tt.want.Problem == importer.ModifierExtension || tt.want.Problem == importer.ValueSetMissing {
				tt.want.Detail, tt.want.Where = got.Detail, got.Where
				if got.Detail == "" {
					t.Error("the error does not say which address it is about")
				}
			}
			if *got != tt.want {
				t.Errorf("got %+v, want %+v", *got, tt.want)
			}
		})
	}
}

func TestFHIR_reads_an_answer_list_without_expansion(t *testing.T) {
	data, dir := referenceFile(t, "fhir_odd", "lhncbc_contained_valueset_without_expansion.json")
	draft := readFHIR(t, data, dir)
	for _, item := range draft.Choices() {
		if len(item.Options) < 2 {
			t.Errorf("item %s has %d options", item.LinkID, len(item.Options))
		}
	}
}

func TestFHIR_asks_for_the_answer_list_that_is_not_in_the_file(t *testing.T) {
	data, _ := referenceFile(t, "fhir", "mii_phq9_de.json")
	_, err := importer.FHIR(bytes.NewReader(data), importer.DefaultLimits(), nil)
	var got *importer.Error
	if !errors.As(err, &got) || got.Problem != importer.ValueSetMissing || got.Detail == "" || got.Where == "" {
		t.Errorf("got %v, want the address of the missing list and the item that needs it", err)
	}
}
