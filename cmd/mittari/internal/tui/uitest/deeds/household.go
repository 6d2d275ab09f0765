package deeds

import (
	"context"

	"github.com/mittari/mittari/store"
)

// household is what is recorded of a family and its course.
func household() []Deed {
	return []Deed{
		{
			Name: "new family", Calls: []string{"newfamily.AddFamily"},
			Do: func(h Hands, _ *Place) {
				h.Press("2")
				h.Sees("Code Members")
				h.Press("n")
				h.Sees("The family gets a code")
				h.Press("enter", "enter")
				h.Sees("Nobody in the family")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.AllFamilies(ctx)
				return len(all) == 2, err
			},
		},
		{
			Name: "new person", Calls: []string{"newperson.AddPerson"},
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("p")
				h.Sees("The person gets a code")
				h.Press("enter")
				h.Type("2013")
				h.Press("enter")
				h.Type("2")
				h.Press("enter", "enter", "enter", "enter")
				h.Sees("ES-0042-N2 was added")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Persons(ctx, p.Seed.Family.ID)
				return len(all) == 4 && all[3].BirthYear == 2013, err
			},
		},
		{
			Name: "new meeting", Calls: []string{"newmeeting.AddMeeting"},
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("m")
				h.Sees("Length in minutes")
				h.Press("enter", "ctrl+u")
				h.Type("45")
				h.Press("enter", "enter")
				h.Sees("45 minutes, home")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Meetings(ctx, p.Seed.Family.ID)
				return len(all) == 1 && all[0].Minutes == 45, err
			},
		},
		{
			Name: "new event", Calls: []string{"newevent.AddEvent"},
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("e")
				h.Sees("Note only what happened")
				h.Press("enter", "enter", "enter")
				h.Sees("◆ emergency placement")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Events(ctx, p.Seed.Family.ID)
				return len(all) == 1, err
			},
		},
		{
			Name: "guardians answer apart", Calls: []string{"family.SetAnswersApart"},
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("s", "right", "enter")
				h.Sees("! The guardians answer apart")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				f, err := p.Family(ctx, p.Seed.Family.ID)
				return f.AnswersApart, err
			},
		},
		{
			Name: "goal", Calls: []string{"goals.SetGoal"},
			Do: func(h Hands, _ *Place) { goal(h) },
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Goals(ctx, p.Seed.Girl.ID)
				return len(all) == 1, err
			},
		},
		{
			Name: "end of the episode", Calls: []string{"endepisode.EndEpisode"},
			Do: func(h Hands, _ *Place) { end(h) },
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Episodes(ctx, p.Seed.Family.ID)
				return len(all) == 1 && all[0].ExitReason == store.ExitStopped, err
			},
		},
		{
			Name: "target", Calls: []string{"targets.SetTarget"}, Before: project,
			Do: func(h Hands, _ *Place) {
				h.Press("8")
				h.Sees("Team")
				h.Press("g")
				h.Sees("no targets yet")
				h.Press("a")
				h.Sees("What the project has promised")
				h.Press("right", "enter", "right", "enter")
				h.Type("60")
				h.Press("enter")
				for _, day := range []string{"1.1.2026", "31.12.2030"} {
					h.Press("ctrl+u")
					h.Type(day)
					h.Press("enter")
				}
				h.Press("enter", "enter", "enter")
				h.Sees("✓")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				projects, err := p.Projects(ctx)
				if err != nil || len(projects) != 1 {
					return false, err
				}
				all, err := p.Targets(ctx, projects[0].ID)
				return len(all) == 1, err
			},
		},
		{
			Name: "method", Calls: []string{"methods.UseMethod"},
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("w")
				h.Sees("Meetings planned")
				h.Type("family work")
				h.Press("enter", "enter")
				h.Type("12")
				h.Press("enter")
				h.Sees("What has happened")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Methods(ctx, p.Seed.Family.ID)
				return len(v.Used) == 1 && v.Used[0].Planned == 12, err
			},
		},
	}
}

func goal(h Hands) {
	family(h)
	h.Press("g")
	h.Sees("1. no goal")
	h.Press("enter")
	h.Type("Sleep through the night")
	h.Press("enter")
	h.Sees("Sleep through the night", "takes it back")
}

func end(h Hands) {
	family(h)
	h.Press("x")
	h.Sees("Last day of work")
	h.Press("enter", "down", "down", "enter")
	h.Sees("family stopped", "What has happened")
}
