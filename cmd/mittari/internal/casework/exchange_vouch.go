package casework

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// allowed looks at what sort of file the bundle comes from.
func (m *merging) allowed(of bundle.Manifest) error {
	switch {
	case of.Purpose == bundle.Definitions:
		return ErrDefinitionsIn
	case of.Workspace == m.own:
		return ErrOwnBundle
	case of.Demo && !m.set.Demo:
		return ErrDemoIntoReal
	case !of.Demo && m.set.Demo:
		return ErrRealIntoDemo
	case of.Purpose == bundle.Evaluator && !m.s.Evaluator && !m.empty:
		return ErrForEvaluator
	case of.Purpose == bundle.Exchange && m.s.Evaluator:
		return ErrWithCodes
	}
	return newerRecord(of, m.schema)
}

// vouch compares the signer with the one that the sender had before. Of a sender that is new here nobody can say so: a
// person has to have compared the fingerprint.
func (s *exchangeState) vouch(of bundle.Manifest, accept []string) (isNew bool, err error) {
	mark := bundle.MarkOf(of.Signer)
	unknown := &SignerError{Sender: of.Sender, Mark: mark}
	for _, known := range s.Senders {
		if known.Workspace != of.Workspace {
			continue
		}
		if slices.Equal(known.Key, of.Signer) {
			return false, nil
		}
		unknown.Known, unknown.Changed = bundle.MarkOf(known.Key), true
	}
	if accepted(mark, accept) {
		return !unknown.Changed, nil
	}
	return false, unknown
}

// vouch is that of the state; about a sender that is new here Confirm is asked once.
func (m *merging) vouch(ctx context.Context, of bundle.Manifest) (isNew bool, err error) {
	isNew, err = m.s.vouch(of, m.o.Accept)
	var unknown *SignerError
	if !errors.As(err, &unknown) || unknown.Changed || m.o.Confirm == nil {
		return isNew, err
	}
	yes, asking := m.o.Confirm(ctx, unknown)
	if asking != nil {
		return false, asking
	}
	if !yes {
		return false, err
	}
	m.o.Accept = append(slices.Clone(m.o.Accept), unknown.Mark.Hex) // of its other bundles too
	return true, nil
}

// accepted reports whether a fingerprint is among those that a person has typed: as words or digits, however spaced.
func accepted(m bundle.Mark, typed []string) bool {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(s))
	}
	return slices.ContainsFunc(typed, func(t string) bool { return plain(t) == plain(m.Words) || plain(t) == plain(m.Hex) })
}

// witness checks the form of the second person's code, and that it is not that of the first.
func (d *Desk) witness(ctx context.Context, code string) (string, error) {
	const longest = 20
	code = strings.TrimSpace(code)
	if code == "" || len(code) > longest || strings.ContainsAny(code, " \t\n") || len(store.CheckFreeText(code)) > 0 {
		return "", ErrWitness
	}
	workers, err := d.rec.Workers(ctx)
	if err != nil {
		return "", err
	}
	for _, w := range workers {
		if w.ID == d.me && strings.EqualFold(w.Code, code) {
			return "", ErrWitness
		}
	}
	return code, nil
}

// codes are those of the workers that a bundle brings.
type codes []string

func (c *codes) see(p bundle.Part) error {
	for _, v := range p.Versions {
		var w store.Worker
		if v.Kind == store.KindWorker && json.Unmarshal(v.Body, &w) == nil {
			*c = append(*c, w.Code)
		}
	}
	return nil
}

func (m *merging) ownWorkers(ctx context.Context) error {
	all, err := m.d.rec.Workers(ctx)
	m.workers = map[string]string{}
	for _, w := range all {
		m.workers[strings.ToLower(w.Code)] = w.Code
		if w.ID == m.d.me {
			m.me = w.Code
		}
	}
	return err
}

// addWorkers adds those of a bundle that may come in, and who packed it.
func (m *merging) addWorkers(of bundle.Manifest, found codes) {
	if _, packer, ok := strings.Cut(of.Sender, "/"); ok {
		found = append(found, packer)
	}
	for _, code := range found {
		m.workers[strings.ToLower(code)] = code
	}
}

// knowsWitness: the second person is a worker whom this file or a bundle knows. Pseudonymous bundles name no workers, and
// neither does the file of an evaluator who works alone: there the code is taken as it is.
func (m *merging) knowsWitness(files []MergedFile) error {
	for _, f := range files {
		if f.taken() && f.Manifest.Purpose != bundle.Evaluator && m.workers[strings.ToLower(m.witness)] == "" {
			return m.unknownWitness()
		}
	}
	return nil
}

// unknownWitness tells whose code would do: everybody known but the one who merges.
func (m *merging) unknownWitness() error {
	e := &UnknownWitnessError{}
	for _, code := range m.workers {
		if !strings.EqualFold(code, m.me) {
			e.Known = append(e.Known, code)
		}
	}
	slices.Sort(e.Known)
	return e
}
