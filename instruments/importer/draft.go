package importer

import "github.com/mittari/mittari/instruments"

// Draft is what a foreign file holds, before it is known which instrument it is for.
type Draft struct {
	Title     Texts
	Names     []string // every name and address the file gives itself, for telling instruments apart
	Lang      instruments.Lang
	Publisher string
	Copyright string
	// Intro is what is shown before the first question.
	Intro []Texts
	// Items are the questions that offer answers to choose from, in the order of the file.
	Items []Item
	// Others counts questions without a choice, such as a computed total or a free text.
	Others int
	// FileHash is the SHA-256 in hex of the file.
	FileHash string
}

// Texts is one text in the languages a file holds; under the empty tag in the file's own language.
type Texts map[instruments.Lang]string

// Item is one question of a draft.
type Item struct {
	LinkID  string
	Prefix  string
	Codes   []Coding
	Text    Texts
	Options []Option
	// Problem is set when the answers offered could not be found; Options is then empty.
	Problem *Error
}

// Coding is a code in a code system. System is empty when the file does not name it.
type Coding struct{ System, Code string }

// Option is one answer a question offers.
type Option struct {
	Code  string
	Score *float64 // what the file says it counts; nil when it does not
	Text  Texts
}

// Limits bounds what a file may cost.
type Limits struct {
	Bytes int // of each file
	Depth int // of nested JSON
	Items int // questions and groups in a questionnaire, and options of one question
}

// DefaultLimits is generous for questionnaires and small for a computer.
func DefaultLimits() Limits { return Limits{Bytes: 8 << 20, Depth: 64, Items: 2000} }

// langs lists the languages a draft has texts in for a start: its own and those of its translations.
func (d *Draft) langs() []instruments.Lang {
	var all []instruments.Lang
	seen := map[instruments.Lang]bool{}
	add := func(l instruments.Lang) {
		if l != "" && !seen[l] {
			seen[l] = true
			all = append(all, l)
		}
	}
	add(d.Lang)
	for _, item := range d.Items {
		for _, l := range sortedLangs(item.Text) {
			add(l)
		}
	}
	return all
}
