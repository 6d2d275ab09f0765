package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Offers lists the instruments with what is possible for one respondent: due ones first, then what the team's plan asks
// of them at any time, our own forms, the others that fit, and those that are switched off last.
func (d *Desk) Offers(ctx context.Context, respondent store.PersonID) ([]Offer, error) {
	p, err := d.rec.Person(ctx, respondent)
	if err != nil {
		return nil, fmt.Errorf("list instruments: %w", err)
	}
	rights, err := d.rightsBook(ctx)
	if err != nil {
		return nil, fmt.Errorf("list instruments: %w", err)
	}
	f, err := d.readFamily(ctx, p.Family)
	if err != nil {
		return nil, fmt.Errorf("list instruments: %w", err)
	}
	plan := d.occasions(f)
	planned := map[instruments.ID]bool{}
	for _, o := range plan {
		planned[o.Instrument] = planned[o.Instrument] || o.Person == respondent
	}
	due := map[instruments.ID]store.Wave{}
	for _, row := range d.dueRows(f, plan, store.OccasionDue) {
		if row.Person.ID == respondent {
			due[row.Ref.ID] = row.Wave
		}
	}
	var out []Offer
	defs, _ := d.cat.List() // one that cannot be read hides no other; the list of instruments reports it
	for _, def := range defs {
		o := offer(def, p, d.Date())
		standing := rights.standing(def)
		o.Planned = planned[def.ID]
		o.Langs, o.Off, o.WordingOff, o.DueWave = standing.Langs(), standing.Off, standing.WordingOff, due[def.ID]
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b Offer) int { return offerRank(a) - offerRank(b) })
	return out, nil
}

func offerRank(o Offer) int {
	switch {
	case o.Off != nil:
		return 5
	case o.DueWave != "":
		return 0
	case o.Planned:
		return 1
	case o.Fits && o.Definition.Rights.Class == instruments.Own:
		return 2
	case o.Fits:
		return 3
	}
	return 4
}

func offer(def *instruments.Definition, p store.Person, today store.Date) Offer {
	o := Offer{Definition: def, Modes: modes(def)}
	for _, who := range def.Informants {
		if answersAs(p.Role, who) {
			o.Informants = append(o.Informants, who)
		}
	}
	age := p.AgeOn(today)
	inAge := age < 0 || age >= def.Ages.From && (def.Ages.To == 0 || age <= def.Ages.To)
	// The age range is that of the person the answers are about; for a parent's form that is the child.
	o.Fits = len(o.Informants) > 0 && (inAge || !slices.Contains(o.Informants, instruments.Self))
	return o
}

// modes is what the licence allows.
func modes(def *instruments.Definition) []store.Mode {
	if def.Rights.Class == instruments.PaperOnly {
		return []store.Mode{store.FromPaper}
	}
	return []store.Mode{store.OwnScreen, store.Together, store.Interpreter, store.FromPaper}
}

// answersAs tells in which roles a family member can answer. A teacher's form is keyed by the worker under the young person.
func answersAs(r store.Role, who instruments.Informant) bool {
	switch who {
	case instruments.Self:
		return true
	case instruments.Parent:
		return r == store.Guardian
	case instruments.Teacher:
		return r == store.YoungPerson
	}
	return false
}
