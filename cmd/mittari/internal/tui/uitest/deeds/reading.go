package deeds

import (
	"context"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// reading is what is done with a result.
func reading() []Deed {
	return []Deed{
		{
			Name: "talked about", Calls: []string{"result.MarkDiscussed"}, Before: answered,
			Do: func(h Hands, _ *Place) {
				result(h)
				h.Press("d")
				h.Sees("as talked about")
			},
			Kept: form(func(a store.Administration) bool { return !a.Discussed.IsZero() }),
		},
		{
			Name: "risk shown", Calls: []string{"result.RiskPromptShown"}, Before: answered,
			Do: func(h Hands, _ *Place) {
				result(h)
				h.Sees("For the worker")
				h.Press("d") // what is done on the screen comes after what it shows
				h.Sees("as talked about")
			},
			Kept: form(func(a store.Administration) bool { return !a.RiskShown.IsZero() }),
		},
		{
			Name: "correction", Calls: []string{"correct.Correct"}, Before: answered,
			Do: func(h Hands, _ *Place) {
				person(h)
				h.Press("c")
				h.Sees("Correct the answers")
				h.Press("0", "enter")
				h.Sees("1 answer changes")
				h.Type("slip of a finger")
				h.Press("enter")
				h.Sees("Did we talk about this?")
			},
			Kept: form(func(a store.Administration) bool { return a.Revision == 2 && a.Responses[0] == instruments.Answer(0) }),
		},
	}
}

// answered gives a form of a guardian in which an answer is of concern.
func answered(tb testing.TB, p *Place) {
	tb.Helper()
	s, err := p.Desk.Begin(tb.Context(), casework.Plan{
		Episode: p.Seed.Episode.ID, Respondent: p.Seed.Guardian.ID, Instrument: "phq-9", Wave: store.AtMeeting,
		Mode: store.Together, Lang: instruments.English,
	})
	must(tb, err)
	for range 9 {
		must(tb, s.Answer(tb.Context(), 2))
	}
	p.Form, err = s.Complete(tb.Context())
	must(tb, err)
}

// person opens the guardian.
func person(h Hands) {
	family(h)
	h.Press("down", "enter")
	h.Sees("answered by ES-0042-H1")
}

func result(h Hands) {
	person(h)
	h.Press("r")
	h.Sees("Did we talk about this?")
}

// form looks at the form that the deed is about.
func form(as func(store.Administration) bool) func(context.Context, *Place) (bool, error) {
	return func(ctx context.Context, p *Place) (bool, error) {
		a, err := p.Administration(ctx, p.Form)
		return err == nil && as(a.Administration), err
	}
}
