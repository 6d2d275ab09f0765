package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/mittari/mittari/scoring/sheet"
)

// table is a file with rows that is being read: CSV and TSV as text, XLSX through the workbook reader.
type table struct {
	text io.Reader
	rows sheet.Rows // not nil: a workbook
	file *os.File
}

// openTable opens a table by its name; "-" is standard input, which is text.
func (a *app) openTable(ctx context.Context, path string) (*table, error) {
	if path == "-" {
		return &table{text: a.std.In}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	if !strings.EqualFold(pathExt(path), ".xlsx") {
		return &table{text: f, file: f}, nil
	}
	rows, err := workbookRows(ctx, f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &table{rows: rows, file: f}, nil
}

func pathExt(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[i:]
	}
	return ""
}

func (t *table) Close() error {
	if t.file == nil {
		return nil
	}
	return t.file.Close()
}

// problemLine is one problem of a table for machines.
type problemLine struct {
	File    string `json:"file"`
	Row     int    `json:"row,omitempty"`
	Column  string `json:"column,omitempty"`
	Value   string `json:"value,omitempty"`
	Problem string `json:"problem"`
}

// problems gathers what is wrong with a table, for one report at the end.
type problems struct {
	lines []sheet.RowProblem
	more  int
}

// mostProblems is how many are listed; the rest is counted.
const mostProblems = 500

func (p *problems) add(r sheet.RowProblem) {
	if len(p.lines) == mostProblems {
		p.more++
		return
	}
	p.lines = append(p.lines, r)
}

func (p *problems) forMachines() []problemLine {
	out := make([]problemLine, len(p.lines))
	for i, l := range p.lines {
		out[i] = problemLine{File: l.File, Row: l.Row, Column: l.Column, Value: l.Value, Problem: string(l.Kind)}
	}
	return out
}

// likelyPrefix is what the names of the columns begin with when none of them was an item; empty when that is not so.
func (p *problems) likelyPrefix() string {
	for _, l := range p.lines {
		if l.Kind == sheet.NoItems {
			return l.Value
		}
	}
	return ""
}

func (p *problems) any() bool { return len(p.lines) > 0 }

// printProblems lists them on standard error: file, row, column, value, and what is wrong.
func (a *app) printProblems(p *problems) error {
	if !p.any() {
		return nil
	}
	rows := [][]string{a.heads("file", "row", "column", "value", "problem")}
	for _, l := range p.lines {
		row := ""
		if l.Row > 0 {
			row = strconv.Itoa(l.Row)
		}
		rows = append(rows, []string{l.File, row, l.Column, printable(l.Value), a.loc.T("cli.problem." + string(l.Kind))})
	}
	if err := grid(a.std.Err, rows); err != nil {
		return err
	}
	if p.more > 0 {
		a.note("cli.problems.more", "n", p.more)
	}
	return nil
}

// printable keeps a cell from moving the cursor of the terminal it is shown on.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return '·'
		}
		return r
	}, s)
}

// fileProblem adds the problem that ended the reading, if that is what an error is about.
func fileProblem(err error, p *problems) bool {
	var whole *sheet.FileError
	if !errors.As(err, &whole) {
		return false
	}
	p.add(whole.Problem)
	return true
}

// asObjects turns the CSV a command wrote into one JSON object a row. Statistics are numbers, yes-or-no columns true or
// false, and what is not there is null; everything else is text.
func asObjects(text string) ([]map[string]any, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the results back: %w", err)
	}
	out := []map[string]any{}
	for _, r := range rows[min(1, len(rows)):] {
		o := map[string]any{}
		for i, name := range rows[0] {
			o[name] = asValue(name, r[i])
		}
		out = append(out, o)
	}
	return out, nil
}

func asValue(column, cell string) any {
	if cell == "" {
		return nil
	}
	switch column {
	case "value", "reported", "answered", "items", "t", "from", "to", "change", "better", "index", "needed":
		if json.Valid([]byte(cell)) {
			return json.RawMessage(cell)
		}
	case "prorated", "crossed_only":
		return cell == "true"
	}
	return cell
}

// writeTable runs a command that writes a table: into a file, as CSV to standard output, or into text for JSON.
func (a *app) writeTable(out string, run func(io.Writer) error) (string, error) {
	if out != "" && out != "-" {
		return "", writeFile(out, true, run)
	}
	if a.flags.json {
		var text strings.Builder
		err := run(&text)
		return text.String(), err
	}
	return "", run(a.std.Out)
}
