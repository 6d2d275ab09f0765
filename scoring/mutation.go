package scoring

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// MutationKind names a small mistake that a scoring key may hold.
type MutationKind string

// Kinds of mutation. The comment of each kind says which fields of Mutation belong to it; Scale always does.
const (
	// MutateReversed turns an item round that is not reversed, or no longer turns one that is: Item.
	MutateReversed MutationKind = "reversed"
	// MutateMoved counts an item in another scale instead: Item, To.
	MutateMoved MutationKind = "moved"
	// MutateDropped leaves an item out: Item.
	MutateDropped MutationKind = "dropped"
	// MutatePart leaves a part of a composite out: To.
	MutatePart MutationKind = "part"
	// MutateMissing allows one unanswered item more or fewer: From, Becomes.
	MutateMissing MutationKind = "missing"
	// MutateBand shifts the lower edge of a band: Name (of the set), Code of the band, Population, From, Becomes.
	MutateBand MutationKind = "band"
	// MutateCutoff shifts a cut-off: Name (its id), Population, From, Becomes.
	MutateCutoff MutationKind = "cutoff"
	// MutateCount shifts a threshold of a count: From, Becomes.
	MutateCount MutationKind = "count"
	// MutateRow changes what a row of a table gives: Row (its score), Population, From, Becomes.
	MutateRow MutationKind = "row"
	// MutateNorm shifts a mean or SD that a T score is made with: Name (of the norm), Population, From, Becomes.
	MutateNorm MutationKind = "norm"
	// MutateRequirement shifts an end of a requirement: To (the scale it is about), Row (the outcome's value), From, Becomes.
	MutateRequirement MutationKind = "requirement"
	// MutateOutcome changes what an outcome gives: From, Becomes.
	MutateOutcome MutationKind = "outcome"
	// MutateOption changes what an option counts: Name (of the response set), Code, From, Becomes; Scale is empty.
	MutateOption MutationKind = "option"
	// MutateNeed no longer needs the score of another scale: To.
	MutateNeed MutationKind = "need"
	// MutateLimit shifts a limit within which a score is reported: From, Becomes.
	MutateLimit MutationKind = "limit"
	// MutateGate takes away one of several earlier items that an item depends on: Item, Code (number of the earlier one);
	// Scale is empty.
	MutateGate MutationKind = "gate"
	// MutateCondition puts a conditional item to everyone: Item; Scale is empty.
	MutateCondition MutationKind = "condition"
	// MutateRisk shifts the threshold of a risk rule: Item, From, Becomes; Scale is empty.
	MutateRisk MutationKind = "risk"
)

// Equivalence is why a mutation changes no result that can be. Such a mutation is listed, not tried.
type Equivalence string

// Equivalences. There are no others: a mutation without one of these must be caught.
const (
	// NoScoreBetween says that no score that answers can give lies between the old edge and the new one.
	NoScoreBetween Equivalence = "no-score-between"
	// NeverCounted says that the option belongs to no item that any scale or risk rule looks at.
	NeverCounted Equivalence = "never-counted"
	// AllCountTheSame says that every option of the item counts the same, so that turning it round changes nothing.
	AllCountTheSame Equivalence = "all-count-the-same"
)

// Mutation is one small mistake.
type Mutation struct {
	Kind          MutationKind
	Scale, To     instruments.ScaleID
	Item          int
	Name          string
	Code          string
	Row           float64
	From, Becomes float64
	Population    instruments.Population
	Equivalent    Equivalence // empty: it must be caught

	apply func(*instruments.Definition) // to a copy whose lists may be replaced, and whose elements are its own
}

// Of gives a definition with the mistake in it. def is not changed.
func (m *Mutation) Of(def *instruments.Definition) *instruments.Definition {
	d := *def
	d.Scales, d.BandSets, d.Cutoffs = slices.Clone(def.Scales), slices.Clone(def.BandSets), slices.Clone(def.Cutoffs)
	d.Norms, d.Risks, d.Items = slices.Clone(def.Norms), slices.Clone(def.Risks), slices.Clone(def.Items)
	d.ResponseSets = slices.Clone(def.ResponseSets)
	if m.apply != nil {
		m.apply(&d)
	}
	return &d
}

// Mutants lists every small mistake that the key of a definition could hold: each reversal flipped, each item moved to
// each other scale or left out, each edge, threshold and row shifted by one step. A step is to the next score that
// answers can give, or the last decimal that is printed.
func Mutants(def *instruments.Definition) []Mutation {
	g := &mutator{def: def, reach: map[instruments.ScaleID][]float64{}}
	for i := range def.Scales {
		g.items(i)
		g.missing(i)
		g.rule(i)
	}
	g.bands()
	g.cutoffs()
	g.options()
	g.conditions()
	g.risks()
	return g.all
}

// Mutated is what trying the mutants of a definition on its own worked examples found.
type Mutated struct {
	Definition instruments.Ref
	Tried      int
	Survivors  []Mutation // those that no example noticed
	Equivalent []Mutation // those that could not be noticed, each with why
}

// Caught is the share of the tried mutants that an example noticed, 0 to 1; 1 when there was nothing to try.
func (m *Mutated) Caught() float64 {
	if m.Tried == 0 {
		return 1
	}
	return float64(m.Tried-len(m.Survivors)) / float64(m.Tried)
}

// CaseFailedError says that a worked example does not hold for the definition as it is.
type CaseFailedError struct {
	Definition instruments.Ref
	Case       string
	Mismatch   Mismatch
}

// Error names the case and where it fails.
func (e *CaseFailedError) Error() string {
	return fmt.Sprintf("definition %s, case %s: %s", e.Definition, e.Case, e.Mismatch)
}

// Survivors tries every mutant of a definition on its worked examples. A mutant is caught when it cannot be compiled or
// when one example no longer holds. The error is a *CaseFailedError when an example does not hold to begin with, a
// *CompileError, or that of ctx.
func Survivors(ctx context.Context, def *instruments.Definition, cases []instruments.Case) (Mutated, error) {
	out := Mutated{Definition: def.Ref()}
	s, err := Compile(def)
	if err != nil {
		return out, err
	}
	for i := range cases {
		wrong, err := s.CheckCase(&cases[i])
		if err != nil {
			return out, fmt.Errorf("definition %s, case %s: %w", def.Ref(), cases[i].ID, err)
		}
		if len(wrong) > 0 {
			return out, &CaseFailedError{def.Ref(), cases[i].ID, wrong[0]}
		}
	}
	for _, m := range Mutants(def) {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		switch {
		case m.Equivalent != "":
			out.Equivalent = append(out.Equivalent, m)
			continue
		case !noticed(m.Of(def), cases):
			out.Survivors = append(out.Survivors, m)
		}
		out.Tried++
	}
	return out, nil
}

// noticed reports whether any example fails, or the definition cannot be scored at all.
func noticed(mutant *instruments.Definition, cases []instruments.Case) bool {
	s, err := Compile(mutant)
	if err != nil {
		return true
	}
	for i := range cases {
		if wrong, err := s.CheckCase(&cases[i]); err != nil || len(wrong) > 0 {
			return true
		}
	}
	return false
}

// String names the mistake for those who write definitions.
func (m Mutation) String() string {
	text := string(m.Kind)
	for _, part := range []struct{ name, value string }{
		{"scale", string(m.Scale)},
		{"to", string(m.To)},
		{"", m.Name},
		{"", m.Code},
		{"informant", string(m.Population.Informant)},
		{"sex", string(m.Population.Sex)},
	} {
		if part.value != "" {
			text += " " + strings.TrimSpace(part.name+" "+part.value)
		}
	}
	if m.Item != 0 {
		text += fmt.Sprintf(" item %d", m.Item)
	}
	if p := m.Population; p.AgeFrom != 0 || p.AgeTo != 0 {
		text += fmt.Sprintf(" ages %d-%d", p.AgeFrom, p.AgeTo)
	}
	switch m.Kind {
	case MutateRow, MutateRequirement:
		text += fmt.Sprintf(" at %s", number(m.Row))
	default:
	}
	if m.From != m.Becomes {
		text += fmt.Sprintf(": %s becomes %s", number(m.From), number(m.Becomes))
	}
	return text
}
