package importer_test

import (
	"bytes"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// fuzzDefine drafts a definition of whatever could be read: what it refers to must be there, and its wording must
// fit it as far as it goes.
func fuzzDefine(t *testing.T, data []byte) {
	t.Helper()
	limits := importer.Limits{Bytes: 1 << 16, Depth: 16, Items: 60}
	draft, err := importer.Read(t.Context(), "form", bytes.NewReader(data), nil, limits)
	if err != nil {
		return
	}
	def, decisions := draft.Definition("trial-form")
	if len(def.Items) != len(draft.Choices()) {
		t.Fatalf("%d items of %d choices", len(def.Items), len(draft.Choices()))
	}
	last := 0
	for _, item := range def.Items {
		if item.Number <= last {
			t.Fatalf("item %d comes after item %d", item.Number, last)
		}
		last = item.Number
		if item.Set != "" && def.Set(item.Set) == nil {
			t.Fatalf("item %d has no answers %q", item.Number, item.Set)
		}
		if a := item.Asked; a != nil && len(a.Codes) > 0 && (a.Item >= item.Number || def.Check(a.Item, a.Codes[0]) != nil) {
			t.Fatalf("item %d waits for %+v", item.Number, a)
		}
	}
	for _, s := range def.Scales {
		for _, n := range s.Rule.Items {
			if i := def.ItemIndex(n); i < 0 || def.Items[i].Set == "" {
				t.Fatalf("scale %s has item %d", s.ID, n)
			}
		}
	}
	for _, d := range decisions {
		if d.Item != 0 && def.ItemIndex(d.Item) < 0 || d.Scale != "" && def.Scale(d.Scale) == nil {
			t.Fatalf("a decision about what is not there: %+v", d)
		}
	}
	lang := draft.Lang
	if lang == "" {
		lang = instruments.English
	}
	if m, err := importer.MatchTo(draft, def, lang); err == nil && m.Complete() {
		if _, err := m.Wording("holder", "licence", "form"); err != nil {
			t.Logf("wording that may not be shown: %v", err)
		}
	}
}

func FuzzDraftOfFHIR(f *testing.F) {
	f.Add([]byte(inventedFHIR))
	f.Add([]byte(`{"resourceType":"Questionnaire","contained":[{"resourceType":"ValueSet","id":"v","compose":{"include":[{"concept":[{"code":"0"},{"code":"1"}]}]}}],"item":[{"linkId":"a","type":"choice","answerValueSet":"#v"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, data, importer.FormatFHIR)
		fuzzDefine(t, data)
	})
}

// FuzzXLSForm takes what begins with a bracket for the XML of a sheet, and all else for a table of text.
func FuzzXLSForm(f *testing.F) {
	f.Add([]byte(inCSV(inventedForm())))
	f.Add([]byte(ratings(`,calculate,total,,"${a} + ${b}"`, `,select_one n,d,Ice,,"${a} = 1 or ${a} = 2"`)))
	var words []string
	f.Add([]byte(sheetXML([][]string{{"=x|type", "=x|name"}, {"=x|text", "#1.0"}}, &words)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("<")) {
			data = []byte(zipped(t, map[string]string{
				"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="survey" r:id="a"/></sheets></workbook>`,
				"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>`,
				"xl/s.xml":                   string(data),
			}))
		}
		fuzzRead(t, data, importer.FormatXLSForm)
		fuzzDefine(t, data)
	})
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("variable,detail,valueType,allowedValues,valueInfo\nb_1,Boats,Integer,\"0, 1\",\"0, never | 1, often\"\n"))
	f.Add([]byte("\ufeffNumero;V\u00e4itt\u00e4m\u00e4;suomi;svenska\r\n1;a;b;c\r\n"))
	f.Add([]byte("Title\n\n1. Boats were seen, often\n2) Bridges\n"))
	f.Add([]byte(utf16le("1\tראיתי סירה בים\n2\tחציתי גשר אחד\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, data, importer.FormatTable)
		fuzzDefine(t, data)
		_, _ = importer.ReadTable(t.Context(), "x", bytes.NewReader(data), importer.Columns{ID: "a", Texts: map[instruments.Lang]string{"fi": "b"}}, importer.Limits{Bytes: 1 << 16, Depth: 16, Items: 60})
	})
}

func FuzzOSD(f *testing.F) {
	f.Add([]byte(inventedScale))
	f.Add([]byte(`{"likert_1":"ei","likert_2":"kyllä","title":"Veneet","b1":"Nähdyt","b2":"Soudetut"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, data, importer.FormatOpenScale)
		fuzzDefine(t, data)
	})
}
