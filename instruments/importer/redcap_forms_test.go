package importer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments/importer"
)

func TestDraft_Form_is_one_instrument_of_several(t *testing.T) {
	d := mustRead(t, "two.csv", ownDictionary+`m_1,mood,,descriptive,Read this,,,,,,,,,,,,,
m_2,mood,Over to you,radio,Mood,"0, low | 1, high",,,,,,[w_sun] = '1',,,,m,,
m_3,mood,,radio,Calm,"0, low | 1,",,,,,,,,,,m,,
m_sum,mood,,calc,Sum,[m_2],,,,,,,,,,,,
`)
	forms := d.Forms()
	if len(forms) != 2 || d.Sections[forms[0]-1].LinkID != "form:weather" || d.Sections[forms[1]-1].LinkID != "form:mood" {
		t.Fatalf("forms with choices are %v", forms)
	}
	m := d.Form(forms[1])
	var ids []string
	for i := range m.Items {
		ids = append(ids, m.Items[i].LinkID)
	}
	if diff := cmp.Diff([]string{"m_1", "m_2", "m_3", "m_sum"}, ids); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	sections := []importer.Section{
		{LinkID: "form:mood", Text: importer.Texts{"": "mood"}, Origin: "form"},
		{LinkID: "header:m_2", Text: importer.Texts{"": "Over to you"}, Origin: "section header", Parent: 1, First: 1},
		{LinkID: "matrix:m", Origin: "matrix", Parent: 2, First: 1},
	}
	if diff := cmp.Diff(sections, m.Sections); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
	if m.Items[1].Section != 3 || m.Items[0].Section != 1 || len(m.Calculations) != 1 || m.Title[""] != "mood" {
		t.Errorf("sections of items %d and %d, %d calculations, title %v", m.Items[0].Section, m.Items[1].Section, len(m.Calculations), m.Title)
	}
	if diff := cmp.Diff([]importer.Warning{{Kind: importer.WarnOptionText, Where: "m_3", Detail: "1"}}, m.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]importer.Texts{{"": "Over to you"}, {"": "Read this"}}, m.Intro); diff != "" {
		t.Errorf("intro (-want +got):\n%s", diff)
	}
	if len(d.Items) != 15 || d.Items[12].Section == 3 {
		t.Error("the draft it was taken from has changed")
	}
}
