package workbook_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
)

func form() *workbook.PaperForm {
	return &workbook.PaperForm{
		Title: "Keksitty", Ref: "keksitty@1", Language: "fi", Instruction: "Vastaa näin.", Rights: "Ei kenenkään.",
		Blocks: []workbook.PaperBlock{
			{
				Options: []workbook.PaperOption{{Code: 0, Text: "ei"}, {Code: 1, Text: "joo"}},
				Items:   []workbook.PaperItem{{Number: 1, Text: "=1+1"}, {Number: 2, Note: "vain jos"}},
			},
			{
				Options: []workbook.PaperOption{{Code: 5, Text: strings.Repeat("pitkä vastaus ", 4)}, {Code: 6, Text: "b"}},
				Items:   []workbook.PaperItem{{Number: 3, Text: strings.Repeat("kysymys joka jatkuu ", 8)}},
			},
		},
	}
}

func TestPaperIsOneSheetOnA4(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		f := form()
		f.RightToLeft = rtl
		var out bytes.Buffer
		if err := workbook.WritePaper(&out, f, exporttest.NewWords(t, "fi")); err != nil {
			t.Fatal(err)
		}
		file, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close() //nolint:errcheck // read only
		if names := file.GetSheetList(); len(names) != 1 {
			t.Errorf("sheets %v", names)
		}
		name := file.GetSheetName(0)
		if layout, err := file.GetPageLayout(name); err != nil || *layout.Size != 9 || *layout.Orientation != "portrait" {
			t.Errorf("page %+v, %v", layout, err)
		}
		if view, err := file.GetSheetView(name, 0); err != nil || *view.RightToLeft != rtl {
			t.Errorf("right to left %v, %v", view.RightToLeft, err)
		}
		rows, err := file.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, r := range rows {
			text += strings.Join(r, "|") + "\n"
		}
		for _, want := range []string{"keksitty@1 · fi", "1|'=1+1|☐|☐", "ei\n0|joo\n1", "(vain jos)", "☐ 5  pitkä", "☐ 6  b", "Ei kenenkään."} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in\n%s", want, text)
			}
		}
		if formula, err := file.GetCellFormula(name, "B7"); err != nil || formula != "" {
			t.Errorf("a formula %q, %v", formula, err)
		}
	}
}

func TestPaperAsTextFitsItsWidth(t *testing.T) {
	var out bytes.Buffer
	if err := workbook.WritePaperText(&out, form(), exporttest.NewWords(t, "fi")); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(out.String(), "\n") {
		if n := len([]rune(line)); n > 76 || strings.HasSuffix(line, " ") {
			t.Errorf("%d characters: %q", n, line)
		}
	}
	for _, want := range []string{"3. kysymys", "     [ ] 6 b", "2. ______"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}
