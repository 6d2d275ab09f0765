package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// CorrectionView is a completed administration as it is put right: every item with what was answered.
type CorrectionView struct {
	Administration store.Scored
	Definition     *instruments.Definition
	Subject        store.Person
	Respondent     store.Person
	Items          []ItemView
}

// Correction says which answers of an administration were wrong. Items are named by number.
type Correction struct {
	ID      store.AdministrationID
	Answers map[int]instruments.Response
	Why     string
}

// Correction opens a completed administration for putting right. Nothing is changed by it, and looking is logged.
func (d *Desk) Correction(ctx context.Context, id store.AdministrationID) (CorrectionView, error) {
	a, s, err := d.toCorrect(ctx, id)
	if err != nil {
		return CorrectionView{}, err
	}
	v := CorrectionView{Administration: a, Definition: s.def}
	if v.Subject, err = d.rec.Person(ctx, a.Subject); err != nil {
		return v, fmt.Errorf("open for correction: %w", err)
	}
	if v.Respondent, err = d.rec.Person(ctx, a.Respondent); err != nil {
		return v, fmt.Errorf("open for correction: %w", err)
	}
	for i := range s.def.Items {
		if s.def.Items[i].On(a.Informant) {
			v.Items = append(v.Items, s.view(i))
		}
	}
	return v, d.log(ctx, store.ActView, v.Subject.Family, "administration "+id.String(), "to correct")
}

func (d *Desk) toCorrect(ctx context.Context, id store.AdministrationID) (store.Scored, *Sitting, error) {
	a, err := d.rec.Administration(ctx, id)
	if err != nil {
		return a, nil, fmt.Errorf("open for correction: %w", err)
	}
	if a.State != store.Completed {
		return a, nil, ErrNotCompleted
	}
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return a, nil, fmt.Errorf("open for correction: %w", err)
	}
	s, err := d.sit(ctx, a.Administration, def, nil)
	return a, s, err
}

// Correct adds a revision with the answers put right and the result worked out anew, and returns it. The old answers
// and the old result are kept. A reason is asked (ErrNoReason), which must not tell who anybody is
// (*store.FreeTextError); a code that an item does not have is an *instruments.CodeNotOfferedError, an item that the
// form does not have store.ErrNotFound, and answers that change nothing are ErrNoChange.
func (d *Desk) Correct(ctx context.Context, c Correction) (store.Scored, error) {
	if err := stated(c.Why); err != nil {
		return store.Scored{}, err
	}
	before, s, err := d.toCorrect(ctx, c.ID)
	if err != nil {
		return store.Scored{}, err
	}
	if s.admin.Responses, err = s.withAnswers(c.Answers); err != nil {
		return store.Scored{}, err
	}
	s.admin.Responses = s.settled()
	if slices.Equal(s.admin.Responses, before.Responses) {
		return store.Scored{}, ErrNoChange
	}
	after := s.admin
	after.Revision, after.RevisedBy, after.RevisedWhy = before.Revision+1, d.me, strings.TrimSpace(c.Why)
	after.Entered = d.clock().UTC()
	scores, risks, err := d.scoreSheet(ctx, s.def, after)
	if err != nil {
		return store.Scored{}, err
	}
	err = d.rec.Batch(ctx, func(r Record) error {
		if err := r.Correct(ctx, after, scores, risks); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActChange, s.family, "administration "+c.ID.String(), "corrected: "+after.RevisedWhy)
	})
	if err != nil {
		return store.Scored{}, fmt.Errorf("correct %s: %w", after.Instrument, err)
	}
	return store.Scored{Administration: after, Scores: scores, Risks: risks}, nil
}

// withAnswers is the sheet with some answers replaced.
func (s *Sitting) withAnswers(answers map[int]instruments.Response) (instruments.Responses, error) {
	sheet := slices.Clone(s.admin.Responses)
	for number, r := range answers {
		i := slices.IndexFunc(s.def.Items, func(item instruments.Item) bool { return item.Number == number })
		if i < 0 {
			return nil, fmt.Errorf("item %d: %w", number, store.ErrNotFound)
		}
		if r.State == instruments.Answered && s.def.Set(s.def.Items[i].Set).Option(int(r.Code)) == nil {
			return nil, &instruments.CodeNotOfferedError{Item: number, Code: int(r.Code)}
		}
		sheet[i] = r
	}
	return sheet, nil
}

// stated checks a reason: it has to be there and must not tell who anybody is.
func stated(why string) error {
	if strings.TrimSpace(why) == "" {
		return ErrNoReason
	}
	return harmless(why)
}

// harmless refuses a text that may tell who somebody is.
func harmless(text string) error {
	if found := store.CheckFreeText(text); len(found) > 0 {
		return &store.FreeTextError{Findings: found}
	}
	return nil
}
