package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Keys of the table setting.
const (
	settingsKey = "settings"
	pinKey      = "pin"
)

// Auto-lock of a new workspace, in minutes.
const defaultAutoLock = 5

// settingsValue is how settings are kept: JSON with ids in UUID form and ISO dates.
type settingsValue struct {
	Lang            instruments.Lang            `json:"lang"`
	AutoLockMinutes int                         `json:"auto_lock_minutes"`
	Demo            bool                        `json:"demo,omitempty"`
	Worker          uuid.UUID                   `json:"worker"`
	Team            uuid.UUID                   `json:"team"`
	RiskInstruction map[instruments.Lang]string `json:"risk_instruction,omitempty"`
	Project         projectValue                `json:"project"`
}

type projectValue struct {
	ID            store.ProjectID     `json:"id,omitzero"`
	Decision      string              `json:"decision,omitempty"`
	Name          string              `json:"name,omitempty"`
	Code          string              `json:"code,omitempty"`
	Programme     string              `json:"programme,omitempty"`
	Priority      string              `json:"priority,omitempty"`
	From          string              `json:"from,omitempty"`
	To            string              `json:"to,omitempty"`
	Publicity     string              `json:"publicity,omitempty"`
	Organisations []organisationValue `json:"organisations,omitempty"`
}

type organisationValue struct {
	Role string `json:"role"`
	Name string `json:"name"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Settings of the workspace. A file that has none yet gives Finnish and an auto-lock of five minutes.
func (w *Workspace) Settings(ctx context.Context) (store.Settings, error) {
	raw, err := w.setting(ctx, settingsKey)
	if errors.Is(err, store.ErrNotFound) {
		return store.Settings{Lang: instruments.Finnish, AutoLockMinutes: defaultAutoLock}, nil
	}
	if err != nil {
		return store.Settings{}, fmt.Errorf("read settings: %w", err)
	}
	var v settingsValue
	if err := json.Unmarshal(raw, &v); err != nil {
		return store.Settings{}, fmt.Errorf("read settings: %w", err)
	}
	return v.settings()
}

// SaveSettings replaces the settings.
func (w *Workspace) SaveSettings(ctx context.Context, s store.Settings) error {
	if err := s.Validate(); err != nil {
		return err
	}
	raw, err := json.Marshal(settingsOf(s))
	if err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return w.saveSetting(ctx, settingsKey, raw)
}

// PIN is the salted hash of the worker's PIN; nil when none is set.
func (w *Workspace) PIN(ctx context.Context) ([]byte, error) {
	raw, err := w.setting(ctx, pinKey)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return raw, err
}

// SavePIN replaces the hash of the PIN; nil removes it.
func (w *Workspace) SavePIN(ctx context.Context, hash []byte) error {
	if len(hash) > 0 {
		return w.saveSetting(ctx, pinKey, hash)
	}
	if _, err := w.exec(ctx, "DELETE FROM setting WHERE key = ?", pinKey); err != nil {
		return fmt.Errorf("remove pin: %w", err)
	}
	return nil
}

func (w *Workspace) setting(ctx context.Context, key string) ([]byte, error) {
	return one(ctx, w, scanBytes, "SELECT value FROM setting WHERE key = ?", key)
}

func (w *Workspace) saveSetting(ctx context.Context, key string, value []byte) error {
	_, err := w.exec(ctx, `
		INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
		key, value)
	if err != nil {
		return fmt.Errorf("save %s: %w", key, err)
	}
	return nil
}

func settingsOf(s store.Settings) settingsValue {
	p := projectValue{
		ID: s.Project.ID, Decision: s.Project.Decision,
		Name: s.Project.Name, Code: s.Project.Code, Programme: s.Project.Programme, Priority: s.Project.Priority,
		From: s.Project.From.String(), To: s.Project.To.String(), Publicity: s.Project.Publicity,
	}
	for _, o := range s.Project.Organisations {
		p.Organisations = append(p.Organisations, organisationValue{o.Role, o.Name, o.From.String(), o.To.String()})
	}
	return settingsValue{
		Lang: s.Lang, AutoLockMinutes: s.AutoLockMinutes, Demo: s.Demo,
		Worker: uuid.UUID(s.Worker), Team: uuid.UUID(s.Team), RiskInstruction: s.RiskInstruction, Project: p,
	}
}

func (v settingsValue) settings() (store.Settings, error) {
	s := store.Settings{
		Lang: v.Lang, AutoLockMinutes: v.AutoLockMinutes, Demo: v.Demo,
		Worker: store.WorkerID(v.Worker), Team: store.TeamID(v.Team), RiskInstruction: v.RiskInstruction,
		Project: store.Project{
			ID: v.Project.ID, Decision: v.Project.Decision,
			Name: v.Project.Name, Code: v.Project.Code, Programme: v.Project.Programme,
			Priority: v.Project.Priority, Publicity: v.Project.Publicity,
		},
	}
	d := dates{}
	s.Project.From, s.Project.To = d.parse(v.Project.From), d.parse(v.Project.To)
	for _, o := range v.Project.Organisations {
		s.Project.Organisations = append(s.Project.Organisations, store.OrganisationRole{
			Role: o.Role, Name: o.Name, From: d.parse(o.From), To: d.parse(o.To),
		})
	}
	if d.err != nil {
		return store.Settings{}, fmt.Errorf("read settings: %w", d.err)
	}
	return s, nil
}

// dates parses several dates and keeps the first error.
type dates struct{ err error }

func (d *dates) parse(text string) store.Date {
	day, err := store.ParseDate(text)
	if err != nil && d.err == nil {
		d.err = err
	}
	return day
}
