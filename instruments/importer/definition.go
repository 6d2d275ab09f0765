package importer

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/mittari/mittari/instruments"
)

// fileSource is the id under which a definition cites the file it was drafted from.
const fileSource = "file"

// Definition drafts a definition from what the file says, and lists what a person must still decide. It holds facts
// only: no sentence of the file goes into it. Only questions with one answer to choose become items, only what the
// file defines as a sum becomes a scale, and nothing the file leaves open is filled in but what the decisions name.
func (d *Draft) Definition(id instruments.ID) (*instruments.Definition, []Decision) {
	b := &definer{
		draft: d, choices: d.Choices(), number: map[string]int{}, set: map[string]string{},
		list: map[*Option]string{}, answered: map[int]string{},
	}
	b.def = &instruments.Definition{
		ID: id, Version: 1, Status: instruments.Draft, Title: d.inProgram(d.Title),
		Rights:  instruments.Rights{Holder: d.Publisher, Class: instruments.Permission, Evidence: fromFile()},
		Sources: []instruments.Source{{ID: fileSource, Ref: d.sourceLine(), Seen: true}},
	}
	b.decide(Decision{Kind: DecideAbout, Text: d.Title.first(d.Lang)})
	b.decide(Decision{Kind: DecideRights, Text: joinWords(d.Publisher, d.Copyright)})
	b.items()
	b.conditions()
	b.scales()
	b.leftOut()
	return b.def, b.decisions
}

// fromFile is the evidence of a fact that was read from a file of somebody else's making.
func fromFile() instruments.Evidence {
	return instruments.Evidence{Confidence: instruments.Partial, Sources: []string{fileSource}}
}

// sourceLine names the file among the sources.
func (d *Draft) sourceLine() string {
	name := d.Title.first(d.Lang)
	for _, n := range d.Names {
		if name == "" {
			name = clean(n)
		}
	}
	return joinWords(name, string(d.Format), "SHA-256 "+d.FileHash)
}

func joinWords(parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, ", ")
}

// first gives the text in the file's own language, or else in the first language there is.
func (t Texts) first(own instruments.Lang) string {
	if text, ok := t.in(own, own); ok {
		return text
	}
	for _, l := range sortedLangs(t) {
		if t[l] != "" {
			return t[l]
		}
	}
	return ""
}

// inProgram gives a title in the languages of the program, as far as the file has it. A file that does not name its
// language is taken for English, as most are.
func (d *Draft) inProgram(t Texts) instruments.Text {
	own := d.Lang
	if own == "" {
		own = instruments.English
	}
	text := instruments.Text{}
	for _, l := range instruments.Languages() {
		if words, ok := t.in(l, own); ok {
			text[l] = words
		}
	}
	return text
}

// definer builds a definition.
type definer struct {
	draft     *Draft
	choices   []*Item
	def       *instruments.Definition
	number    map[string]int     // of the item by LinkID
	set       map[string]string  // id of the response set by what is in it
	list      map[*Option]string // id of the response set by the first option of the list
	answered  map[int]string     // id of the response set by the number of the item
	decisions []Decision
}

func (b *definer) decide(d Decision) { b.decisions = append(b.decisions, d) }

// about begins a decision about an item.
func (b *definer) about(kind DecisionKind, item *Item) Decision {
	return Decision{Kind: kind, Item: b.number[item.LinkID], LinkID: item.LinkID, Text: item.Text.first(b.draft.Lang)}
}

// items numbers the choices as printed, or else in the order of the file.
func (b *definer) items() {
	printed := numbering(b.choices)
	last := 0
	for _, q := range b.choices {
		if printed[q] <= last {
			printed = nil
			break
		}
		last = printed[q]
	}
	if printed == nil && len(b.choices) > 0 {
		b.decide(Decision{Kind: DecideNumbers})
	}
	for i, q := range b.choices {
		n := i + 1
		if printed != nil {
			n = printed[q]
		}
		if _, twice := b.number[q.LinkID]; !twice {
			b.number[q.LinkID] = n
		}
		item := instruments.Item{Number: n, Set: b.listed(q, n)}
		b.answered[n] = item.Set
		for _, c := range q.Codes {
			if c.isLOINC() && item.LOINC == "" {
				item.LOINC = c.Code
			}
		}
		b.def.Items = append(b.def.Items, item)
	}
}

// leftOut lists the questions a definition has no room for.
func (b *definer) leftOut() {
	for i := range b.draft.Items {
		item := &b.draft.Items[i]
		if item.Hidden || item.Choice() || !item.question() {
			continue
		}
		d := b.about(DecideLeftOut, item)
		d.Other = string(item.Type)
		b.decide(d)
	}
}

var idEdge = regexp.MustCompile(`^-+|-+$`)

// plainID makes an id of a name: lower case, words joined by hyphens. One that does not begin with a letter is put
// after another word, when there is one.
func plainID(name, otherwise string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	id := idEdge.ReplaceAllString(b.String(), "")
	if !letterFirst(id) && otherwise != "" {
		return strings.TrimSuffix(otherwise+"-"+id, "-")
	}
	return id
}

func letterFirst(id string) bool { return id != "" && unicode.IsLetter(rune(id[0])) }
