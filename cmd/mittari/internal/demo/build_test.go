package demo

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

// someFamilies is enough for every planted case and for families around them.
const someFamilies = 40

func catalogue(t *testing.T) *instruments.Catalogue {
	t.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func newRecord(t *testing.T) casework.Record {
	t.Helper()
	clock := func() time.Time { return DataDate().Time().Add(9 * time.Hour) }
	d := cabinet.NewDoor(filepath.Join(t.TempDir(), "demo.mittari"), vault.FloorKDF(), clock)
	code, err := d.NewRecoveryCode()
	if err != nil {
		t.Fatal(err)
	}
	rec, err := d.Create(t.Context(), "a passphrase of a test", code)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := rec.Close(); err != nil {
			t.Error(err)
		}
	})
	return rec
}

func built(t *testing.T, o Options) (casework.Record, Summary) {
	t.Helper()
	rec := newRecord(t)
	sum, err := Build(t.Context(), rec, catalogue(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return rec, sum
}

// facts is everything a seed decides, ids apart from those of families.
func facts(t *testing.T, rec casework.Record) (families []store.Family, scored []store.Scored) {
	t.Helper()
	families, err := rec.AllFamilies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = rec.EachScored(t.Context(), true, func(s store.Scored) error {
		scored = append(scored, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return families, scored
}

func TestTheSameSeedBuildsTheSameRecord(t *testing.T) {
	recA, _ := built(t, Options{Seed: 5, Families: FewestFamilies})
	recB, _ := built(t, Options{Seed: 5, Families: FewestFamilies})
	famA, scoredA := facts(t, recA)
	famB, scoredB := facts(t, recB)
	if diff := cmp.Diff(famA, famB); diff != "" {
		t.Errorf("families differ:\n%s", diff)
	}
	if diff := cmp.Diff(scoredA, scoredB); diff != "" {
		t.Errorf("administrations differ:\n%s", diff)
	}
	recC, _ := built(t, Options{Seed: 6, Families: FewestFamilies})
	if famC, _ := facts(t, recC); cmp.Equal(famA, famC) {
		t.Error("another seed gives the same families")
	}
}

// TestScoresFollowFromTheAnswers: nothing stored is written by hand.
func TestScoresFollowFromTheAnswers(t *testing.T) {
	rec, sum := built(t, Options{Families: someFamilies})
	persons, err := rec.Persons(t.Context(), store.FamilyID{})
	if err != nil {
		t.Fatal(err)
	}
	cat, checked := catalogue(t), 0
	_, scored := facts(t, rec)
	for _, s := range scored {
		if s.State != store.Completed {
			if len(s.Scores) > 0 {
				t.Errorf("a declined form has scores: %s", s.ID)
			}
			continue
		}
		def, err := cat.At(s.Instrument)
		if err != nil {
			t.Fatal(err)
		}
		if def.Hash != s.Definition {
			t.Fatalf("%s names definition %s", s.Instrument, s.Definition)
		}
		scorer, err := scoring.Compile(def)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(persons, func(p store.Person) bool { return p.ID == s.Subject })
		res, err := scorer.Score(s.Responses, casework.ContextOf(persons[at], s.Administration))
		if err != nil {
			t.Fatal(err)
		}
		scores, risks := casework.StoredCopy(s.ID, res)
		if diff := cmp.Diff(scores, s.Scores, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s of %s:\n%s", s.Instrument, persons[at].Code, diff)
		}
		if diff := cmp.Diff(risks, s.Risks, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("risks of %s of %s:\n%s", s.Instrument, persons[at].Code, diff)
		}
		if def.Rights.Class == instruments.PaperOnly && s.Mode != store.FromPaper {
			t.Errorf("%s was shown on a screen", s.Instrument)
		}
		checked++
	}
	if checked > sum.Completed || checked < sum.Completed-200 || checked < 1000 {
		t.Errorf("%d administrations looked at, %d were built", checked, sum.Completed)
	}
}

func TestNothingLiesAfterToday(t *testing.T) {
	today := day(2026, time.March, 3)
	rec, _ := built(t, Options{Families: someFamilies, Today: today})
	_, scored := facts(t, rec)
	for _, s := range scored {
		if s.Answered.After(today) || store.DateOf(s.Entered).After(today) || s.Discussed.After(today) {
			t.Fatalf("answered %s, entered %s, discussed %s", s.Answered, s.Entered, s.Discussed)
		}
	}
	episodes, err := rec.Episodes(t.Context(), store.FamilyID{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range episodes {
		if e.Start.After(today) || e.End.After(today) {
			t.Fatalf("an episode from %s to %s", e.Start, e.End)
		}
	}
}

func TestTooFewFamiliesAndAnInterruptAreErrors(t *testing.T) {
	var few *TooFewError
	if _, err := Build(t.Context(), newRecord(t), catalogue(t), Options{Families: FewestFamilies - 1}); !errors.As(err, &few) {
		t.Errorf("error %v, want a TooFewError", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stop := func(int, int) { cancel() }
	if _, err := Build(ctx, newRecord(t), catalogue(t), Options{Families: 2 * batch, Progress: stop}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the interrupt", err)
	}
}
