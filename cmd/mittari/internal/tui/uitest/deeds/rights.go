package deeds

import (
	"context"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// rights is what a family is told, decides and asks for, and the funder's fields.
func rights() []Deed {
	return []Deed{
		{
			Name: "told", Calls: []string{"choices.GiveNotice"},
			Do: func(h Hands, _ *Place) {
				chosen(h, 0)
				h.Press("enter", "enter")
				h.Type("2026-1")
				h.Press("enter", "enter")
				h.Sees("What the members were told", "spoken")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Choices(ctx, p.Seed.Family.ID)
				return err == nil && v.Members[0].Told != nil, err
			},
		},
		{
			Name: "takes part", Calls: []string{"choices.DecideParticipation"},
			Do: func(h Hands, _ *Place) {
				chosen(h, 1)
				h.Press("down", "down", "down", "enter", "enter", "enter")
				h.Sees("What the members were told", "! The family is out of evaluation")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Choices(ctx, p.Seed.Family.ID)
				return err == nil && v.Members[0].Decision == store.Objects, err
			},
		},
		{
			Name: "shares", Calls: []string{"choices.DecideSharing"},
			Do: func(h Hands, _ *Place) {
				chosen(h, 2)
				h.Press("down", "down", "enter", "right", "enter", "enter")
				h.Sees("What the members were told", "goals")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Choices(ctx, p.Seed.Family.ID)
				if err != nil {
					return false, err
				}
				_, decided := v.Members[0].Sharing[store.TopicGoals]
				return decided, nil
			},
		},
		{
			Name: "erasure asked for", Calls: []string{"erasure.AskedFor"},
			Do: func(h Hands, _ *Place) {
				erasure(h)
				h.Press("enter", "enter", "enter", "enter")
				h.Sees("What the members were told")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Requests(ctx, p.Seed.Family.ID)
				return len(all) == 1, err
			},
		},
		{
			Name: "erasure", Calls: []string{"erasure.DecideErasure"},
			Do: func(h Hands, _ *Place) {
				erasure(h)
				h.Press("down", "enter")
				h.Type("Article 17(1)(b)")
				h.Press("enter", "enter")
				h.Type("ES-0042")
				h.Press("enter")
				h.Sees("no families")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				f, err := p.Family(ctx, p.Seed.Family.ID)
				return !f.Erased.IsZero(), err
			},
		},
		{
			Name: "erasure of what is old", Calls: []string{"erasure.EraseOld"},
			Before: func(tb testing.TB, p *Place) {
				tb.Helper()
				e := p.Seed.Episode
				e.Start, e.End, e.ExitReason = storetest.Day(tb, "2019-06-01"), storetest.Day(tb, "2020-06-01"), store.ExitGoalsMet
				must(tb, p.SaveEpisode(tb.Context(), e))
			},
			Do: func(h Hands, _ *Place) {
				settings(h, "Time of keeping")
				h.Sees("ES-0042")
				h.Press("enter")
				h.Sees("would go")
				h.Press("enter", "enter", "enter")
				h.Type("ES-0042")
				h.Press("enter")
				h.Sees("no families")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				f, err := p.Family(ctx, p.Seed.Family.ID)
				return !f.Erased.IsZero(), err
			},
		},
		{
			Name: "participant", Calls: []string{"participant.SaveParticipant"},
			Before: project,
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("enter")
				h.Sees("There are no results")
				h.Press("f")
				h.Sees("Only what the indicators need")
				h.Press("enter", "right", "right", "right", "enter", "right", "enter", "enter", "enter", "enter", "enter", "enter")
				h.Sees("There are no results")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Participant(ctx, p.Seed.Girl.ID)
				return v.Entered && v.Participant.Labour == store.Inactive, err
			},
		},
	}
}

// chosen opens the n-th line of what a family was told and has decided.
func chosen(h Hands, n int) {
	family(h)
	h.Press("n")
	h.Sees("What the members were told")
	for range n {
		h.Press("down")
	}
	h.Press("enter")
	h.Sees("Day")
}

func erasure(h Hands) {
	family(h)
	h.Press("n")
	h.Sees("What the members were told")
	h.Press("x")
	h.Sees("would go")
}

// project names the project of the settings.
func project(tb testing.TB, p *Place) {
	tb.Helper()
	s, err := p.Settings(tb.Context())
	must(tb, err)
	s.Project.Name = "Matkalla"
	must(tb, p.SaveSettings(tb.Context(), s))
}
