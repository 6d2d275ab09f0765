package importer

import (
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// answersTable reports whether a table holds answers of people: a column says whose or when, or numbers fill it.
func answersTable(s *sheet) bool {
	whose := []string{
		"participantid", "participant", "subjectid", "subject", "sub", "person", "personid", "respondent", "respondentid", "recordid",
		"session", "ses", "visit", "wave", "timepoint", "occasion", "henkilö", "vastaaja", "vastaajatunnus", "mittauskerta", "deltagare",
	}
	for _, h := range s.rows[0].cells {
		if slices.Contains(whose, fold(h)) {
			return true
		}
	}
	numbers, cells := 0, 0
	for i := range s.rows[1:] {
		for _, c := range s.rows[i+1].cells {
			if c != "" {
				cells++
			}
			if parseNumber(c) != nil {
				numbers++
			}
		}
	}
	return len(s.rows) > 2 && len(s.rows[0].cells) > 2 && 5*numbers > 3*cells
}

// bareColumns reads a table without headings: one column of sentences, or numbers or names before them.
func bareColumns(s *sheet) *tableColumns {
	bare := &tableColumns{id: -1, options: -1, kind: -1, bounds: -1}
	width := 0
	for i := range s.rows {
		width = max(width, len(s.rows[i].cells))
	}
	all := &sheet{rows: append([]row{{}}, s.rows...)} // wordy passes over the first row
	switch {
	case width == 1 && (wordy(all, 0) || len(s.rows) == 1):
		bare.texts = map[instruments.Lang]int{"": 0}
	case width == 2 && !wordy(all, 0) && wordy(all, 1):
		bare.id = 0
		bare.texts = map[instruments.Lang]int{"": 1}
	default:
		return nil
	}
	return bare
}

// separator tells what divides the columns of a text: tab, semicolon or comma, by how evenly they divide its first
// rows. It is 0 for lines of plain text.
func separator(text string) rune {
	for _, comma := range []rune{'\t', ';', ','} {
		if !strings.ContainsRune(text, comma) {
			continue
		}
		rows, err := firstRows(text, comma)
		if err != nil { // a quotation mark that is left open; the headings still tell
			head, _, _ := strings.Cut(text, "\n")
			rows, err = readCSV(head, comma)
		}
		if err != nil || len(rows) == 0 {
			continue
		}
		if evenly(rows, comma) {
			return comma
		}
	}
	return 0
}

// firstRows reads the rows that decide what divides the columns.
func firstRows(text string, comma rune) ([]row, error) {
	const enough = 16 << 10
	if len(text) <= enough {
		return readCSV(text, comma)
	}
	for cut := enough; cut > enough/2; cut-- {
		if text[cut] != '\n' {
			continue
		}
		if rows, err := readCSV(text[:cut], comma); err == nil { // not inside a quoted cell
			return rows, nil
		}
		cut -= enough / 64
	}
	return readCSV(text[:enough], comma)
}

// evenly reports whether a mark divides rows into columns. A comma also stands inside sentences: there must be
// headings a form has, or the same number of columns in each row.
func evenly(rows []row, comma rune) bool {
	divided := 0
	for i := range rows {
		if len(rows[i].cells) > 1 || sheetName(rows[i].cell(0)) {
			divided++
		}
	}
	if divided == 0 || 10*divided < 8*len(rows) {
		return false
	}
	if comma == '\t' {
		return true
	}
	same := !slices.ContainsFunc(rows, func(r row) bool { return len(r.cells) != len(rows[0].cells) })
	known := 0
	for _, h := range rows[0].cells {
		base, _ := splitHeading(h)
		_, language := langNamed(h)
		if headingRole(h) != "" || knownHeading(base) || language || sheetName(h) {
			known++
		}
	}
	switch {
	case known > 1, sheetName(rows[0].cell(0)):
		return true
	case comma == ';':
		return same || known > 0
	}
	return same && (known > 0 || len(rows) > 2 && len(rows[0].cells) > 2 || !spaced(rows))
}

// spaced reports whether most cells after the first begin where a sentence goes on: the text was cut at its commas.
func spaced(rows []row) bool {
	words, cells := 0, 0
	for i := range rows {
		for _, c := range rows[i].cells {
			cells++
			if strings.ContainsRune(c, ' ') {
				words++
			}
		}
	}
	return 2*words > cells
}
