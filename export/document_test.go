package export_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
)

func documents(t *testing.T, k export.Kind) (fi, sv *export.Document) {
	t.Helper()
	d := exporttest.Sample(t, 4, 90)
	r, err := export.Build(t.Context(), k, d, options(d))
	if err != nil {
		t.Fatal(err)
	}
	return export.DocumentOf(r, exporttest.NewWords(t, "fi")), export.DocumentOf(r, exporttest.NewWords(t, "sv"))
}

func eachDocumentCell(d *export.Document, f func(where string, c export.DocumentCell)) {
	for _, s := range d.Sections {
		for _, table := range s.Tables {
			for _, row := range table.Rows {
				for i, c := range row.Cells {
					f(table.Key+"/"+row.Key+"/"+table.Columns[i].Key, c)
				}
			}
		}
	}
}

// Every figure about persons says how many stand behind it and where it comes from; a hidden one says why and no more.
func TestEveryFigureOfADocumentHasItsOrigin(t *testing.T) {
	for _, k := range export.Kinds() {
		doc, _ := documents(t, k)
		seen, figures := map[string]bool{}, 0
		eachDocumentCell(doc, func(where string, c export.DocumentCell) {
			if seen[where] {
				t.Errorf("%s: %s stands for two cells", k, where)
			}
			seen[where] = true
			switch c.Kind {
			case "count", "share":
				figures++
				if c.Value == nil || c.Origin == nil || *c.Origin >= len(doc.Origins) || c.Kind == "share" && c.N == 0 {
					t.Errorf("%s: %s does not say where it comes from: %+v", k, where, c)
				}
			case "number":
				if c.Value == nil || c.Origin != nil && c.N == 0 {
					t.Errorf("%s: %s: %+v", k, where, c)
				}
			case "hidden":
				if c.Value != nil || c.N != 0 || c.Text != "" || c.Hidden == "" {
					t.Errorf("%s: %s tells what it hides: %+v", k, where, c)
				}
			}
		})
		if figures == 0 && k != export.ProfileReport {
			t.Errorf("%s has no figures", k)
		}
		for _, o := range doc.Origins {
			if o.Method == "" || o.MethodText == "" || o.Population == "" {
				t.Errorf("%s: an origin says too little: %+v", k, o)
			}
		}
	}
}

// Keys and figures are the same in every language; only the words differ.
func TestADocumentHasTheSameKeysInEveryLanguage(t *testing.T) {
	for _, k := range export.Kinds() {
		fi, sv := documents(t, k)
		list := func(d *export.Document) (keys []string, values []float64) {
			eachDocumentCell(d, func(where string, c export.DocumentCell) {
				keys = append(keys, where+" "+c.Kind+" "+c.Hidden)
				if c.Value != nil {
					values = append(values, *c.Value)
				}
			})
			return keys, values
		}
		keysFi, valuesFi := list(fi)
		keysSv, valuesSv := list(sv)
		if diff := cmp.Diff(keysFi, keysSv) + cmp.Diff(valuesFi, valuesSv); diff != "" || fi.Checksum != sv.Checksum {
			t.Errorf("%s: %s", k, diff)
		}
		if fi.Title == sv.Title {
			t.Errorf("%s: the words do not differ", k)
		}
	}
}

func TestADocumentIsReadAsItWasWritten(t *testing.T) {
	d := exporttest.Sample(t, 4, 60)
	r := annex(t, d, options(d))
	w := exporttest.NewWords(t, "en")
	var b bytes.Buffer
	if err := export.WriteDocument(&b, r, w); err != nil {
		t.Fatal(err)
	}
	got, err := export.ReadDocument(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(export.DocumentOf(r, w), got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"", "[]", `{"schema":"mittari-report/9"}`} {
		if _, err := export.ReadDocument([]byte(bad)); !errors.Is(err, export.ErrBadDocument) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
