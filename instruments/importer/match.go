package importer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// Basis says what a pair rests on.
type Basis string

// Bases, surest first.
const (
	ByCode   Basis = "code"   // the same code on both sides: the item's LOINC code, or the option's code or score
	ByNumber Basis = "number" // the number printed before the question or at the end of its id
	ByOrder  Basis = "order"  // the same count in the same order, and nothing else
)

// Confidence says how far a pair can be trusted before a person has looked at it.
type Confidence string

// Confidences, surest first. Likeness of texts is never a reason: the wording of two forms may differ in one word.
const (
	Certain Confidence = "certain" // both sides carry the same code
	Likely  Confidence = "likely"  // both sides carry the same number
	Guess   Confidence = "guess"   // the same place, and nothing speaks against it
)

// Confidence gives how far a pair that rests on this can be trusted.
func (b Basis) Confidence() Confidence {
	switch b {
	case ByCode:
		return Certain
	case ByNumber:
		return Likely
	case ByOrder:
	}
	return Guess
}

// Match is a draft laid beside a definition.
type Match struct {
	Definition *instruments.Definition
	Lang       instruments.Lang
	Draft      *Draft

	Title       string
	Instruction string
	Items       []ItemPair   // one for each item that was found, by number
	Options     []OptionPair // one for each option that was found, by response set in the order of the definition
	// MissingItems are the items nothing was found for.
	MissingItems []int
	// MissingOptions are the options nothing was found for, by response set.
	MissingOptions []OptionKey
	// Extra are the questions of the file that the instrument does not have.
	Extra []*Item
	// Doubts is what a person must settle before the wording is taken over. It may be empty.
	Doubts []Doubt
}

// ItemPair is one item with the question that asks it.
type ItemPair struct {
	Number     int
	Item       *Item
	Text       string
	Basis      Basis
	Confidence Confidence
}

// OptionKey names an option of a definition.
type OptionKey struct {
	Set  string
	Code int
}

// OptionPair is one option with the words for it.
type OptionPair struct {
	OptionKey
	Text       string
	Basis      Basis
	Confidence Confidence
}

// DoubtKind names what a person must settle.
type DoubtKind string

// Kinds of doubt.
const (
	DoubtLanguage DoubtKind = "language" // the file does not say its language; is it the one asked for?
	DoubtName     DoubtKind = "name"     // the file does not name the instrument; is it for this one?
	DoubtItem     DoubtKind = "item"     // is Text the wording of the item? It was found by number or by order.
	DoubtOption   DoubtKind = "option"   // is Text the wording of the option? It was found by order only.
	DoubtDiffers  DoubtKind = "differs"  // items that share an option word it differently; Text is used for all, Other is not
	DoubtExtra    DoubtKind = "extra"    // Text is a question of the file that the instrument does not have; it is left out
)

// Doubt is one thing a person must settle, with what is needed to do so.
type Doubt struct {
	Kind   DoubtKind
	Item   int // number; DoubtItem, DoubtDiffers
	Option OptionKey
	Basis  Basis
	Text   string
	Other  string
}

// MatchTo pairs a draft with a definition in one language. The definition decides what is needed: questions it does
// not have are left over, items nothing was found for are listed as missing. The error is instruments.ErrPaperOnly
// when the words may not be shown at all, a *LanguageError, or a *NoMatchError.
func MatchTo(draft *Draft, def *instruments.Definition, lang instruments.Lang) (*Match, error) {
	if def.Rights.Class == instruments.PaperOnly {
		return nil, fmt.Errorf("import wording of %s: %w", def.Ref(), instruments.ErrPaperOnly)
	}
	m := &Match{Definition: def, Lang: lang, Draft: draft}
	if !m.speaks() {
		return nil, &LanguageError{Want: lang, Have: draft.Langs()}
	}
	found := pairItems(def, draft)
	if len(found) == 0 {
		return nil, &NoMatchError{Instrument: def.Ref(), Title: draft.Title[""], Questions: len(draft.Choices())}
	}
	m.identity(found)
	m.items(found)
	m.options(found)
	m.frame()
	return m, nil
}

// speaks reports whether any question has a text in the language.
func (m *Match) speaks() bool {
	return slices.ContainsFunc(m.Draft.Items, func(i Item) bool {
		_, ok := i.Text.in(m.Lang, m.Draft.Lang)
		return ok
	})
}

// identity raises the doubts that are about the file as a whole.
func (m *Match) identity(found []pairing) {
	if m.Draft.Lang == "" && !m.translated() {
		m.doubt(Doubt{Kind: DoubtLanguage, Text: string(m.Lang)})
	}
	byCode := func(p pairing) bool { return p.basis == ByCode }
	if !slices.ContainsFunc(found, byCode) && !m.named() {
		m.doubt(Doubt{Kind: DoubtName, Text: m.Draft.Title[""]})
	}
}

// translated reports whether the language is named in the file as a translation.
func (m *Match) translated() bool {
	return slices.ContainsFunc(m.Draft.Items, func(i Item) bool { return i.Text[m.Lang] != "" })
}

// named reports whether the file calls itself by the instrument's id or abbreviation. The abbreviations of our own
// forms are ordinary words, which stand in many a name, and prove nothing.
func (m *Match) named() bool {
	wanted := []string{fold(string(m.Definition.ID))}
	if m.Definition.Rights.Class != instruments.Own {
		for _, name := range m.Definition.Abbreviation {
			wanted = append(wanted, fold(name))
		}
	}
	return slices.ContainsFunc(m.Draft.Names, func(name string) bool {
		return slices.ContainsFunc(wanted, func(w string) bool { return w != "" && strings.Contains(fold(name), w) })
	})
}

func (m *Match) doubt(d Doubt) { m.Doubts = append(m.Doubts, d) }

// items takes over the texts of the paired items and notes what is missing or left over.
func (m *Match) items(found []pairing) {
	used := map[*Item]bool{}
	for _, want := range m.Definition.Items {
		i := slices.IndexFunc(found, func(p pairing) bool { return p.number == want.Number })
		if i < 0 {
			m.MissingItems = append(m.MissingItems, want.Number)
			continue
		}
		p := found[i]
		used[p.item] = true
		text, ok := p.item.Text.in(m.Lang, m.Draft.Lang)
		if !ok {
			m.MissingItems = append(m.MissingItems, want.Number)
			continue
		}
		m.Items = append(m.Items, ItemPair{Number: p.number, Item: p.item, Text: text, Basis: p.basis, Confidence: p.basis.Confidence()})
		if p.basis != ByCode {
			m.doubt(Doubt{Kind: DoubtItem, Item: p.number, Basis: p.basis, Text: text})
		}
	}
	for _, extra := range m.Draft.Choices() {
		if used[extra] {
			continue
		}
		m.Extra = append(m.Extra, extra)
		text, _ := extra.Text.in(m.Lang, m.Draft.Lang)
		m.doubt(Doubt{Kind: DoubtExtra, Text: text})
	}
}

// frame takes over the title, and as instruction what stands before the first question.
func (m *Match) frame() {
	m.Title, _ = m.Draft.Title.in(m.Lang, m.Draft.Lang)
	if m.Title == "" {
		m.Title = m.Definition.Abbreviation.In(m.Lang)
	}
	var intro []string
	for _, t := range m.Draft.Intro {
		if text, ok := t.in(m.Lang, m.Draft.Lang); ok {
			intro = append(intro, text)
		}
	}
	m.Instruction = strings.Join(intro, "\n")
}

// Complete reports whether every item and option the instrument needs was found.
func (m *Match) Complete() bool { return len(m.MissingItems) == 0 && len(m.MissingOptions) == 0 }

// Wording takes over the match, its doubts having been settled, with the statements that belong to the words: whose
// they are, under what licence, and from which file. The error is an *IncompleteError when something was not found,
// or what instruments.Wording.Validate says of the result.
func (m *Match) Wording(holder, licence, source string) (instruments.Wording, error) {
	if !m.Complete() {
		return instruments.Wording{}, &IncompleteError{
			Instrument: m.Definition.Ref(), Items: m.MissingItems, Options: m.MissingOptions, Cause: m.brokenList(),
		}
	}
	w := instruments.Wording{
		Instrument: m.Definition.ID, Lang: m.Lang, Title: m.Title, Instruction: m.Instruction,
		Items: map[int]string{}, Options: map[string]map[int]string{},
		Holder: holder, Licence: licence, Source: source, FileHash: m.Draft.FileHash,
	}
	for _, p := range m.Items {
		w.Items[p.Number] = p.Text
	}
	for _, o := range m.Options {
		if w.Options[o.Set] == nil {
			w.Options[o.Set] = map[int]string{}
		}
		w.Options[o.Set][o.Code] = o.Text
	}
	w.Hash = w.Sum()
	if err := w.Validate(m.Definition); err != nil {
		return instruments.Wording{}, fmt.Errorf("take over wording: %w", err)
	}
	return w, nil
}

// brokenList gives the first answer list that could not be found, or nil.
func (m *Match) brokenList() *Error {
	for i := range m.Draft.Items {
		if p := m.Draft.Items[i].Problem; p != nil {
			return p
		}
	}
	return nil
}
