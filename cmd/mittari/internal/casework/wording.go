package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// ImportWording stores a wording pack. Wording of an instrument that may only be used on paper is store.ErrPaperOnly;
// where the holder has to be asked and no permission holds, it is a *PermissionError.
func (d *Desk) ImportWording(ctx context.Context, w instruments.Wording) error {
	def, err := d.cat.Get(w.Instrument)
	if err != nil {
		return fmt.Errorf("import wording: %w", err)
	}
	if err := d.MayShow(ctx, def); err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveWording(ctx, w, d.clock().UTC()); err != nil {
			return fmt.Errorf("store the wording of %s: %w", w.Instrument, err)
		}
		return d.logTo(ctx, r, store.ActImport, store.FamilyID{}, wordingObject(w), w.Source)
	})
}

// MayShow reports why full wording of a definition may not be brought in or shown today, or nil.
func (d *Desk) MayShow(ctx context.Context, def *instruments.Definition) error {
	b, err := d.rightsBook(ctx)
	if err != nil {
		return err
	}
	_, err = b.mayShow(def)
	return err
}

// Wordings lists the wordings that are in use.
func (d *Desk) Wordings(ctx context.Context) ([]instruments.Wording, error) {
	packs, err := d.rec.Wordings(ctx)
	if err != nil {
		return nil, fmt.Errorf("list wordings: %w", err)
	}
	return packs, nil
}

// WordingFor is the wording of a definition in a language, for an informant or all. What may not be shown is refused as
// by ImportWording, what is not installed is a *NoWordingError.
func (d *Desk) WordingFor(ctx context.Context, def *instruments.Definition, l instruments.Lang, who instruments.Informant) (*instruments.Wording, error) {
	b, err := d.rightsBook(ctx)
	if err != nil {
		return nil, err
	}
	w := b.find(def, l, who)
	if w == nil {
		return nil, &NoWordingError{Instrument: def.ID, Holder: def.Rights.Holder, Lang: l}
	}
	_, err = b.mayShow(def)
	return w, err
}

// RemoveWording takes a wording, named by its hash, out of use. kept reports that answered forms showed it, so that it
// stays in the file without being shown.
func (d *Desk) RemoveWording(ctx context.Context, hash string) (kept bool, err error) {
	packs, err := d.Wordings(ctx)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(packs, func(w instruments.Wording) bool { return w.Hash == hash })
	if i < 0 {
		return false, store.ErrNotFound
	}
	err = d.rec.Batch(ctx, func(r Record) error {
		if kept, err = r.RemoveWording(ctx, hash, d.clock().UTC()); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActDelete, store.FamilyID{}, wordingObject(packs[i]), packs[i].Source)
	})
	return kept, err
}

func wordingObject(w instruments.Wording) string {
	text := fmt.Sprintf("wording %s %s", w.Instrument, w.Lang)
	if w.Informant != "" {
		text += " " + string(w.Informant)
	}
	return text
}

// Installed lists the languages in which an instrument can show full wording now, in alphabetical order.
func (d *Desk) Installed(ctx context.Context, id instruments.ID) ([]instruments.Lang, error) {
	s, err := d.Standing(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.Langs(), nil
}

func installed(def *instruments.Definition, packs []instruments.Wording) []instruments.Lang {
	var langs []instruments.Lang
	for l := range def.Own {
		langs = append(langs, l)
	}
	for _, w := range packs {
		if w.Instrument == def.ID {
			langs = append(langs, w.Lang)
		}
	}
	slices.Sort(langs)
	return slices.Compact(langs)
}

// find is the wording in a language for an informant, or nil: the screen then shows cues. Of two the later import is
// used; another language is never taken silently. An easier form of a language stands for texts of our own, so where
// there is none of it the language itself is read.
func (b *rightsBook) find(def *instruments.Definition, l instruments.Lang, who instruments.Informant) *instruments.Wording {
	if w := b.in(def, l, who); w != nil || l.Base() == l {
		return w
	}
	return b.in(def, l.Base(), who)
}

func (b *rightsBook) in(def *instruments.Definition, l instruments.Lang, who instruments.Informant) *instruments.Wording {
	if own, ok := def.Own[l]; ok {
		return &own
	}
	for _, w := range slices.Backward(b.packs) {
		if w.Instrument == def.ID && w.Lang == l && (w.Informant == "" || w.Informant == who) {
			return &w
		}
	}
	return nil
}

// toBegin is the wording that a new administration shows and the permission it is counted under. Where wording is
// installed that may not be shown, it is a *PermissionError unless the worker has chosen to go on without or keys the
// answers from paper.
func (b *rightsBook) toBegin(def *instruments.Definition, a store.Administration, cues bool) (*instruments.Wording, *PermissionView, error) {
	w := b.find(def, a.Lang, a.Informant)
	if w == nil || cues || def.Rights.Class == instruments.PaperOnly {
		return nil, nil, nil
	}
	p, err := b.mayShow(def)
	switch {
	case err == nil:
		return w, p, nil
	case a.Mode == store.FromPaper:
		return nil, nil, nil
	}
	return nil, nil, err
}

// toResume is the wording that an unfinished administration goes on with. One that is counted under a permission
// shows it as long as that neither has expired nor been taken back; otherwise the form goes on with cues.
func (d *Desk) toResume(ctx context.Context, def *instruments.Definition, a store.Administration) (*instruments.Wording, error) {
	b, err := d.rightsBook(ctx)
	if err != nil || def.Rights.Class == instruments.PaperOnly {
		return nil, err
	}
	if def.Rights.Class == instruments.Permission {
		id, err := d.rec.UsedPermission(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(b.permissions, func(p PermissionView) bool {
			return p.ID == id && (p.Problem == "" || p.Problem == PermissionUsedUp)
		}) {
			return nil, nil
		}
	}
	for _, w := range b.packs {
		if w.Hash == a.Wording && a.Wording != "" {
			return &w, nil // the one it was begun with, though a newer may be in use
		}
	}
	return b.find(def, a.Lang, a.Informant), nil
}
