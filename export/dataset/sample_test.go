package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// id makes ids that can be told apart.
func id[T ~[16]byte](kind byte, n int) T {
	var out T
	out[0], out[6], out[8] = kind, 0x70, 0x80
	binary.BigEndian.PutUint32(out[12:], uint32(n))
	return out
}

func day(y, m, d int) store.Date { return store.Date{Year: y, Month: time.Month(m), Day: d} }

// Traits are what a sample is drawn from.
type traits struct {
	areas, years int
	genders      []store.Gender
	births       []int
	langs        []instruments.Lang
}

func plainTraits() traits {
	return traits{1, 1, []store.Gender{store.Girl, store.Boy}, []int{2010}, []instruments.Lang{instruments.Finnish}}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// sample invents families with one young person and one guardian, each of whom answers PHQ-9 at the start and the end.
func sample(tb testing.TB, families int, tr traits, seed uint64) Source {
	tb.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	var d export.Data
	for a := range tr.areas {
		d.Regions = append(d.Regions, store.Region{ID: id[store.RegionID](1, a), Code: fmt.Sprintf("A%d", a), Name: fmt.Sprintf("Alue %d", a)})
		d.Teams = append(d.Teams, store.Team{ID: id[store.TeamID](2, a), Region: id[store.RegionID](1, a), Code: fmt.Sprintf("A%d-T", a), Name: "Tiimi"})
	}
	cat, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	def, err := cat.Get("phq-9")
	if err != nil {
		tb.Fatal(err)
	}
	var scored []store.Scored
	for f := range families {
		area := r.IntN(tr.areas)
		family := id[store.FamilyID](3, f)
		start := day(2024+r.IntN(tr.years), 3, 14)
		d.Families = append(d.Families, store.Family{ID: family, Code: fmt.Sprintf("ES-%04d", f), Region: id[store.RegionID](1, area), Created: start})
		episode := id[store.EpisodeID](4, f)
		d.Episodes = append(d.Episodes, store.Episode{
			ID: episode, Family: family, Team: id[store.TeamID](2, area), Worker: id[store.WorkerID](5, 7), Start: start, End: start.AddDays(100), ExitReason: store.ExitGoalsMet,
		})
		for i, role := range []store.Role{store.YoungPerson, store.Guardian} {
			p := store.Person{
				ID: id[store.PersonID](6, 2*f+i), Family: family, Code: store.PersonCode(fmt.Sprintf("ES-%04d", f), role, 1), Role: role,
				Gender: pick(r, tr.genders), Lang: pick(r, tr.langs),
			}
			if role == store.YoungPerson {
				p.BirthYear, p.BirthMonth = pick(r, tr.births), 5
			}
			d.Persons = append(d.Persons, p)
			for k, w := range []store.Wave{store.Start, store.End} {
				scored = append(scored, answered(r, def, episode, p.ID, w, start.AddDays(100*k), len(scored)))
			}
		}
		d.Meetings = append(d.Meetings, store.Meeting{ID: id[store.MeetingID](8, f), Episode: episode, Date: start.AddDays(9), Minutes: 50, Place: store.AtHome})
		d.Events = append(d.Events, store.Event{ID: id[store.EventID](9, f), Person: id[store.PersonID](6, 2*f), Kind: store.ReturnHome, Date: start.AddDays(20)})
	}
	return Source{
		Data: d,
		Each: func(ctx context.Context, f func(store.Scored) error) error {
			for _, s := range scored {
				if err := f(s); err != nil {
					return err
				}
			}
			return ctx.Err()
		},
		Definition: func(ref instruments.Ref) *instruments.Definition {
			if ref == def.Ref() {
				return def
			}
			return nil
		},
		Mask: func(id store.ID) store.ID {
			sum := sha256.Sum256(append([]byte("secret"), id[:]...))
			return store.ID(sum[:16])
		},
	}
}

func answered(r *rand.Rand, def *instruments.Definition, e store.EpisodeID, p store.PersonID, w store.Wave, on store.Date, n int) store.Scored {
	sheet, sum := def.NewResponses(), 0.0
	for i := range 9 {
		code := r.IntN(4)
		sheet[i], sum = instruments.Answer(code), sum+float64(code)
	}
	a := store.Administration{
		ID: id[store.AdministrationID](7, n), Episode: e, Respondent: p, Subject: p, Informant: instruments.Self, Instrument: def.Ref(),
		Mode: store.OwnScreen, Wave: w, State: store.Completed, Answered: on, Responses: sheet, Revision: 1, DurationSec: 61,
	}
	return store.Scored{Administration: a, Scores: []store.ScaleScore{{Administration: a.ID, Scale: def.Scales[0].ID, Scored: true, Value: sum, Reported: sum, Band: "mild"}}}
}

func options(tb testing.TB) Options {
	tb.Helper()
	return Options{Number: 3, Today: day(2026, 11, 21), Program: "test", Words: exporttest.NewWords(tb, instruments.Finnish)}
}

// written prepares a dataset and writes it.
func written(tb testing.TB, src Source, o Options, formats ...Format) (string, Manifest) {
	tb.Helper()
	d, err := Prepare(tb.Context(), src, o)
	if err != nil {
		tb.Fatal(err)
	}
	dir := filepath.Join(tb.TempDir(), "aineisto å ä ö")
	m, err := d.Write(tb.Context(), Order{Path: dir, Formats: formats})
	if err != nil {
		tb.Fatal(err)
	}
	return dir, m
}

// Names that read better in a test.
type (
	scored           = store.Scored
	administrationID = store.AdministrationID
)
