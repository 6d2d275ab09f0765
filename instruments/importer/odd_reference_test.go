package importer_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// Every third-party file that is no questionnaire, or a faulty one, is called what it is.
func TestRead_says_what_is_odd(t *testing.T) {
	refused := []struct {
		folder, file string
		want         importer.Error
	}{
		{"fhir_odd", "lhncbc_STU3_argonaut_phq9ish.json", importer.Error{Problem: importer.OldVersion, Where: "g1.q1", Detail: "STU3"}},
		{"fhir_odd", "lhncbc_enableWhen_reference_loop.json", importer.Error{Problem: importer.ConditionLoop, Detail: "item1, item3"}},
		{"fhir_odd", "lhncbc_brokenValueSet.json", importer.Error{Problem: importer.ValueSetMissing, Detail: "http://example.com/broken"}},
		{"fhir_odd", "lhncbc_modifierExtension.json", importer.Error{Problem: importer.ModifierExtension, Detail: "http://example.org/fhir/StructureDefinition/anti-prescription"}},
		{"fhir", "spezi_PHQ9_response_a.json", importer.Error{Problem: importer.NotQuestionnaire, Detail: "QuestionnaireResponse"}},
		{"fhir", "mii_valueset_ll359-1.json", importer.Error{Problem: importer.NotQuestionnaire, Detail: "ValueSet"}},
		{"fhir", "uscore_phq9_total_observation.json", importer.Error{Problem: importer.NotQuestionnaire, Detail: "Observation"}},
		{"xlsform_odd", "gauteng_biweekly_DAMAGED.xlsx", importer.Error{Problem: importer.DamagedArchive}},
		{"xlsform_odd", "pyxform_badly_named_choices_sheet.xls", importer.Error{Problem: importer.OldWorkbook}},
		{"xlsform_odd", "pyxform_blank_second_row.xls", importer.Error{Problem: importer.OldWorkbook}},
		{"xlsform_odd", "pyxform_spaces_in_choices_header.xls", importer.Error{Problem: importer.OldWorkbook}},
		{"xlsform_odd", "pyxform_duplicate_columns.xlsx", importer.Error{Problem: importer.DuplicateColumn, Where: "survey", Detail: "label", Line: 1}},
		{"xlsform_odd", "pyxform_bad_calc.xlsx", importer.Error{Problem: importer.NoQuestions}},
		{"tables", "gauteng_biweekly_choices.csv", importer.Error{Problem: importer.ChoicesOnly}},
		{"tables", "prism_wellbeing.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables", "prism_wellbeing.xlsx", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_01.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_02.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_03.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_04.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_05.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_06.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_08.tsv", importer.Error{Problem: importer.AnswersTable}},
		{"tables_odd", "prism_mystery_10.tsv", importer.Error{Problem: importer.EmptyFile}},
	}
	for _, tt := range refused {
		t.Run(tt.file, func(t *testing.T) {
			_, err := readFile(t, tt.folder, tt.file)
			var got *importer.Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want an *importer.Error", err)
			}
			if tt.want.Problem == importer.ValueSetMissing {
				tt.want.Where = got.Where
			}
			if diff := cmp.Diff(tt.want, *got); diff != "" {
				t.Errorf("problem (-want +got):\n%s", diff)
			}
		})
	}
}

// Files that can be read all the same say what was left out or taken on trust.
func TestRead_warns_of_what_is_odd(t *testing.T) {
	tests := []struct {
		folder, file string
		want         importer.Warning
	}{
		{"fhir_odd", "lhncbc_invalid_xhtml.json", importer.Warning{Kind: importer.WarnMarkup}},
		{"xlsform_odd", "pyxform_case_insensitivity.xlsx", importer.Warning{Kind: importer.WarnNoList, Where: "q2", Detail: "c1", Line: 3}},
		{"xlsform_odd", "pyxform_case_insensitivity.xlsx", importer.Warning{Kind: importer.WarnSheet, Where: "OSM", Detail: "OSM"}},
		{"xlsform_odd", "pyxform_xl_date_ambiguous.xlsx", importer.Warning{Kind: importer.WarnFormula, Where: "survey", Detail: "C2"}},
		{"xlsform", "ipa_phq9_gad7_en_es.xlsx", importer.Warning{Kind: importer.WarnSheet, Where: "notes", Detail: "notes"}},
		{"tables", "gauteng_biweekly_survey.csv", importer.Warning{Kind: importer.WarnBeside, Detail: "gauteng_biweekly_choices.csv"}},
		{"tables", "ndclab_chexi_es_translation.csv", importer.Warning{Kind: importer.WarnColumn, Detail: "final_esla"}},
	}
	for _, tt := range tests {
		t.Run(tt.file+" "+string(tt.want.Kind), func(t *testing.T) {
			draft, err := readFile(t, tt.folder, tt.file)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(draft.Warnings, func(w importer.Warning) bool {
				return w == tt.want || tt.want.Kind == importer.WarnMarkup && w.Kind == tt.want.Kind
			}) {
				t.Errorf("got %+v, want among them %+v", draft.Warnings, tt.want)
			}
		})
	}
}

// The scales are those their makers wrote into the files; the sums and reversals stand in forms_expected.csv and in
// the manuals. A score on an answer alone puts no item into a scale.
func TestDefinition_of_third_party_forms(t *testing.T) {
	tests := []struct {
		folder, file string
		items        int
		scale        instruments.ScaleID
		of           int
		reversed     []int
		reach        instruments.Range
		extra        int
	}{
		{"fhir", "lhncbc_phq9.json", 10, "total", 9, nil, instruments.Range{Max: 27}, 1},
		{"fhir", "lhncbc_apgar_itemweight.json", 5, "total", 5, nil, instruments.Range{Max: 10}, 0},
		{"fhir", "web_phq-9-teen.json", 13, "phq9t-totalscore", 9, nil, instruments.Range{Max: 27}, 4},
		{"fhir", "web_cage.json", 4, "cage-totalscore", 4, nil, instruments.Range{Max: 4}, 0},
		{"fhir", "cirg_PHQ9.json", 10, "", 0, nil, instruments.Range{}, 0},
		{"fhir", "lhncbc_phq9_weight_function.json", 10, "", 0, nil, instruments.Range{}, 0},
		{"wording", "openscales_AUDIT.osd", 10, "alcohol-use", 10, nil, instruments.Range{Max: 40}, 0},
		{"wording", "openscales_CESD.osd", 20, "depression", 20, []int{4, 8, 12, 16}, instruments.Range{Max: 60}, 0},
		{"wording", "openscales_DASS42.osd", 42, "stress", 14, nil, instruments.Range{Max: 42}, 0},
		{"wording", "openscales_RSES.osd", 10, "self-esteem", 10, []int{3, 5, 8, 9, 10}, instruments.Range{Max: 30}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			draft, err := readFile(t, tt.folder, tt.file)
			if err != nil {
				t.Fatal(err)
			}
			def, decisions := draft.Definition("trial-form")
			if len(def.Items) != tt.items || def.Status != instruments.Draft || def.Rights.Class != instruments.Permission {
				t.Errorf("%d items, status %s, class %s", len(def.Items), def.Status, def.Rights.Class)
			}
			if got := decided(decisions, importer.DecideExtra); got != tt.extra {
				t.Errorf("%d items with scores in no scale, want %d", got, tt.extra)
			}
			if tt.scale == "" {
				if len(def.Scales) > 0 || decided(decisions, importer.DecideScales) != 1 || decided(decisions, importer.DecideCalculation) != 1 {
					t.Errorf("a scale was made of a calculation that does not say what it sums: %+v", def.Scales)
				}
				return
			}
			s := def.Scale(tt.scale)
			if s == nil {
				t.Fatalf("no scale %s among %d", tt.scale, len(def.Scales))
			}
			if len(s.Rule.Items) != tt.of || !slices.Equal(s.Rule.Reversed, tt.reversed) || s.Range != tt.reach || s.Direction != "" {
				t.Errorf("got %d items, reversed %v, range %v, direction %q", len(s.Rule.Items), s.Rule.Reversed, s.Range, s.Direction)
			}
		})
	}
}

func decided(decisions []importer.Decision, kind importer.DecisionKind) int {
	n := 0
	for _, d := range decisions {
		if d.Kind == kind {
			n++
		}
	}
	return n
}

// The wording of DASS-42 lies beside its definition, one file a language. The Hebrew one has no words for the answers.
func TestMatch_dass42_in_five_languages(t *testing.T) {
	draft, err := readFile(t, "wording", "openscales_DASS42.osd")
	if err != nil {
		t.Fatal(err)
	}
	def, _ := draft.Definition("dass-42")
	for _, lang := range []instruments.Lang{"en", "fi", "sv", "ar", "he"} {
		texts, err := readFile(t, "wording", "openscales_DASS42."+string(lang)+".json")
		if err != nil {
			t.Fatal(err)
		}
		m := match(t, texts, def, lang)
		if len(m.Items) != 42 || len(m.MissingItems) > 0 {
			t.Errorf("%s: %d items, missing %v", lang, len(m.Items), m.MissingItems)
		}
		for i, p := range m.Items {
			if p.Number != i+1 || p.Confidence != importer.Likely {
				t.Errorf("%s: item %d is %s", lang, p.Number, p.Confidence)
			}
		}
		if lang == "he" {
			var lacking *importer.IncompleteError
			if _, err := m.Wording("h", "l", "s"); !errors.As(err, &lacking) || len(lacking.Options) != 4 || len(lacking.Items) != 0 {
				t.Errorf("he: got %v, want the four answers to be missing", err)
			}
			continue
		}
		if got := doubts(m, importer.DoubtOption); len(m.Options) != 4 || got != 4 {
			t.Errorf("%s: %d options, %d to be confirmed", lang, len(m.Options), got)
		}
		if _, err := m.Wording("h", "l", "s"); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
}
