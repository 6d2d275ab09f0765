package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// blockedCase is the number of the planted case whose goal text is refused.
const blockedCase = 14

// talkedAboutDays is after how many days every flagged answer has been talked about.
const talkedAboutDays = 30

// writeSheets fills in, scores and stores the administrations of a family, oldest first.
func (b *builder) writeSheets(ctx context.Context, r casework.Record, f *family, s source) error {
	slices.SortStableFunc(f.sheets, func(x, y *sheet) int { return x.Answered.Time().Compare(y.Answered.Time()) })
	for _, sh := range f.sheets {
		if err := b.writeSheet(ctx, r, f, sh, s); err != nil {
			return fmt.Errorf("%s of %s at %s: %w", sh.Instrument.ID, sh.respondent.Code, sh.Wave, err)
		}
	}
	return nil
}

func (b *builder) writeSheet(ctx context.Context, r casework.Record, f *family, sh *sheet, s source) error {
	k, scorer, err := b.form(sh.Instrument.ID)
	if err != nil {
		return err
	}
	a := sh.Administration
	a.Instrument, a.Definition, a.Entered = k.def.Ref(), k.def.Hash, sh.entered()
	if own, ok := k.def.Own[a.Lang]; ok && a.Mode != store.FromPaper {
		a.Wording = own.Hash
	}
	if a.State == store.Declined {
		b.sum.Declined++
		a.Responses = make(instruments.Responses, len(k.def.Items))
		return r.AddCompleted(ctx, a, nil, nil)
	}
	a.Responses = k.fill(s, sh)
	result, err := scorer.Score(a.Responses, casework.ContextOf(sh.subject.Person, a))
	if err != nil {
		return fmt.Errorf("score: %w", err)
	}
	scores, risks := casework.StoredCopy(a.ID, result)
	b.sum.Completed++
	flagged := slices.ContainsFunc(risks, func(x store.RiskFlag) bool { return x.State == "flagged" })
	if flagged {
		b.sum.Risks++
		a.RiskShown = a.Entered.Add(time.Minute)
		if a.Discussed.IsZero() && b.today.DaysSince(a.Answered) > talkedAboutDays {
			a.Discussed = store.DateOf(a.Entered) // such an answer is not left lying, a few recent ones apart
		}
		f.log = append(f.log, store.LogEntry{
			At: a.RiskShown, Worker: f.episodes[0].Worker, Action: store.ActShown, Object: "administration " + a.ID.String(),
		})
	}
	return r.AddCompleted(ctx, a, scores, risks)
}

// form is the key and the scorer of a form, made when first needed.
func (b *builder) form(id instruments.ID) (*key, *scoring.Scorer, error) {
	if k, ok := b.keys[id]; ok {
		return k, b.scorers[id], nil
	}
	def, err := b.cat.Get(id)
	if err != nil {
		return nil, nil, err
	}
	scorer, err := scoring.Compile(def)
	if err != nil {
		return nil, nil, err
	}
	b.keys[id], b.scorers[id] = newKey(def), scorer
	return b.keys[id], scorer, nil
}

// BlockedText is a goal that must be refused: it holds an invented identity code, whose individual number is in
// the 900 series that is kept for tests, with a valid check character.
func BlockedText() string { return "130410A999D" }

// blocked tries the text of planted case 14 and logs that it was refused. That it was not is an error.
func (b *builder) blocked(f *family) (store.LogEntry, error) {
	text := BlockedText()
	if len(store.CheckFreeText(text)) == 0 {
		return store.LogEntry{}, fmt.Errorf("the free-text guard let an identity code pass")
	}
	at := f.episodes[0].Start.AddDays(7).Time().Add(10 * time.Hour)
	return store.LogEntry{At: at, Worker: f.episodes[0].Worker, Action: store.ActDenied, Object: "goal 1", Why: "identifying text"}, nil
}
