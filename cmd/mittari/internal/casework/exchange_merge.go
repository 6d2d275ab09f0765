package casework

import (
	"context"
	"io"
	"slices"

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
	// Confirm is asked about the signer of the first bundle from somewhere, after a person has compared the fingerprint.
	// Nil or false: the bundle is refused with that error.
	Confirm func(ctx context.Context, unknown *SignerError) (bool, error)
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

// taken reports whether the bundle is to be taken in.
func (f MergedFile) taken() bool { return f.Err == nil && !f.Already }

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
	if err := m.knowsWitness(view.Files); err != nil {
		return view, err
	}
	for i := range view.Files {
		f := &view.Files[i]
		if !f.taken() {
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

// merging is one call of Merge.
type merging struct {
	d       *Desk
	o       MergeOrder
	witness string
	x       Exchange
	s       *exchangeState
	set     store.Settings
	own     store.ID
	schema  int
	empty   bool              // no family has come into the file yet
	workers map[string]string // codes of this file and the bundles, by the code in small letters
	me      string            // code of who merges
}

func (d *Desk) newMerging(ctx context.Context, o MergeOrder, witness string) (*merging, error) {
	m := &merging{d: d, o: o, witness: witness}
	var err error
	m.x = d.rec
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
	if err := m.ownWorkers(ctx); err != nil {
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
	var found codes
	c, err := bundle.CheckEach(ctx, f.At, f.Size, keys, m.teller(f.Name, true), found.see)
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
	if out.NewSender, err = m.vouch(ctx, c.Manifest); err == nil {
		m.addWorkers(c.Manifest, found)
	}
	return c, err
}

// Inspect reads a bundle through and tells what it says about itself. Nothing is taken in.
func (d *Desk) Inspect(ctx context.Context, f BundleFile, passphrase string) (bundle.Manifest, error) {
	s, err := readExchange(ctx, d.rec)
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
