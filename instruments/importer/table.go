package importer

import (
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// Columns says what the columns of a table hold, where its headings do not, by the headings of the first row.
type Columns struct {
	Sheet   string // of a workbook; empty: the first that holds something
	ID      string
	Options string
	Texts   map[instruments.Lang]string // the wording, by language
}

func (c *Columns) none() bool {
	return c.Sheet == "" && c.ID == "" && c.Options == "" && len(c.Texts) == 0
}

// tableColumns are the places of the columns; -1 where there is none.
type tableColumns struct {
	id, options, kind, bounds int
	texts                     map[instruments.Lang]int
	unread                    []int
	heading                   bool // the first row is headings
}

// readTable reads a codebook, a translation side by side, or a list of items with their numbers.
func readTable(src *source, sheets []sheet, warnings []Warning, columns Columns) (*Draft, error) {
	s, err := chosenSheet(sheets, columns.Sheet)
	if err != nil {
		return nil, err
	}
	cols, err := findColumns(s, &columns)
	if err != nil {
		return nil, err
	}
	draft := src.draft(FormatTable)
	draft.Warnings = warnings
	draft.Names = []string{src.name}
	t := &tableReader{draft: draft, cols: cols, limits: src.limits}
	if err := t.read(s); err != nil {
		return nil, err
	}
	for i := range sheets {
		if other := &sheets[i]; other != s && len(other.rows) > 0 {
			draft.warn(Warning{Kind: WarnSheet, Where: other.name, Detail: other.name})
		}
	}
	if s.formula != "" {
		draft.warn(Warning{Kind: WarnFormula, Where: s.name, Detail: s.formula})
	}
	return draft, draft.finish()
}

func chosenSheet(sheets []sheet, name string) (*sheet, error) {
	if name != "" {
		if s := formSheet(sheets, name); s != nil {
			return s, nil
		}
		return nil, &Error{Problem: NoSheet, Detail: clean(name)}
	}
	for i := range sheets {
		if len(sheets[i].rows) > 0 {
			return &sheets[i], nil
		}
	}
	return nil, &Error{Problem: EmptyFile}
}

// findColumns finds what the columns hold: as a person said, or by their headings.
func findColumns(s *sheet, columns *Columns) (*tableColumns, error) {
	if !columns.none() && (columns.ID != "" || columns.Options != "" || len(columns.Texts) > 0) {
		return namedColumns(s, columns)
	}
	cols := columnsByHeading(s)
	if len(cols.texts) > 0 {
		return cols, nil
	}
	if answersTable(s) {
		return nil, &Error{Problem: AnswersTable}
	}
	if bare := bareColumns(s); bare != nil {
		return bare, nil
	}
	heads := make([]string, 0, len(s.rows[0].cells))
	for _, h := range s.rows[0].cells {
		if h = clean(h); h != "" {
			heads = append(heads, h)
		}
	}
	return nil, &Error{Problem: TextsColumn, Detail: strings.Join(heads[:min(len(heads), 20)], ", ")}
}

func namedColumns(s *sheet, columns *Columns) (*tableColumns, error) {
	cols := &tableColumns{id: -1, options: -1, kind: -1, bounds: -1, texts: map[instruments.Lang]int{}, heading: true}
	find := func(name string) (int, error) {
		if name == "" {
			return -1, nil
		}
		i := slices.IndexFunc(s.rows[0].cells, func(h string) bool { return strings.EqualFold(clean(h), clean(name)) })
		if i < 0 {
			return -1, &Error{Problem: NoColumn, Where: s.name, Detail: clean(name)}
		}
		return i, nil
	}
	var err error
	if cols.id, err = find(columns.ID); err != nil {
		return nil, err
	}
	if cols.options, err = find(columns.Options); err != nil {
		return nil, err
	}
	for lang, name := range columns.Texts {
		if cols.texts[lang], err = find(name); err != nil {
			return nil, err
		}
	}
	if len(cols.texts) == 0 {
		cols.texts = columnsByHeading(s).texts
	}
	if len(cols.texts) == 0 {
		return nil, &Error{Problem: TextsColumn, Where: s.name}
	}
	return cols, nil
}

// Headings by what their column holds, in the spelling that fold gives.
func headingRole(heading string) string {
	switch fold(heading) {
	case "id", "item", "items", "itemid", "variable", "variablename", "varname", "name", "key", "code", "field", "number", "nr", "num",
		"numero", "itemnumber", "itemno", "tunnus", "muuttuja", "osio", "osionumero", "kysymysnumero", "nummer", "kod", "variabel":
		return "id"
	case "text", "itemtext", "question", "questiontext", "wording", "label", "statement", "content", "detail", "teksti", "kysymys",
		"väite", "väittämä", "sanamuoto", "fråga", "påstående", "frågetext":
		return "text"
	case "description", "kuvaus", "beskrivning":
		return "description"
	case "options", "choices", "answers", "responseoptions", "answeroptions", "responses", "valueinfo", "valuelabels", "labels", "levels",
		"vastausvaihtoehdot", "vaihtoehdot", "svarsalternativ", "alternativ":
		return "options"
	case "type", "valuetype", "datatype", "tyyppi", "typ":
		return "type"
	case "allowedvalues", "range", "values":
		return "bounds"
	}
	if strings.TrimSpace(heading) == "#" {
		return "id"
	}
	return ""
}

func columnsByHeading(s *sheet) *tableColumns {
	cols := &tableColumns{id: -1, options: -1, kind: -1, bounds: -1, texts: map[instruments.Lang]int{}, heading: true}
	plain, described, item := -1, -1, -1
	for i, h := range s.rows[0].cells {
		at, once := &cols.id, true
		switch headingRole(h) {
		case "id":
			if wordy(s, i) {
				item, at = i, &item
			}
		case "text":
			at = &plain
		case "description":
			at = &described
		case "options":
			at = &cols.options
		case "type":
			at = &cols.kind
		case "bounds":
			at = &cols.bounds
		default:
			once = false
			cols.language(h, i)
		}
		switch {
		case once && *at < 0:
			*at = i
		case once && *at != i:
			cols.unread = append(cols.unread, i)
		}
	}
	if len(cols.texts) == 0 {
		for _, i := range []int{plain, item, described} {
			if i >= 0 {
				cols.texts[""] = i
				break
			}
		}
	} else if plain >= 0 {
		cols.texts[""] = plain
	}
	return cols
}

// language takes a column for wording when its heading names a language: "English", "text (fi)", "text_sv".
func (c *tableColumns) language(heading string, i int) {
	lang, known := langNamed(heading)
	if !known {
		base, rest := splitHeading(heading)
		if before, after, ok := cutLast(heading, "_-. "); ok && rest == "" {
			base, rest = before, after
		}
		if role := headingRole(base); role == "text" || role == "id" && fold(base) == "item" {
			lang, known = langNamed(rest)
		}
	}
	if _, taken := c.texts[lang]; !known || taken {
		c.unread = append(c.unread, i)
		return
	}
	c.texts[lang] = i
}

func cutLast(text, marks string) (before, after string, ok bool) {
	i := strings.LastIndexAny(text, marks)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+1:], true
}

// wordy reports whether most cells of a column are several words: a column headed "item" may hold either the number
// or the sentence.
func wordy(s *sheet, column int) bool {
	many, all := 0, 0
	for i := range s.rows[1:] {
		if cell := s.rows[i+1].cell(column); cell != "" {
			all++
			if strings.ContainsRune(cell, ' ') && len(cell) > 12 {
				many++
			}
		}
	}
	return all > 0 && 2*many > all
}
