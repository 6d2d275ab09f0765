package importer

import (
	"regexp"
	"strconv"
	"strings"
)

// formType is the type cell of a row, taken apart.
type formType struct {
	origin string // the first word as written, or both words of the beginning and end of a group
	kind   string // the first word in lower case
	list   string // name of the answer list
	other  bool   // an answer of one's own may be given
	begin  bool   // of a group or repeat
	end    bool
	repeat bool
}

var (
	groupType = regexp.MustCompile(`(?i)^(begin|end)[ _]+(group|repeat)$`)
	longType  = regexp.MustCompile(`(?i)^(select[ _]one|select[ _]multiple|select1|select|add select one prompt using|add select multiple prompt using|select all that apply)\s+(?:from\s+)?(.+)$`)
)

func parseFormType(cell string) formType {
	cell = clean(cell)
	if m := groupType.FindStringSubmatch(cell); m != nil {
		return formType{
			origin: m[1] + " " + m[2], kind: strings.ToLower(m[2]), repeat: strings.EqualFold(m[2], "repeat"),
			begin: strings.EqualFold(m[1], "begin"), end: strings.EqualFold(m[1], "end"),
		}
	}
	words := strings.Fields(cell)
	if len(words) == 0 {
		return formType{}
	}
	t := formType{origin: words[0], kind: strings.ToLower(words[0])}
	if rest, ok := strings.CutSuffix(cell, " or_other"); ok {
		cell, t.other = rest, true
	} else if rest, ok := strings.CutSuffix(cell, " or specify other"); ok {
		cell, t.other = rest, true
	}
	if m := longType.FindStringSubmatch(cell); m != nil {
		t.list = m[2]
		switch word := strings.ToLower(m[1]); {
		case strings.Contains(word, "multiple"), strings.Contains(word, "all that"), word == "select":
			t.kind = "select_multiple"
		default:
			t.kind = "select_one"
		}
		return t
	}
	if len(words) > 1 && (t.kind == "rank" || strings.HasPrefix(t.kind, "select_")) {
		t.list = words[1]
	}
	return t
}

// itemType says what a type of question asks for. Known is false for types XLSForm does not have; hidden is set for
// what a program records by itself.
func (t *formType) itemType() (kind ItemType, hidden, known bool) {
	switch t.kind {
	case "select_one", "select_one_external", "select_one_from_file":
		return TypeChoice, false, true
	case "select_multiple", "select_multiple_from_file", "rank":
		return TypeMultiple, false, true
	case "note":
		return TypeDisplay, false, true
	case "integer", "int", "decimal", "range":
		return TypeNumber, false, true
	case "text", "string":
		return TypeText, false, true
	case "date", "time", "datetime":
		return TypeDate, false, true
	case "calculate", "calculate_here":
		return TypeCalculated, true, true
	case "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "phone", "username", "email", "audit",
		"start-geopoint", "background-audio", "background-geopoint", "hidden", "xml-external", "csv-external", "caseid":
		return TypeOther, true, true
	case "acknowledge", "trigger", "geopoint", "geotrace", "geoshape", "image", "photo", "audio", "video", "file", "barcode", "osm", "comments":
		return TypeOther, false, true
	}
	return TypeOther, false, false
}

func (x *xlsForm) survey(s *sheet) error {
	h, err := readHeadings(s)
	if err != nil {
		return err
	}
	for _, need := range []string{"type", "name"} {
		if !h.has(need) {
			return &Error{Problem: NoColumn, Where: clean(s.name), Detail: need}
		}
	}
	if len(s.rows)-1 > 2*x.limits.Items {
		return &Error{Problem: TooMany, Limit: x.limits.Items}
	}
	for i := range s.rows[1:] {
		r := &s.rows[i+1]
		t := parseFormType(h.own(r, "type"))
		switch {
		case t.kind == "":
			continue
		case t.begin:
			x.section(h, r, &t)
		case t.end:
			if len(x.open) == 0 {
				return &Error{Problem: GroupOpen, Detail: clean(h.own(r, "name")), Line: r.line}
			}
			x.open = x.open[:len(x.open)-1]
		default:
			x.item(h, r, &t)
		}
	}
	if n := len(x.open); n > 0 {
		return &Error{Problem: GroupOpen, Detail: x.draft.Sections[x.open[n-1]-1].LinkID}
	}
	return nil
}

// inside gives the number of the innermost open group.
func (x *xlsForm) inside() int {
	if len(x.open) == 0 {
		return 0
	}
	return x.open[len(x.open)-1]
}

func (x *xlsForm) section(h *headings, r *row, t *formType) {
	x.draft.Sections = append(x.draft.Sections, Section{
		LinkID: clean(h.own(r, "name")), Text: h.texts(r, "label", x.draft.Lang), Origin: t.origin, Parent: x.inside(),
		First: len(x.draft.Items), Repeats: t.repeat, Condition: formCondition(h.own(r, "relevant")),
	})
	x.open = append(x.open, len(x.draft.Sections))
	x.intro(x.draft.Sections[len(x.draft.Sections)-1].Text)
}

func (x *xlsForm) item(h *headings, r *row, t *formType) {
	kind, hidden, known := t.itemType()
	one := Item{
		LinkID: clean(h.own(r, "name")), Type: kind, Origin: t.origin, Section: x.inside(), Hidden: hidden,
		Text: h.texts(r, "label", x.draft.Lang), Help: h.texts(r, "hint", x.draft.Lang), Free: t.other,
		Required: formTrue(h.own(r, "required")), ReadOnly: formTrue(h.own(r, "read_only")), Condition: formCondition(h.own(r, "relevant")),
	}
	if one.LinkID == "" {
		one.LinkID = "row-" + strconv.Itoa(r.line)
	}
	if !known {
		x.draft.warn(Warning{Kind: WarnUnknownType, Where: one.LinkID, Detail: t.origin, Line: r.line})
	}
	if kind == TypeNumber {
		one.Min, one.Max = formBounds(h.own(r, "constraint"))
	}
	if text := expression(h.own(r, "calculation")); text != "" {
		x.draft.Calculations = append(x.draft.Calculations, Calculation{Name: one.LinkID, Text: text})
	}
	if kind == TypeChoice || kind == TypeMultiple {
		x.answers(&one, t, r.line)
	}
	if kind == TypeDisplay {
		x.intro(one.Text)
	}
	x.draft.Items = append(x.draft.Items, one)
}

// intro keeps what is shown before the first question.
func (x *xlsForm) intro(t Texts) {
	if len(t) > 0 && !x.draft.asks() {
		x.draft.Intro = append(x.draft.Intro, t)
	}
}

func (x *xlsForm) answers(one *Item, t *formType, line int) {
	one.List = t.list
	for i := range x.draft.Lists {
		if x.draft.Lists[i].Name == t.list && t.kind != "select_one_external" {
			one.Options = x.draft.Lists[i].Options
			return
		}
	}
	one.Problem = &Error{Problem: ListMissing, Where: one.LinkID, Detail: t.list, Line: line}
	x.draft.warn(Warning{Kind: WarnNoList, Where: one.LinkID, Detail: t.list, Line: line})
}

func formTrue(cell string) bool {
	switch strings.ToLower(cell) {
	case "yes", "true", "true()", "1", "x":
		return true
	}
	return false
}
