package importer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments/importer"
)

// The words of this form were invented for the test.
const inventedFHIR = `{"resourceType":"Questionnaire","title":"Boats","item":[
 {"linkId":"g","type":"group","text":"On the water","required":true,"item":[
  {"linkId":"h","type":"group","repeats":true,"enableWhen":[{"question":"x","operator":">","answerInteger":3}],"item":[
   {"linkId":"a","prefix":"1.","type":"choice","text":"Boats","required":true,"answerOption":[
     {"valueCoding":{"code":"n","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":0}],"display":"no"}},
     {"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":2}],"valueCoding":{"code":"y","display":"yes"}}],
    "item":[{"linkId":"a.1","type":"string","text":"Which?","enableWhen":[{"question":"a","operator":"=","answerCoding":{"code":"y"}}]}]}]}]},
 {"linkId":"b","type":"boolean","text":"Bridges","enableBehavior":"any","enableWhen":[
   {"question":"a","operator":"=","answerCoding":{"code":"y"}},{"question":"x","operator":"exists","answerBoolean":true}]},
 {"linkId":"c","type":"choice","repeats":true,"text":"Oars","answerOption":[{"valueString":"one"},{"valueString":"two"}]},
 {"linkId":"x","type":"integer","text":"Metres","extension":[
   {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0},{"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueDecimal":12.5}]},
 {"linkId":"t","type":"decimal","readOnly":true,"extension":[
   {"url":"http://hl7.org/fhir/StructureDefinition/variable","valueExpression":{"name":"boats","expression":"%resource.item.where(linkId='a').answer.value.ordinal()"}},
   {"url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression","valueExpression":{"expression":"%boats + %resource.item.where(linkId = \"b\" and linkId != 'c')"}}]},
 {"linkId":"z","type":"puzzle","text":"Fog"}]}`

func TestFHIR_keeps_groups_conditions_and_calculations(t *testing.T) {
	d := mustRead(t, "x", inventedFHIR)
	sections := []importer.Section{
		{LinkID: "g", Text: importer.Texts{"": "On the water"}, Origin: "group", Required: true},
		{LinkID: "h", Text: importer.Texts{}, Origin: "group", Parent: 1, Repeats: true, Condition: &importer.Condition{
			Terms: []importer.Term{{Item: "x", Op: importer.More, Value: "3"}}, Text: "x > 3",
		}},
	}
	if diff := cmp.Diff(sections, d.Sections); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	items := []importer.Item{
		{
			LinkID: "a", Prefix: "1.", Type: importer.TypeChoice, Origin: "choice", Section: 2, Text: importer.Texts{"": "Boats"}, Required: true,
			Options: []importer.Option{{Code: "n", Score: number(0), Text: importer.Texts{"": "no"}}, {Code: "y", Score: number(2), Text: importer.Texts{"": "yes"}}},
		},
		{
			LinkID: "a.1", Type: importer.TypeText, Origin: "string", Section: 2, Under: "a", Text: importer.Texts{"": "Which?"},
			Condition: &importer.Condition{Terms: []importer.Term{{Item: "a", Op: importer.Equal, Value: "y"}}, Text: "a = y"},
		},
		{
			LinkID: "b", Type: importer.TypeYesNo, Origin: "boolean", Text: importer.Texts{"": "Bridges"},
			Condition: &importer.Condition{
				Any: true, Text: "a = y or x exists true",
				Terms: []importer.Term{{Item: "a", Op: importer.Equal, Value: "y"}, {Item: "x", Op: importer.Exists, Value: "true"}},
			},
		},
		{
			LinkID: "c", Type: importer.TypeMultiple, Origin: "choice", Text: importer.Texts{"": "Oars"},
			Options: []importer.Option{{Code: "one", Text: importer.Texts{"": "one"}}, {Code: "two", Text: importer.Texts{"": "two"}}},
		},
		{LinkID: "x", Type: importer.TypeNumber, Origin: "integer", Text: importer.Texts{"": "Metres"}, Min: number(0), Max: number(12.5)},
		{LinkID: "t", Type: importer.TypeCalculated, Origin: "decimal", Text: importer.Texts{}, ReadOnly: true},
		{LinkID: "z", Type: importer.TypeOther, Origin: "puzzle", Text: importer.Texts{"": "Fog"}},
	}
	if diff := cmp.Diff(items, d.Items); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	calculations := []importer.Calculation{
		{Name: "boats", Text: "%resource.item.where(linkId='a').answer.value.ordinal()", Items: []string{"a"}},
		{Name: "t", Text: `%boats + %resource.item.where(linkId = "b" and linkId != 'c')`, Items: []string{"a", "b"}},
	}
	if diff := cmp.Diff(calculations, d.Calculations); diff != "" {
		t.Errorf("calculations (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]importer.Warning{{Kind: importer.WarnUnknownType, Where: "z", Detail: "puzzle"}}, d.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

func TestFHIR_names_the_circle_in_its_conditions(t *testing.T) {
	when := func(id, other string) string {
		return `{"linkId":"` + id + `","type":"boolean","text":"Boats","enableWhen":[{"question":"` + other + `","operator":"=","answerBoolean":true}]}`
	}
	tests := map[string]struct{ items, loop string }{
		"itself":             {when("a", "a"), "a"},
		"three":              {when("z", "a") + "," + when("a", "b") + "," + when("b", "c") + "," + when("c", "a"), "a, b, c"},
		"through its group":  {`{"linkId":"g","type":"group","enableWhen":[{"question":"a","operator":"exists","answerBoolean":true}],"item":[{"linkId":"a","type":"boolean","text":"Boats"}]}`, "g, a"},
		"a chain, no circle": {when("a", "b") + "," + when("b", "c") + "," + when("d", "c") + `,{"linkId":"c","type":"boolean","text":"Boats"}`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readOwn(t, "x", `{"resourceType":"Questionnaire","item":[`+tt.items+`]}`)
			if tt.loop == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if diff := cmp.Diff(importer.Error{Problem: importer.ConditionLoop, Detail: tt.loop}, problem(t, err)); diff != "" {
				t.Errorf("problem (-want +got):\n%s", diff)
			}
		})
	}
}

// Neither two questions of one id nor a condition on what is not there keeps a file from being read.
func TestFHIR_warns_of_ids(t *testing.T) {
	d := mustRead(t, "x", `{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"boolean","text":"Boats"},{"linkId":"a","type":"boolean"},
		{"linkId":"b","type":"boolean","text":"Fog","enableWhen":[{"question":"nowhere","operator":"exists","answerBoolean":true}]}]}`)
	want := []importer.Warning{
		{Kind: importer.WarnDuplicateID, Where: "a", Detail: "a"}, {Kind: importer.WarnNoText, Where: "a"}, {Kind: importer.WarnUnknownItem, Where: "b", Detail: "nowhere"},
	}
	if diff := cmp.Diff(want, d.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}
