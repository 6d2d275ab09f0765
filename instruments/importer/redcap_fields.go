package importer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// redcapReader turns the fields of a dictionary into a draft. A form, a section header and a matrix are sections;
// their ids have the kind before them, because a field may be named like its form.
type redcapReader struct {
	draft  *Draft
	limits Limits
	names  map[string]int // field names, with their lines
	forms  map[string]int // form names, with their sections
	form   int            // section of the form at hand
	header int            // section of the header at hand; 0: none
	matrix int            // section of the matrix at hand; 0: none
	inside string         // name of the matrix at hand
	chosen bool           // an item with choices has come
	calcs  []redcapCalc
}

type redcapCalc struct{ name, text string }

func (r *redcapReader) field(f *redcapField) error {
	name := clean(f.cells[redcapName])
	if name == "" && f.cells[redcapType] == "" {
		return nil
	}
	if _, twice := r.names[name]; twice {
		return &Error{Problem: DuplicateName, Detail: name, Line: f.line}
	}
	r.names[name] = f.line
	r.damaged(f, name)
	r.sections(f, name)
	item := Item{
		LinkID: name, Prefix: clean(f.cells[redcapNumber]), Origin: clean(f.cells[redcapType]), Section: r.section(),
		Text: r.text(f, redcapLabel, name), Help: r.text(f, redcapNote, name),
		Required: strings.EqualFold(f.cells[redcapRequired], "y"),
		Hidden:   hasTag(f, "@HIDDEN") || hasTag(f, "@HIDDEN-SURVEY"), ReadOnly: hasTag(f, "@READONLY"),
	}
	item.Text = withoutNumber(item.Text, item.Prefix)
	item.Condition = logic(f.cells[redcapBranching], redcapTerm)
	if err := r.kind(f, &item); err != nil {
		return err
	}
	if item.Type == TypeDisplay && !item.Hidden {
		r.intro(item.Text)
	}
	r.chosen = r.chosen || item.Choice()
	r.draft.Items = append(r.draft.Items, item)
	return nil
}

// damaged says which field has lost letters before it came here.
func (r *redcapReader) damaged(f *redcapField, name string) {
	if slices.ContainsFunc(f.cells[:], func(s string) bool { return strings.ContainsRune(s, utf8.RuneError) }) {
		r.draft.warn(Warning{Kind: WarnDamagedText, Where: name, Line: f.line})
	}
}

// text reads a cell that may hold markup.
func (r *redcapReader) text(f *redcapField, column int, name string) Texts {
	text, marked := withoutMarkup(f.cells[column])
	if marked {
		r.draft.warn(Warning{Kind: WarnMarkup, Where: name, Line: f.line})
	}
	if text == "" {
		return nil
	}
	return Texts{"": text}
}

// withoutNumber takes the printed number from before a text that repeats it.
func withoutNumber(t Texts, number string) Texts {
	rest, found := strings.CutPrefix(t[""], number)
	if number == "" || !found || rest == "" || !strings.ContainsRune(".): ", rune(rest[0])) {
		return t
	}
	if rest = strings.TrimLeft(rest, ".): "); rest == "" {
		return t
	}
	return Texts{"": rest}
}

// sections opens the form, header and matrix a field lies in.
func (r *redcapReader) sections(f *redcapField, name string) {
	form := clean(f.cells[redcapForm])
	at, known := r.forms[form]
	if !known {
		at = r.open("form:"+form, "form", Texts{"": form}, 0)
		r.forms[form] = at
		r.draft.Names = append(r.draft.Names, form)
	}
	if at != r.form {
		r.form, r.header, r.matrix, r.inside = at, 0, 0, ""
	}
	matrix := clean(f.cells[redcapMatrix])
	if matrix != r.inside {
		r.matrix = 0
	}
	if header := r.text(f, redcapHeader, name); header != nil {
		r.header = r.open("header:"+name, "section header", header, r.form)
		r.matrix = 0
		r.intro(header)
	}
	if matrix != "" && r.matrix == 0 {
		parent := r.form
		if r.header > 0 {
			parent = r.header
		}
		r.matrix = r.open("matrix:"+matrix, "matrix", nil, parent)
	}
	r.inside = matrix
}

func (r *redcapReader) open(id, origin string, text Texts, parent int) int {
	r.draft.Sections = append(r.draft.Sections, Section{
		LinkID: id, Origin: origin, Text: text, Parent: parent, First: len(r.draft.Items),
	})
	return len(r.draft.Sections)
}

// section is the innermost one at hand.
func (r *redcapReader) section() int {
	switch {
	case r.matrix > 0:
		return r.matrix
	case r.header > 0:
		return r.header
	}
	return r.form
}

// intro keeps what is shown before the first choice; the id of the record comes before everything.
func (r *redcapReader) intro(text Texts) {
	if !r.chosen && len(text) > 0 {
		r.draft.Intro = append(r.draft.Intro, text)
	}
}

func hasTag(f *redcapField, tag string) bool {
	return slices.Contains(strings.Fields(f.cells[redcapAnnotation]), tag)
}

// kind settles what a field asks for, and its options or bounds.
func (r *redcapReader) kind(f *redcapField, item *Item) error {
	switch strings.ToLower(item.Origin) {
	case "radio", "dropdown":
		item.Type = TypeChoice
		return r.choices(f, item)
	case "checkbox":
		item.Type = TypeMultiple
		return r.choices(f, item)
	case "yesno", "truefalse":
		item.Type = TypeYesNo
	case "slider":
		item.Type = TypeNumber
		low, high := 0.0, 100.0 // unless the field says otherwise
		item.Min, item.Max = numberOr(f.cells[redcapMin], low), numberOr(f.cells[redcapMax], high)
		if labels, _ := withoutMarkup(f.cells[redcapChoices]); labels != "" && item.Help == nil {
			item.Help = Texts{"": labels}
		}
	case "calc":
		item.Type = TypeCalculated
		r.calcs = append(r.calcs, redcapCalc{item.LinkID, clean(f.cells[redcapChoices])})
	case "text":
		item.Type = validated(f.cells[redcapValidation])
		if item.Type == TypeNumber {
			item.Min, item.Max = parseNumber(f.cells[redcapMin]), parseNumber(f.cells[redcapMax])
		}
	case "notes":
		item.Type = TypeText
	case "descriptive":
		item.Type = TypeDisplay
	case "file", "sql", "signature":
		item.Type = TypeOther
	default:
		item.Type = TypeOther
		r.draft.warn(Warning{Kind: WarnUnknownType, Where: item.LinkID, Detail: item.Origin, Line: f.line})
	}
	return nil
}

// validated says what a text field takes.
func validated(validation string) ItemType {
	switch v := strings.ToLower(validation); {
	case strings.HasPrefix(v, "integer"), strings.HasPrefix(v, "number"), v == "int", v == "float":
		return TypeNumber
	case strings.HasPrefix(v, "date"), strings.HasPrefix(v, "time"):
		return TypeDate
	}
	return TypeText
}

func numberOr(text string, otherwise float64) *float64 {
	if v := parseNumber(text); v != nil {
		return v
	}
	return &otherwise
}

// maxCalcText bounds a calculation that is searched for what it mentions.
const maxCalcText = 1 << 16

var redcapMention = regexp.MustCompile(`\[([A-Za-z][A-Za-z0-9_]*)(?:\([^()\[\]]*\))?\]`)

// settle names a dictionary of one form after it, and finds what each calculation mentions.
func (r *redcapReader) settle() {
	if len(r.forms) == 1 {
		r.draft.Title = r.draft.Sections[0].Text
	}
	for _, calc := range r.calcs {
		c := Calculation{Name: calc.name, Text: calc.text}
		mentioned := map[string]bool{}
		for _, at := range redcapMention.FindAllStringSubmatchIndex(calc.text[:min(len(calc.text), maxCalcText)], -1) {
			if strings.HasPrefix(calc.text[at[1]:], "[") {
				continue // an event, the field comes next
			}
			name := calc.text[at[2]:at[3]]
			if mentioned[name] {
				continue
			}
			mentioned[name] = true
			if _, known := r.names[name]; !known {
				r.draft.warn(Warning{Kind: WarnUnknownItem, Where: calc.name, Detail: name})
			}
		}
		if len(mentioned) > 0 {
			for i := range r.draft.Items {
				if id := r.draft.Items[i].LinkID; mentioned[id] {
					c.Items = append(c.Items, id)
				}
			}
		}
		r.draft.Calculations = append(r.draft.Calculations, c)
	}
}
