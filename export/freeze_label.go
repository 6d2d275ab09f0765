package export

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// ErrBadLabel: a label in a frozen report says nothing that this program knows.
var ErrBadLabel = errors.New("not a label")

// labelJSON is a Label in a frozen report, still in no language.
type labelJSON struct {
	Key   string           `json:"k,omitempty"`
	Facts []factJSON       `json:"f,omitempty"`
	Text  instruments.Text `json:"t,omitempty"`
	Raw   string           `json:"r,omitempty"`
	Parts []Label          `json:"p,omitempty"`
	Count *int             `json:"n,omitempty"`
}

// factJSON is a placeholder or its value: exactly one field is there.
type factJSON struct {
	Text   *string     `json:"s,omitempty"`
	Whole  *int        `json:"i,omitempty"`
	Number *Number     `json:"x,omitempty"`
	Share  *Percent    `json:"q,omitempty"`
	Date   *store.Date `json:"d,omitempty"`
	Label  *Label      `json:"l,omitempty"`
}

// MarshalJSON implements json.Marshaler. A fact of another type than those of a Label is kept as its text.
func (l Label) MarshalJSON() ([]byte, error) {
	out := labelJSON{Key: l.Key, Text: l.Text, Raw: l.Raw, Parts: l.Parts, Count: l.count}
	for _, f := range l.Facts {
		out.Facts = append(out.Facts, factOf(f))
	}
	return json.Marshal(out)
}

func factOf(f any) factJSON {
	switch f := f.(type) {
	case int:
		return factJSON{Whole: &f}
	case Number:
		return factJSON{Number: &f}
	case Percent:
		return factJSON{Share: &f}
	case store.Date:
		return factJSON{Date: &f}
	case Label:
		return factJSON{Label: &f}
	}
	s := fmt.Sprint(f)
	return factJSON{Text: &s}
}

// UnmarshalJSON implements json.Unmarshaler.
func (l *Label) UnmarshalJSON(b []byte) error {
	var in labelJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("%w: %w", ErrBadLabel, err)
	}
	*l = Label{Key: in.Key, Text: in.Text, Raw: in.Raw, Parts: in.Parts, count: in.Count}
	for _, f := range in.Facts {
		v, err := f.value()
		if err != nil {
			return err
		}
		l.Facts = append(l.Facts, v)
	}
	return nil
}

func (f factJSON) value() (any, error) {
	switch {
	case f.Text != nil:
		return *f.Text, nil
	case f.Whole != nil:
		return *f.Whole, nil
	case f.Number != nil:
		return *f.Number, nil
	case f.Share != nil:
		return *f.Share, nil
	case f.Date != nil:
		return *f.Date, nil
	case f.Label != nil:
		return *f.Label, nil
	}
	return nil, fmt.Errorf("%w: a fact without a value", ErrBadLabel)
}
