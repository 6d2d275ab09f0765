package workbook

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/export"
)

// textColumns is how wide a report in plain text is, in characters.
const textColumns = 96

// SaveText writes a report as plain text, as Save writes it as a workbook: wholly or not at all.
func SaveText(path string, overwrite bool, r *export.Report, words export.Words) error {
	return saveAtomic(path, overwrite, func(w io.Writer) error { return WriteText(w, r, words) })
}

// WriteText renders a report as plain text: chapters with their sentences and tables, a row of a table below its
// headings, each cell on a line of its own when the row does not fit.
func WriteText(w io.Writer, r *export.Report, words export.Words) error {
	t := &text{b: bufio.NewWriter(w), words: words}
	if r.Demo {
		t.lines(words.T("report.watermark"), "")
	}
	t.title(r.Title.In(words), "=")
	for i := range r.Sections {
		t.section(&r.Sections[i])
	}
	if err := t.b.Flush(); err != nil {
		return fmt.Errorf("write report as text: %w", err)
	}
	return nil
}

type text struct {
	b     *bufio.Writer
	words export.Words
}

// lines writes lines; Flush reports the first error.
func (t *text) lines(all ...string) {
	for _, l := range all {
		_, _ = fmt.Fprintln(t.b, strings.TrimRight(l, " "))
	}
}

func (t *text) title(s, rule string) {
	t.lines(s, strings.Repeat(rule, utf8.RuneCountInString(s)), "")
}

func (t *text) paragraphs(all []export.Label) {
	for _, l := range all {
		t.lines(folded(l.In(t.words), textColumns)...)
		t.lines("")
	}
}

func (t *text) section(s *export.Section) {
	t.title(s.Title.In(t.words), "-")
	t.paragraphs(s.Paragraphs)
	for i := range s.Tables {
		t.table(&s.Tables[i])
	}
	t.paragraphs(s.Closing)
}

func (t *text) table(table *export.Table) {
	if !table.Caption.Blank() {
		t.lines(table.Caption.In(t.words), "")
	}
	rows := t.cells(table)
	widths := columnWidths(rows)
	if sum(widths)+2*len(widths) <= textColumns || table.Facts {
		for _, r := range rows {
			t.lines(padded(r, widths))
		}
	} else {
		t.records(rows)
	}
	t.lines("")
	t.paragraphs(table.Notes)
}

// records writes each row as a block of "heading: value" lines.
func (t *text) records(rows [][]string) {
	for _, r := range rows[1:] {
		for j, c := range r {
			if c == "" {
				continue
			}
			for k, l := range folded(rows[0][j]+": "+c, textColumns-4) {
				indent := "  "
				if k > 0 {
					indent = "    "
				}
				t.lines(indent + l)
			}
		}
		t.lines("")
	}
}

// cells are the headings, unless the table is one of facts, and the rows, in words.
func (t *text) cells(table *export.Table) [][]string {
	var rows [][]string
	if !table.Facts {
		head := make([]string, len(table.Columns))
		for j, c := range table.Columns {
			head[j] = c.Label.In(t.words)
		}
		rows = append(rows, head)
	}
	for _, r := range table.Rows {
		line := make([]string, len(table.Columns))
		for j := range min(len(r.Cells), len(line)) {
			line[j] = t.cell(r.Cells[j])
		}
		rows = append(rows, line)
	}
	return rows
}

func (t *text) cell(c export.Cell) string {
	if c.Kind == export.HiddenCell {
		return "··"
	}
	return c.In(t.words)
}

func columnWidths(rows [][]string) []int {
	var out []int
	for _, r := range rows {
		for j, c := range r {
			if j == len(out) {
				out = append(out, 0)
			}
			out[j] = max(out[j], utf8.RuneCountInString(c))
		}
	}
	return out
}

func sum(all []int) (n int) {
	for _, v := range all {
		n += v
	}
	return n
}

func padded(cells []string, widths []int) string {
	var b strings.Builder
	for j, c := range cells {
		b.WriteString(c + strings.Repeat(" ", widths[j]-utf8.RuneCountInString(c)+2))
	}
	return b.String()
}

// TableInWords is a table as its headings and the words of its cells, for programs that read them.
func TableInWords(table *export.Table, words export.Words) (columns []string, rows [][]string) {
	t := &text{words: words}
	rows = t.cells(table)
	if table.Facts {
		return nil, rows
	}
	return rows[0], rows[1:]
}
