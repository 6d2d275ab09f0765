package deeds

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// answering is what is asked and answered, on the locked screen and from paper.
func answering() []Deed {
	return []Deed{
		{
			Name: "answer", Calls: []string{"questionnaire.Begin", "questionnaire.Acknowledge", "questionnaire.Answer"},
			Do: func(h Hands, _ *Place) {
				HandOver(h)
				h.Press("2")
				h.Sees("Question 2/5")
				h.Press("3")
				h.Sees("Question 3/5")
			},
			Kept: first(instruments.Answer(2), instruments.Answer(3)),
		},
		{
			Name: "skip, and another answer", Calls: []string{"questionnaire.Skip"},
			Do: func(h Hands, _ *Place) {
				HandOver(h)
				h.Press("2")
				h.Sees("Question 2/5")
				h.Press("s")
				h.Sees("Would you like to say why?")
				h.Press("enter")
				h.Sees("Question 3/5")
				h.Press("backspace")
				h.Sees("Question 2/5")
				h.Press("backspace")
				h.Sees("Question 1/5")
				h.Press("4")
				h.Sees("Question 2/5")
			},
			Kept: first(instruments.Answer(4), instruments.Skip(instruments.NoReason)),
		},
		{
			Name: "language of the respondent", Calls: []string{"questionnaire.Speak"},
			Do: func(h Hands, _ *Place) {
				begin(h)
				h.Sees("Ennen kuin aloitat")
				h.Press("right")
				h.Sees("Lue tämä ensin")
				h.Press("right")
				h.Sees("Innan du börjar")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Drafts(ctx)
				return len(all) == 1 && all[0].Lang == instruments.Swedish, err
			},
		},
		{
			Name: "finish", Calls: []string{"questionnaire.Complete"},
			Do: func(h Hands, _ *Place) {
				begin(h)
				finish(h)
			},
			Kept: completed(5),
		},
		{
			Name: "wrong PIN", Calls: []string{"questionnaire.CheckPIN"},
			Do: func(h Hands, _ *Place) {
				HandOver(h)
				h.Press("ctrl+x")
				h.Type("1111")
				h.Press("enter")
				h.Sees("PIN is not right")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Entries(ctx, store.FamilyID{}, 0)
				for _, e := range all {
					if e.Action == store.ActDenied {
						return true, err
					}
				}
				return false, err
			},
		},
		{
			Name: "what guardians may see", Calls: []string{"questionnaire.Share"},
			Do: func(h Hands, _ *Place) {
				choose(h)
				h.Press("up", "right", "enter")
				h.Sees("before anybody else")
				h.Press("enter")
				finish(h)
				h.Press("2")
				h.Sees("guardians")
				h.Press("right", "end", "enter")
				h.Sees("Thank you")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Choices(ctx, p.Seed.Family.ID)
				return err == nil && len(v.Members[0].Sharing) > 0, err
			},
		},
		{
			Name: "key in from paper", Calls: []string{"keyin.Begin", "keyin.Put"},
			Do: func(h Hands, _ *Place) {
				paper(h)
				h.Type("201")
				h.Sees("3 of 10")
			},
			Kept: first(instruments.Answer(2), instruments.Answer(0), instruments.Answer(1)),
		},
		{
			Name: "key in a whole form", Calls: []string{"keyin.Complete"},
			Do: func(h Hands, _ *Place) {
				paper(h)
				h.Type("2012212110")
				h.Sees("10 of 10")
				h.Press("enter")
				h.Sees("Saved")
			},
			Kept: completed(10),
		},
		{
			Name: "key in twice", Calls: []string{"keyin.Decided"},
			Do: func(h Hands, _ *Place) {
				paper(h)
				h.Type("2012212110")
				h.Sees("10 of 10")
				h.Press("t")
				h.Sees("SECOND KEYING")
				h.Type("2112212110")
				h.Press("enter")
				h.Sees("differ in 1 item")
				h.Press("right", "enter")
				h.Sees("1 difference was decided")
			},
			Kept: first(instruments.Answer(2), instruments.Answer(1)),
		},
		{
			Name: "not answered", Calls: []string{"plan.Decline"},
			Do: func(h Hands, _ *Place) {
				family(h)
				h.Press("a")
				h.Sees("What shall we ask?")
				h.Choose("TRIAL")
				h.Press("enter")
				h.Sees("Occasion")
				h.Press("e")
				h.Sees("why is there no answer")
				h.Press("1")
				h.Sees("What has happened")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.OfPerson(ctx, p.Seed.Girl.ID)
				return len(all) == 1 && all[0].State == store.Declined, err
			},
		},
		{
			Name: "remove an empty form", Calls: []string{"today.Discard"}, Before: emptyForm,
			Do: func(h Hands, _ *Place) {
				h.Choose("TRIAL")
				h.Press("x")
				h.Sees("was removed")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Drafts(ctx)
				return len(all) == 0, err
			},
		},
	}
}

// finish answers a form that has been handed over.
func finish(h Hands) {
	read(h)
	for n := range 5 {
		h.Sees(fmt.Sprintf("Question %d/5", n+1))
		h.Press("1")
	}
	h.Sees("You answered everything")
	h.Press("enter")
	h.Sees("Thank you")
}

// HandOver hands a form over to the young person and reads the notice to its end.
func HandOver(h Hands) {
	begin(h)
	read(h)
}

func read(h Hands) {
	h.Sees("Ennen kuin aloitat") // the seed's language
	for _, title := range []string{"Lue tämä ensin", "Innan du börjar", "Before you begin"} {
		h.Press("right")
		h.Sees(title)
	}
	h.Press("end", "enter")
	h.Sees("questions are coming")
	h.Press("enter")
	h.Sees("Question 1/5")
}

// paper begins a form that lies on paper.
func paper(h Hands) {
	family(h)
	h.Press("a")
	h.Sees("What shall we ask?")
	h.Choose("EPDS")
	h.Press("enter")
	h.Sees("paper")
	h.Press("enter")
	h.Sees("On what day")
	h.Type("20.3.2026")
	h.Press("enter")
	h.Sees("0 of 10")
}

// first looks for the first answers of the one draft.
func first(want ...instruments.Response) func(context.Context, *Place) (bool, error) {
	return func(ctx context.Context, p *Place) (bool, error) {
		all, err := p.Drafts(ctx)
		if err != nil || len(all) != 1 {
			return false, err
		}
		a, err := p.Administration(ctx, all[0].ID)
		if err != nil {
			return false, err
		}
		for i, r := range want {
			if a.Responses[i] != r {
				return false, nil
			}
		}
		return true, nil
	}
}

// completed looks for one completed form of the young person with so many answers.
func completed(answers int) func(context.Context, *Place) (bool, error) {
	return func(ctx context.Context, p *Place) (bool, error) {
		all, err := p.OfPerson(ctx, p.Seed.Girl.ID)
		if err != nil || len(all) != 1 {
			return false, err
		}
		a, err := p.Administration(ctx, all[0].ID)
		n := 0
		for _, r := range a.Responses {
			if r.State == instruments.Answered {
				n++
			}
		}
		return a.State == store.Completed && n == answers, err
	}
}
