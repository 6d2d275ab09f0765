package casework

import (
	"context"
	"fmt"
	"sync"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// scorers compiles each definition once.
type scorers struct {
	mu   sync.Mutex
	byID map[instruments.Ref]*scoring.Scorer
}

func (d *Desk) scorer(def *instruments.Definition) (*scoring.Scorer, error) {
	d.scorers.mu.Lock()
	defer d.scorers.mu.Unlock()
	if s, ok := d.scorers.byID[def.Ref()]; ok {
		return s, nil
	}
	s, err := scoring.Compile(def)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", def.Ref(), err)
	}
	if d.scorers.byID == nil {
		d.scorers.byID = map[instruments.Ref]*scoring.Scorer{}
	}
	d.scorers.byID[def.Ref()] = s
	return s, nil
}

// complete scores a sitting and turns its draft into a completed administration.
func (d *Desk) complete(ctx context.Context, s *Sitting) error {
	a := s.admin
	a.Responses = s.settled()
	now := d.clock()
	a.State, a.Entered = store.Completed, now.UTC()
	a.DurationSec = max(0, int(now.Sub(s.began).Seconds()))
	scores, risks, err := d.scoreSheet(ctx, s.def, a)
	if err != nil {
		return err
	}
	err = d.rec.Batch(ctx, func(r Record) error {
		if err := r.Complete(ctx, a, scores, risks); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActChange, s.family, "administration "+a.ID.String(), "completed")
	})
	if err != nil {
		return fmt.Errorf("complete %s: %w", a.Instrument, err)
	}
	s.admin = a
	return nil
}

// scoreSheet is the stored copy of what the sheet yields.
func (d *Desk) scoreSheet(ctx context.Context, def *instruments.Definition, a store.Administration) ([]store.ScaleScore, []store.RiskFlag, error) {
	res, err := d.result(ctx, def, a)
	if err != nil {
		return nil, nil, err
	}
	scores, risks := StoredCopy(a.ID, res)
	return scores, risks, nil
}

// result scores an administration's sheet in its own context.
func (d *Desk) result(ctx context.Context, def *instruments.Definition, a store.Administration) (scoring.Result, error) {
	scorer, err := d.scorer(def)
	if err != nil {
		return scoring.Result{}, err
	}
	subject, err := d.rec.Person(ctx, a.Subject)
	if err != nil {
		return scoring.Result{}, fmt.Errorf("score: %w", err)
	}
	res, err := scorer.Score(a.Responses, ContextOf(subject, a))
	if err != nil {
		return scoring.Result{}, fmt.Errorf("score %s: %w", a.Instrument, err)
	}
	return res, nil
}

// ContextOf is what norm tables may ask about an administration: the subject's sex and age on the day of answering.
func ContextOf(subject store.Person, a store.Administration) scoring.Context {
	return scoring.Context{Informant: a.Informant, Sex: subject.Gender.Sex(), Age: subject.AgeOn(a.Answered)}
}

// StoredCopy turns a result into the rows that are kept with the administration.
func StoredCopy(id store.AdministrationID, res scoring.Result) ([]store.ScaleScore, []store.RiskFlag) {
	scores := make([]store.ScaleScore, 0, len(res.Scales))
	for i := range res.Scales {
		scores = append(scores, storedScale(id, &res.Scales[i]))
	}
	risks := make([]store.RiskFlag, 0, len(res.Risks))
	for _, r := range res.Risks {
		risks = append(risks, store.RiskFlag{Administration: id, Item: r.Rule.Item, State: riskKey(r.State)})
	}
	return scores, risks
}

func storedScale(id store.AdministrationID, s *scoring.ScaleResult) store.ScaleScore {
	out := store.ScaleScore{
		Administration: id, Scale: s.Scale, Scored: s.Status == scoring.Scored,
		Answered: s.Answered, Items: s.Items, Prorated: s.Prorated,
	}
	if !out.Scored {
		out.Reason = reasonKey(s.Reason.Kind)
		return out
	}
	out.Value, out.Reported = s.Value, s.Reported
	if b := s.Band(); b != nil {
		out.Band = b.Band.Code
	}
	if len(s.Cutoffs) > 0 {
		clinical := s.Cutoffs[0].Clinical
		out.Clinical = &clinical
	}
	return out
}

// reasonKey is the stable name of a reason in the store and in files.
func reasonKey(k scoring.ReasonKind) string {
	switch k {
	case scoring.TooFewAnswers:
		return "too-few-answers"
	case scoring.PartMissing:
		return "part-missing"
	case scoring.NotInTable, scoring.NoTableFits, scoring.NoNormFits:
		return scoring.Reason{Kind: k}.String()
	case scoring.NoneReason:
	}
	return ""
}

func riskKey(s scoring.RiskState) string {
	switch s {
	case scoring.RiskFlagged:
		return "flagged"
	case scoring.RiskNone:
		return "none"
	case scoring.RiskUnanswered:
		return "unanswered"
	}
	return "unanswered"
}
