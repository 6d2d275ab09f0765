package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// Project is what the reports are headed with, and what the project has promised.
func (d *Desk) Project(ctx context.Context) (store.Project, []store.Target, error) {
	set, err := d.rec.Settings(ctx)
	if err != nil {
		return store.Project{}, nil, err
	}
	targets, err := d.rec.Targets(ctx, store.ProjectID{})
	return set.Project, targets, err
}

// SaveProject changes what the reports are headed with, in the settings and in the project that runs today, if any.
func (d *Desk) SaveProject(ctx context.Context, change func(*store.Project)) error {
	set, err := d.rec.Settings(ctx)
	if err != nil {
		return err
	}
	running, err := d.projectToday(ctx)
	if err != nil {
		return err
	}
	change(&set.Project)
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveSettings(ctx, set); err != nil {
			return fmt.Errorf("save the project: %w", err)
		}
		if running.ID != (store.ProjectID{}) {
			change(&running)
			if err := r.SaveProject(ctx, running); err != nil {
				return fmt.Errorf("save the project: %w", err)
			}
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "project", "")
	})
}

// SetTarget records what the project has promised for an indicator and a time; a promise for the same indicator, team
// and first day is changed. Without a project one is made as SaveParticipant makes it.
func (d *Desk) SetTarget(ctx context.Context, t store.Target) error {
	for _, text := range []string{t.Source, t.Comment} {
		if err := harmless(text); err != nil {
			return err
		}
	}
	project, err := d.projectToday(ctx)
	if err != nil {
		return err
	}
	all, err := d.rec.Targets(ctx, project.ID)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if project.ID == (store.ProjectID{}) {
			if project, err = d.firstProject(ctx, r); err != nil {
				return err
			}
		}
		t.ID, t.Project = store.DocumentID(newID()), project.ID
		for _, have := range all {
			if have.Project == t.Project && have.Indicator == t.Indicator && have.Team == t.Team && have.From == t.From {
				t.ID = have.ID
			}
		}
		if err := r.SaveTarget(ctx, t); err != nil {
			return fmt.Errorf("save the target: %w", err)
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "target "+t.Indicator, "")
	})
}
