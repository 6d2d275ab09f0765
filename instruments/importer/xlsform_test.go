package importer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// The words of this form were invented for the test.
func inventedForm() []tab {
	return []tab{
		{"SURVEY", [][]string{
			{"Type", "Name", "Label::English (en)", "label:suomi", "Relevance", "calculation", "constraint", "read only", "required", "appearance"},
			{"start", "began"},
			{"note", "hello", "Boats and bridges", "Veneitä ja siltoja"},
			{"begin group", "main", "", "", "", "", "", "", "", "field-list"},
			{"select_one amount", "i1", "Boats seen", "Nähdyt veneet", "", "", "", "", "yes"},
			{"select one from amount", "i2", "Bridges crossed", "Ylitetyt sillat", "${i1} != '0' and ${i1} != '1'"},
			{"begin_repeat", "again"},
			{"select_multiple kinds", "i3", "Kinds of boats"},
			{"end_repeat"},
			{"end_group"},
			{"select_one kinds or_other", "i4", "Best boat", "", "selected(${i3}, 'sail') or selected(${i3}, 'row')"},
			{"integer", "age", "Years", "", "${i1} > 1 or not(${i2} = '1')", "", ". >= 0 and . <= 120"},
			{"calculate", "sum", "", "", "", "${i1} + ${i2}"},
			{"submarine", "odd", "Depth"},
			{},
			{},
		}},
		{"choices", [][]string{
			{"list name", "value", "label::English (en)", "label:suomi", "colour"},
			{"amount", "#0.0", "none", "ei yhtään", "red"},
			{"amount", "#1.0", "some", "joitakin"},
			{"amount", "#2.0", "many", "monta"},
			{"amount", "#-99.0", "cannot say", "en osaa sanoa"},
			{"kinds", "sail", "=upper(\"x\")|sailing boat"},
			{"kinds", "row", "rowing boat"},
		}},
		{"settings", [][]string{{"form_title", "form_id", "default_language"}, {"Boats", "boats-1", "English (en)"}}},
		{"help", [][]string{{"anything"}}},
	}
}

// inCSV writes sheets as one table with their names in the first column.
func inCSV(tabs []tab) string {
	var b strings.Builder
	for _, t := range tabs {
		b.WriteString(t.name + "\n")
		for _, row := range t.rows {
			for _, cell := range row {
				if _, value, found := strings.Cut(cell, "|"); found {
					cell = value
				}
				cell = strings.TrimSuffix(strings.TrimPrefix(cell, "#"), ".0")
				b.WriteString(`,"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestXLSForm_reads_what_a_form_holds(t *testing.T) {
	d := mustRead(t, "form.bin", workbookOf(t, inventedForm()...))
	if d.Format != importer.FormatXLSForm || d.Lang != "en" || d.Title[""] != "Boats" {
		t.Errorf("format %s, language %s, title %v", d.Format, d.Lang, d.Title)
	}
	if diff := cmp.Diff([]instruments.Lang{"en", "fi"}, d.Langs()); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
	sections := []importer.Section{
		{LinkID: "main", Text: importer.Texts{}, Origin: "begin group", First: 2},
		{LinkID: "again", Text: importer.Texts{}, Origin: "begin repeat", Parent: 1, First: 4, Repeats: true},
	}
	if diff := cmp.Diff(sections, d.Sections); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	i1 := d.Item("i1")
	want := importer.Item{
		LinkID: "i1", Type: importer.TypeChoice, Origin: "select_one", Section: 1, List: "amount", Required: true,
		Text: importer.Texts{"": "Boats seen", "fi": "Nähdyt veneet"}, Help: importer.Texts{},
		Options: []importer.Option{
			{Code: "0", Text: importer.Texts{"": "none", "fi": "ei yhtään"}},
			{Code: "1", Text: importer.Texts{"": "some", "fi": "joitakin"}},
			{Code: "2", Text: importer.Texts{"": "many", "fi": "monta"}},
			{Code: "-99", Missing: true, Text: importer.Texts{"": "cannot say", "fi": "en osaa sanoa"}},
		},
	}
	if diff := cmp.Diff(want, *i1); diff != "" {
		t.Errorf("item (-want +got):\n%s", diff)
	}
	types := map[string]importer.ItemType{"i2": importer.TypeChoice, "i3": importer.TypeMultiple, "age": importer.TypeNumber, "sum": importer.TypeCalculated, "odd": importer.TypeOther, "hello": importer.TypeDisplay}
	for id, kind := range types {
		if got := d.Item(id); got == nil || got.Type != kind {
			t.Errorf("%s is %+v, want %s", id, got, kind)
		}
	}
	if age := d.Item("age"); *age.Min != 0 || *age.Max != 120 || !d.Item("i4").Free || d.Item("i3").Section != 2 || !d.Item("began").Hidden {
		t.Error("bounds, an answer of one's own, the innermost group or a hidden entry was lost")
	}
	if diff := cmp.Diff([]importer.Calculation{{Name: "sum", Text: "${i1} + ${i2}", Items: []string{"i1", "i2"}}}, d.Calculations); diff != "" {
		t.Errorf("calculations (-want +got):\n%s", diff)
	}
	for _, kind := range []importer.WarningKind{importer.WarnUnknownType, importer.WarnSheet, importer.WarnFormula, importer.WarnTexts} {
		if !slices.ContainsFunc(d.Warnings, func(w importer.Warning) bool { return w.Kind == kind }) {
			t.Errorf("no warning %s among %+v", kind, d.Warnings)
		}
	}
}

func TestXLSForm_conditions(t *testing.T) {
	d := mustRead(t, "form", workbookOf(t, inventedForm()...))
	tests := map[string]importer.Condition{
		"i2":  {Terms: []importer.Term{{Item: "i1", Op: importer.NotEqual, Value: "0"}, {Item: "i1", Op: importer.NotEqual, Value: "1"}}, Text: "${i1} != '0' and ${i1} != '1'"},
		"i4":  {Any: true, Terms: []importer.Term{{Item: "i3", Op: importer.Equal, Value: "sail"}, {Item: "i3", Op: importer.Equal, Value: "row"}}, Text: "selected(${i3}, 'sail') or selected(${i3}, 'row')"},
		"age": {Text: "${i1} > 1 or not(${i2} = '1')"},
	}
	for id, want := range tests {
		if diff := cmp.Diff(&want, d.Item(id).Condition); diff != "" {
			t.Errorf("condition of %s (-want +got):\n%s", id, diff)
		}
	}
}

// The same form as a table of text is the same draft.
func TestXLSForm_twin_in_CSV(t *testing.T) {
	book := mustRead(t, "a", workbookOf(t, inventedForm()...))
	table := mustRead(t, "b", inCSV(inventedForm()))
	ignore := cmpopts.IgnoreFields(importer.Draft{}, "FileHash", "Warnings")
	if diff := cmp.Diff(book, table, ignore); diff != "" {
		t.Errorf("draft (-workbook +table):\n%s", diff)
	}
}

func TestXLSForm_names_what_is_wrong(t *testing.T) {
	form := func(rows ...[]string) string {
		return workbookOf(t, tab{"survey", append([][]string{{"type", "name", "label"}}, rows...)})
	}
	tests := map[string]struct {
		file string
		want importer.Error
	}{
		"group left open":   {form([]string{"begin group", "g"}, []string{"text", "a", "A"}), importer.Error{Problem: importer.GroupOpen, Detail: "g"}},
		"group not begun":   {form([]string{"text", "a", "A"}, []string{"end group", "g"}), importer.Error{Problem: importer.GroupOpen, Detail: "g", Line: 3}},
		"no column name":    {workbookOf(t, tab{"survey", [][]string{{"type", "label"}, {"text", "A"}}}), importer.Error{Problem: importer.NoColumn, Where: "survey", Detail: "name"}},
		"a language twice":  {workbookOf(t, tab{"survey", [][]string{{"type", "name", "label::en", "label:English"}}}), importer.Error{Problem: importer.DuplicateColumn, Where: "survey", Detail: "label:English", Line: 1}},
		"list not there":    {form([]string{"select_one nowhere", "a", "A"}), importer.Error{Problem: importer.ListMissing, Where: "a", Detail: "nowhere", Line: 2}},
		"only answer lists": {workbookOf(t, tab{"choices", [][]string{{"list_name", "name", "label"}, {"l", "1", "a"}}}), importer.Error{Problem: importer.ChoicesOnly}},
		"nothing asked":     {form([]string{"note", "a", "A"}), importer.Error{Problem: importer.NoQuestions}},
		"list without name": {workbookOf(t, tab{"survey", [][]string{{"type", "name"}}}, tab{"choices", [][]string{{"list_name", "label"}, {"l", "a"}}}), importer.Error{Problem: importer.NoColumn, Where: "choices", Detail: "name"}},
		"circle":            {workbookOf(t, tab{"survey", [][]string{{"type", "name", "relevant"}, {"begin group", "g", "${a} = 1"}, {"integer", "a"}, {"end group"}}}), importer.Error{Problem: importer.ConditionLoop, Detail: "g, a"}},
		"broken sheet":      {zipped(t, map[string]string{"xl/workbook.xml": "<workbook>", "xl/_rels/workbook.xml.rels": "<a/>"}), importer.Error{Problem: importer.NotXML, Line: 1}},
		"entities":          {zipped(t, map[string]string{"xl/workbook.xml": `<!DOCTYPE x [<!ENTITY a "b">]><workbook/>`, "xl/_rels/workbook.xml.rels": "<a/>"}), importer.Error{Problem: importer.XMLEntity}},
		"bomb":              {zipped(t, map[string]string{"xl/workbook.xml": strings.Repeat(" ", 9<<20)}), importer.Error{Problem: importer.TooLarge, Limit: 8 << 20, Detail: "xl/workbook.xml"}},
		"cut off":           {workbookOf(t, inventedForm()...)[:900], importer.Error{Problem: importer.DamagedArchive}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readOwn(t, "form.xlsx", tt.file)
			if diff := cmp.Diff(tt.want, problem(t, err)); diff != "" {
				t.Errorf("problem (-want +got):\n%s", diff)
			}
		})
	}
}
