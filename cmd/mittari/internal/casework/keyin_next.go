package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// PaperRow is a paper form that may lie on the pile: whose, which, and for what occasion.
type PaperRow struct {
	Plan    Plan // keyed from paper; the day of answering is not filled in
	Family  string
	Person  string
	Subject string // code of whom the answers are about; empty: the person
	Short   instruments.Text
	Title   instruments.Text
	Due     bool // false: its window has closed, or it is outside the plan
}

// PaperForms lists the forms that are likely to be keyed in next: what is asked of families in work now, and what was
// asked in the last month. After a form comes first what the same person was asked, then the same form of the others
// in the family.
func (d *Desk) PaperForms(ctx context.Context, after *Plan) ([]PaperRow, error) {
	today, err := d.Today(ctx)
	if err != nil {
		return nil, fmt.Errorf("list paper forms: %w", err)
	}
	var out []PaperRow
	for i, row := range append(slices.Clone(today.Due), today.Overdue...) {
		if row.Ref == (instruments.Ref{}) {
			continue // a form that this program does not have cannot be keyed in
		}
		rows, err := d.paperRows(ctx, row, i < len(today.Due))
		if err != nil {
			return nil, fmt.Errorf("list paper forms: %w", err)
		}
		out = append(out, rows...)
	}
	if after == nil {
		return out, nil
	}
	same, err := d.sameForm(ctx, *after)
	if err != nil {
		return nil, fmt.Errorf("list paper forms: %w", err)
	}
	for _, row := range same {
		if !slices.ContainsFunc(out, func(r PaperRow) bool { return alike(r.Plan, row.Plan) }) {
			out = append(out, row)
		}
	}
	slices.SortStableFunc(out, func(a, b PaperRow) int { return nearness(a.Plan, *after) - nearness(b.Plan, *after) })
	return out, nil
}

// alike reports whether two plans ask the same form of the same person about the same.
func alike(a, b Plan) bool {
	return a.Respondent == b.Respondent && a.Subject == b.Subject && a.Instrument == b.Instrument && a.Informant == b.Informant
}

// nearness orders what comes after a form: the same person, the same family, everybody else with the same form.
func nearness(p, after Plan) int {
	switch {
	case p.Respondent == after.Respondent:
		return 0
	case p.Episode == after.Episode && p.Instrument == after.Instrument:
		return 1
	case p.Episode == after.Episode:
		return 2
	case p.Instrument == after.Instrument:
		return 3
	}
	return 4
}

// paperRows is an occasion as paper forms: one for each young person whom a guardian's form may be about.
func (d *Desk) paperRows(ctx context.Context, row DueRow, due bool) ([]PaperRow, error) {
	def, err := d.cat.Get(row.Ref.ID)
	if err != nil {
		return nil, err
	}
	who := offer(def, row.Person, d.Date()).Informants
	if len(who) == 0 {
		return nil, nil
	}
	if def.ID == GoalsForm { // without goals it asks nothing
		goals, err := d.openGoals(ctx, row.Person.ID)
		if err != nil || len(goals) == 0 {
			return nil, err
		}
	}
	one := PaperRow{
		Plan: Plan{
			Episode: row.Episode.ID, Respondent: row.Person.ID, Subject: row.Person.ID, Instrument: def.ID,
			Informant: who[0], Wave: row.Wave, Mode: store.FromPaper,
		},
		Family: row.Family.Code, Person: row.Person.Code, Short: def.Abbreviation, Title: def.Title, Due: due,
	}
	if who[0] != instruments.Parent {
		return []PaperRow{one}, nil
	}
	persons, err := d.rec.Persons(ctx, row.Family.ID)
	if err != nil {
		return nil, err
	}
	var out []PaperRow
	for _, p := range persons {
		if p.Role == store.YoungPerson {
			one.Plan.Subject, one.Subject = p.ID, p.Code
			out = append(out, one)
		}
	}
	return out, nil
}

// sameForm is the form just keyed in, for every other member of the family in the same role.
func (d *Desk) sameForm(ctx context.Context, after Plan) ([]PaperRow, error) {
	person, err := d.rec.Person(ctx, after.Respondent)
	if err != nil {
		return nil, err
	}
	f, err := d.readFamily(ctx, person.Family)
	if err != nil || len(f.episodes) == 0 {
		return nil, err
	}
	def, err := d.cat.Get(after.Instrument)
	if err != nil {
		return nil, err
	}
	var out []PaperRow
	for _, p := range f.persons {
		if p.ID == after.Respondent || p.Role != person.Role {
			continue
		}
		rows, err := d.paperRows(ctx, DueRow{
			Family: f.family, Person: p, Episode: f.episodes[len(f.episodes)-1], Ref: def.Ref(), Wave: after.Wave,
		}, false)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}
