package importer_test

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"
)

// tab is a sheet for a workbook: its name and its rows.
type tab struct {
	name string
	rows [][]string
}

// workbookOf packs sheets the way spreadsheet programs do: words in a list of their own, numbers as they are.
func workbookOf(tb testing.TB, tabs ...tab) string {
	tb.Helper()
	var words []string
	var book, links strings.Builder
	files := map[string]string{}
	for i, t := range tabs {
		fmt.Fprintf(&book, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, html.EscapeString(t.name), i+1, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = sheetXML(t.rows, &words)
	}
	const namespace = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	files["xl/workbook.xml"] = "<workbook" + namespace + "><sheets>" + book.String() + "</sheets></workbook>"
	files["xl/_rels/workbook.xml.rels"] = "<Relationships>" + links.String() + "</Relationships>"
	var shared strings.Builder
	for _, w := range words {
		shared.WriteString("<si><r><t>" + html.EscapeString(w) + "</t></r><rPh><t>reading</t></rPh></si>")
	}
	files["xl/sharedStrings.xml"] = "<sst" + namespace + ">" + shared.String() + "</sst>"
	return zipped(tb, files)
}

// sheetXML writes rows; a cell that begins with "#" is a number, one with "=" a formula with its value after a bar.
func sheetXML(rows [][]string, words *[]string) string {
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for r, cells := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, r+1)
		for c, cell := range cells {
			ref := fmt.Sprintf("%c%d", 'A'+c, r+1)
			number, isNumber := strings.CutPrefix(cell, "#")
			formula, value, isFormula := strings.Cut(cell, "|")
			switch {
			case cell == "":
				fmt.Fprintf(&b, `<c r="%s" s="1"/>`, ref)
			case isNumber:
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, ref, number)
			case isFormula && strings.HasPrefix(formula, "="):
				fmt.Fprintf(&b, `<c r="%s" t="str"><f>%s</f><v>%s</v></c>`, ref, html.EscapeString(formula[1:]), html.EscapeString(value))
			default:
				i := slices.Index(*words, cell)
				if i < 0 {
					i = len(*words)
					*words = append(*words, cell)
				}
				fmt.Fprintf(&b, `<c r="%s" t="s"><v>%d</v></c>`, ref, i)
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
	return b.String()
}
