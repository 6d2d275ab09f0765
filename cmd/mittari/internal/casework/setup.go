package casework

import (
	"context"
	"fmt"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// First is what the first run asks.
type First struct {
	Lang                   instruments.Lang
	RegionCode, RegionName string
	TeamCode, TeamName     string
	WorkerCode             string
	PIN                    string
	AutoLockMinutes        int // 0: 5
}

// DefaultAutoLock is how many idle minutes pass before the program locks, unless set otherwise.
const DefaultAutoLock = 5

// SetUp writes the first settings, region, team and worker into a new record, all or nothing.
func SetUp(ctx context.Context, rec Record, f First, clock func() time.Time) error {
	if f.AutoLockMinutes == 0 {
		f.AutoLockMinutes = DefaultAutoLock
	}
	// Region and team are there before this file, and are the same for every laptop that names them.
	region := store.Region{ID: store.RegionID(store.IDFromCodes(store.KindRegion, f.RegionCode)), Code: f.RegionCode, Name: f.RegionName}
	team := store.Team{
		ID:     store.TeamID(store.IDFromCodes(store.KindTeam, f.RegionCode, f.TeamCode)),
		Region: region.ID, Code: f.TeamCode, Name: f.TeamName,
	}
	// Two people may pick one code: a worker's id is the file's own, so that merging shows it.
	worker := store.Worker{ID: store.WorkerID(newID()), Code: f.WorkerCode}
	d := &Desk{rec: rec, clock: clock, me: worker.ID}
	err := rec.Batch(ctx, func(r Record) error {
		if err := r.SaveRegion(ctx, region); err != nil {
			return err
		}
		if err := r.SaveTeam(ctx, team); err != nil {
			return err
		}
		if err := r.SaveWorker(ctx, worker); err != nil {
			return err
		}
		if err := r.SaveMembership(ctx, store.Membership{Worker: worker.ID, Team: team.ID, From: store.DateOf(clock())}); err != nil {
			return err
		}
		err := r.SaveSettings(ctx, store.Settings{
			Lang: f.Lang, AutoLockMinutes: f.AutoLockMinutes, Worker: worker.ID, Team: team.ID,
		})
		if err != nil {
			return err
		}
		inside := &Desk{rec: r, clock: clock, me: worker.ID}
		if f.PIN != "" {
			if err := inside.SetPIN(ctx, f.PIN); err != nil {
				return err
			}
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "workspace", "created")
	})
	if err != nil {
		return fmt.Errorf("write the first settings: %w", err)
	}
	return nil
}

// SaveSettings stores the settings. Auto-lock stays within 1–15 minutes.
func (d *Desk) SaveSettings(ctx context.Context, s store.Settings) error {
	s.AutoLockMinutes = min(max(s.AutoLockMinutes, 1), 15)
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveSettings(ctx, s); err != nil {
			return fmt.Errorf("save the settings: %w", err)
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "settings", "")
	})
}
