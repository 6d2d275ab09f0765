package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Cell is one item of a paper form as the worker keys it in.
type Cell struct {
	Number   int
	Cue      string
	Options  []OptionView
	Response instruments.Response
	Asked    bool // false: ruled out by an earlier answer
}

// Offers reports whether the item has an answer with a code.
func (c *Cell) Offers(code int) bool {
	return slices.ContainsFunc(c.Options, func(o OptionView) bool { return o.Code == code })
}

// Done reports whether nothing more is to be keyed for the item.
func (c *Cell) Done() bool { return !c.Asked || c.Response.State != instruments.Unanswered }

// Form lists every item on the paper form of the informant, with our cues in a language.
func (s *Sitting) Form(l instruments.Lang) []Cell { return s.form(s.admin.Responses, l) }

func (s *Sitting) form(sheet instruments.Responses, l instruments.Lang) []Cell {
	cues, ok := s.def.Cues[l]
	if !ok {
		cues = s.cues()
	}
	var out []Cell
	for i := range s.def.Items {
		item := &s.def.Items[i]
		if !item.On(s.admin.Informant) || s.def.ID == GoalsForm && s.goalText(item.Number) == "" {
			continue
		}
		c := Cell{Number: item.Number, Cue: cues.Items[item.Number], Response: sheet[i], Asked: s.asked(sheet, i)}
		if own := s.goalText(item.Number); own != "" {
			c.Cue = own
		}
		for _, o := range s.def.Set(item.Set).Options {
			c.Options = append(c.Options, OptionView{Code: o.Code, Text: cues.Options[item.Set][o.Code]})
		}
		out = append(out, c)
	}
	return out
}

// Put records what the paper form holds for the item of a number, whatever item the sitting stands at, and stands at
// the next one. When it returns, that is on disk.
func (s *Sitting) Put(ctx context.Context, number int, r instruments.Response) error {
	sheet, i, err := s.with(s.admin.Responses, number, r)
	if err != nil {
		return err
	}
	return s.save(ctx, sheet, s.firstAsked(sheet, i+1))
}

// with is a sheet with one response changed. A code that the item does not offer is an error of instruments.
func (s *Sitting) with(sheet instruments.Responses, number int, r instruments.Response) (instruments.Responses, int, error) {
	i := s.def.ItemIndex(number)
	if i < 0 {
		return nil, 0, &instruments.UnknownItemError{Instrument: s.def.Ref(), Item: number}
	}
	if r.State == instruments.Answered {
		if err := s.def.Check(number, int(r.Code)); err != nil {
			return nil, 0, err
		}
	}
	sheet = slices.Clone(sheet)
	sheet[i] = r
	return sheet, i, nil
}

// Second is a second keying of the same paper form, made without seeing the first. It is kept with the draft until it is
// compared, and finds slips of the fingers in what is stored as the answers.
type Second struct{ of *Sitting }

// Second begins a second keying, or goes on with one.
func (s *Sitting) Second() *Second { return &Second{of: s} }

func (t *Second) sheet() instruments.Responses {
	if t.of.admin.Second == nil {
		return t.of.def.NewResponses()
	}
	return t.of.admin.Second
}

// Form lists the items as the second keying has them.
func (t *Second) Form(l instruments.Lang) []Cell { return t.of.form(t.sheet(), l) }

// Put takes one response. When it returns, that is on disk.
func (t *Second) Put(ctx context.Context, number int, r instruments.Response) error {
	sheet, _, err := t.of.with(t.sheet(), number, r)
	if err != nil {
		return err
	}
	if err := t.of.desk.rec.SaveSecond(ctx, t.of.admin.ID, sheet); err != nil {
		return err
	}
	t.of.admin.Second = sheet
	return nil
}

// Mismatch is an item on which two keyings of one form do not agree.
type Mismatch struct {
	Number        int
	Cue           string
	First, Second instruments.Response
}

// Mismatches lists where the second keying has something else than the first. An item that neither of them asks is
// left out.
func (t *Second) Mismatches(l instruments.Lang) []Mismatch {
	first, second := t.of.Form(l), t.Form(l)
	var out []Mismatch
	for i := range first {
		a, b := first[i], second[i]
		if !a.Asked && !b.Asked || a.Asked == b.Asked && a.Response == b.Response {
			continue
		}
		if !b.Asked {
			b.Response = instruments.Response{State: instruments.NotAsked}
		}
		if !a.Asked {
			a.Response = instruments.Response{State: instruments.NotAsked}
		}
		out = append(out, Mismatch{Number: a.Number, Cue: a.Cue, First: a.Response, Second: b.Response})
	}
	return out
}

// Decided records what the paper form says where two keyings differ, in the order of the form, notes in the log how many
// differences there were, and lets the second keying go. A response of NotAsked leaves the item as it is.
func (s *Sitting) Decided(ctx context.Context, mismatches []Mismatch, right []instruments.Response) error {
	for i, one := range mismatches {
		if right[i].State == instruments.NotAsked {
			continue
		}
		if err := s.Put(ctx, one.Number, right[i]); err != nil {
			return fmt.Errorf("put item %d right: %w", one.Number, err)
		}
	}
	err := s.desk.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveSecond(ctx, s.admin.ID, nil); err != nil {
			return err
		}
		return s.desk.logTo(ctx, r, store.ActChange, s.family, "administration "+s.admin.ID.String(),
			fmt.Sprintf("keyed in twice, %d differences", len(mismatches)))
	})
	if err != nil {
		return fmt.Errorf("end the second keying: %w", err)
	}
	s.admin.Second = nil
	return nil
}
