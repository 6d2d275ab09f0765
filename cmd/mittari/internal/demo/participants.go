package demo

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// participantStream keeps what is drawn about participants apart from what is drawn about families.
const participantStream = 1 << 32

// participants are the family's members as the funder counts them, once for every service period.
func (f *family) participants(s source, p *project, today store.Date) []store.Participant {
	var all []store.Participant
	for _, who := range f.people() {
		first := who.standing(s)
		for _, e := range f.episodes {
			c := first
			c.ID, c.Project, c.Team, c.Person = store.DocumentID(s.id(e.Start)), p.ID, e.Team, who.ID
			c.Entry, c.Exit = e.Start, e.End
			c.Age = store.AgeClassOf(who.AgeOn(e.Start))
			results(s, &c, today)
			all = append(all, c)
		}
	}
	return all
}

// standing is a person's place in the labour market and level of education when the work begins: a young person goes to
// school, guardians differ.
func (p *person) standing(s source) store.Participant {
	c := store.Participant{Type: store.YoungParticipant, Gender: p.Gender, Labour: store.Inactive, Education: store.LowerSecondary}
	if p.Role == store.YoungPerson {
		return c
	}
	c.Type = store.GuardianParticipant
	c.Labour = []store.Labour{store.Employed, store.Unemployed, store.LongTermUnemployed, store.Inactive}[s.pick(47, 15, 12, 26)]
	c.Education = []store.Education{store.LowerSecondary, store.UpperSecondary, store.Tertiary}[s.pick(21, 58, 21)]
	return c
}

// results draws what was true on leaving and half a year later, and when the data were entered in the funder's system.
func results(s source, c *store.Participant, today store.Date) {
	if s.chance(0.94) && !c.Entry.AddDays(10).After(today) {
		c.StartEntered = c.Entry.AddDays(s.between(0, 10))
	}
	if c.Exit.IsZero() {
		return
	}
	yes := func(p float64) store.Answer {
		if s.chance(p) {
			return store.Yes
		}
		return store.No
	}
	c.InTraining, c.Qualification, c.JobSearch, c.Employed = yes(0.04), yes(0.01), store.No, store.No
	if c.Type == store.GuardianParticipant && c.Labour != store.Employed {
		c.Employed = yes(0.08)
		if c.Labour == store.Inactive {
			c.JobSearch = yes(0.12)
		}
	}
	if s.chance(0.90) && !c.Exit.AddDays(20).After(today) {
		c.EndEntered = c.Exit.AddDays(s.between(0, 20))
	}
	asked := c.Exit.AddDays(184 + s.between(0, 20))
	if c.Type != store.GuardianParticipant || asked.After(today) || !s.chance(0.55) {
		return
	}
	c.LaterAsked, c.LaterEmployed = asked, store.No
	if c.Labour == store.Employed {
		c.LaterEmployed, c.LaterBetter = yes(0.93), yes(0.14)
		return
	}
	c.LaterEmployed = yes(0.17)
}

// professionals are colleagues who were trained or took part in developing the work, paid by others.
func professionals(s source, families int, w *world, p *project, today store.Date) []store.Participant {
	var all []store.Participant
	for range (160*families + DefaultFamilies/2) / DefaultFamilies {
		entry := projectFrom.AddDays(s.between(60, 800))
		if !entry.Before(today) {
			entry = today.AddDays(-1)
		}
		c := store.Participant{
			ID: store.DocumentID(s.id(entry)), Project: p.ID, Team: w.agency.areas[s.pick(33, 27, 40)].team.ID, Type: store.Professional,
			Gender: []store.Gender{store.Girl, store.Boy}[s.pick(86, 14)], Entry: entry, Labour: store.Employed,
			Age:       []store.AgeClass{store.Age18, store.Age30, store.Age55}[s.pick(16, 66, 18)],
			Education: []store.Education{store.UpperSecondary, store.Tertiary}[s.pick(28, 72)],
		}
		if exit := entry.AddDays(s.between(30, 400)); exit.Before(today) {
			c.Exit = exit
		}
		results(s, &c, today)
		all = append(all, c)
	}
	return all
}

// methodsUsed are the ways of working that the family got in each period of service.
func (f *family) methodsUsed(s source, p *project) []store.MethodUsed {
	var all []store.MethodUsed
	for _, e := range f.episodes {
		for i, w := range ways() {
			if s.chance(w.share) {
				all = append(all, store.MethodUsed{
					ID: store.DocumentID(s.id(e.Start)), Episode: e.ID, Method: p.methods[i].ID, From: e.Start, To: e.End,
				})
			}
		}
	}
	return all
}

// writeParticipation stores who of a family took part in the project, and how it was worked with.
func (b *builder) writeParticipation(ctx context.Context, r casework.Record, f *family, s source, p *project) error {
	err := saveAll(ctx, nil, f.participants(s, p, b.today), r.SaveParticipant)
	if err = saveAll(ctx, err, f.methodsUsed(s, p), r.SaveMethodUsed); err != nil {
		return fmt.Errorf("participation: %w", err)
	}
	return nil
}
