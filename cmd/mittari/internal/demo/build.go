package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// Defaults of Options.
const (
	DefaultSeed     = 88 // every figure of its draw lies well inside the acceptance limits
	DefaultFamilies = 240
	// FewestFamilies leaves every area room for its planted cases.
	FewestFamilies = 30
)

// Options of a demo. Zero fields mean the defaults.
type Options struct {
	Seed     uint64
	Families int
	Today    store.Date             // the data stands still on this day
	Lang     instruments.Lang       // of the workspace
	Progress func(families, of int) // called after each batch; may be nil
}

// Summary is what was built.
type Summary struct {
	Families, Persons, Episodes, Meetings int
	Completed, Declined                   int
	Risks                                 int // answers that raised a prompt
}

// TooFewError says that the planted cases do not fit into so few families.
type TooFewError struct{ Want, Least int }

// Error implements error.
func (e *TooFewError) Error() string {
	return fmt.Sprintf("%d families, at least %d are needed", e.Want, e.Least)
}

// batch is how many families are written in one transaction.
const batch = 40

// Build invents a project and writes it into an empty record.
func Build(ctx context.Context, rec casework.Record, cat *instruments.Catalogue, o Options) (Summary, error) {
	o = o.withDefaults()
	if o.Families < FewestFamilies {
		return Summary{}, &TooFewError{Want: o.Families, Least: FewestFamilies}
	}
	words, err := loadPhrases()
	if err != nil {
		return Summary{}, fmt.Errorf("load the demo's words: %w", err)
	}
	b := &builder{today: o.Today, cat: cat, words: words, keys: map[instruments.ID]*key{}, scorers: map[instruments.ID]*scoring.Scorer{}}
	w := invent(o.Seed, o.Families, o.Today)
	if err := rec.Batch(ctx, func(r casework.Record) error { return b.writeAgency(ctx, r, w, o.Lang) }); err != nil {
		return Summary{}, fmt.Errorf("write the invented agency: %w", err)
	}
	p := newProject(o.Seed, o.Families, w, words, o.Lang, o.Today)
	colleagues := professionals(newSource(o.Seed, projectStream+1), o.Families, w, p, o.Today)
	err = rec.Batch(ctx, func(r casework.Record) error {
		return saveAll(ctx, b.writeProject(ctx, r, p), colleagues, r.SaveParticipant)
	})
	if err != nil {
		return Summary{}, fmt.Errorf("write the invented project: %w", err)
	}
	done := 0
	for families := range slices.Chunk(w.families, batch) {
		err := rec.Batch(ctx, func(r casework.Record) error {
			for _, f := range families {
				if err := b.writeFamily(ctx, r, f, newSource(o.Seed^0x5eed, uint64(done))); err != nil {
					return fmt.Errorf("family %s: %w", f.Code, err)
				}
				if err := b.writeParticipation(ctx, r, f, newSource(o.Seed, participantStream+uint64(done)), p); err != nil {
					return fmt.Errorf("family %s: %w", f.Code, err)
				}
				done++
			}
			return nil
		})
		if err != nil {
			return Summary{}, fmt.Errorf("write invented families: %w", err)
		}
		if o.Progress != nil {
			o.Progress(done, len(w.families))
		}
	}
	if err := b.erase(ctx, rec, w, o.Today); err != nil {
		return Summary{}, err
	}
	return b.sum, nil
}

func (o Options) withDefaults() Options {
	if o.Seed == 0 {
		o.Seed = DefaultSeed
	}
	if o.Families == 0 {
		o.Families = DefaultFamilies
	}
	if o.Today.IsZero() {
		o.Today = DataDate()
	}
	if o.Lang == "" {
		o.Lang = instruments.Finnish
	}
	return o
}

// builder writes what was invented into a record.
type builder struct {
	today   store.Date
	cat     *instruments.Catalogue
	words   phrases
	keys    map[instruments.ID]*key
	scorers map[instruments.ID]*scoring.Scorer
	sum     Summary
}

func (b *builder) writeAgency(ctx context.Context, r casework.Record, w *world, tag instruments.Lang) error {
	seen := map[store.WorkerID]bool{}
	for i := range w.agency.areas {
		a := &w.agency.areas[i]
		if err := r.SaveRegion(ctx, a.region); err != nil {
			return fmt.Errorf("region %s: %w", a.code, err)
		}
		if err := r.SaveTeam(ctx, a.team); err != nil {
			return fmt.Errorf("team %s: %w", a.team.Code, err)
		}
		for _, p := range a.posts {
			for _, h := range p.holders {
				if !seen[h.worker.ID] {
					seen[h.worker.ID] = true
					if err := r.SaveWorker(ctx, h.worker); err != nil {
						return fmt.Errorf("worker %s: %w", h.worker.Code, err)
					}
				}
				m := store.Membership{Worker: h.worker.ID, Team: a.team.ID, From: h.from, To: h.to}
				if err := r.SaveMembership(ctx, m); err != nil {
					return fmt.Errorf("membership of %s: %w", h.worker.Code, err)
				}
			}
		}
	}
	return r.SaveSettings(ctx, w.agency.settings(b.words, tag))
}

func (b *builder) writeFamily(ctx context.Context, r casework.Record, f *family, s source) error {
	if err := r.SaveFamily(ctx, f.Family); err != nil {
		return err
	}
	for _, p := range f.people() {
		if err := r.SavePerson(ctx, p.Person); err != nil {
			return fmt.Errorf("person %s: %w", p.Code, err)
		}
	}
	for _, e := range f.episodes {
		if err := r.SaveEpisode(ctx, e.Episode); err != nil {
			return fmt.Errorf("episode: %w", err)
		}
		for _, m := range e.meetings {
			if err := r.SaveMeeting(ctx, m); err != nil {
				return fmt.Errorf("meeting: %w", err)
			}
		}
		b.sum.Meetings += len(e.meetings)
	}
	for _, e := range f.events {
		if err := r.SaveEvent(ctx, e); err != nil {
			return fmt.Errorf("event: %w", err)
		}
	}
	for _, g := range f.wordGoals(s, b.words) {
		if err := r.SaveGoal(ctx, g); err != nil {
			return fmt.Errorf("goal: %w", err)
		}
	}
	b.sum.Families++
	b.sum.Persons += len(f.young) + len(f.grown)
	b.sum.Episodes += len(f.episodes)
	if err := b.writeSheets(ctx, r, f, s); err != nil {
		return err
	}
	return b.writeLog(ctx, r, f)
}

// writeLog stores what colleagues did with the family, and the refusal of planted case 14.
func (b *builder) writeLog(ctx context.Context, r casework.Record, f *family) error {
	entries := f.log
	if f.plant != nil && f.plant.number == blockedCase {
		e, err := b.blocked(f)
		if err != nil {
			return err
		}
		entries = append(entries, e)
	}
	slices.SortStableFunc(entries, func(a, b store.LogEntry) int { return a.At.Compare(b.At) })
	for _, e := range entries {
		e.Family = f.ID
		if err := r.Append(ctx, e); err != nil {
			return fmt.Errorf("log: %w", err)
		}
	}
	return nil
}

// erase grants the planted request for erasure, once everything is in place that it takes away.
func (b *builder) erase(ctx context.Context, rec casework.Record, w *world, today store.Date) error {
	for _, f := range w.families {
		if f.erase == "" {
			continue
		}
		on := minDate(f.episodes[0].Start.AddDays(300), today)
		err := rec.Batch(ctx, func(r casework.Record) error {
			if err := r.EraseFamily(ctx, f.ID, on, f.erase); err != nil {
				return err
			}
			return r.Append(ctx, store.LogEntry{At: on.Time(), Worker: f.episodes[0].Worker, Action: store.ActDelete, Object: "family " + f.Code, Why: f.erase})
		})
		if err != nil {
			return fmt.Errorf("erase %s: %w", f.Code, err)
		}
	}
	return nil
}
