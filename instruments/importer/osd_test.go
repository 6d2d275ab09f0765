package importer_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// The words of this scale were invented for the test.
const inventedScale = `{"osd_version":"1.0","definition":{
 "scale_info":{"name":"Boats","code":"BOAT","license":"invented"},
 "likert_options":{"points":3,"min":0,"max":2,"labels":["likert_1","likert_2","likert_3"],"question_head":"head"},
 "dimensions":[{"id":"water","name":"Water"}],
 "items":[
  {"id":"intro","text_key":"head","type":"inst"},
  {"id":"b1","text_key":"b1","type":"likert"},
  {"id":"b2","text_key":"b2","type":"likert","visible_when":{"item":"b1","operator":"equals","value":2}},
  {"id":"b3","text_key":"b3","type":"multi","options":[{"text_key":"opt_1","value":0},{"text_key":"opt_2","value":4}]},
  {"id":"b4","text_key":"b4","type":"short"},
  {"id":"b5","text_key":"b5","type":"hologram"}],
 "scoring":{"water":{"method":"sum_coded","items":{"b2":-1,"b1":1},"norms":{"thresholds":[{"min":0,"max":1,"label":"x"},{"min":2,"max":4}]}},
  "odd":{"method":"mean_of_squares","items":["b1"]}}},
 "translations":{"en":{"head":"About <b>boats</b>","b1":"Boats seen","b2":"Boats rowed","b3":"Boats sold","b4":"More","likert_1":"no","likert_2":"some","likert_3":"yes","opt_1":"none","opt_2":"four"},
  "sv":{"b1":"Sedda båtar","b2":"Rodda båtar"}}}`

func TestOpenScale_reads_what_a_definition_holds(t *testing.T) {
	beside := fstest.MapFS{
		"boat.fi.json":  {Data: []byte(`{"b1":"Nähdyt veneet","b2":"Soudetut veneet","b3":"Myydyt veneet","likert_1":"ei"}`)},
		"boat.sv.json":  {Data: []byte(`{"b1":"not this one: the definition has Swedish"}`)},
		"other.de.json": {Data: []byte(`{"b1":"x"}`)},
		"boat.de.json":  {Data: []byte(`[1`)},
	}
	d, err := importer.Read(t.Context(), "/somewhere/BOAT.osd", strings.NewReader(inventedScale), beside, importer.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"intro/ display [] :About boats", "b1/ choice [0=no 1=some 2=yes] :Boats seen fi:Nähdyt veneet sv:Sedda båtar",
		"b2/ choice [0=no 1=some 2=yes] :Boats rowed fi:Soudetut veneet sv:Rodda båtar", "b3/ choice [0=none 4=four] :Boats sold fi:Myydyt veneet",
		"b4/ text [] :More", "b5/ other [] ",
	}
	if diff := cmp.Diff(want, summary(d)); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	scores := []importer.ScoreRule{
		{ID: "water", Title: importer.Texts{"": "Water"}, Method: "sum_coded", Items: []string{"b1", "b2"}, Reversed: []string{"b2"}, Bands: []instruments.Range{{Max: 1}, {Min: 2, Max: 4}}},
		{ID: "odd", Title: importer.Texts{}, Method: "mean_of_squares", Items: []string{"b1"}},
	}
	if diff := cmp.Diff(scores, d.Scores); diff != "" {
		t.Errorf("scores (-want +got):\n%s", diff)
	}
	for _, w := range []importer.Warning{
		{Kind: importer.WarnBeside, Detail: "boat.fi.json"}, {Kind: importer.WarnTexts, Where: "b3", Detail: "sv"}, {Kind: importer.WarnUnknownType, Where: "b5", Detail: "hologram"},
	} {
		if !slices.Contains(d.Warnings, w) {
			t.Errorf("no warning %+v among %+v", w, d.Warnings)
		}
	}
	if d.Lang != "en" || d.Copyright != "invented" || len(d.Intro) != 1 {
		t.Errorf("language %s, licence %s, %d texts before the questions", d.Lang, d.Copyright, len(d.Intro))
	}
}

func TestDefinition_of_a_scale(t *testing.T) {
	d := mustRead(t, "boat.osd", inventedScale)
	def, decisions := d.Definition("boat")
	s := def.Scale("water")
	if s == nil || !slices.Equal(s.Rule.Items, []int{1, 2}) || !slices.Equal(s.Rule.Reversed, []int{2}) || s.Range != (instruments.Range{Max: 4}) {
		t.Fatalf("got %+v", s)
	}
	if diff := cmp.Diff(&instruments.Condition{Item: 1, Codes: []int{2}, Evidence: s.Evidence}, def.Items[1].Asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	want := []importer.Decision{
		{Kind: importer.DecideAbout, Text: "Boats"},
		{Kind: importer.DecideRights, Text: "invented"},
		{Kind: importer.DecideOtherwise, Item: 2, LinkID: "b2", Text: "Boats rowed"},
		{Kind: importer.DecideDirection, Scale: "water"},
		{Kind: importer.DecideMissing, Scale: "water"},
		{Kind: importer.DecideBands, Scale: "water", Other: "0–1, 2–4"},
		{Kind: importer.DecideCalculation, LinkID: "odd", Text: "odd", Other: "mean_of_squares"},
		{Kind: importer.DecideExtra, Item: 3, LinkID: "b3", Text: "Boats sold"},
		{Kind: importer.DecideLeftOut, LinkID: "b4", Text: "More", Other: "text"},
	}
	if diff := cmp.Diff(want, decisions); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
}

func TestTexts_of_one_language(t *testing.T) {
	d := mustRead(t, "boat.fi.json", `{"likert_1":"ei","likert_2":"kyllä","title":"Veneet","question_head":"Mieti <i>veneitä</i>","b1":"Nähdyt","b2":"Soudetut","debrief":"x"}`)
	if diff := cmp.Diff([]string{"b1/1 choice [likert_1=ei likert_2=kyllä] :Nähdyt", "b2/2 choice [likert_1=ei likert_2=kyllä] :Soudetut"}, summary(d)); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	if d.Lang != "fi" || d.Title[""] != "Veneet" || d.Intro[0][""] != "Mieti veneitä" {
		t.Errorf("language %s, title %v, intro %v", d.Lang, d.Title, d.Intro)
	}
	def, decisions := d.Definition("boat")
	if decided(decisions, importer.DecideCodes) != 1 || def.ResponseSets[0].Options[1] != (instruments.Option{Code: 1, Value: 1}) {
		t.Errorf("got %+v, decisions %+v", def.ResponseSets, decisions)
	}
}

// Questions that come without their answers fit items by number; a yes or no fits only where there are two answers.
func TestMatch_questions_without_answers(t *testing.T) {
	d := definition(t, "demo-checkin")
	questions := func(kind string) string {
		var items []string
		for n := range len(d.Items) {
			items = append(items, `{"linkId":"b`+string(rune('1'+n))+`","type":"`+kind+`","text":"Boats"}`)
		}
		return `{"resourceType":"Questionnaire","item":[` + strings.Join(items, ",") + "]}"
	}
	_, err := importer.MatchTo(mustRead(t, "x", questions("boolean")), d, "en")
	var none *importer.NoMatchError
	if !errors.As(err, &none) {
		t.Errorf("yes or no was taken for a rating: %v", err)
	}
	m := match(t, mustRead(t, "x.en.json", `{"b1":"Boats","b2":"Oars","b3":"Ice","b4":"Fog","b5":"Wind"}`), d, "en")
	if len(m.Items) != len(d.Items) || m.Items[0].Confidence != importer.Likely || len(m.MissingOptions) != len(d.ResponseSets[0].Options) {
		t.Errorf("%d items, missing %v %v", len(m.Items), m.MissingItems, m.MissingOptions)
	}
}
