package casework

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// FolderEntry is a name in a folder of the user's own.
type FolderEntry struct {
	Name string
	Dir  bool // a folder, or a link to one
}

// ListFolder lists the names in a folder, folders first. The path may begin with ~ for the user's own folder; an empty
// one is where the program was started. Nothing in the files is read.
func ListFolder(path string) ([]FolderEntry, error) {
	path = HomePath(path)
	if path == "" {
		path = "."
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("list the folder: %w", err)
	}
	out := make([]FolderEntry, len(entries))
	for i, e := range entries {
		out[i] = FolderEntry{Name: e.Name(), Dir: e.IsDir()}
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(filepath.Join(path, e.Name()))
			out[i].Dir = err == nil && info.IsDir()
		}
	}
	slices.SortStableFunc(out, func(a, b FolderEntry) int {
		if a.Dir != b.Dir {
			if a.Dir {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Name, b.Name)
	})
	return out, nil
}

// DocumentsFolder is where a person looks for documents: the folder of that name in one of our languages, or where the
// program was started.
func DocumentsFolder() string {
	if home, err := os.UserHomeDir(); err == nil {
		for _, name := range []string{"Documents", "Asiakirjat", "Tiedostot", "Dokument"} {
			dir := filepath.Join(home, name)
			if info, err := os.Stat(dir); err == nil && info.IsDir() {
				return dir
			}
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	return dir
}
