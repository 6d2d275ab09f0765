package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Exchange gives the vault at from the name path, and what had that name the name kept, which must be free (ErrExists).
// Both are in one folder; from exists no more afterwards. At every moment there is a whole vault at path, the old or
// the new one, on file systems that know hard links; on others, such as FAT, a power cut between two renamings leaves
// both under their other names. Errors: ErrInUse when either is open or has an unfinished log beside it, to be
// finished by opening and closing it.
func Exchange(path, from, kept string) error { return exchange(path, from, kept, os.Link) }

func exchange(path, from, kept string, link func(string, string) error) error {
	for _, p := range []string{path, from} {
		if err := mustBeAtRest(p); err != nil {
			return err
		}
	}
	if err := mustNotExist(kept); err != nil {
		return err
	}
	err := link(path, kept)
	if err != nil && !errors.Is(err, os.ErrExist) {
		err = os.Rename(path, kept)
	}
	if err != nil {
		return fmt.Errorf("keep the old file: %w", classifySystem(err))
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return err
	}
	if err := os.Rename(from, path); err != nil {
		return fmt.Errorf("put the new file in its place: %w", classifySystem(err))
	}
	return syncDir(filepath.Dir(path))
}

// mustBeAtRest makes sure that nobody in this process has the vault open and that it is one file.
func mustBeAtRest(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("find %s: %w", path, err)
	}
	if openVaults.holds(abs) {
		return fmt.Errorf("%w: %s", ErrInUse, path)
	}
	if _, err := os.Stat(abs); err != nil {
		return fmt.Errorf("find %s: %w", path, err)
	}
	if fi, err := os.Stat(abs + "-wal"); err == nil && fi.Size() > 0 {
		return fmt.Errorf("%w: %s has an unfinished log", ErrInUse, path)
	}
	return nil
}
