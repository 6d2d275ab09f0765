package casework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mittari/mittari/store/bundle"
)

// WriteFile writes a file whole or not at all: beside its place first, then under its name. With replace it takes the
// place of an older file, without it an existing one is ErrFileExists.
func WriteFile(path string, replace bool, write func(io.Writer) error) (err error) {
	if !replace {
		if _, err := os.Lstat(path); err == nil {
			return ErrFileExists
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// PackFile is Pack into a file, which appears whole or not at all.
func (d *Desk) PackFile(ctx context.Context, o PackOrder, path string, replace bool) (Packed, error) {
	return d.Pack(ctx, o, func(write func(io.Writer) error) error { return WriteFile(path, replace, write) })
}

// OpenBundles opens files for reading; the function it returns closes them.
func OpenBundles(paths []string) (files []BundleFile, done func() error, err error) {
	var opened []*os.File
	done = func() error {
		var errs []error
		for _, f := range opened {
			errs = append(errs, f.Close())
		}
		return errors.Join(errs...)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, done, errors.Join(fmt.Errorf("open the bundle: %w", err), done())
		}
		opened = append(opened, f)
		info, err := f.Stat()
		if err != nil {
			return nil, done, errors.Join(fmt.Errorf("open the bundle: %w", err), done())
		}
		files = append(files, BundleFile{Name: path, At: f, Size: info.Size()})
	}
	return files, done, nil
}

// FindBundles turns what a person typed into files: paths with ";" between them, each of a file, of a folder whose
// bundles are meant, or with a "*". Nothing found is ErrNoBundles.
func FindBundles(typed string) ([]string, error) {
	var out []string
	for part := range strings.SplitSeq(typed, ";") {
		path := HomePath(strings.Trim(strings.TrimSpace(part), `"'`))
		if path == "" {
			continue
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, "*"+BundleExt)
		} else if err == nil {
			out = append(out, path) // also when its name has a "*" or a bracket in it
			continue
		}
		if !strings.ContainsAny(path, "*?[") {
			return nil, fmt.Errorf("open the bundle: %w", &os.PathError{Op: "open", Path: path, Err: os.ErrNotExist})
		}
		found, err := filepath.Glob(path)
		if err != nil {
			return nil, fmt.Errorf("find bundles: %w", err)
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 0 {
		return nil, ErrNoBundles
	}
	return out, nil
}

// BundleExt ends the name of a bundle.
const BundleExt = ".bundle"

// InspectedFile is what a bundle says about itself, or why it cannot come in.
type InspectedFile struct {
	Path     string
	Manifest bundle.Manifest
	Mark     bundle.Mark // of its signer; empty when it could not be read
	Err      error
}

// InspectFiles reads bundles through, one after the other, and takes nothing in. Those that Merge would refuse for the sort
// of file they come from have that as their error already.
func (d *Desk) InspectFiles(ctx context.Context, paths []string, passphrase string, progress func(done, of int)) ([]InspectedFile, error) {
	m, err := d.newMerging(ctx, MergeOrder{Passphrase: passphrase}, "")
	if err != nil {
		return nil, err
	}
	out := make([]InspectedFile, len(paths))
	for i, path := range paths {
		if progress != nil {
			progress(i, len(paths))
		}
		out[i] = m.inspect(ctx, path)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return out, nil
}

func (m *merging) inspect(ctx context.Context, path string) InspectedFile {
	out := InspectedFile{Path: path}
	files, done, err := OpenBundles([]string{path})
	if err != nil {
		out.Err = err
		return out
	}
	manifest, err := m.d.Inspect(ctx, files[0], m.o.Passphrase)
	if err = errors.Join(err, done()); err != nil {
		out.Err = err
		return out
	}
	out.Manifest, out.Mark, out.Err = manifest, bundle.MarkOf(manifest.Signer), m.allowed(manifest)
	return out
}

// MergeFiles is Merge of files by their paths.
func (d *Desk) MergeFiles(ctx context.Context, paths []string, o MergeOrder) (v MergeView, err error) {
	files, done, err := OpenBundles(paths)
	if err != nil {
		return v, err
	}
	o.Files = files
	v, err = d.Merge(ctx, o)
	return v, errors.Join(err, done())
}

// EvaluatorGroups says how alone families would stand in a bundle for an evaluator, with or without blanking gender and
// age of those that do. Nothing is packed.
func (d *Desk) EvaluatorGroups(ctx context.Context, blank bool) (GroupReport, error) {
	s, err := readExchange(ctx, d.rec)
	if err != nil {
		return GroupReport{}, err
	}
	e := newEvaluation(&packing{r: d.rec, x: d.rec, s: s}, d.Date())
	if err := e.read(ctx); err != nil {
		return GroupReport{}, err
	}
	_, _, report := smallGroups(e.groups, blank)
	report.Out = len(e.out)
	return report, nil
}
