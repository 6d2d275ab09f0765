package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mittari/mittari/export"
)

// ExistsError: there is a file already, and it was left as it is.
type ExistsError struct{ Path string }

// Error names the file.
func (e *ExistsError) Error() string { return e.Path + " exists already" }

// Save writes a report to a file, wholly or not at all: into a new file beside it first, which takes its place only
// when everything is on disk. A file that is there already is an *ExistsError unless overwrite is asked for.
// Only the owner may read the file. A run that is killed leaves the unfinished file beside it, its name ending in
// ".part": a piece of this same report as it would have been, compressed, and nothing else of the record.
func Save(ctx context.Context, path string, overwrite bool, r *export.Report, words export.Words, o Options) error {
	return saveAtomic(path, overwrite, func(w io.Writer) error { return Write(ctx, w, r, words, o) })
}

func saveAtomic(path string, overwrite bool, write func(io.Writer) error) (err error) {
	if _, err := os.Lstat(path); err == nil && !overwrite {
		return &ExistsError{Path: path}
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removed(tmp.Name()))
		}
	}()
	if err := errors.Join(write(tmp), tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	return settle(tmp.Name(), path, overwrite)
}

// removed takes away what was not finished.
func removed(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// settle gives the finished file its name. A link fails where a rename would replace a file that came in between;
// on file systems without links the look before has to do.
func settle(tmp, path string, overwrite bool) error {
	if !overwrite {
		switch err := os.Link(tmp, path); {
		case err == nil:
			return syncDir(path, removed(tmp))
		case errors.Is(err, fs.ErrExist):
			return &ExistsError{Path: path}
		}
	}
	return syncDir(path, os.Rename(tmp, path))
}

// syncDir makes the new name durable. Systems that cannot sync a folder keep the name with the file.
func syncDir(path string, err error) error {
	if err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}
