package export

import (
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Words turns labels into sentences of one language.
type Words interface {
	// T is the message with a key; pairs fill its placeholders.
	T(key string, pairs ...any) string
	// N is the message with a key in the plural form that fits n.
	N(key string, n int, pairs ...any) string
	Text(t instruments.Text) string
	Date(d store.Date) string
	Number(v float64, decimals int) string
	Signed(v float64, decimals int) string
	Lang() instruments.Lang
}

// Label is a text in no language yet: a message key with its facts, a text of a definition, or a name as it is.
// The zero Label is empty.
type Label struct {
	Key   string
	Facts []any            // pairs of placeholder and value; a value may be a Label, a store.Date, a Number or a Percent
	Text  instruments.Text // of a definition
	Raw   string           // a name
	Parts []Label          // joined with Raw between them
	count *int
}

// Number is a fact of a label, written by the rules of the language.
type Number struct {
	Value    float64
	Decimals int
	Signed   bool
}

// Percent is a share between 0 and 1 as a fact of a label, written as whole percent.
type Percent float64

// Msg is a message with its facts.
func Msg(key string, facts ...any) Label { return Label{Key: key, Facts: facts} }

// MsgN is a message with a plural.
func MsgN(key string, n int, facts ...any) Label { return Label{Key: key, Facts: facts, count: &n} }

// TextOf is a text of a definition.
func TextOf(t instruments.Text) Label { return Label{Text: t} }

// Name is a name, the same in every language.
func Name(s string) Label { return Label{Raw: s} }

// Join puts labels one after the other.
func Join(separator string, parts ...Label) Label { return Label{Raw: separator, Parts: parts} }

// Blank reports whether there is nothing to say.
func (l Label) Blank() bool { return l.Key == "" && l.Text == nil && l.Raw == "" && len(l.Parts) == 0 }

// In is the label in a language.
func (l Label) In(w Words) string {
	switch {
	case len(l.Parts) > 0:
		parts := make([]string, len(l.Parts))
		for i, p := range l.Parts {
			parts[i] = p.In(w)
		}
		return strings.Join(parts, l.Raw)
	case l.Key != "" && l.count != nil:
		return w.N(l.Key, *l.count, l.pairs(w)...)
	case l.Key != "":
		return w.T(l.Key, l.pairs(w)...)
	case l.Text != nil:
		return w.Text(l.Text)
	}
	return l.Raw
}

func (l Label) pairs(w Words) []any {
	out := make([]any, len(l.Facts))
	for i, f := range l.Facts {
		switch f := f.(type) {
		case Label:
			out[i] = f.In(w)
		case store.Date:
			out[i] = w.Date(f)
		case Percent:
			out[i] = w.Number(100*float64(f), 0)
		case Number:
			if f.Signed {
				out[i] = w.Signed(f.Value, f.Decimals)
			} else {
				out[i] = w.Number(f.Value, f.Decimals)
			}
		default:
			out[i] = f
		}
	}
	return out
}
