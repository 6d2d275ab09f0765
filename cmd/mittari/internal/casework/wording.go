package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// ImportWording stores a wording pack. Wording of an instrument that may only be used on paper is refused.
func (d *Desk) ImportWording(ctx context.Context, w instruments.Wording) error {
	def, err := d.cat.Get(w.Instrument)
	if err != nil {
		return fmt.Errorf("import wording: %w", err)
	}
	if def.Rights.Class == instruments.PaperOnly {
		return store.ErrPaperOnly
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveWording(ctx, w, d.clock().UTC()); err != nil {
			return fmt.Errorf("store the wording of %s: %w", w.Instrument, err)
		}
		return d.logTo(ctx, r, store.ActImport, store.FamilyID{}, fmt.Sprintf("wording %s %s", w.Instrument, w.Lang), w.Source)
	})
}

// Installed lists the languages in which an instrument can show full wording, in alphabetical order.
func (d *Desk) Installed(ctx context.Context, id instruments.ID) ([]instruments.Lang, error) {
	def, err := d.cat.Get(id)
	if err != nil {
		return nil, err
	}
	packs, err := d.rec.Wordings(ctx)
	if err != nil {
		return nil, fmt.Errorf("list wordings: %w", err)
	}
	return installed(def, packs), nil
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

// wordingFor is the text to show, or nil when there is none in that language: the screen then shows cues.
// It never falls back to another language silently.
func (d *Desk) wordingFor(ctx context.Context, def *instruments.Definition, l instruments.Lang, who instruments.Informant) (*instruments.Wording, error) {
	if own, ok := def.Own[l]; ok {
		return &own, nil
	}
	packs, err := d.rec.Wordings(ctx)
	if err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	for i := range packs {
		w := &packs[i]
		if w.Instrument == def.ID && w.Lang == l && (w.Informant == "" || w.Informant == who) {
			return w, nil
		}
	}
	return nil, nil
}
