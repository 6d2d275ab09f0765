package deeds

import (
	"context"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// far is a day that is to come on every clock.
const far = "14.6.2100"

// agreeing is what is agreed on for the next meeting.
func agreeing() []Deed {
	agreed := func(ctx context.Context, p *Place) (bool, error) {
		v, err := p.Desk.Family(ctx, p.Seed.Family.ID)
		return v.Agreed != nil, err
	}
	return []Deed{
		{
			Name: "next meeting", Calls: []string{"nextmeeting.Agree"},
			Do: func(h Hands, _ *Place) {
				gather(h)
				agree(h)
			},
			Kept: agreed,
		},
		{
			Name: "next meeting called off", Calls: []string{"nextmeeting.CallOff"},
			Do: func(h Hands, _ *Place) {
				gather(h)
				agree(h)
				h.Press("d")
				h.Sees("no day is agreed")
				h.Press("ctrl+u", "enter")
				h.Sees("No day is agreed any more")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Family(ctx, p.Seed.Family.ID)
				return v.Agreed == nil, err
			},
		},
		{
			Name: "next meeting as proposed", Calls: []string{"meeting.Agree"},
			Before: func(tb testing.TB, p *Place) {
				tb.Helper()
				e := p.Seed.Episode // so that there is something to propose on every clock
				e.Start = store.DateOf(now()).AddDays(-60)
				must(tb, p.SaveEpisode(tb.Context(), e))
			},
			Do: func(h Hands, _ *Place) {
				gather(h)
				h.Press("a")
				h.Sees("Agreed:")
			},
			Kept: agreed,
		},
	}
}

// gather begins a meeting with the family.
func gather(h Hands) {
	family(h)
	h.Press("b")
	h.Sees("Who is here?")
}

func agree(h Hands) {
	h.Press("d")
	h.Sees("no day is agreed")
	h.Press("ctrl+u")
	h.Type(far)
	h.Press("enter")
	h.Sees("Agreed:")
}

// reconsidering is what is taken back.
func reconsidering() []Deed {
	return []Deed{
		{
			Name: "removed form brought back", Calls: []string{"today.Restore"}, Before: emptyForm,
			Do: func(h Hands, _ *Place) {
				h.Choose("TRIAL")
				h.Press("x")
				h.Sees("was removed")
				h.Press("u")
				h.Sees("TRIAL")
			},
			Kept: first(instruments.Response{}),
		},
		{
			Name: "instrument of the team brought back", Calls: []string{"protocol.TakeBackNeeds"},
			Do: func(h Hands, _ *Place) {
				settings(h, "The team’s instruments")
				h.Sees("house protocol")
				h.Press("x", "right", "enter")
				h.Sees("was removed")
				h.Press("u")
				h.Sees("was taken back")
			},
			Kept: needs(func(n int) bool { return n == 3 }),
		},
		{
			Name: "end of the episode taken back", Calls: []string{"family.ReopenEpisode"},
			Do: func(h Hands, _ *Place) {
				end(h)
				h.Press("u")
				h.Sees("was taken back")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Episodes(ctx, p.Seed.Family.ID)
				return len(all) == 1 && all[0].End.IsZero(), err
			},
		},
		{
			Name: "goal taken back", Calls: []string{"goals.TakeBackGoal"},
			Do: func(h Hands, _ *Place) {
				goal(h)
				h.Press("u")
				h.Sees("was taken back")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Goals(ctx, p.Seed.Girl.ID)
				return len(all) == 1 && !all[0].Closed.IsZero(), err
			},
		},
		{
			Name: "not talked about after all", Calls: []string{"result.UnmarkDiscussed"}, Before: answered,
			Do: func(h Hands, _ *Place) {
				result(h)
				h.Press("d")
				h.Sees("as talked about")
				h.Press("u")
				h.Sees("was taken back")
			},
			Kept: form(func(a store.Administration) bool { return a.Discussed.IsZero() && !a.RiskShown.IsZero() }),
		},
		{
			Name: "paper form put aside empty", Calls: []string{"keyin.Discard"},
			Do: func(h Hands, _ *Place) {
				paper(h)
				h.Press("esc")
				h.Sees("What has happened")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Drafts(ctx)
				return len(all) == 0, err
			},
		},
	}
}

// emptyForm begins a form and answers nothing.
func emptyForm(tb testing.TB, p *Place) {
	tb.Helper()
	_, err := p.Desk.Begin(tb.Context(), casework.Plan{
		Episode: p.Seed.Episode.ID, Respondent: p.Seed.Girl.ID, Instrument: "demo-checkin", Wave: store.AtMeeting,
		Mode: store.OwnScreen, Lang: instruments.English,
	})
	must(tb, err)
}
