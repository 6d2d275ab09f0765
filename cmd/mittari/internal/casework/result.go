package casework

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// Result is the result in the meeting: scored again from the answers, compared with last time and with the start.
func (d *Desk) Result(ctx context.Context, id store.AdministrationID) (ResultView, error) {
	a, err := d.rec.Administration(ctx, id)
	if err != nil {
		return ResultView{}, fmt.Errorf("open the result: %w", err)
	}
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return ResultView{}, fmt.Errorf("open the result: %w", err)
	}
	v := ResultView{Administration: a, Definition: def, Missing: unanswered(def, a.Responses)}
	if err := d.people(ctx, &v); err != nil {
		return ResultView{}, err
	}
	now, err := d.result(ctx, def, a.Administration)
	if err != nil {
		return ResultView{}, err
	}
	v.Risks = now.Risks
	about, err := d.rec.OfPerson(ctx, a.Subject)
	if err != nil {
		return ResultView{}, fmt.Errorf("open the result: %w", err)
	}
	previous, first := earlier(about, a)
	v.Previous = previous
	v.Scales = scaleViews(def, now, previous, first, ContextOf(v.Person.Person, a.Administration))
	if previous != nil {
		v.Items = moves(def, previous.Responses, a.Responses)
	}
	settings, err := d.rec.Settings(ctx)
	if err != nil {
		return ResultView{}, fmt.Errorf("open the result: %w", err)
	}
	v.Instruction = settings.RiskInstruction[settings.Lang]
	f, err := d.readFamily(ctx, v.Family.ID)
	if err != nil {
		return ResultView{}, fmt.Errorf("open the result: %w", err)
	}
	v.Next = d.next(f, a.Respondent)
	return v, d.log(ctx, store.ActView, v.Family.ID, "administration "+id.String(), "")
}

func (d *Desk) people(ctx context.Context, v *ResultView) error {
	subject, err := d.rec.Person(ctx, v.Administration.Subject)
	if err != nil {
		return fmt.Errorf("open the result: %w", err)
	}
	v.Person = PersonRow{Person: subject, Age: subject.AgeOn(v.Administration.Answered)}
	if v.Respondent, err = d.rec.Person(ctx, v.Administration.Respondent); err != nil {
		return fmt.Errorf("open the result: %w", err)
	}
	if v.Family, err = d.rec.Family(ctx, subject.Family); err != nil {
		return fmt.Errorf("open the result: %w", err)
	}
	return nil
}

// earlier finds the last result before a by the same respondent about the same subject on the same form, and the
// first one of the same episode when that is another.
func earlier(about []store.Scored, a store.Scored) (previous, first *store.Scored) {
	for i := range about {
		if !sameForm(&about[i], &a) {
			continue
		}
		previous = &about[i]
		if first == nil && previous.Episode == a.Episode {
			first = previous
		}
	}
	if first == previous {
		return previous, nil
	}
	return previous, first
}

// earliest is the first such result of the same episode.
func earliest(about []store.Scored, a store.Scored) *store.Scored {
	for i := range about {
		if about[i].Episode == a.Episode && sameForm(&about[i], &a) {
			return &about[i]
		}
	}
	return nil
}

// sameForm reports whether o is an earlier result on the same form, about and by the same people.
func sameForm(o, a *store.Scored) bool {
	same := o.State == store.Completed && o.ID != a.ID && o.Instrument == a.Instrument &&
		o.Informant == a.Informant && o.Respondent == a.Respondent && o.Subject == a.Subject
	return same && (a.State != store.Completed || comesBefore(o, a))
}

func comesBefore(a, b *store.Scored) bool {
	if a.Answered != b.Answered {
		return a.Answered.Before(b.Answered)
	}
	return a.Entered.Before(b.Entered)
}

func scaleViews(def *instruments.Definition, now scoring.Result, previous, first *store.Scored, ctx scoring.Context) []ScaleView {
	var out []ScaleView
	for i := range now.Scales {
		s := def.Scale(now.Scales[i].Scale)
		if s.For == instruments.ForWorker {
			continue
		}
		v := ScaleView{Scale: s, Now: now.Scales[i], Before: scoreOf(previous, s.ID), First: scoreOf(first, s.ID)}
		if b := v.Now.Band(); b != nil {
			v.Evidence = b.Set.Evidence
		}
		if basis, ok := change.BasisFor(def, s.ID, ctx); ok {
			v.Basis = &basis
			v.Change = compared(v.Before, v.Now, basis)
			v.Since = compared(v.First, v.Now, basis)
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b ScaleView) int { return cmp.Compare(mainFirst(a.Scale), mainFirst(b.Scale)) })
	return out
}

func mainFirst(s *instruments.Scale) int {
	if s.Main {
		return 0
	}
	return 1
}

// scoreOf is the stored score of a scale, or nil when there is none to compare with.
func scoreOf(a *store.Scored, id instruments.ScaleID) *store.ScaleScore {
	if a == nil {
		return nil
	}
	for i := range a.Scores {
		if a.Scores[i].Scale == id && a.Scores[i].Scored {
			return &a.Scores[i]
		}
	}
	return nil
}

func compared(from *store.ScaleScore, to scoring.ScaleResult, b change.Basis) *change.Result {
	if from == nil || to.Status != scoring.Scored {
		return nil
	}
	res := change.Compare(from.Value, to.Value, b)
	return &res
}

func unanswered(def *instruments.Definition, sheet instruments.Responses) []int {
	var out []int
	for i, r := range sheet {
		if r.State == instruments.Unanswered || r.State == instruments.Skipped {
			out = append(out, def.Items[i].Number)
		}
	}
	return out
}

// moves lists the items of the first main scale whose scored answer moved, largest first.
func moves(def *instruments.Definition, from, to instruments.Responses) []ItemMove {
	scale := mainScale(def)
	if scale == nil || len(from) != len(to) {
		return nil
	}
	var out []ItemMove
	for i, item := range def.Items {
		a, okA := valueOf(def, item, from[i])
		b, okB := valueOf(def, item, to[i])
		if !okA || !okB || a == b {
			continue
		}
		better := (b - a) * scale.Direction.Sign()
		if reversed(def, item.Number) {
			better = -better
		}
		out = append(out, ItemMove{Number: item.Number, From: from[i], To: to[i], Better: better})
	}
	slices.SortStableFunc(out, func(a, b ItemMove) int { return cmp.Compare(math.Abs(b.Better), math.Abs(a.Better)) })
	return out
}

func mainScale(def *instruments.Definition) *instruments.Scale {
	for i := range def.Scales {
		if def.Scales[i].Main {
			return &def.Scales[i]
		}
	}
	return nil
}

func valueOf(def *instruments.Definition, item instruments.Item, r instruments.Response) (float64, bool) {
	if r.State != instruments.Answered {
		return 0, false
	}
	o := def.Set(item.Set).Option(int(r.Code))
	if o == nil {
		return 0, false
	}
	return o.Value, true
}

func reversed(def *instruments.Definition, number int) bool {
	for _, s := range def.Scales {
		if slices.Contains(s.Rule.Reversed, number) {
			return true
		}
	}
	return false
}

// MarkDiscussed records that the result was talked about today.
func (d *Desk) MarkDiscussed(ctx context.Context, id store.AdministrationID) error {
	return d.mark(ctx, id, store.ActChange, "discussed", func(r Record) error { return r.MarkDiscussed(ctx, id, d.Date()) })
}

// RiskPromptShown records that the worker was shown the prompt on a risk answer.
func (d *Desk) RiskPromptShown(ctx context.Context, id store.AdministrationID) error {
	return d.mark(ctx, id, store.ActShown, "", func(r Record) error { return r.MarkRiskShown(ctx, id, d.clock().UTC()) })
}

func (d *Desk) mark(ctx context.Context, id store.AdministrationID, act store.Action, why string, f func(Record) error) error {
	a, err := d.rec.Administration(ctx, id)
	if err != nil {
		return fmt.Errorf("mark the result: %w", err)
	}
	family, err := d.familyOf(ctx, a.Subject)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := f(r); err != nil {
			return fmt.Errorf("mark the result: %w", err)
		}
		return d.logTo(ctx, r, act, family, "administration "+id.String(), why)
	})
}
