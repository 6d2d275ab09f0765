package importer

import (
	"context"
	"strings"
)

// formSheet finds a sheet by name, whatever its case.
func formSheet(sheets []sheet, name string) *sheet {
	for i := range sheets {
		if strings.EqualFold(strings.TrimSpace(sheets[i].name), name) {
			return &sheets[i]
		}
	}
	return nil
}

// surveySheet finds the sheet with the questions: the one so called, or the only one there is when its headings are
// those of a form.
func surveySheet(sheets []sheet) *sheet {
	if s := formSheet(sheets, "survey"); s != nil {
		return s
	}
	if len(sheets) == 1 && formHeadings(&sheets[0]) {
		return &sheets[0]
	}
	return nil
}

// formHeadings reports whether the first row has the headings every form has.
func formHeadings(s *sheet) bool {
	if len(s.rows) == 0 {
		return false
	}
	has := map[string]bool{}
	for _, h := range s.rows[0].cells {
		base, _ := splitHeading(h)
		has[base] = true
	}
	return has["type"] && has["name"]
}

// choicesOnly reports whether sheets hold answer lists and nothing else.
func choicesOnly(sheets []sheet) bool {
	for i := range sheets {
		if len(sheets[i].rows) == 0 {
			continue
		}
		has := map[string]bool{}
		for _, h := range sheets[i].rows[0].cells {
			base, _ := splitHeading(h)
			has[base] = true
		}
		return has["list_name"] && has["label"] && !has["type"]
	}
	return false
}

// sheetName reports whether a form may have a sheet of that name.
func sheetName(name string) bool {
	switch strings.ToLower(name) {
	case "survey", "choices", "settings", "external_choices", "entities", "osm":
		return true
	}
	return false
}

// sheetsInCSV takes a table of text apart whose rows name their sheet in the first column, as XLSForm has it. A table
// without such rows is one sheet.
func sheetsInCSV(rows []row) []sheet {
	first := -1
	for i := range rows {
		if rows[i].cell(0) != "" {
			first = i
			break
		}
	}
	if first < 0 || !sheetName(rows[first].cell(0)) || strings.Join(rows[first].cells[1:], "") != "" {
		return []sheet{{rows: rows}}
	}
	var sheets []sheet
	for _, r := range rows[first:] {
		if name := r.cell(0); name != "" {
			sheets = append(sheets, sheet{name: name})
		}
		one := row{line: r.line, cells: r.cells[min(1, len(r.cells)):]}
		if s := &sheets[len(sheets)-1]; !one.empty() {
			s.rows = append(s.rows, one)
		}
	}
	return sheets
}

// readXLSForm reads a form from its sheets.
func readXLSForm(ctx context.Context, src *source, sheets []sheet, warnings []Warning) (*Draft, error) {
	draft := src.draft(FormatXLSForm)
	draft.Warnings = warnings
	x := &xlsForm{draft: draft, limits: src.limits}
	if err := x.settings(formSheet(sheets, "settings")); err != nil {
		return nil, err
	}
	survey := surveySheet(sheets)
	if survey == nil {
		return nil, &Error{Problem: NoSheet, Detail: "survey"}
	}
	if err := x.choices(formSheet(sheets, "choices")); err != nil {
		return nil, err
	}
	if formSheet(sheets, "choices") == nil {
		if err := x.choicesBeside(ctx, src, survey); err != nil {
			return nil, err
		}
	}
	if err := x.survey(survey); err != nil {
		return nil, err
	}
	x.mentions()
	x.otherSheets(sheets, survey)
	return draft, draft.finish()
}

type xlsForm struct {
	draft  *Draft
	limits Limits
	open   []int // numbers of the groups that are open, innermost last
}

func (x *xlsForm) otherSheets(sheets []sheet, survey *sheet) {
	for i := range sheets {
		s := &sheets[i]
		switch {
		case s == survey, formSheet(sheets, "choices") == s, formSheet(sheets, "settings") == s:
			if s.formula != "" {
				x.draft.warn(Warning{Kind: WarnFormula, Where: s.name, Detail: s.formula})
			}
		case len(s.rows) > 0:
			x.draft.warn(Warning{Kind: WarnSheet, Where: s.name, Detail: s.name})
		}
	}
}

func (x *xlsForm) settings(s *sheet) error {
	if s == nil || len(s.rows) < 2 {
		return nil
	}
	h, err := readHeadings(s)
	if err != nil {
		return err
	}
	r := &s.rows[1]
	if name := h.own(r, "default_language"); name != "" && !strings.EqualFold(name, "default") {
		x.draft.Lang, _ = langNamed(name)
	}
	x.draft.Title = h.texts(r, "form_title", x.draft.Lang)
	x.draft.Names = append(x.draft.Names, h.own(r, "form_title"), h.own(r, "form_id"), h.own(r, "id_string"))
	return nil
}

func (x *xlsForm) choices(s *sheet) error {
	if s == nil || len(s.rows) == 0 {
		return nil
	}
	h, err := readHeadings(s)
	if err != nil {
		return err
	}
	rows := s.rows[1:]
	for _, need := range []string{"list_name", "name"} {
		if len(rows) > 0 && !h.has(need) {
			return &Error{Problem: NoColumn, Where: clean(s.name), Detail: need}
		}
	}
	at := map[string]int{}
	for i := range rows {
		r := &rows[i]
		name := clean(h.own(r, "list_name"))
		if name == "" {
			continue
		}
		if _, ok := at[name]; !ok {
			if len(at) == x.limits.Items {
				return &Error{Problem: TooMany, Limit: x.limits.Items}
			}
			at[name] = len(x.draft.Lists)
			x.draft.Lists = append(x.draft.Lists, AnswerList{Name: name})
		}
		list := &x.draft.Lists[at[name]]
		if len(list.Options) == x.limits.Items {
			return &Error{Problem: TooMany, Limit: x.limits.Items}
		}
		list.Options = append(list.Options, Option{
			Code: clean(h.own(r, "name")), Score: parseNumber(h.own(r, "score")), Text: h.texts(r, "label", x.draft.Lang),
		})
	}
	for i := range x.draft.Lists {
		markMissing(x.draft.Lists[i].Options)
	}
	return nil
}

// maxBeside bounds how many tables beside a form are looked at for its answer lists.
const maxBeside = 50

// choicesBeside takes the answer lists from the one table beside the form that holds lists the form asks for.
func (x *xlsForm) choicesBeside(ctx context.Context, src *source, survey *sheet) error {
	wanted := listsWanted(survey)
	if src.beside == nil || len(wanted) == 0 {
		return nil
	}
	var found []*sheet
	for _, file := range filesBeside(src.beside, ".csv", maxBeside) {
		if err := ctx.Err(); err != nil {
			return err
		}
		near := &source{data: readBounded(src.beside, file, src.limits.Bytes), limits: src.limits}
		text, _, err := near.text()
		if err != nil || len(near.data) == 0 {
			continue // a neighbour that is something else
		}
		rows, err := readCSV(text, separator(text))
		if err != nil {
			continue
		}
		if s := (&sheet{name: file, rows: rows}); choicesOnly([]sheet{*s}) && holdsLists(s, wanted) {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return nil
	}
	x.draft.warn(Warning{Kind: WarnBeside, Detail: clean(found[0].name)})
	return x.choices(found[0])
}

func listsWanted(survey *sheet) map[string]bool {
	wanted := map[string]bool{}
	h, err := readHeadings(survey)
	if err != nil || len(survey.rows) == 0 {
		return wanted
	}
	for i := range survey.rows[1:] {
		if list := parseFormType(h.own(&survey.rows[i+1], "type")).list; list != "" {
			wanted[list] = true
		}
	}
	return wanted
}

// holdsLists reports whether a sheet of answer lists has every list that is wanted.
func holdsLists(s *sheet, wanted map[string]bool) bool {
	h, err := readHeadings(s)
	if err != nil {
		return false
	}
	has := map[string]bool{}
	for i := range s.rows[1:] {
		has[clean(h.own(&s.rows[i+1], "list_name"))] = true
	}
	for name := range wanted {
		if !has[name] {
			return false
		}
	}
	return true
}
