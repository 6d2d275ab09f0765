package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/demo"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// playMeeting goes through one whole meeting as a worker would, with the same use cases as the app, and says what
// it does: find the family, hand over, answer, skip one, go back, finish, look at the result, talk about it.
func (a *app) playMeeting(ctx context.Context, desk *casework.Desk, rec casework.Record) error {
	who, episode, earlier, err := meetingWith(ctx, rec)
	if err != nil {
		return err
	}
	person, err := desk.Person(ctx, who.ID)
	if err != nil {
		return err
	}
	a.say(a.loc.T("cli.play.family", "family", person.Family.Code, "person", who.Code, "age", person.Person.Age))
	sitting, err := desk.Begin(ctx, casework.Plan{
		Episode: episode.ID, Respondent: who.ID, Instrument: playedForm, Wave: store.Extra, Mode: store.OwnScreen,
	})
	if err != nil {
		return err
	}
	a.say(a.loc.T("cli.play.begin", "title", a.loc.Text(sitting.Definition().Title)))
	if err := a.playAnswers(ctx, sitting, earlier); err != nil {
		return err
	}
	id, err := sitting.Complete(ctx)
	if err != nil {
		return err
	}
	a.say(a.loc.T("cli.play.complete"))
	if err := a.readResult(ctx, desk, id); err != nil {
		return err
	}
	if err := desk.MarkDiscussed(ctx, id); err != nil {
		return err
	}
	a.say(a.loc.T("cli.play.discussed"))
	return a.playBlocked(ctx, desk, who)
}

// playedForm is the form of the played meeting.
const playedForm instruments.ID = "yp-core"

// meetingWith picks the first family in work, by code, whose young person has answered the form before, and gives
// the latest of those answers.
func meetingWith(ctx context.Context, rec casework.Record) (store.Person, store.Episode, instruments.Responses, error) {
	rows, err := rec.FamilyRows(ctx, store.FamilyFilter{Open: true})
	if err != nil {
		return store.Person{}, store.Episode{}, nil, fmt.Errorf("list families: %w", err)
	}
	for _, row := range rows {
		earlier, err := rec.OfFamily(ctx, row.ID)
		if err != nil {
			return store.Person{}, store.Episode{}, nil, fmt.Errorf("read family %s: %w", row.Code, err)
		}
		for _, s := range slices.Backward(earlier) {
			if s.State == store.Completed && s.Instrument.ID == playedForm && s.Mode != store.Interpreter {
				last, err := rec.Administration(ctx, s.ID)
				if err != nil {
					return store.Person{}, store.Episode{}, nil, fmt.Errorf("read the earlier answers: %w", err)
				}
				p, err := rec.Person(ctx, s.Respondent)
				if err != nil {
					return store.Person{}, store.Episode{}, nil, fmt.Errorf("read the person: %w", err)
				}
				return p, row.Episode, last.Responses, nil
			}
		}
	}
	return store.Person{}, store.Episode{}, nil, &problem{key: "no-meeting"}
}

// passedOver is the item that is skipped at first and answered afterwards.
const passedOver = 3

// playAnswers answers every item one step better than last time, passes over one, then goes back and answers it too.
func (a *app) playAnswers(ctx context.Context, s *casework.Sitting, earlier instruments.Responses) error {
	for {
		item, more := s.Item()
		if !more {
			break
		}
		if item.Number == passedOver && item.Response.State == instruments.Unanswered {
			if err := s.Skip(ctx, instruments.NoReason); err != nil {
				return err
			}
			a.say(a.loc.T("cli.play.skip", "position", item.Position, "asked", item.Asked))
			continue
		}
		code := stepBetter(s.Definition(), item, earlier)
		if err := s.Answer(ctx, code); err != nil {
			return err
		}
		a.say(a.loc.T("cli.play.answer", "position", item.Position, "asked", item.Asked, "code", code))
	}
	if err := s.GoTo(ctx, passedOver); err != nil {
		return err
	}
	item, more := s.Item()
	if !more {
		return nil
	}
	a.say(a.loc.T("cli.play.back", "position", item.Position))
	return s.Answer(ctx, stepBetter(s.Definition(), item, earlier))
}

// stepBetter is the option next to the earlier answer, towards where the first scale is better.
func stepBetter(def *instruments.Definition, item casework.ItemView, earlier instruments.Responses) int {
	at := 0
	for i, o := range item.Options {
		if item.Index < len(earlier) && earlier[item.Index].State == instruments.Answered && o.Code == int(earlier[item.Index].Code) {
			at = i
		}
	}
	step := int(def.Scales[0].Direction.Sign())
	if slices.Contains(def.Scales[0].Rule.Reversed, item.Number) {
		step = -step
	}
	return item.Options[min(max(at+step, 0), len(item.Options)-1)].Code
}

// playBlocked tries to write an identity code into a goal, which must be refused.
func (a *app) playBlocked(ctx context.Context, desk *casework.Desk, who store.Person) error {
	err := desk.SetGoal(ctx, who.ID, 1, demo.BlockedText())
	var found *store.FreeTextError
	if !errors.As(err, &found) {
		return errors.Join(&problem{key: "not-blocked"}, err)
	}
	a.say(a.loc.T("cli.play.blocked"))
	return nil
}
