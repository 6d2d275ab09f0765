package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// ParticipantView is what the funder's indicators need of one person, and what has been entered.
type ParticipantView struct {
	Person      store.Person
	Project     store.Project // the one in force; zero ID: none has been entered
	Participant store.Participant
	Entered     bool
}

// Participant opens the funder's fields of a person in the project that runs today. What can be told from the record is
// filled in: type, gender, age class on the day of entry.
func (d *Desk) Participant(ctx context.Context, person store.PersonID) (ParticipantView, error) {
	p, err := d.rec.Person(ctx, person)
	if err != nil {
		return ParticipantView{}, fmt.Errorf("open the participant: %w", err)
	}
	v := ParticipantView{Person: p}
	if v.Project, err = d.projectToday(ctx); err != nil {
		return v, err
	}
	episodes, err := d.rec.Episodes(ctx, p.Family)
	if err != nil {
		return v, err
	}
	v.Participant = store.Participant{Project: v.Project.ID, Person: p.ID, Type: store.YoungParticipant, Gender: p.Gender, Entry: d.Date()}
	if p.Role == store.Guardian {
		v.Participant.Type = store.GuardianParticipant
	}
	if len(episodes) > 0 {
		last := episodes[len(episodes)-1]
		v.Participant.Team, v.Participant.Entry, v.Participant.Exit = last.Team, last.Start, last.End
	}
	v.Participant.Age = store.AgeClassOf(p.AgeOn(v.Participant.Entry))
	all, err := d.rec.Participants(ctx, v.Project.ID)
	if err != nil {
		return v, err
	}
	for _, have := range all {
		if have.Person == p.ID && have.Project == v.Project.ID {
			v.Participant, v.Entered = have, true
		}
	}
	return v, d.log(ctx, store.ActView, p.Family, "participant "+p.Code, "")
}

// projectToday is the newest project that runs today; the zero project when there is none.
func (d *Desk) projectToday(ctx context.Context) (store.Project, error) {
	all, err := d.rec.Projects(ctx)
	if err != nil {
		return store.Project{}, err
	}
	var newest store.Project
	today := d.Date()
	for _, p := range all {
		runs := !p.From.After(today) && (p.To.IsZero() || !p.To.Before(today))
		if runs && (newest.ID == (store.ProjectID{}) || p.From.After(newest.From)) {
			newest = p
		}
	}
	return newest, nil
}

// SaveParticipant stores the funder's fields of a person. The first time a project is needed, one is made from the name
// in the settings; without a name it is ErrNoProject.
func (d *Desk) SaveParticipant(ctx context.Context, p store.Participant) error {
	person, err := d.rec.Person(ctx, p.Person)
	if err != nil {
		return fmt.Errorf("save the participant: %w", err)
	}
	return d.keep(ctx, person.Family, "participant "+person.Code, "", func(r Record) error {
		if p.Project == (store.ProjectID{}) {
			project, err := d.firstProject(ctx, r)
			if err != nil {
				return err
			}
			p.Project = project.ID
		}
		if p.ID == (store.DocumentID{}) {
			p.ID = store.DocumentID(newID())
		}
		return r.SaveParticipant(ctx, p)
	})
}

// firstProject stores the project of the settings as one of its own.
func (d *Desk) firstProject(ctx context.Context, r Record) (store.Project, error) {
	set, err := r.Settings(ctx)
	if err != nil {
		return store.Project{}, err
	}
	p := set.Project
	if p.Name == "" {
		return p, ErrNoProject
	}
	p.ID, p.Organisations = store.ProjectID(newID()), nil
	if p.From.IsZero() {
		p.From = d.Date()
	}
	return p, r.SaveProject(ctx, p)
}

// MethodsView is what ways of working an episode has had, and how much work.
type MethodsView struct {
	Family  store.Family
	Episode *store.Episode // the newest; nil: none
	Used    []store.MethodUsed
	Known   []store.Method
	Dosage  store.Dosage
}

// Name of a method, or "".
func (v *MethodsView) Name(id store.DocumentID) string {
	for _, m := range v.Known {
		if m.ID == id {
			return m.Name
		}
	}
	return ""
}

// Methods reads the methods and the dosage of a family's newest episode.
func (d *Desk) Methods(ctx context.Context, family store.FamilyID) (MethodsView, error) {
	f, err := d.readFamily(ctx, family)
	if err != nil {
		return MethodsView{}, fmt.Errorf("read the methods: %w", err)
	}
	v := MethodsView{Family: f.family}
	if v.Known, err = d.rec.Methods(ctx); err != nil || len(f.episodes) == 0 {
		return v, err
	}
	v.Episode = &f.episodes[len(f.episodes)-1]
	used, err := d.rec.MethodsUsed(ctx, family)
	if err != nil {
		return v, err
	}
	for _, u := range used {
		if u.Episode == v.Episode.ID {
			v.Used = append(v.Used, u)
		}
	}
	v.Dosage = store.DosageOf(v.Episode.ID, f.meetings, store.Date{})
	return v, nil
}

// UseMethod records that a family gets a method from a day on, by its name: a name that is new becomes a method of the
// team's list.
func (d *Desk) UseMethod(ctx context.Context, family store.FamilyID, name string, from store.Date, planned int) error {
	if err := harmless(name); err != nil {
		return err
	}
	v, err := d.Methods(ctx, family)
	if err != nil {
		return err
	}
	if v.Episode == nil {
		return fmt.Errorf("use a method: episode %w", store.ErrNotFound)
	}
	if from.IsZero() {
		from = d.Date()
	}
	use := store.MethodUsed{ID: store.DocumentID(newID()), Episode: v.Episode.ID, From: from, Planned: planned}
	for _, m := range v.Known {
		if m.Name == name || m.Code == name {
			use.Method = m.ID
		}
	}
	return d.keep(ctx, family, "method "+name, "", func(r Record) error {
		if use.Method == (store.DocumentID{}) {
			m := store.Method{ID: store.DocumentID(newID()), Code: name, Name: name, From: from}
			if err := r.SaveMethod(ctx, m); err != nil {
				return err
			}
			use.Method = m.ID
		}
		return r.SaveMethodUsed(ctx, use)
	})
}
