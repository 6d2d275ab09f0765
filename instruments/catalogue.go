package instruments

import (
	"archive/zip"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// library is the folder of the same name as the program carries it: packed, without what only tests read, and with a
// quick file beside every definition. A test compares it with the folder and makes it anew.
//
//go:embed library.zip
var library string

// Catalogue finds definitions by id and version. It reads a definition when it is first asked for and keeps it;
// it may be used by several goroutines at once.
type Catalogue struct {
	entries map[Ref]*entry
	order   []Ref // by id, then version
}

type entry struct {
	fsys fs.FS
	dir  string
	load func() (*Definition, error)
}

// DuplicateVersionError says that two libraries hold the same version of the same instrument.
// A version names one set of facts for ever, so one of the two must go.
type DuplicateVersionError struct{ Ref Ref }

// Error names the version.
func (e *DuplicateVersionError) Error() string {
	return fmt.Sprintf("instrument %s is in two libraries", e.Ref)
}

// Builtin opens the library that is part of the program.
func Builtin() (*Catalogue, error) { return OpenCatalogue() }

// OpenCatalogue opens the built-in library and further ones, each laid out as <id>/<version>/instrument.yaml. Files
// beside the instrument folders are ignored. Only folder names are read here: a definition that is wrong is
// found when it is asked for.
func OpenCatalogue(extra ...fs.FS) (*Catalogue, error) {
	builtin, err := zip.NewReader(strings.NewReader(library), int64(len(library)))
	if err != nil {
		return nil, fmt.Errorf("open built-in library: %w", err)
	}
	c := &Catalogue{entries: map[Ref]*entry{}}
	if err := c.add(builtin, loadBuiltin); err != nil {
		return nil, err
	}
	for _, fsys := range extra {
		if err := c.add(fsys, Load); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(c.order, func(a, b Ref) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version))
	})
	return c, nil
}

// loadBuiltin is Load by the fastest way.
func loadBuiltin(fsys fs.FS, dir string) (*Definition, error) {
	if d, ok := loadQuick(fsys, dir); ok {
		return d, nil
	}
	return Load(fsys, dir)
}

// loader reads the definition in a folder.
type loader func(fsys fs.FS, dir string) (*Definition, error)

func (c *Catalogue) add(fsys fs.FS, load loader) error {
	dirs, err := fs.Glob(fsys, "*/*/"+instrumentFile)
	if err != nil {
		return fmt.Errorf("list library: %w", err)
	}
	for _, file := range dirs {
		dir := path.Dir(file)
		version, err := strconv.Atoi(path.Base(dir))
		if err != nil || version < 1 {
			continue
		}
		ref := Ref{ID: ID(path.Dir(dir)), Version: version}
		if _, taken := c.entries[ref]; taken {
			return &DuplicateVersionError{Ref: ref}
		}
		e := &entry{fsys: fsys, dir: dir}
		e.load = sync.OnceValues(func() (*Definition, error) { return loadAs(load, fsys, dir, ref) })
		c.entries[ref] = e
		c.order = append(c.order, ref)
	}
	return nil
}

// loadAs loads a folder whose name promises an id and a version.
func loadAs(load loader, fsys fs.FS, dir string, ref Ref) (*Definition, error) {
	d, err := load(fsys, dir)
	if err != nil {
		return nil, err
	}
	if d.Ref() != ref {
		return nil, fmt.Errorf("load definition %s: %w", dir, &DefinitionError{Finding: Finding{
			Code: WrongFolder, File: instrumentFile, Where: "id",
			Problem: fmt.Sprintf("the file says %s but lies in the folder of %s", d.Ref(), ref),
			Mend:    "Move the folder, or correct id and version",
		}})
	}
	return d, nil
}

// Refs lists every version of every instrument, by id and then version.
func (c *Catalogue) Refs() []Ref { return slices.Clone(c.order) }

// Get gives the newest version of an instrument, drafts included. It is ErrUnknownInstrument when there is none.
func (c *Catalogue) Get(id ID) (*Definition, error) {
	for _, ref := range slices.Backward(c.order) {
		if ref.ID == id {
			return c.At(ref)
		}
	}
	return nil, fmt.Errorf("instrument %s: %w", id, ErrUnknownInstrument)
}

// At gives one version of an instrument. It is ErrUnknownInstrument when there is none.
func (c *Catalogue) At(ref Ref) (*Definition, error) {
	e, ok := c.entries[ref]
	if !ok {
		return nil, fmt.Errorf("instrument %s: %w", ref, ErrUnknownInstrument)
	}
	return e.load()
}

// List gives the newest version of every instrument, by id. Definitions that cannot be loaded are left out
// of the list and joined in the error, so that one broken file does not hide the others.
func (c *Catalogue) List() ([]*Definition, error) {
	var newest []Ref
	for i, ref := range c.order {
		if i+1 == len(c.order) || c.order[i+1].ID != ref.ID {
			newest = append(newest, ref)
		}
	}
	// Reading is nearly all of the work and each file stands alone, so it is shared out.
	var reading sync.WaitGroup
	for _, ref := range newest {
		reading.Go(func() { _, _ = c.At(ref) }) // the error is met again below
	}
	reading.Wait()

	var list []*Definition
	var problems []error
	for _, ref := range newest {
		d, err := c.At(ref)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		list = append(list, d)
	}
	return list, errors.Join(problems...)
}

// Cases gives the worked examples of one version.
func (c *Catalogue) Cases(ref Ref) ([]Case, error) {
	e, ok := c.entries[ref]
	if !ok {
		return nil, fmt.Errorf("cases of %s: %w", ref, ErrUnknownInstrument)
	}
	d, err := e.load()
	if err != nil {
		return nil, err
	}
	cases, err := LoadCases(e.fsys, e.dir, d)
	if isMissing(err) {
		if q, quickErr := readQuick(e.fsys, e.dir); quickErr == nil {
			return q.Cases, nil
		}
	}
	return cases, err
}
