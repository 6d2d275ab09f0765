package workbook_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
)

// sheetOrder is the sequence of CT_Worksheet, ECMA-376 part 1, 18.3.1.99.
var sheetOrder = strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
	protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
	conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks
	customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture
	oleObjects controls webPublishItems tableParts extLst`)

func (f *faults) sheet(part string) {
	root := f.roots[part]
	last := -1
	for _, k := range root.kids {
		at := slices.Index(sheetOrder, k.name)
		if at < last || at == last && k.name != "conditionalFormatting" {
			f.say("%s: %s stands in the wrong place", part, k.name)
		}
		last = at
	}
	cells := f.cells(part, root)
	var merged []area
	for _, m := range root.all("mergeCell") {
		a := areaOf(f.tb, m.attrs["ref"])
		if slices.ContainsFunc(merged, a.meets) {
			f.say("%s: merged cells %s meet others", part, m.attrs["ref"])
		}
		merged = append(merged, a)
	}
	for _, rule := range root.all("cfRule") {
		if n := len(f.roots["xl/styles.xml"].one("dxfs").kids); atoi(rule.attrs["dxfId"]) >= n || rule.attrs["priority"] == "" {
			f.say("%s: a rule with look %s of %d", part, rule.attrs["dxfId"], n)
		}
	}
	f.tablesOf(part, root, cells, merged)
}

// cells checks rows and cells and returns the text of each cell.
func (f *faults) cells(part string, root *node) map[[2]int]string {
	looks := len(f.roots["xl/styles.xml"].one("cellXfs").kids)
	cells := map[[2]int]string{}
	extent := area{left: 1, top: 1}
	lastRow := 0
	for _, row := range root.one("sheetData").kids {
		n := atoi(row.attrs["r"])
		if n <= lastRow {
			f.say("%s: row %s after row %d", part, row.attrs["r"], lastRow)
		}
		lastRow = n
		if row.attrs["hidden"] != "" {
			f.say("%s: row %d is hidden", part, n)
		}
		before := 0
		for _, c := range row.kids {
			at := areaOf(f.tb, c.attrs["r"])
			if at.top != n || at.left <= before {
				f.say("%s: cell %s in row %d", part, c.attrs["r"], n)
			}
			before = at.left
			if s := c.attrs["s"]; s != "" && atoi(s) >= looks {
				f.say("%s: cell %s has look %s of %d", part, c.attrs["r"], s, looks)
			}
			text := cellText(c, f.shared)
			if strings.HasPrefix(text, "\x00") {
				f.say("%s: cell %s has %s", part, c.attrs["r"], text[1:])
			}
			cells[[2]int{at.left, at.top}] = text
			extent.right, extent.bottom = max(extent.right, at.left), max(extent.bottom, at.top)
		}
	}
	told := areaOf(f.tb, root.one("dimension").attrs["ref"])
	if told.left != 1 || told.top != 1 || told.right < extent.right || told.bottom < extent.bottom || told.bottom > max(lastRow, 1) {
		f.say("%s: extent %v is told as %v", part, extent, told)
	}
	return cells
}

// tablesOf checks that the headers of a sheet's tables are its cells, and that tables meet neither each other nor
// merged cells.
func (f *faults) tablesOf(part string, root *node, cells map[[2]int]string, merged []area) {
	taken := slices.Clone(merged)
	links := f.roots[relationsOf(part)]
	for _, p := range root.all("tablePart") {
		for _, k := range links.kids {
			if k.attrs["Id"] != p.attrs["id:id"] {
				continue
			}
			name := target(part, k.attrs["Target"])
			t := f.roots[name]
			a := areaOf(f.tb, t.attrs["ref"])
			if slices.ContainsFunc(taken, a.meets) || a.bottom <= a.top {
				f.say("%s: its range %s meets others or has no row", name, t.attrs["ref"])
			}
			taken = append(taken, a)
			columns := t.one("tableColumns").kids
			if len(columns) != a.right-a.left+1 {
				f.say("%s: %d columns in %s", name, len(columns), t.attrs["ref"])
			}
			for i, c := range columns {
				if got := cells[[2]int{a.left + i, a.top}]; got != c.attrs["name"] {
					f.say("%s: column %q stands below %q", name, c.attrs["name"], got)
				}
			}
		}
	}
}

// packages are workbooks of every sort the program writes.
func packages(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{"everything": render(t, everything(), "fi")}
	r := report(t)
	for _, lang := range []instruments.Lang{"fi", "sv", "en"} {
		all["team "+string(lang)] = render(t, r, lang)
	}
	all["data"] = writeData(t, [][]workbook.DataValue{{workbook.TextValue("a"), {}, workbook.DecimalValue(1), {}}})
	all["data without rows"] = writeData(t, nil)
	var b bytes.Buffer
	if err := workbook.WritePaper(&b, form(), exporttest.NewWords(t, "fi")); err != nil {
		t.Fatal(err)
	}
	all["paper"] = b.Bytes()
	return all
}

func TestPackagesObeyTheFormat(t *testing.T) {
	for name, raw := range packages(t) {
		for _, fault := range faultsOf(t, parts(t, raw)) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// Each change breaks a rule; the check has to see it.
func TestFaultsAreSeen(t *testing.T) {
	whole := parts(t, render(t, everything(), "fi"))
	sheet := ""
	for name := range whole {
		if strings.HasPrefix(name, "xl/worksheets/sheet") && strings.Contains(whole[name], "conditionalFormatting") {
			sheet = name
		}
	}
	for name, c := range map[string]struct{ part, old, with, want string }{
		"order":         {sheet, "<sheetData>", "<pageSetup/><sheetData>", "wrong place"},
		"extent":        {sheet, `<dimension ref="A1:`, `<dimension ref="A1:A1" x="`, "is told as"},
		"look":          {sheet, ` s="1"`, ` s="999"`, "has look 999"},
		"text":          {sheet, `t="s"><v>0<`, `t="s"><v>9999<`, "no such text"},
		"row":           {sheet, `<row r="2"`, `<row r="1"`, "after row"},
		"table's names": {"xl/tables/table1.xml", `name="Toteuma"`, `name="Muu"`, "stands below"},
		"table's range": {"xl/tables/table1.xml", `ref="A5`, `ref="A4`, "meets others"},
		"type":          {"[Content_Types].xml", "/xl/styles.xml", "/xl/other.xml", "is not there"},
		"link":          {"xl/_rels/workbook.xml.rels", "styles.xml", "other.xml", "is not there"},
		"id":            {"xl/workbook.xml", `r:id="`, `r:id="x`, "no link"},
		"sheet's name":  {"xl/workbook.xml", `sheet name="Tavoite`, `sheet name="liian pitkä nimi taulukolle Tavoite`, "sheet name"},
		"range's name":  {"xl/workbook.xml", "Range_targets", "Range targets", "defined name"},
		"chart":         {"xl/charts/chart1.xml", "Kuviot", "Muut", "refers to sheet"},
		"alt text":      {"xl/drawings/drawing1.xml", "descr=", "nothing=", "without words"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := map[string]string{}
			for k, v := range whole {
				broken[k] = v
			}
			if broken[c.part] = strings.Replace(whole[c.part], c.old, c.with, 1); broken[c.part] == whole[c.part] {
				t.Fatalf("%s has no %s", c.part, c.old)
			}
			if list := faultsOf(t, broken); !strings.Contains(strings.Join(list, "\n"), c.want) {
				t.Errorf("seen: %v", list)
			}
		})
	}
}
