package casework

import (
	"context"
	"fmt"
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// CheckName names a check of the whole file.
type CheckName string

// Checks, in the order in which they are made.
const (
	CheckPages      CheckName = "pages"      // every page authenticates, and the structure holds
	CheckLog        CheckName = "log"        // the chain of the access log; N entries
	CheckReferences CheckName = "references" // nothing points at what is not there; N does
	CheckScores     CheckName = "scores"     // stored results are what the answers give; N were scored again
)

// Check is the outcome of one check.
type Check struct {
	Name CheckName
	Made bool  // false: an earlier one failed so badly that this one could not be made
	N    int64 // see the names
	Err  error // nil: it holds
}

// Proof is what checking the whole file found.
type Proof struct {
	Checks      []Check
	Differences []Difference // results that are not what the answers give now
	Unknown     int          // completed administrations whose definition this program does not have
}

// Err is why the file cannot be relied on: what the first failed check says. Nil: all hold.
func (p Proof) Err() error {
	for _, c := range p.Checks {
		if c.Err != nil {
			return c.Err
		}
	}
	return nil
}

// Check finds a check by its name.
func (p Proof) Check(name CheckName) Check {
	for _, c := range p.Checks {
		if c.Name == name {
			return c
		}
	}
	return Check{Name: name}
}

// ReferencesError: rows point at something that is not there.
type ReferencesError struct{ N int64 }

// Error implements error.
func (e *ReferencesError) Error() string { return fmt.Sprintf("%d rows point at nothing", e.N) }

// MessageKey names the sentence for it in the catalogues.
func (e *ReferencesError) MessageKey() (string, []any) { return "references", []any{"n", e.N} }

// ScoresError: stored results differ from what the answers give now.
type ScoresError struct{ N int }

// Error implements error.
func (e *ScoresError) Error() string { return fmt.Sprintf("%d results differ", e.N) }

// MessageKey names the sentence for it in the catalogues.
func (e *ScoresError) MessageKey() (string, []any) { return "scores-differ", []any{"n", e.N} }

// Prove checks the whole file: pages, the chain of the access log, references, and every score. The error is for what
// stopped the checking itself, such as a cancelled context; what the checks found is in the Proof.
func Prove(ctx context.Context, rec Record, cat *instruments.Catalogue) (Proof, error) {
	var p Proof
	whole := true
	for _, c := range []struct {
		name CheckName
		make func() (int64, error)
	}{
		{CheckPages, func() (int64, error) { return 0, rec.ProvePages(ctx) }},
		{CheckLog, func() (int64, error) { return rec.VerifyLog(ctx) }},
		{CheckReferences, func() (int64, error) {
			n, err := rec.BrokenReferences(ctx)
			if err == nil && n > 0 {
				err = &ReferencesError{N: n}
			}
			return n, err
		}},
		{CheckScores, func() (int64, error) {
			found, err := Rescore(ctx, rec, cat)
			p.Differences, p.Unknown = found.Differences, found.Unknown
			if err == nil && len(found.Differences) > 0 {
				err = &ScoresError{N: len(found.Differences)}
			}
			return int64(found.Checked), err
		}},
	} {
		if !whole {
			p.Checks = append(p.Checks, Check{Name: c.name})
			continue
		}
		n, err := c.make()
		if ctx.Err() != nil {
			return p, ctx.Err()
		}
		p.Checks = append(p.Checks, Check{Name: c.name, Made: true, N: n, Err: err})
		whole = c.name != CheckPages || err == nil
	}
	return p, nil
}

// Rescored is what scoring everything again found.
type Rescored struct {
	Checked     int
	Unknown     int // not checked: the program does not have the definition
	Differences []Difference
}

// Difference is a stored result that is not what the answers give now.
type Difference struct {
	Administration store.AdministrationID
	Person         string // code
	Instrument     instruments.Ref
	Date           store.Date
	Scale          instruments.ScaleID
	Stored         *store.ScaleScore // nil: none
	Now            store.ScaleScore
}

// Rescore scores every completed administration again and compares with what is stored. Nothing is changed.
func Rescore(ctx context.Context, rec Record, cat *instruments.Catalogue) (Rescored, error) {
	var out Rescored
	persons, err := rec.Persons(ctx, store.FamilyID{})
	if err != nil {
		return out, fmt.Errorf("read persons: %w", err)
	}
	byID := map[store.PersonID]store.Person{}
	for _, p := range persons {
		byID[p.ID] = p
	}
	scorers := map[instruments.Ref]*scoring.Scorer{}
	err = rec.EachScored(ctx, true, func(s store.Scored) error {
		if s.State != store.Completed {
			return nil
		}
		scorer, ok := scorers[s.Instrument]
		if !ok {
			if def, err := cat.At(s.Instrument); err == nil {
				if scorer, err = scoring.Compile(def); err != nil {
					return fmt.Errorf("compile %s: %w", s.Instrument, err)
				}
			}
			scorers[s.Instrument] = scorer
		}
		if scorer == nil {
			out.Unknown++
			return nil
		}
		subject := byID[s.Subject]
		res, err := scorer.Score(s.Responses, ContextOf(subject, s.Administration))
		if err != nil {
			return fmt.Errorf("score %s: %w", s.ID, err)
		}
		out.Checked++
		now, _ := StoredCopy(s.ID, res)
		out.Differences = append(out.Differences, differences(subject.Code, s, now)...)
		return nil
	})
	if err != nil {
		return out, fmt.Errorf("score again: %w", err)
	}
	return out, nil
}

// sameScore is how far two values may lie apart and still be the same number.
const sameScore = 1e-9

func differences(person string, s store.Scored, now []store.ScaleScore) []Difference {
	was := map[instruments.ScaleID]*store.ScaleScore{}
	for i := range s.Scores {
		was[s.Scores[i].Scale] = &s.Scores[i]
	}
	var out []Difference
	for _, n := range now {
		w := was[n.Scale]
		if w != nil && w.Scored == n.Scored && w.Band == n.Band && w.Reason == n.Reason && math.Abs(w.Value-n.Value) < sameScore {
			continue
		}
		out = append(out, Difference{
			Administration: s.ID, Person: person, Instrument: s.Instrument, Date: s.Answered, Scale: n.Scale, Stored: w, Now: n,
		})
	}
	return out
}
