package dataset

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// ExistsError says that there is something at the place of the folder already, and whether it may be replaced: only an
// earlier dataset may.
type ExistsError struct {
	Path    string
	Dataset bool
}

// Error implements error.
func (e *ExistsError) Error() string { return "there is something already at " + e.Path }

// MessageKey names the sentence for it in the catalogues.
func (e *ExistsError) MessageKey() (string, []any) {
	if e.Dataset {
		return "dataset-exists", []any{"path", e.Path}
	}
	return "dataset-other-folder", []any{"path", e.Path}
}

// File is a file of a dataset.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// folder is written beside its place and put there whole, or not at all. What a kill leaves behind is a folder whose name
// ends in .part and that holds rows of the same dataset, nothing more.
type folder struct {
	path, temp string
	files      []File
}

func newFolder(path string, overwrite bool) (*folder, error) {
	path = filepath.Clean(path)
	switch _, err := os.Lstat(path); {
	case err == nil:
		_, no := os.Stat(filepath.Join(path, manifestName))
		if !overwrite || no != nil {
			return nil, &ExistsError{Path: path, Dataset: no == nil}
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("look for the folder: %w", err)
	}
	temp, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.part")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	return &folder{path: path, temp: temp}, nil
}

// drop removes what was written so far.
func (f *folder) drop() error { return os.RemoveAll(f.temp) }

// commit puts the folder in its place, and takes an earlier dataset away from there.
func (f *folder) commit() error {
	aside := ""
	if _, err := os.Lstat(f.path); err == nil {
		aside = f.temp + ".old"
		if err := os.Rename(f.path, aside); err != nil {
			return fmt.Errorf("set the earlier dataset aside: %w", err)
		}
	}
	if err := os.Rename(f.temp, f.path); err != nil {
		err = fmt.Errorf("put the dataset in its place: %w", err)
		if aside != "" {
			err = errors.Join(err, os.Rename(aside, f.path))
		}
		return err
	}
	if aside != "" {
		return os.RemoveAll(aside)
	}
	return nil
}

// hashFiles is a hash over names and contents of all files.
func (f *folder) hashFiles() string {
	slices.SortFunc(f.files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	h := sha256.New()
	for _, one := range f.files {
		h.Write(fmt.Appendf(nil, "%s  %s\n", one.SHA256, one.Name))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// file is one that is being written.
type file struct {
	*bufio.Writer
	of   *folder
	name string
	disk *os.File
	sum  hash.Hash
	size int64
}

// create begins a file; its name may have folders, divided by slashes.
func (f *folder) create(name string) (*file, error) {
	path := filepath.Join(f.temp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	disk, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make a file: %w", err)
	}
	out := &file{of: f, name: name, disk: disk, sum: sha256.New()}
	out.Writer = bufio.NewWriterSize(counting{out}, 1<<16)
	return out, nil
}

// counting writes to the disk and to the sum.
type counting struct{ f *file }

func (c counting) Write(b []byte) (int, error) {
	n, err := c.f.disk.Write(b)
	c.f.size += int64(n)
	c.f.sum.Write(b[:n]) // a hash never fails
	return n, err
}

// Close waits until the file is on the disk.
func (f *file) Close() error {
	err := f.Flush()
	if err == nil {
		err = f.disk.Sync()
	}
	if err := errors.Join(err, f.disk.Close()); err != nil {
		return fmt.Errorf("write %s: %w", f.name, err)
	}
	f.of.files = append(f.of.files, File{Name: f.name, Size: f.size, SHA256: hex.EncodeToString(f.sum.Sum(nil))})
	return nil
}
