package casework

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"io"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// packPage is how many changes are read from the record at a time.
const packPage = 2000

// PackOrder is what to pack and for whom.
type PackOrder struct {
	To         string   // a remembered name, or a public key; empty with a passphrase
	Passphrase string   // instead of To
	SinceStart bool     // everything, not only what is new for the recipient
	Again      bool     // what the last bundle for the recipient held, and what has come since
	Families   []string // codes; these families only, whole. Empty: everything
	Evaluator  bool     // under other ids, without codes
	Blank      bool     // for an evaluator: families that stand too alone show neither gender nor age
	LeaveOut   bool     // for an evaluator: leave out those that stand too alone all the same
	Program    string   // version of the program, for the manifest
	Progress   func(done, of int)
}

// Packed is what was packed.
type Packed struct {
	Bundle store.ID
	For    string // name or public key; empty: whoever knows the passphrase
	Signer bundle.Mark
	Counts bundle.Counts
	Groups *GroupReport // of a bundle for an evaluator
}

// Pack packs a bundle. put is handed the function that writes it and returns when the file is on disk; only then is the
// record told that the recipient has got everything up to here. Packing is logged.
func (d *Desk) Pack(ctx context.Context, o PackOrder, put func(func(io.Writer) error) error) (Packed, error) {
	var done Packed
	err := d.changeExchange(ctx, func(r Record, s *exchangeState) error {
		p, err := d.newPacking(ctx, r, r, s, o)
		if err != nil {
			return err
		}
		contents, err := p.contents(ctx)
		if err != nil {
			return err
		}
		if p.manifest.Counts.All() == 0 {
			return ErrNothingNew
		}
		if err := put(func(out io.Writer) error { return p.write(out, contents) }); err != nil {
			return err
		}
		p.remember(d)
		done = Packed{Bundle: p.manifest.Bundle, For: p.name(), Signer: signerMark(p.key), Counts: p.manifest.Counts, Groups: p.groups}
		why := fmt.Sprintf("for %s, %d versions, %d administrations", p.nameOr("a passphrase"), done.Counts.Versions, done.Counts.Administrations)
		return d.logTo(ctx, r, store.ActExport, store.FamilyID{}, bundleObject(p.manifest), why)
	})
	return done, err
}

func bundleObject(m bundle.Manifest) string { return fmt.Sprintf("bundle %s %s", m.Purpose, m.Bundle) }

// packing is one bundle in the making.
type packing struct {
	r        Record
	x        Exchange
	s        *exchangeState
	o        PackOrder
	to       *recipient // nil: a passphrase
	seal     bundle.Seal
	key      ed25519.PrivateKey
	manifest bundle.Manifest
	groups   *GroupReport
	today    store.Date
}

func (d *Desk) newPacking(ctx context.Context, r Record, x Exchange, s *exchangeState, o PackOrder) (*packing, error) {
	p := &packing{r: r, x: x, s: s, o: o, today: d.Date()}
	if err := p.address(); err != nil {
		return nil, err
	}
	var err error
	if p.key, err = bundle.SignerOf(s.Seed); err != nil {
		return nil, err
	}
	p.manifest, err = d.manifest(ctx, r, x, bundle.Exchange)
	if err != nil {
		return nil, err
	}
	p.manifest.Program, p.manifest.Partial = o.Program, len(o.Families) > 0
	if o.Evaluator {
		p.manifest.Purpose, p.manifest.Sender = bundle.Evaluator, ""
	}
	if s.Evaluator && !o.Evaluator {
		p.manifest.Purpose = bundle.Evaluator // it holds nothing else
	}
	return p, p.span(ctx)
}

// manifest of a bundle that this file packs now, without its contents.
func (d *Desk) manifest(ctx context.Context, r Record, x Exchange, why bundle.Purpose) (m bundle.Manifest, err error) {
	m = bundle.Manifest{Bundle: newID(), Purpose: why, Created: d.clock().UTC()}
	if m.Workspace, err = x.WorkspaceID(ctx); err != nil {
		return m, err
	}
	if m.Device, err = x.Device(ctx); err != nil {
		return m, err
	}
	if m.Schema, err = x.Schema(ctx); err != nil {
		return m, err
	}
	set, err := r.Settings(ctx)
	if err != nil {
		return m, err
	}
	m.Demo = set.Demo
	m.Sender, err = senderName(ctx, r, set)
	return m, err
}

// senderName is who packs: team and worker, by their codes.
func senderName(ctx context.Context, r Record, set store.Settings) (string, error) {
	teams, err := r.Teams(ctx)
	if err != nil {
		return "", err
	}
	workers, err := r.Workers(ctx)
	if err != nil {
		return "", err
	}
	var team, worker string
	for _, t := range teams {
		if t.ID == set.Team {
			team = t.Code
		}
	}
	for _, w := range workers {
		if w.ID == set.Worker {
			worker = w.Code
		}
	}
	if team == "" || worker == "" {
		return team + worker, nil
	}
	return team + "/" + worker, nil
}

// filler writes the records of a bundle.
type filler func(*bundle.Writer) error

// contents chooses the records and counts them.
func (p *packing) contents(ctx context.Context) (filler, error) {
	switch {
	case p.o.Evaluator:
		return p.pseudonymous(ctx)
	case len(p.o.Families) > 0:
		return p.someFamilies(ctx)
	}
	c := &p.manifest.Counts
	var err error
	if c.Versions, c.Administrations, err = p.x.CountChanges(ctx, p.manifest.From); err != nil {
		return nil, err
	}
	return func(w *bundle.Writer) error { return p.changes(ctx, w) }, nil
}

func (p *packing) write(out io.Writer, fill filler) error {
	w, err := bundle.NewWriter(out, p.seal, p.key, p.manifest)
	if err != nil {
		return err
	}
	if err := fill(w); err != nil {
		return err
	}
	return w.Close()
}

// changes packs what came after the recipient's marker: all versions first, so that administrations find what they
// point at.
func (p *packing) changes(ctx context.Context, w *bundle.Writer) error {
	from, done := p.manifest.From, 0
	tell := func(n int) {
		if done += n; p.o.Progress != nil {
			p.o.Progress(done, p.manifest.Counts.All())
		}
	}
	if err := p.pages(ctx, store.Cursor{Versions: from.Versions, Administrations: p.manifest.To.Administrations}, func(d store.Delivery) error {
		tell(len(d.Versions))
		return w.Versions(d.Versions...)
	}); err != nil {
		return err
	}
	return p.pages(ctx, store.Cursor{Versions: p.manifest.To.Versions, Administrations: from.Administrations}, func(d store.Delivery) error {
		tell(len(d.Administrations))
		return w.Administrations(d.Administrations...)
	})
}

// pages reads the record page by page.
func (p *packing) pages(ctx context.Context, at store.Cursor, f func(store.Delivery) error) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		page, next, err := p.x.Changes(ctx, at, packPage)
		if err != nil {
			return err
		}
		if len(page.Versions)+len(page.Administrations) == 0 {
			return nil
		}
		if err := f(page); err != nil {
			return err
		}
		at = next
	}
}

// someFamilies chooses whole families, with the agency they point at.
func (p *packing) someFamilies(ctx context.Context) (filler, error) {
	var all store.Delivery
	none := store.FamilyID{}
	err := p.pages(ctx, store.Cursor{Administrations: p.manifest.To.Administrations}, func(d store.Delivery) error {
		for _, v := range d.Versions {
			if v.Family == none {
				all.Versions = append(all.Versions, v)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, code := range p.o.Families {
		f, err := p.r.FamilyByCode(ctx, code)
		if err != nil {
			return nil, fmt.Errorf("find family %s: %w", code, err)
		}
		d, err := p.x.OfOneFamily(ctx, f.ID)
		if err != nil {
			return nil, err
		}
		all.Versions = append(all.Versions, d.Versions...)
		all.Administrations = append(all.Administrations, d.Administrations...)
	}
	p.manifest.Counts = bundle.Counts{Versions: len(all.Versions), Administrations: len(all.Administrations)}
	return deliver(all), nil
}

// deliver packs what is in memory.
func deliver(d store.Delivery) filler {
	return func(w *bundle.Writer) error {
		if err := w.Versions(d.Versions...); err != nil {
			return err
		}
		return w.Administrations(d.Administrations...)
	}
}
