package importer_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments/importer"
)

const choice = `"type":"choice","text":"How was it?","answerOption":[{"valueInteger":0},{"valueInteger":1}]`

func TestFHIR_says_what_a_bad_file_is(t *testing.T) {
	small := importer.Limits{Bytes: 600, Depth: 8, Items: 3}
	tests := map[string]struct {
		file string
		want importer.Error
	}{
		"nothing":            {"", importer.Error{Problem: importer.NotJSON, Line: 1}},
		"cut off":            {"{\"resourceType\":\n\"Questionnaire\",", importer.Error{Problem: importer.NotJSON, Line: 2}},
		"a list":             {`[1]`, importer.Error{Problem: importer.NotJSON, Line: 1}},
		"XML":                {`<Questionnaire/>`, importer.Error{Problem: importer.NotJSON, Line: 1}},
		"UTF-16":             {"\xff\xfe{\x00}\x00", importer.Error{Problem: importer.NotText}},
		"no type":            {`{}`, importer.Error{Problem: importer.NotQuestionnaire}},
		"type is a number":   {`{"resourceType":3}`, importer.Error{Problem: importer.NotQuestionnaire}},
		"a bundle":           {`{"resourceType":"Bundle","item":{"a":1}}`, importer.Error{Problem: importer.NotQuestionnaire, Detail: "Bundle"}},
		"no items":           {`{"resourceType":"Questionnaire"}`, importer.Error{Problem: importer.NoQuestions}},
		"wrong kind of item": {`{"resourceType":"Questionnaire","item":[{"text":7}]}`, importer.Error{Problem: importer.NotJSON, Detail: "item.text", Line: 1}},
		"only texts to read": {`{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"display"}]}`, importer.Error{Problem: importer.NoQuestions}},
		"choice without answers": {
			`{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice"}]}`,
			importer.Error{Problem: importer.ListMissing, Where: "a", Detail: "a"},
		},
		"STU3 option": {
			`{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice","option":[{"valueInteger":0}]}]}`,
			importer.Error{Problem: importer.OldVersion, Where: "a", Detail: "STU3"},
		},
		"modifier on an item": {
			`{"resourceType":"Questionnaire","item":[{"linkId":"a","modifierExtension":[{"url":"http://x/not"}],` + choice + `}]}`,
			importer.Error{Problem: importer.ModifierExtension, Where: "a", Detail: "http://x/not"},
		},
		"modifier on an option": {
			`{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice","answerOption":[{"modifierExtension":[{"url":"u"}],"valueInteger":0}]}]}`,
			importer.Error{Problem: importer.ModifierExtension, Where: "a", Detail: "u"},
		},
		"modifier in a contained list": {
			`{"resourceType":"Questionnaire","contained":[{"resourceType":"ValueSet","id":"v","modifierExtension":[{"url":"u"}]}],"item":[]}`,
			importer.Error{Problem: importer.ModifierExtension, Detail: "u"},
		},
		"list without codes": {
			`{"resourceType":"Questionnaire","contained":[{"resourceType":"ValueSet","id":"v","compose":{"include":[{"system":"s"}]}}],"item":[{"linkId":"a","type":"choice","answerValueSet":"#v"}]}`,
			importer.Error{Problem: importer.ValueSetUnlisted, Where: "a", Detail: "v"},
		},
		"list of another shape": {
			`{"resourceType":"Questionnaire","contained":[{"resourceType":"ValueSet","id":"v","expansion":7}],"item":[{"linkId":"a","type":"choice","answerValueSet":"#v"}]}`,
			importer.Error{Problem: importer.ValueSetInvalid, Where: "a"},
		},
		"list not contained": {
			`{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice","answerValueSet":"#v"}]}`,
			importer.Error{Problem: importer.ValueSetMissing, Where: "a", Detail: "#v"},
		},
		"too large": {strings.Repeat(" ", 601), importer.Error{Problem: importer.TooLarge, Limit: 600}},
		"too deep":  {strings.Repeat("[", 9), importer.Error{Problem: importer.TooDeep, Limit: 8}},
		"too many":  {`{"resourceType":"Questionnaire","item":[{},{},{},{}]}`, importer.Error{Problem: importer.TooMany, Limit: 3}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := importer.FHIR(strings.NewReader(tt.file), small, nil)
			var got *importer.Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want an *importer.Error", err)
			}
			if *got != tt.want {
				t.Errorf("got %+v, want %+v", *got, tt.want)
			}
			if !strings.Contains(got.Error(), "; ") {
				t.Errorf("%q does not say what to do", got.Error())
			}
		})
	}
}

func TestFHIR_reads_scores_from_every_place_they_have_had(t *testing.T) {
	tests := map[string]string{
		"on the option":        `{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":3}],"valueCoding":{"code":"x","display":"x"}}`,
		"on the coding":        `{"valueCoding":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":3}],"code":"x","display":"x"}}`,
		"as a whole number":    `{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueInteger":3}],"valueCoding":{"code":"x","display":"x"}}`,
		"as an item weight":    `{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":3.0}],"valueCoding":{"code":"x","display":"x"}}`,
		"older questionnaires": `{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue","valueDecimal":3}],"valueCoding":{"code":"x","display":"x"}}`,
		"the answer itself":    `{"valueInteger":3}`,
	}
	for name, option := range tests {
		t.Run(name, func(t *testing.T) {
			file := `{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice","answerOption":[` + option + `,{"valueInteger":1}]}]}`
			draft, err := importer.FHIR(strings.NewReader(file), importer.DefaultLimits(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := draft.Items[0].Options[0].Score; got == nil || *got != 3 {
				t.Errorf("got %v, want 3", got)
			}
		})
	}
}

func TestFHIR_passes_over_what_is_hidden_or_offers_several_answers(t *testing.T) {
	file := `{"resourceType":"Questionnaire","item":[
		{"linkId":"h","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-hidden","valueBoolean":true}],` + choice + `},
		{"linkId":"r","repeats":true,` + choice + `},
		{"linkId":"a",` + choice + `}]}`
	draft, err := importer.FHIR(strings.NewReader("\xef\xbb\xbf"+file), importer.DefaultLimits(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if choices := draft.Choices(); len(choices) != 1 || choices[0].LinkID != "a" || len(draft.Items) != 3 {
		t.Errorf("got %d choices of %d items, want 1 of 3", len(choices), len(draft.Items))
	}
}

func FuzzFHIR(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	limits := importer.Limits{Bytes: 1 << 16, Depth: 32, Items: 100}
	d := definition(f, "demo-checkin")
	f.Fuzz(func(t *testing.T, data []byte) {
		draft, err := importer.FHIR(bytes.NewReader(data), limits, func(string) []byte { return data })
		if err != nil {
			return
		}
		m, err := importer.MatchTo(draft, d, "en")
		if err != nil {
			return
		}
		w, err := m.Wording("h", "l", "s")
		if err != nil {
			return
		}
		if err := w.Validate(d); err != nil {
			t.Errorf("a wording that was taken over does not fit: %v", err)
		}
	})
}
