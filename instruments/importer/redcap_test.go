package importer_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments/importer"
)

const dictionaryHead = `"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",` +
	`"Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number",` +
	`"Text Validation Min","Text Validation Max",Identifier?,"Branching Logic (Show field only if...)",` +
	`"Required Field?","Custom Alignment","Question Number (surveys only)","Matrix Group Name","Matrix Ranking?","Field Annotation"` + "\n"

// ownDictionary is an invented form with every kind of field.
const ownDictionary = dictionaryHead +
	"record_id,weather,,text,ID,,,,,,,,,,,,,\n" +
	`w_sun,weather,How was the week?,radio,<b>1) Sun</b> &amp; light,"-1, less | 0, same |1,more|, | 2,",look out,,,,,,y,,1,w_sky,,"scores: -1=0, 0=0, 1=2.5, 2=3"` + "\n" +
	`w_rain,weather,,radio,Rain,"0, none | 1, some",,,,,,,,,2,w_sky,,` + "\n" +
	`w_why,weather,,dropdown,Why,"a, north | b, south",,,,,,"[w_sun] = '1' or ([w_sun] = ""2"")",,,3,,,` + "\n" +
	`w_tick,weather,,checkbox,Seen,"1, hare | 2, owl",,,,,,"[w_rain] <> """"",,,,,,` + "\n" +
	`w_owl,weather,,yesno,Again?,,,,,,,[w_tick(2)] = '1',,,,,,@HIDDEN` + "\n" +
	`w_mixed,weather,,text,How far,,,number,0,99,,[w_sun] = '1' or [w_sun] = '2' and [w_rain] = '0',,,,,,` + "\n" +
	`w_slide,weather,,slider,Line,cold | warm,,number,,,,,,,,,,` + "\n" +
	`w_sum,weather,,calc,Sum,"[w_sun] + [w_rain] + [gone]",,,,,,,,,,,,` + "\n" +
	"w_day,notes,,text,Day,,,date_dmy,,,,,,,,,,\n" +
	"w_map,notes,,hologram,Map,,,,,,,,,,,,,\n"

func readOwn(t *testing.T, name, text string) (*importer.Draft, error) {
	t.Helper()
	return importer.Read(t.Context(), name, strings.NewReader(text), nil, importer.DefaultLimits())
}

func mustRead(t *testing.T, name, text string) *importer.Draft {
	t.Helper()
	draft, err := readOwn(t, name, text)
	if err != nil {
		t.Fatal(err)
	}
	return draft
}

func number(v float64) *float64 { return &v }

func TestREDCap_reads_every_kind_of_field(t *testing.T) {
	d := mustRead(t, "weather.csv", ownDictionary)
	type field struct {
		Type      importer.ItemType
		Text      string
		Section   string
		Condition *importer.Condition
	}
	got := map[string]field{}
	for i := range d.Items {
		item := &d.Items[i]
		got[item.LinkID] = field{item.Type, item.Text[""], d.Sections[item.Section-1].LinkID, item.Condition}
	}
	sun := func(code string) importer.Term { return importer.Term{Item: "w_sun", Op: importer.Equal, Value: code} }
	want := map[string]field{
		"record_id": {importer.TypeText, "ID", "form:weather", nil},
		"w_sun":     {importer.TypeChoice, "Sun & light", "matrix:w_sky", nil},
		"w_rain":    {importer.TypeChoice, "Rain", "matrix:w_sky", nil},
		"w_why": {importer.TypeChoice, "Why", "header:w_sun", &importer.Condition{
			Any: true, Terms: []importer.Term{sun("1"), sun("2")}, Text: `[w_sun] = '1' or ([w_sun] = "2")`,
		}},
		"w_tick": {importer.TypeMultiple, "Seen", "header:w_sun", &importer.Condition{
			Terms: []importer.Term{{Item: "w_rain", Op: importer.Exists, Value: "true"}}, Text: `[w_rain] <> ""`,
		}},
		"w_owl": {importer.TypeYesNo, "Again?", "header:w_sun", &importer.Condition{
			Terms: []importer.Term{{Item: "w_tick", Op: importer.Exists, Value: "2"}}, Text: `[w_tick(2)] = '1'`,
		}},
		"w_mixed": {importer.TypeNumber, "How far", "header:w_sun", &importer.Condition{
			Text: `[w_sun] = '1' or [w_sun] = '2' and [w_rain] = '0'`, // which binds first is for a person to say
		}},
		"w_slide": {importer.TypeNumber, "Line", "header:w_sun", nil},
		"w_sum":   {importer.TypeCalculated, "Sum", "header:w_sun", nil},
		"w_day":   {importer.TypeDate, "Day", "form:notes", nil},
		"w_map":   {importer.TypeOther, "Map", "form:notes", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
	sunny := d.Item("w_sun")
	options := []importer.Option{
		{Code: "-1", Score: number(0), Text: importer.Texts{"": "less"}},
		{Code: "0", Score: number(0), Text: importer.Texts{"": "same"}},
		{Code: "1", Score: number(2.5), Text: importer.Texts{"": "more"}},
		{Code: ""},
		{Code: "2", Score: number(3)},
	}
	if diff := cmp.Diff(options, sunny.Options); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
	if !sunny.Required || sunny.Prefix != "1" || sunny.Help[""] != "look out" || !d.Item("w_owl").Hidden {
		t.Errorf("required, number, note or hidden were lost: %+v", sunny)
	}
	if s := d.Item("w_slide"); *s.Min != 0 || *s.Max != 100 || s.Help[""] != "cold | warm" {
		t.Errorf("the slider goes from %v to %v with %q", *s.Min, *s.Max, s.Help)
	}
	calculation := []importer.Calculation{{Name: "w_sum", Text: "[w_sun] + [w_rain] + [gone]", Items: []string{"w_sun", "w_rain"}}}
	if diff := cmp.Diff(calculation, d.Calculations); diff != "" {
		t.Errorf("calculations (-want +got):\n%s", diff)
	}
	warnings := []importer.Warning{
		{Kind: importer.WarnMarkup, Where: "w_sun", Line: 3},
		{Kind: importer.WarnUnknownType, Where: "w_map", Detail: "hologram", Line: 12},
		{Kind: importer.WarnUnknownItem, Where: "w_sum", Detail: "gone"},
		{Kind: importer.WarnOptionText, Where: "w_sun"},
		{Kind: importer.WarnOptionText, Where: "w_sun", Detail: "2"},
	}
	if diff := cmp.Diff(warnings, d.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if len(d.Intro) != 1 || d.Intro[0][""] != "How was the week?" {
		t.Errorf("intro is %v", d.Intro)
	}
}

// The same dictionary as a table of another program, as metadata in JSON, and in a zip.
func TestREDCap_twins(t *testing.T) {
	want := mustRead(t, "weather.csv", ownDictionary)
	rows, err := csv.NewReader(strings.NewReader(ownDictionary)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Split("field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations,field_note,"+
		"text_validation_type_or_show_slider_number,text_validation_min,text_validation_max,identifier,branching_logic,"+
		"required_field,custom_alignment,question_number,matrix_group_name,matrix_ranking,field_annotation", ",")
	var list []map[string]string
	var semicolons bytes.Buffer
	w := csv.NewWriter(&semicolons)
	w.Comma = ';'
	for i, row := range rows {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			continue
		}
		one := map[string]string{}
		for j, name := range names {
			one[name] = row[j]
		}
		list = append(list, one)
	}
	w.Flush()
	metadata, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	twins := map[string]string{
		"bom and line ends": "\ufeff" + strings.ReplaceAll(ownDictionary, "\n", "\r\n"), "semicolons": semicolons.String(),
		"json": string(metadata), "zip": zipped(t, map[string]string{"OriginID.txt": "x", "instrument.csv": ownDictionary}),
	}
	for name, text := range twins {
		t.Run(name, func(t *testing.T) {
			got := mustRead(t, "weather.csv", text)
			for _, d := range []*importer.Draft{want, got} {
				d.FileHash = ""
				for i := range d.Warnings {
					d.Warnings[i].Line = 0 // JSON has none
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-table +%s):\n%s", name, diff)
			}
		})
	}
}

// zipped packs files in alphabetical order.
func zipped(tb testing.TB, files map[string]string) string {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := f.Write([]byte(files[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestREDCap_names_what_is_wrong(t *testing.T) {
	bomb := zipped(t, map[string]string{"instrument.csv": dictionaryHead + strings.Repeat("0", 9<<20)})
	deep := strings.Repeat("[", 100) + `"field_name","field_type"`
	tests := map[string]struct {
		text string
		want importer.Error
	}{
		"two fields of one name": {dictionaryHead + "a,f,,text,A\na,f,,text,B\n", importer.Error{Problem: importer.DuplicateName, Detail: "a", Line: 3}},
		"a column twice":         {"Field Name,Field Type,Field Label,Choices,Field Type\n", importer.Error{Problem: importer.DuplicateColumn, Detail: "Field Type", Line: 1}},
		"no choices column":      {"Field Name,Field Type,Field Label\na,text,A\n", importer.Error{Problem: importer.NoColumn, Detail: "Choices, Calculations, OR Slider Labels", Line: 1}},
		"no fields":              {dictionaryHead, importer.Error{Problem: importer.NoQuestions}},
		"no choices":             {dictionaryHead + "a,f,,radio,A,,\n", importer.Error{Problem: importer.ListMissing, Where: "a", Line: 2}},
		"an open quotation mark": {dictionaryHead + "a,f,,radio,\"A,\"\"1, x\n", importer.Error{Problem: importer.BadTable, Line: 2}},
		"a circle of conditions": {
			dictionaryHead + "a,f,,radio,A,\"1, x|2, y\",,,,,,[b]='1'\nb,f,,radio,B,\"1, x|2, y\",,,,,,[a]='1'\n",
			importer.Error{Problem: importer.ConditionLoop, Detail: "a, b"},
		},
		"a zip that unpacks to too much": {bomb, importer.Error{Problem: importer.TooLarge, Limit: 8 << 20, Detail: "instrument.csv"}},
		"nested JSON":                    {deep, importer.Error{Problem: importer.TooDeep, Limit: 64}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readOwn(t, "form", tt.text)
			var got *importer.Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want an *importer.Error", err)
			}
			if *got != tt.want {
				t.Errorf("got %+v, want %+v", *got, tt.want)
			}
		})
	}
}

func TestREDCap_says_when_the_file_is_not_utf8(t *testing.T) {
	latin := dictionaryHead + "a,f,,radio,S\xe4\xe4,\"0, ei | 1, joo\"\n"
	d := mustRead(t, "a.csv", latin)
	if got := d.Item("a").Text[""]; got != "Sää" {
		t.Errorf("the label reads %q", got)
	}
	if len(d.Warnings) != 1 || d.Warnings[0].Kind != importer.WarnEncoding || d.Warnings[0].Detail != "Windows-1252" {
		t.Errorf("warnings are %+v", d.Warnings)
	}
}

// Several dictionaries in one zip are one draft of several forms.
func TestREDCap_reads_several_members_of_a_zip(t *testing.T) {
	second := dictionaryHead + "x_1,other,,radio,X,\"0, no | 1, yes\"\n"
	d := mustRead(t, "two.zip", zipped(t, map[string]string{"a/instrument.csv": ownDictionary, "b/Instrument.csv": second}))
	if len(d.Items) != 12 || d.Item("x_1") == nil || len(d.Title) != 0 {
		t.Errorf("%d fields, title %v", len(d.Items), d.Title)
	}
}
