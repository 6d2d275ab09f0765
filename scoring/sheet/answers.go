package sheet

import (
	"unicode/utf8"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// answers reads rows into one sheet of answers after another.
type answers struct {
	header   *header
	def      *instruments.Definition // nil when only scores are read
	sets     []*instruments.ResponseSet
	digits   []uint16 // by item: bit d is set when the code d is offered
	usual    scoring.Context
	report   *report
	decimals decimals

	// What the row last read says. Texts are good until the next row.
	person, date, occasion, group []byte
	parts                         [][]byte // of a key of several columns
	joined                        []byte   // room for the person made of them
	context                       scoring.Context
	responses                     instruments.Responses
	value                         float64
	hasValue                      bool
}

func newAnswers(h *header, def *instruments.Definition, usual scoring.Context, rep *report) *answers {
	a := &answers{header: h, def: def, usual: usual, report: rep}
	if def == nil {
		return a
	}
	a.responses = def.NewResponses()
	for i := range def.Items {
		set := def.Set(def.Items[i].Set)
		a.sets = append(a.sets, set)
		a.digits = append(a.digits, digitsOf(set))
	}
	a.parts = make([][]byte, h.parts)
	return a
}

// digitsOf marks the codes of one digit, which nearly all are.
func digitsOf(set *instruments.ResponseSet) uint16 {
	mask := uint16(0)
	if set == nil {
		return 0
	}
	for _, o := range set.Options {
		if o.Code >= 0 && o.Code <= 9 {
			mask |= 1 << o.Code
		}
	}
	return mask
}

// read takes in a row and reports whether it is free of problems. Every problem of the row is reported.
func (a *answers) read(cells [][]byte, row int) bool {
	if len(cells) != len(a.header.columns) {
		a.report.add(row, "", firstCell(cells), CellCount)
		return false
	}
	a.person, a.occasion, a.group, a.date = nil, nil, nil, a.date[:0]
	a.context, a.value, a.hasValue = a.usual, 0, false
	good := true
	for i := range cells {
		c := &a.header.columns[i]
		cell := cells[i]
		if c.field == itemField && len(cell) == 1 {
			if d := cell[0] - '0'; d <= 9 && a.digits[c.item]>>d&1 != 0 {
				a.responses[c.item] = instruments.Response{State: instruments.Answered, Code: int16(d)}
				continue
			}
		}
		cell = trim(cell)
		kind := a.cell(c, cell)
		if kind == "" {
			continue
		}
		if kind == NotANumber && !utf8.Valid(cell) {
			kind = NotText
		}
		a.report.add(row, c.name, cell, kind)
		good = false
	}
	if len(a.parts) > 0 {
		a.joinParts()
	}
	return good
}

// joinParts makes the name of a sheet from the columns that hold its parts.
func (a *answers) joinParts() {
	a.joined = a.joined[:0]
	for i, part := range a.parts {
		if i > 0 {
			a.joined = append(a.joined, '/')
		}
		a.joined = append(a.joined, part...)
	}
	a.person = a.joined
}

func firstCell(cells [][]byte) []byte {
	if len(cells) == 0 {
		return nil
	}
	return cells[0]
}

// cell takes in one cell; the kind is empty when it is fine.
func (a *answers) cell(c *column, cell []byte) ProblemKind {
	switch c.field {
	case itemField:
		return a.itemCell(c.item, cell)
	case personField:
		return keep(&a.person, cell, MissingKey)
	case keyField:
		return keep(&a.parts[c.item], cell, MissingKey)
	case occasionField:
		return keep(&a.occasion, cell, MissingKey)
	case groupField:
		return keep(&a.group, cell, "")
	case valueField:
		if absent(cell) {
			return ""
		}
		var kind ProblemKind
		a.value, kind = a.decimals.number(cell)
		a.hasValue = kind == ""
		return kind
	case dateField, ageField, sexField, informantField:
		if absent(cell) {
			return ""
		}
		return a.fact(c.field, cell)
	case ignored, languageField, unused:
	}
	return ""
}

// keep takes a text over. An empty one is the problem given.
func keep(to *[]byte, cell []byte, empty ProblemKind) ProblemKind {
	if len(cell) == 0 {
		return empty
	}
	if !utf8.Valid(cell) {
		return NotText
	}
	*to = cell
	return ""
}

func (a *answers) itemCell(item int, cell []byte) ProblemKind {
	if absent(cell) {
		a.responses[item] = instruments.Response{}
		return ""
	}
	code, kind := a.decimals.code(cell)
	if kind != "" {
		return kind
	}
	if a.sets[item] == nil || a.sets[item].Option(code) == nil {
		return CodeNotOffered
	}
	a.responses[item] = instruments.Answer(code)
	return ""
}

func (a *answers) fact(f field, cell []byte) (kind ProblemKind) {
	ok := true
	switch f {
	case dateField:
		a.date, ok = isoDate(a.date, cell)
		kind = BadDate
	case ageField:
		a.context.Age, kind = age(cell, &a.decimals)
		return kind
	case sexField:
		a.context.Sex, ok = sex(cell)
		kind = BadSex
	case informantField:
		if a.def == nil {
			return ""
		}
		a.context.Informant, ok = informant(cell, a.def)
		kind = BadInformant
	default:
	}
	if ok {
		return ""
	}
	return kind
}
