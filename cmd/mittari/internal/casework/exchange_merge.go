package casework

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// BundleFile is a bundle to be opened.
type BundleFile struct {
	Name string // to tell it from others
	At   io.ReaderAt
	Size int64
}

// MergeOrder is what to merge, and who stands beside.
type MergeOrder struct {
	Files      []BundleFile
	Passphrase string   // of bundles that were sealed with one
	Witness    string   // code of the second person; needed
	Accept     []string // fingerprints (words or digits) of keys that have been compared with their senders
	Batch      int      // records taken in with one transaction, at least; 0: 10 000
	Progress   func(MergeStep)
}

// MergeStep is how far a merge has come.
type MergeStep struct {
	File     string
	Checking bool // being read through; nothing is taken in yet
	Done, Of int64
}

// MergedFile is what came of one bundle.
type MergedFile struct {
	Name      string
	Manifest  bundle.Manifest
	Mark      bundle.Mark // of its signer
	NewSender bool        // the first bundle from there: its key is known from now on
	Already   bool        // the bundle had been taken in whole before
	Brought   store.Absorbed
	Changed   int   // of the new versions, those that change something known before
	Err       error // why it was not taken; nothing of it was, unless it was stopped half-way
}

// MergeView is what came of a merge.
type MergeView struct {
	Files     []MergedFile
	Total     store.Absorbed
	Changed   int
	Conflicts []Conflict
}

// Failed reports whether a bundle was not taken.
func (v MergeView) Failed() bool {
	return slices.ContainsFunc(v.Files, func(f MergedFile) bool { return f.Err != nil })
}

// Merge takes in bundles. Each is read through first; of one that is not whole, not for this file or not from a known
// sender nothing is taken, and the others are. What was taken in by an earlier call, wholly or in part, is not taken
// again. The order does not matter. A merge that is stopped goes on when it is called again.
func (d *Desk) Merge(ctx context.Context, o MergeOrder) (MergeView, error) {
	var view MergeView
	witness, err := d.witness(ctx, o.Witness)
	if err != nil {
		return view, err
	}
	m, err := d.newMerging(ctx, o, witness)
	if err != nil {
		return view, err
	}
	checked := make([]*bundle.Checked, len(o.Files))
	view.Files = make([]MergedFile, len(o.Files))
	for i, f := range o.Files {
		view.Files[i].Name = f.Name
		checked[i], view.Files[i].Err = m.check(ctx, f, &view.Files[i])
		if ctx.Err() != nil {
			return view, ctx.Err()
		}
	}
	for i := range view.Files {
		f := &view.Files[i]
		if f.Err != nil || f.Already {
			continue
		}
		f.Err = m.take(ctx, checked[i], f)
		f.Changed = f.Brought.Changed
		view.Total, view.Changed = view.Total.Add(f.Brought), view.Changed+f.Changed
		if ctx.Err() != nil {
			return view, ctx.Err()
		}
	}
	view.Conflicts, err = d.Conflicts(ctx)
	return view, err
}

// witness checks the code of the second person.
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

// merging is one call of Merge.
type merging struct {
	d       *Desk
	o       MergeOrder
	witness string
	x       Exchanger
	s       *exchangeState
	set     store.Settings
	own     store.ID
	schema  int
	empty   bool // no family has come into the file yet
}

func (d *Desk) newMerging(ctx context.Context, o MergeOrder, witness string) (*merging, error) {
	m := &merging{d: d, o: o, witness: witness}
	var err error
	if m.x, err = exchanger(d.rec); err != nil {
		return nil, err
	}
	if m.s, err = readExchange(ctx, m.x); err != nil {
		return nil, err
	}
	if m.set, err = d.rec.Settings(ctx); err != nil {
		return nil, err
	}
	if m.own, err = m.x.WorkspaceID(ctx); err != nil {
		return nil, err
	}
	if m.schema, err = m.x.Schema(ctx); err != nil {
		return nil, err
	}
	families, err := d.rec.AllFamilies(ctx)
	m.empty = len(families) == 0
	return m, err
}

// check reads a bundle through and decides whether it may come in.
func (m *merging) check(ctx context.Context, f BundleFile, out *MergedFile) (*bundle.Checked, error) {
	keys, err := m.s.keys(m.o.Passphrase)
	if err != nil {
		return nil, err
	}
	c, err := bundle.Check(ctx, f.At, f.Size, keys, m.teller(f.Name, true))
	if err != nil {
		return nil, err
	}
	out.Manifest, out.Mark = c.Manifest, bundle.MarkOf(c.Manifest.Signer)
	if r := m.s.receipt(c.Manifest.Bundle); r != nil && r.Whole {
		out.Already, out.Brought.Known = true, c.Manifest.Counts.All()
		return c, nil
	}
	if err := m.allowed(c.Manifest); err != nil {
		return nil, err
	}
	out.NewSender, err = m.s.vouch(c.Manifest, m.o.Accept)
	return c, err
}

// Inspect reads a bundle through and tells what it says about itself. Nothing is taken in.
func (d *Desk) Inspect(ctx context.Context, f BundleFile, passphrase string) (bundle.Manifest, error) {
	x, err := exchanger(d.rec)
	if err != nil {
		return bundle.Manifest{}, err
	}
	s, err := readExchange(ctx, x)
	if err != nil {
		return bundle.Manifest{}, err
	}
	keys, err := s.keys(passphrase)
	if err != nil {
		return bundle.Manifest{}, err
	}
	c, err := bundle.Check(ctx, f.At, f.Size, keys, nil)
	if err != nil {
		return bundle.Manifest{}, err
	}
	return c.Manifest, nil
}

func (m *merging) teller(name string, checking bool) bundle.Progress {
	if m.o.Progress == nil {
		return nil
	}
	return func(done, of int64) {
		m.o.Progress(MergeStep{File: name, Checking: checking, Done: done, Of: of})
	}
}

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

// vouch compares the signer with the one that the sender had before. The first one is believed; that is when the two
// people look at the fingerprint.
func (s *exchangeState) vouch(of bundle.Manifest, accept []string) (isNew bool, err error) {
	for _, known := range s.Senders {
		if known.Workspace != of.Workspace {
			continue
		}
		if slices.Equal(known.Key, of.Signer) || accepted(bundle.MarkOf(of.Signer), accept) {
			return false, nil
		}
		return false, &SignerError{Sender: of.Sender, Mark: bundle.MarkOf(of.Signer), Known: bundle.MarkOf(known.Key), Changed: true}
	}
	return true, nil
}

// accepted reports whether a fingerprint is among those that a person has typed: as words or digits, however spaced.
func accepted(m bundle.Mark, typed []string) bool {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(s))
	}
	return slices.ContainsFunc(typed, func(t string) bool { return plain(t) == plain(m.Words) || plain(t) == plain(m.Hex) })
}

// know remembers the sender of a bundle with its key.
func (s *exchangeState) know(of bundle.Manifest, d *Desk) {
	for i := range s.Senders {
		if s.Senders[i].Workspace == of.Workspace {
			s.Senders[i].Key, s.Senders[i].Name, s.Senders[i].Device = of.Signer, of.Sender, of.Device
			return
		}
	}
	s.Senders = append(s.Senders, sender{Workspace: of.Workspace, Device: of.Device, Name: of.Sender, Key: of.Signer, Since: d.clock().UTC()})
}

func (s *exchangeState) receipt(id store.ID) *receipt {
	for i := range s.Received {
		if s.Received[i].Bundle == id {
			return &s.Received[i]
		}
	}
	return nil
}
