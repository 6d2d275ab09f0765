package importer

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

type tableReader struct {
	draft  *Draft
	cols   *tableColumns
	limits Limits
}

func (t *tableReader) read(s *sheet) error {
	rows := s.rows
	if t.cols.heading {
		for _, i := range t.cols.unread {
			if h := clean(rows[0].cell(i)); h != "" {
				t.draft.warn(Warning{Kind: WarnColumn, Where: s.name, Detail: h})
			}
		}
		rows = rows[1:]
	}
	if len(rows) > t.limits.Items {
		return &Error{Problem: TooMany, Limit: t.limits.Items}
	}
	for i := range rows {
		t.row(&rows[i], i+1)
	}
	t.own()
	return nil
}

// own names the language of the file when it has texts in one language only.
func (t *tableReader) own() {
	if len(t.cols.texts) != 1 {
		return
	}
	for lang := range t.cols.texts {
		t.draft.Lang = lang
	}
	if t.draft.Lang == "" {
		return
	}
	for i := range t.draft.Items {
		words := t.draft.Items[i].Text
		if text, ok := words[t.draft.Lang]; ok {
			words[""] = text
			delete(words, t.draft.Lang)
		}
	}
}

var (
	sentenceNumber = regexp.MustCompile(`^\(?(\d{1,3})\s*[.):]\s+(\S.*)$`)
	rangeCell      = regexp.MustCompile(`^\[\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*\]$`)
)

func (t *tableReader) row(r *row, n int) {
	one := Item{LinkID: clean(r.cell(t.cols.id)), Type: TypeChoice, Origin: notApplicable(r.cell(t.cols.kind)), Text: Texts{}}
	for lang, i := range t.cols.texts {
		text := clean(stripMarks(r.cell(i)))
		if m := sentenceNumber.FindStringSubmatch(text); m != nil {
			one.Prefix, text = m[1], m[2]
		}
		if text != "" {
			one.Text[lang] = text
		}
	}
	if one.LinkID == "" {
		one.LinkID = strconv.Itoa(n)
	}
	if one.Prefix == "" && plainInteger(one.LinkID) {
		one.Prefix = one.LinkID
	}
	one.Options = parseOptions(r.cell(t.cols.options), t.limits)
	if len(one.Options) == 0 && t.cols.options >= 0 {
		t.openEnded(&one, r)
	}
	t.draft.Items = append(t.draft.Items, one)
}

// openEnded says what a row asks for that offers no answers where others do.
func (t *tableReader) openEnded(one *Item, r *row) {
	switch fold(one.Origin) {
	case "integer", "real", "number", "numeric", "float", "decimal", "luku", "tal", "int":
		one.Type = TypeNumber
	case "date", "time", "datetime", "päivä", "datum":
		one.Type = TypeDate
	default:
		one.Type = TypeText
	}
	if m := rangeCell.FindStringSubmatch(r.cell(t.cols.bounds)); m != nil && one.Type == TypeNumber {
		one.Min, one.Max = parseNumber(m[1]), parseNumber(m[2])
	}
}

func plainInteger(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 0 && n < 1000
}

// notApplicable gives an empty cell for the words that stand for one.
func notApplicable(cell string) string {
	switch strings.ToLower(cell) {
	case "na", "n/a", "-", "none":
		return ""
	}
	return clean(cell)
}

var optionCell = regexp.MustCompile(`^\s*(-?\d{1,5})\s*(?:[=:,.)–—]|\s-\s)\s*(.*)$`)

// parseOptions reads answers written into one cell: "0, never | 1, often", "0 = never; 1 = often", or one a line.
func parseOptions(cell string, limits Limits) []Option {
	if notApplicable(cell) == "" {
		return nil
	}
	var parts []string
	for _, mark := range []string{"|", "\n", ";", ","} {
		if strings.Contains(cell, mark) {
			parts = strings.Split(cell, mark)
			break
		}
	}
	if len(parts) < 2 || len(parts) > limits.Items {
		return nil
	}
	var options []Option
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			continue
		}
		one := Option{Text: Texts{}}
		text := clean(stripMarks(part))
		if m := optionCell.FindStringSubmatch(text); m != nil {
			one.Code, text = m[1], m[2]
		} else if _, err := strconv.Atoi(text); err == nil {
			one.Code, text = text, ""
		}
		if text != "" {
			one.Text[""] = text
		}
		options = append(options, one)
	}
	return options
}

// readLines reads plain text, one item a line. A title before an empty line is the title; a number before a sentence
// is its number.
func readLines(src *source, text string, warnings []Warning) (*Draft, error) {
	draft := src.draft(FormatLines)
	draft.Warnings = warnings
	draft.Names = []string{src.name}
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n").Replace(text), "\n")
	if len(lines) > 2 && strings.TrimSpace(lines[0]) != "" && strings.TrimSpace(lines[1]) == "" {
		draft.Title = Texts{"": clean(stripMarks(lines[0]))}
		draft.Names = append(draft.Names, draft.Title[""])
		lines = lines[2:]
	}
	for _, line := range lines {
		line = clean(stripMarks(line))
		if line == "" {
			continue
		}
		if len(draft.Items) == src.limits.Items {
			return nil, &Error{Problem: TooMany, Limit: src.limits.Items}
		}
		one := Item{LinkID: strconv.Itoa(len(draft.Items) + 1), Type: TypeChoice, Origin: "line"}
		if m := sentenceNumber.FindStringSubmatch(line); m != nil {
			one.Prefix, line = m[1], m[2]
		}
		one.Text = Texts{instruments.Lang(""): line}
		draft.Items = append(draft.Items, one)
	}
	return draft, draft.finish()
}
