package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// summary writes the items of a draft: id, printed number, kind, options by code, words by language.
func summary(d *importer.Draft) []string {
	var lines []string
	for i := range d.Items {
		item := &d.Items[i]
		var options, words []string
		for _, o := range item.Options {
			options = append(options, o.Code+"="+o.Text[""])
		}
		for l, w := range item.Text {
			words = append(words, string(l)+":"+w)
		}
		slices.Sort(words)
		lines = append(lines, fmt.Sprintf("%s/%s %s [%s] %s", item.LinkID, item.Prefix, item.Type, strings.Join(options, " "), strings.Join(words, " ")))
	}
	return lines
}

func TestTable_finds_its_columns(t *testing.T) {
	tests := map[string]struct {
		file string
		lang instruments.Lang
		want []string
	}{
		"codebook": {
			"variable,description,detail,valueType,allowedValues,valueInfo\nb_1,Boat 1,Boats were seen,Integer,\"0, 1\",\"0, never | 1, often\"\nb_t,total,sum of all,Integer,\"[0,9]\",NA\n",
			"",
			[]string{"b_1/ choice [0=never 1=often] :Boats were seen", "b_t/ number [] :sum of all"},
		},
		"Finnish headings, semicolons, Windows letters": {
			"Numero;V\xe4itt\xe4m\xe4;Vastausvaihtoehdot\n1;N\xe4in veneit\xe4, monta;0 = en, 1 = kyll\xe4\n2;Soudin;0 = en, 1 = kyll\xe4\n",
			"",
			[]string{"1/1 choice [0=en 1=kyllä] :Näin veneitä, monta", "2/2 choice [0=en 1=kyllä] :Soudin"},
		},
		"two languages side by side": {
			"\ufeffitem,english,suomi,note\r\nq1,Boats seen,Nähdyt veneet,x\r\nq2,Boats rowed,Soudetut veneet,\r\n",
			"",
			[]string{"q1/ choice [] en:Boats seen fi:Nähdyt veneet", "q2/ choice [] en:Boats rowed fi:Soudetut veneet"},
		},
		"one language, right to left": {
			"nr\tArabic\n1\tرأيت قاربا في البحر\n2\tعبرت جسرا طويلا\n",
			"ar",
			[]string{"1/1 choice [] :رأيت قاربا في البحر", "2/2 choice [] :عبرت جسرا طويلا"},
		},
		"text and tag in the heading": {
			"id,text_en,text (sv)\na,Boats,Båtar\n",
			"",
			[]string{"a/ choice [] en:Boats sv:Båtar"},
		},
		"item is the sentence": {
			"item\ttype\nBoats were seen on the lake\t\nBridges were crossed at night\t\n",
			"",
			[]string{"1/1 choice [] :Boats were seen on the lake", "2/2 choice [] :Bridges were crossed at night"},
		},
		"no headings": {
			"1\tBoats were seen on the lake\n2\tBridges were crossed at night\n",
			"",
			[]string{"1/1 choice [] :Boats were seen on the lake", "2/2 choice [] :Bridges were crossed at night"},
		},
		"a sentence with its number": {
			"text\toptions\n3. Boats, bridges\tno\n(5) Bridges\tno|yes\n",
			"",
			[]string{"1/3 text [] :Boats, bridges", "2/5 choice [=no =yes] :Bridges"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := mustRead(t, "x", tt.file)
			if d.Format != importer.FormatTable || d.Lang != tt.lang {
				t.Errorf("format %s, language %q", d.Format, d.Lang)
			}
			if diff := cmp.Diff(tt.want, summary(d)); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
		})
	}
}

// A workbook is a table too; the sheets that were not read are named.
func TestTable_in_a_workbook(t *testing.T) {
	file := workbookOf(t,
		tab{"empty", nil},
		tab{"items", [][]string{{"#", "Statement", "choices"}, {"#1.0", "Boats", "0=no;1=yes"}}},
		tab{"more", [][]string{{"koodi", "teema", "suomeksi"}, {"a", "Boats", "Nähtyjä veneitä"}}})
	d := mustRead(t, "x", file)
	if diff := cmp.Diff([]string{"1/1 choice [0=no 1=yes] :Boats"}, summary(d)); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	if !slices.Contains(d.Warnings, importer.Warning{Kind: importer.WarnSheet, Where: "more", Detail: "more"}) {
		t.Errorf("got %+v", d.Warnings)
	}
	columns := importer.Columns{Sheet: "More", ID: "koodi", Texts: map[instruments.Lang]string{"fi": "suomeksi"}}
	d, err := importer.ReadTable(t.Context(), "x", strings.NewReader(file), columns, importer.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/ choice [] :Nähtyjä veneitä"}, summary(d)); diff != "" || d.Lang != "fi" {
		t.Errorf("language %s, items (-want +got):\n%s", d.Lang, diff)
	}
	columns.Texts["fi"] = "ruotsiksi"
	_, err = importer.ReadTable(t.Context(), "x", strings.NewReader(file), columns, importer.DefaultLimits())
	if diff := cmp.Diff(importer.Error{Problem: importer.NoColumn, Where: "more", Detail: "ruotsiksi"}, problem(t, err)); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
}

func TestTable_asks_rather_than_guesses(t *testing.T) {
	tests := map[string]struct {
		file string
		want importer.Error
	}{
		"no column is wording": {"one,two,three\nBoats,Veneitä,x\nBridges,Siltoja,y\n", importer.Error{Problem: importer.TextsColumn, Detail: "one, two, three"}},
		"answers by person":    {"participant_id,B1,B2\np1,0,2\np2,1,1\n", importer.Error{Problem: importer.AnswersTable}},
		"numbers all over":     {"B1;B2;B3\n0;2;1\n1;1;1\n", importer.Error{Problem: importer.AnswersTable}},
		"an open quote":        {"item,text\n1,\"Boats\n2,Bridges\n", importer.Error{Problem: importer.BadTable, Line: 2}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readOwn(t, "x", tt.file)
			if diff := cmp.Diff(tt.want, problem(t, err)); diff != "" {
				t.Errorf("problem (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLines_are_items(t *testing.T) {
	tests := map[string]struct {
		file, title string
		want        []string
	}{
		"plain":           {"Boats were seen, often\r\nBridges were crossed\r\n", "", []string{"1/ choice [] :Boats were seen, often", "2/ choice [] :Bridges were crossed"}},
		"title, numbers":  {"Boat form\n\n1. Boats\n\n2) Bridges\n", "Boat form", []string{"1/1 choice [] :Boats", "2/2 choice [] :Bridges"}},
		"Hebrew, UTF-16":  {utf16le("ראיתי סירה בים\nחציתי גשר\n"), "", []string{"1/ choice [] :ראיתי סירה בים", "2/ choice [] :חציתי גשר"}},
		"one line":        {"Boats", "", []string{"1/ choice [] :Boats"}},
		"marks and dirt":  {"Boats\u202e <i>and</i>  bridges\n", "", []string{"1/ choice [] :Boats and bridges"}},
		"commas unevenly": {"Boats, bridges, ice\nBoats\nOars, and ice\n", "", []string{"1/ choice [] :Boats, bridges, ice", "2/ choice [] :Boats", "3/ choice [] :Oars, and ice"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := mustRead(t, "x", tt.file)
			if d.Format != importer.FormatLines || d.Title[""] != tt.title {
				t.Errorf("format %s, title %q", d.Format, d.Title[""])
			}
			if diff := cmp.Diff(tt.want, summary(d)); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
		})
	}
}

// utf16le writes a text as some spreadsheet programs do.
func utf16le(text string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range text { // the basic plane only
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}
