package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/instruments"
)

// part is a file of the package.
type part struct{ name, text string }

// dataStyle is the number of a style in the workbook of data.
type dataStyle uint8

const (
	dataPlain dataStyle = iota
	dataHeader
	dataWhole
	dataDay
)

const xmlStart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Names that the format gives to kinds of parts and relations.
const (
	mainSpace      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationsSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace   = "http://schemas.openxmlformats.org/package/2006"
	sheetKind      = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

func dataSheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }
func dataTablePart(n int) string { return fmt.Sprintf("xl/tables/table%d.xml", n) }

func escaped(s string) string { return string(appendText(nil, s)) }

// extent is the range of the sheet with its header.
func (s *DataSheet) extent() string { return "A1:" + cell(len(s.Columns), s.Rows+1) }

// dataSheetStart is a sheet up to its first row.
func dataSheetStart(s *DataSheet) string {
	var b strings.Builder
	b.WriteString(xmlStart + `<worksheet xmlns="` + mainSpace + `" xmlns:r="` + relationsSpace + `">`)
	b.WriteString(`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="` + s.extent() + `"/>`)
	b.WriteString(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
		`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`)
	for j, c := range s.Columns {
		width := c.Width
		if width <= 0 {
			width = min(float64(utf8.RuneCountInString(c.Name))*1.1+4, 60)
		}
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%.2f" customWidth="1"/>`, j+1, j+1, width)
	}
	b.WriteString(`</cols><sheetData>`)
	return b.String()
}

// dataSheetEnd is a sheet after its last row.
func dataSheetEnd(s *DataSheet) string {
	end := `</sheetData><pageMargins left="0.5" right="0.5" top="0.75" bottom="0.7" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/><headerFooter><oddFooter>&amp;L&amp;8` +
		escaped(plainCode(s.Name)) + `&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter>`
	if s.Rows > 0 {
		end += `<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`
	}
	return end + `</worksheet>`
}

func relations(list ...string) string {
	return xmlStart + `<Relationships xmlns="` + packageSpace + `/relationships">` + strings.Join(list, "") + `</Relationships>`
}

// relation is one link; kind and target as the format names them.
func relation(id int, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="rId%d" Type="%s" Target="%s"/>`, id, kind, target)
}

func dataTableLink(n int) string {
	return relations(relation(1, relationsSpace+"/table", fmt.Sprintf("../tables/table%d.xml", n)))
}

// dataTable makes the rows of a sheet a table of the spreadsheet, so that they can be filtered and referred to.
func dataTable(n int, s *DataSheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, xmlStart+`<table xmlns="%s" id="%d" name="Data_%d" displayName="Data_%d" ref="%s"><autoFilter ref="%s"/><tableColumns count="%d">`,
		mainSpace, n, n, n, s.extent(), s.extent(), len(s.Columns))
	for j, c := range s.Columns {
		fmt.Fprintf(&b, `<tableColumn id="%d" name="%s"/>`, j+1, escaped(c.Name))
	}
	b.WriteString(`</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`)
	return b.String()
}

// frame is everything around the sheets.
func (d *Data) frame() []part {
	made := d.options.Made.Time().Format("2006-01-02T15:04:05Z")
	core := xmlStart + `<cp:coreProperties xmlns:cp="` + packageSpace + `/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escaped(d.options.Title) +
		`</dc:title><dc:language>` + documentLanguage(d.options.Lang) + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + made +
		`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + `</dcterms:modified></cp:coreProperties>`
	app := xmlStart + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>` +
		application + `</Application></Properties>`
	return []part{
		{"docProps/core.xml", core},
		{"docProps/app.xml", app},
		{"xl/styles.xml", dataStyles(d.options.Lang)},
		{"xl/workbook.xml", d.workbook()},
		{"xl/_rels/workbook.xml.rels", d.workbookLinks()},
		{"_rels/.rels", relations(
			relation(1, relationsSpace+"/officeDocument", "xl/workbook.xml"),
			relation(2, packageSpace+"/relationships/metadata/core-properties", "docProps/core.xml"),
			relation(3, relationsSpace+"/extended-properties", "docProps/app.xml"),
		)},
		{"[Content_Types].xml", d.contentTypes()},
	}
}

func (d *Data) workbook() string {
	var b strings.Builder
	b.WriteString(xmlStart + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relationsSpace + `"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`)
	for i, s := range d.sheets {
		fmt.Fprintf(&b, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(s.Name), i+1, i+1)
	}
	b.WriteString(`</sheets><definedNames>`)
	for i, s := range d.sheets {
		fmt.Fprintf(&b, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s!$1:$1</definedName>`, i, escaped(quotedSheet(s.Name)))
	}
	b.WriteString(`</definedNames></workbook>`)
	return b.String()
}

func (d *Data) workbookLinks() string {
	var list []string
	for i := range d.sheets {
		list = append(list, relation(i+1, relationsSpace+"/worksheet", fmt.Sprintf("worksheets/sheet%d.xml", i+1)))
	}
	return relations(append(list, relation(len(d.sheets)+1, relationsSpace+"/styles", "styles.xml"))...)
}

func (d *Data) contentTypes() string {
	var b strings.Builder
	b.WriteString(xmlStart + `<Types xmlns="` + packageSpace + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	one := func(name, kind string) { fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, name, kind) }
	one("xl/workbook.xml", sheetKind+"sheet.main+xml")
	one("xl/styles.xml", sheetKind+"styles+xml")
	one("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	one("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	for i, s := range d.sheets {
		one(dataSheetPart(i+1), sheetKind+"worksheet+xml")
		if s.Rows > 0 {
			one(dataTablePart(i+1), sheetKind+"table+xml")
		}
	}
	b.WriteString(`</Types>`)
	return b.String()
}

// dataStyles holds the looks in the order of dataStyle.
func dataStyles(lang instruments.Lang) string {
	const font = `<sz val="10"/><name val="Calibri"/><family val="2"/>`
	return xmlStart + `<styleSheet xmlns="` + mainSpace + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="` + escaped(dateFormat(lang)) + `"/></numFmts>` +
		`<fonts count="2"><font>` + font + `</font><font><b/>` + font + `</font></fonts>` +
		`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
		`<fill><patternFill patternType="solid"><fgColor rgb="FF` + headFill + `"/></patternFill></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>` +
		`<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}
