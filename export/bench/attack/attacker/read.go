package attacker

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// ErrNoTables: the file has no named tables, so it is no workbook of ours.
var ErrNoTables = errors.New("no tables were found")

// Book is what can be read in a workbook.
type Book struct {
	Tables map[string]*Table // by the key in the name of their range, with "_" for what a name cannot hold
	// Points are the numbers that charts keep of cells.
	Points []Point
	// Unread are parts of the package of a kind that is not looked at.
	Unread []string
}

// Table is a named range. Row 0 is the header.
type Table struct {
	Sheet    string
	Row, Col int // of the upper left cell, from 1
	Cells    [][]Cell
}

// Cell is a cell: a number, a text or nothing.
type Cell struct {
	Number float64
	Text   string
	Kind   CellKind
}

// CellKind says what a cell holds.
type CellKind uint8

// Kinds of cells.
const (
	Nothing CellKind = iota
	Number
	Text
)

// Point is a number that a chart keeps of a cell.
type Point struct {
	Chart, Sheet string
	Row, Col     int
	Value        float64
	Cell         Cell // what the sheet shows there
}

type grid map[[2]int]Cell

// Read reads a workbook.
func Read(r io.ReaderAt, size int64) (*Book, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("open the package: %w", err)
	}
	p := &parts{files: map[string]*zip.File{}}
	for _, f := range z.File {
		p.files[f.Name] = f
	}
	var wb workbookXML
	var rels relationsXML
	var shared sharedXML
	err = errors.Join(p.read("xl/workbook.xml", &wb), p.read("xl/_rels/workbook.xml.rels", &rels))
	if err != nil {
		return nil, err
	}
	if p.files["xl/sharedStrings.xml"] != nil {
		if err := p.read("xl/sharedStrings.xml", &shared); err != nil {
			return nil, err
		}
	}
	grids := map[string]grid{}
	for _, s := range wb.Sheets {
		target := rels.target(s.ID)
		if target == "" {
			return nil, fmt.Errorf("sheet %q has no part", s.Name)
		}
		if grids[s.Name], err = p.sheet(path.Join("xl", target), shared.texts()); err != nil {
			return nil, err
		}
	}
	b := &Book{Tables: tables(wb.Names, grids), Unread: p.unread()}
	if len(b.Tables) == 0 {
		return nil, ErrNoTables
	}
	b.Points, err = p.points(grids)
	return b, err
}

type parts struct{ files map[string]*zip.File }

func (p *parts) read(name string, into any) error {
	f := p.files[name]
	if f == nil {
		return fmt.Errorf("the package has no part %s", name)
	}
	rc, err := f.Open()
	if err != nil {
		return fmt.Errorf("open part %s: %w", name, err)
	}
	err = xml.NewDecoder(rc).Decode(into)
	if err := errors.Join(err, rc.Close()); err != nil {
		return fmt.Errorf("read part %s: %w", name, err)
	}
	return nil
}

// unread lists parts other than those a workbook of ours has.
func (p *parts) unread() []string {
	known := regexp.MustCompile(`^(\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings|theme/theme1)\.xml|` +
		`xl/(worksheets|charts|drawings|tables)/[a-z]+[0-9]+\.xml|xl/(worksheets/|drawings/|charts/)?_rels/[a-zA-Z0-9.]+\.rels)$`)
	var out []string
	for name := range p.files {
		if !known.MatchString(name) {
			out = append(out, name)
		}
	}
	return out
}

type workbookXML struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"sheets>sheet"`
	Names []nameXML `xml:"definedNames>definedName"`
}

type nameXML struct {
	Name string `xml:"name,attr"`
	At   string `xml:",chardata"`
}

type relationsXML struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

func (r relationsXML) target(id string) string {
	for _, x := range r.List {
		if x.ID == id {
			return strings.TrimPrefix(x.Target, "/xl/")
		}
	}
	return ""
}

type richXML struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (r richXML) string() string {
	s := r.Text
	for _, run := range r.Runs {
		s += run.Text
	}
	return s
}

type sharedXML struct {
	Items []richXML `xml:"si"`
}

func (s sharedXML) texts() []string {
	out := make([]string, len(s.Items))
	for i, it := range s.Items {
		out[i] = it.string()
	}
	return out
}

type sheetXML struct {
	Rows []struct {
		Cells []struct {
			At     string  `xml:"r,attr"`
			Type   string  `xml:"t,attr"`
			Value  string  `xml:"v"`
			Inline richXML `xml:"is"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func (p *parts) sheet(name string, shared []string) (grid, error) {
	var s sheetXML
	if err := p.read(name, &s); err != nil {
		return nil, err
	}
	g := grid{}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			row, col, err := address(c.At)
			if err != nil {
				return nil, err
			}
			text := c.Value
			switch c.Type {
			case "s":
				i, err := strconv.Atoi(c.Value)
				if err != nil || i < 0 || i >= len(shared) {
					return nil, fmt.Errorf("cell %s of %s: shared text %q", c.At, name, c.Value)
				}
				text = shared[i]
			case "inlineStr":
				text = c.Inline.string()
			case "str":
			default:
				if n, err := strconv.ParseFloat(c.Value, 64); err == nil {
					g[[2]int{row, col}] = Cell{Kind: Number, Number: n}
				}
				continue
			}
			if text != "" {
				g[[2]int{row, col}] = Cell{Kind: Text, Text: text}
			}
		}
	}
	return g, nil
}

// address reads a cell's name, with or without dollar signs.
func address(s string) (row, col int, err error) {
	s = strings.ReplaceAll(s, "$", "")
	i := 0
	for ; i < len(s) && s[i] >= 'A' && s[i] <= 'Z'; i++ {
		col = 26*col + int(s[i]-'A') + 1
	}
	row, err = strconv.Atoi(s[i:])
	if err != nil || col == 0 {
		return 0, 0, fmt.Errorf("%q is no cell", s)
	}
	return row, col, nil
}

// span reads a reference such as 'Sheet'!$A$1:$C$9.
func span(ref string) (sheet string, from, to [2]int, ok bool) {
	i := strings.LastIndex(ref, "!")
	if i < 0 {
		return "", from, to, false
	}
	sheet = strings.ReplaceAll(strings.Trim(ref[:i], "'"), "''", "'")
	first, last, two := strings.Cut(ref[i+1:], ":")
	if !two {
		last = first
	}
	var err, err2 error
	from[0], from[1], err = address(first)
	to[0], to[1], err2 = address(last)
	return sheet, from, to, err == nil && err2 == nil
}

func tables(names []nameXML, grids map[string]grid) map[string]*Table {
	out := map[string]*Table{}
	for _, n := range names {
		key, ours := strings.CutPrefix(n.Name, "Range_")
		sheet, from, to, ok := span(n.At)
		if !ours || !ok || grids[sheet] == nil {
			continue
		}
		t := &Table{Sheet: sheet, Row: from[0], Col: from[1]}
		for r := from[0]; r <= to[0]; r++ {
			var row []Cell
			for c := from[1]; c <= to[1]; c++ {
				row = append(row, grids[sheet][[2]int{r, c}])
			}
			t.Cells = append(t.Cells, row)
		}
		out[key] = t
	}
	return out
}
