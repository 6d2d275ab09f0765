package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
)

// Names in the workbook: a table's range with header and totals, and the spreadsheet's own table over its rows. They
// are built from the table's key, so they are the same in every language and every period.
const (
	rangePrefix = "Range_"
	tablePrefix = "Table_"
)

// objectName makes a name that the format allows from a table's key.
func objectName(prefix, key string) string {
	return prefix + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, key)
}

// object gives a table that stands in the sheet its name, and makes it a table of the spreadsheet where it is one:
// with a header of differing words and rows below. Rows of totals at the end stay outside, so that sorting and
// filtering leave them alone.
func (s *sheet) object(t *export.Table) error {
	at := s.tables[t.Key]
	columns := len(t.Columns)
	if columns == 0 || len(t.Rows) == 0 {
		return nil
	}
	top := at.header
	if t.Facts {
		top = at.first
	}
	whole := quotedSheet(s.name) + "!" + absolute(1, top) + ":" + absolute(columns, at.first+len(t.Rows)-1)
	if err := s.file.SetDefinedName(&excelize.DefinedName{Name: objectName(rangePrefix, t.Key), RefersTo: whole}); err != nil {
		return err
	}
	rows := plainRows(t)
	if t.Facts || rows == 0 || !s.headersDiffer(t) {
		return nil
	}
	return s.file.AddTable(s.name, &excelize.Table{
		Range: cell(1, at.header) + ":" + cell(columns, at.header+rows), Name: objectName(tablePrefix, t.Key),
		ShowRowStripes: pointer(false),
	})
}

// plainRows is how many rows stand before the totals at the end.
func plainRows(t *export.Table) int {
	n := len(t.Rows)
	for n > 0 && t.Rows[n-1].Total {
		n--
	}
	return n
}

// headersDiffer reports whether every column has a name of its own, without regard to case.
func (s *sheet) headersDiffer(t *export.Table) bool {
	seen := map[string]bool{}
	for _, c := range t.Columns {
		name := strings.ToLower(safe(c.Label.In(s.words)))
		if name == "" || name != strings.TrimSpace(name) || seen[name] || strings.ContainsAny(name, "\r\n\t") {
			return false
		}
		seen[name] = true
	}
	return true
}

// absolute is a cell as names refer to it.
func absolute(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row, true)
	return name
}

// marks underlines the words of columns that have marks: whoever changes the word in the sheet sees the colour follow.
func (s *sheet) marks(t *export.Table) error {
	if len(t.Rows) == 0 {
		return nil
	}
	first := s.tables[t.Key].first
	for j, c := range t.Columns {
		var rules []excelize.ConditionalFormatOptions
		for _, m := range c.Marks {
			if m.Tone == export.Calm {
				continue
			}
			id, err := s.toneStyle(m.Tone)
			if err != nil {
				return err
			}
			word := strings.ReplaceAll(safe(m.Word.In(s.words)), `"`, `""`)
			rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Value: `"` + word + `"`, Format: &id})
		}
		if len(rules) == 0 {
			continue
		}
		if err := s.file.SetConditionalFormat(s.name, cell(j+1, first)+":"+cell(j+1, first+len(t.Rows)-1), rules); err != nil {
			return err
		}
	}
	return nil
}

// toneStyle finds or makes the look of a tone: fills that differ in lightness, better and worse equally bold.
func (b *book) toneStyle(tone export.Tone) (int, error) {
	if id, ok := b.tones[tone]; ok {
		return id, nil
	}
	fill := map[export.Tone]string{export.Good: "DCEBF7", export.Watch: "FFF4CC", export.Poor: "F0BE97"}[tone]
	id, err := b.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Bold: tone != export.Watch, Color: ink},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
	})
	if err == nil {
		b.tones[tone] = id
	}
	return id, err
}
