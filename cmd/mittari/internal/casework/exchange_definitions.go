package casework

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// PackDefinitions packs files of definitions, and the wordings in use when they are wanted. They are signed by this
// file; whoever installs them sees by whom.
func (d *Desk) PackDefinitions(ctx context.Context, o PackOrder, files []bundle.File, wordings bool, put func(func(io.Writer) error) error) (Packed, error) {
	var packs []instruments.Wording
	if wordings {
		var err error
		if packs, err = d.Wordings(ctx); err != nil {
			return Packed{}, err
		}
	}
	if len(files)+len(packs) == 0 {
		return Packed{}, ErrEmptyBundle
	}
	var done Packed
	err := d.changeExchange(ctx, func(r Record, s *exchangeState) error {
		p := &packing{r: r, x: r, s: s, o: o}
		err := p.address()
		if err != nil {
			return err
		}
		if p.key, err = bundle.SignerOf(s.Seed); err != nil {
			return err
		}
		if p.manifest, err = d.manifest(ctx, r, r, bundle.Definitions); err != nil {
			return err
		}
		p.manifest.Program, p.manifest.Counts = o.Program, bundle.Counts{Files: len(files), Wordings: len(packs)}
		err = put(func(out io.Writer) error {
			return p.write(out, func(w *bundle.Writer) error { return fillDefinitions(w, files, packs) })
		})
		if err != nil {
			return err
		}
		done = Packed{Bundle: p.manifest.Bundle, For: p.name(), Signer: signerMark(p.key), Counts: p.manifest.Counts}
		why := fmt.Sprintf("for %s, %d files, %d wordings", p.nameOr("a passphrase"), len(files), len(packs))
		return d.logTo(ctx, r, store.ActExport, store.FamilyID{}, bundleObject(p.manifest), why)
	})
	return done, err
}

func fillDefinitions(w *bundle.Writer, files []bundle.File, packs []instruments.Wording) error {
	for _, f := range files {
		if err := w.File(f); err != nil {
			return err
		}
	}
	for _, v := range packs {
		if err := w.Wording(v); err != nil {
			return err
		}
	}
	return nil
}

// InstallOrder is a bundle of definitions to install.
type InstallOrder struct {
	File       BundleFile
	Passphrase string
	Accept     []string // fingerprints of signers that have been compared
}

// Installed is what came of it.
type InstalledBundle struct {
	Manifest bundle.Manifest
	Mark     bundle.Mark
	Files    []string
	Wordings []InstalledWording
}

// InstalledWording is a wording of the bundle; Err says why it was not taken.
type InstalledWording struct {
	Instrument instruments.ID
	Lang       instruments.Lang
	Holder     string
	Err        error
}

// Install takes definitions and wordings from a bundle. A signer that has not been vouched for here is a *SignerError: what
// is asked of families is not changed on a stranger's word. put writes the files, all or none, before anything else is
// done. A wording that may not be used here is left out and said.
func (d *Desk) Install(ctx context.Context, o InstallOrder, put func([]bundle.File) error) (InstalledBundle, error) {
	var done InstalledBundle
	s, err := readExchange(ctx, d.rec)
	if err != nil {
		return done, err
	}
	keys, err := s.keys(o.Passphrase)
	if err != nil {
		return done, err
	}
	c, err := bundle.Check(ctx, o.File.At, o.File.Size, keys, nil)
	if err != nil {
		return done, err
	}
	done.Manifest, done.Mark = c.Manifest, bundle.MarkOf(c.Manifest.Signer)
	if c.Manifest.Purpose != bundle.Definitions {
		return done, ErrNoDefinitions
	}
	if _, err := s.vouch(c.Manifest, o.Accept); err != nil {
		return done, err
	}
	var all bundle.Part
	err = c.Each(ctx, nil, func(p bundle.Part) error {
		all.Files, all.Wordings = append(all.Files, p.Files...), append(all.Wordings, p.Wordings...)
		return nil
	})
	if err != nil {
		return done, err
	}
	if err := put(all.Files); err != nil {
		return done, err
	}
	return done, d.installed(ctx, all, &done)
}

// installed takes the wordings in, remembers the signer and logs.
func (d *Desk) installed(ctx context.Context, all bundle.Part, done *InstalledBundle) error {
	for _, f := range all.Files {
		done.Files = append(done.Files, f.Path)
	}
	for _, w := range all.Wordings {
		err := d.ImportWording(ctx, w)
		if err != nil && (ctx.Err() != nil || !leavesOut(err)) {
			return err
		}
		done.Wordings = append(done.Wordings, InstalledWording{Instrument: w.Instrument, Lang: w.Lang, Holder: w.Holder, Err: err})
	}
	return d.changeExchange(ctx, func(r Record, s *exchangeState) error {
		s.know(done.Manifest, d)
		why := fmt.Sprintf("signed by %s (%s), %d files, %d wordings", done.Manifest.Sender, done.Mark.Hex, len(all.Files), len(all.Wordings))
		return d.logTo(ctx, r, store.ActImport, store.FamilyID{}, bundleObject(done.Manifest), why)
	})
}

// leavesOut reports whether an error is about one wording only.
func leavesOut(err error) bool {
	var permission *PermissionError
	return errors.As(err, &permission) || errors.Is(err, store.ErrPaperOnly) || errors.Is(err, instruments.ErrUnknownInstrument)
}
