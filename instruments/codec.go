package instruments

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Marks of the codec for responses without a code. A skip may be followed by the letter of its reason.
const (
	markUnanswered = "-"
	markSkipped    = "s"
	markNotAsked   = "n"
)

// reasonMarks holds one letter a skip reason, by its number: want, understand, fit, know, read.
const reasonMarks = "\x00wufkr"

// ErrResponses says that a text is not an encoded sheet of the definition at hand.
var ErrResponses = errors.New("not an answer sheet of this instrument")

// CodeNotOfferedError says that an item does not offer the code given as its answer.
type CodeNotOfferedError struct {
	Instrument Ref
	Item       int // number
	Code       int
	Offered    []int
}

// Error names item, code and what is offered.
func (e *CodeNotOfferedError) Error() string {
	return fmt.Sprintf("%s item %d does not offer %d, only %v", e.Instrument, e.Item, e.Code, e.Offered)
}

// UnknownItemError says that an instrument has no item of that number.
type UnknownItemError struct {
	Instrument Ref
	Item       int
}

// Error names instrument and item.
func (e *UnknownItemError) Error() string {
	return fmt.Sprintf("%s has no item %d", e.Instrument, e.Item)
}

// Check reports whether the item of that number offers the code: nil, *UnknownItemError or *CodeNotOfferedError.
func (d *Definition) Check(item, code int) error {
	i := d.ItemIndex(item)
	if i < 0 {
		return &UnknownItemError{Instrument: d.Ref(), Item: item}
	}
	set := d.Set(d.Items[i].Set)
	if set != nil && set.Option(code) != nil {
		return nil
	}
	problem := &CodeNotOfferedError{Instrument: d.Ref(), Item: item, Code: code}
	if set != nil {
		for _, o := range set.Options {
			problem.Offered = append(problem.Offered, o.Code)
		}
	}
	return problem
}

// Encode writes the sheet as one short line, an item a field: its code, "-" unanswered, "s" skipped with a
// letter for the reason, "n" not asked. Three answers, a skip for not understanding and a blank are "2,0,1,su,-".
func (r Responses) Encode() string {
	var b strings.Builder
	b.Grow(2 * len(r))
	for i, one := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		switch one.State {
		case Answered:
			b.WriteString(strconv.Itoa(int(one.Code)))
		case Skipped:
			b.WriteString(markSkipped)
			if one.Reason != NoReason && int(one.Reason) < len(reasonMarks) {
				b.WriteByte(reasonMarks[one.Reason])
			}
		case NotAsked:
			b.WriteString(markNotAsked)
		case Unanswered:
			b.WriteString(markUnanswered)
		}
	}
	return b.String()
}

// DecodeResponses reads what Encode wrote for a sheet of d. Errors wrap ErrResponses; a code the item does not
// offer is also a *CodeNotOfferedError. A sheet that encodes differently than it is written is refused, so that
// a text and its sheet stand for each other.
func DecodeResponses(s string, d *Definition) (Responses, error) {
	var fields []string
	if s != "" {
		// One more than expected is enough to see that there are too many.
		fields = strings.SplitN(s, ",", len(d.Items)+2)
	}
	if len(fields) != len(d.Items) {
		return nil, fmt.Errorf("%s: %w: it has another number of items than %d", d.Ref(), ErrResponses, len(d.Items))
	}
	r := d.NewResponses()
	for i, field := range fields {
		one, ok := decodeResponse(field)
		if !ok {
			return nil, fmt.Errorf("%s item %d: %w: %.20q", d.Ref(), d.Items[i].Number, ErrResponses, field)
		}
		if one.State == Answered {
			if err := d.Check(d.Items[i].Number, int(one.Code)); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrResponses, err)
			}
		}
		r[i] = one
	}
	return r, nil
}

func decodeResponse(field string) (Response, bool) {
	switch field {
	case markUnanswered:
		return Response{}, true
	case markNotAsked:
		return Response{State: NotAsked}, true
	case markSkipped:
		return Skip(NoReason), true
	}
	if mark, isSkip := strings.CutPrefix(field, markSkipped); isSkip {
		reason := strings.Index(reasonMarks, mark)
		if len(mark) != 1 || reason < 1 {
			return Response{}, false
		}
		return Skip(SkipReason(reason)), true
	}
	code, err := strconv.ParseInt(field, 10, 16)
	if err != nil || strconv.FormatInt(code, 10) != field {
		return Response{}, false
	}
	return Answer(int(code)), true
}
