package importer

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// headings are the columns of a sheet: by name, and for texts by name and language.
type headings struct {
	plain map[string]int
	words map[string]map[instruments.Lang]int
}

// headingAliases gives the usual name of headings that have several.
func headingAliases() map[string]string {
	return map[string]string{
		"relevance": "relevant", "readonly": "read_only", "read only": "read_only", "list name": "list_name", "listname": "list_name",
		"caption": "label", "value": "name", "points": "score", "weight": "score", "form title": "form_title", "title": "form_title",
		"form id": "form_id", "default language": "default_language", "calculate": "calculation", "choice filter": "choice_filter",
	}
}

// splitHeading takes a heading apart into its name and the language after it: "label::English (en)", "label:english".
func splitHeading(heading string) (base, lang string) {
	base, lang, _ = strings.Cut(clean(heading), ":")
	base = strings.ToLower(strings.TrimSpace(base))
	if usual, ok := headingAliases()[base]; ok {
		base = usual
	}
	return strings.ReplaceAll(base, " ", "_"), strings.TrimSpace(strings.Trim(lang, ": "))
}

// formTexts are the columns that hold words.
func formTexts(base string) bool {
	return base == "label" || base == "hint" || base == "form_title"
}

// readHeadings reads the first row of a sheet. A column that stands twice is refused: which one is meant is not to
// be guessed.
func readHeadings(s *sheet) (*headings, error) {
	h := &headings{plain: map[string]int{}, words: map[string]map[instruments.Lang]int{}}
	if len(s.rows) == 0 {
		return h, nil
	}
	written := map[string]string{}
	for i, cell := range s.rows[0].cells {
		base, name := splitHeading(cell)
		if base == "" || name != "" && !formTexts(base) {
			continue
		}
		raw := strings.ToLower(clean(cell))
		twice := &Error{Problem: DuplicateColumn, Where: clean(s.name), Detail: clean(cell), Line: s.rows[0].line}
		if name == "" {
			if first, ok := written[base]; ok && first == raw && knownHeading(base) {
				return nil, twice
			} else if ok && raw != base {
				continue // another name for a column that is there
			}
			h.plain[base], written[base] = i, raw
			continue
		}
		lang, _ := langNamed(name)
		if h.words[base] == nil {
			h.words[base] = map[instruments.Lang]int{}
		}
		if _, ok := h.words[base][lang]; ok {
			return nil, twice
		}
		h.words[base][lang] = i
	}
	return h, nil
}

// knownHeading reports whether a column means something here; others may stand as often as they like.
func knownHeading(base string) bool {
	switch base {
	case "type", "name", "label", "hint", "required", "relevant", "calculation", "constraint", "read_only", "appearance",
		"list_name", "score", "form_title", "form_id", "default_language":
		return true
	}
	return false
}

func (h *headings) has(base string) bool {
	_, ok := h.plain[base]
	return ok || len(h.words[base]) > 0
}

// own gives a cell of a column without a language.
func (h *headings) own(r *row, base string) string {
	if i, ok := h.plain[base]; ok {
		return r.cell(i)
	}
	return ""
}

// texts gives the words of a column in every language.
func (h *headings) texts(r *row, base string, own instruments.Lang) Texts {
	t := Texts{}
	if text := clean(stripMarks(h.own(r, base))); text != "" {
		t[""] = text
	}
	for lang, i := range h.words[base] {
		text := clean(stripMarks(r.cell(i)))
		if text == "" {
			continue
		}
		if lang == own && own != "" {
			lang = ""
		}
		t[lang] = text
	}
	return t
}
