package powercut

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/mittari/mittari/store/internal/physical"
)

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// Files are contents by path.
type Files map[string][]byte

func (f Files) clone() Files {
	files := maps.Clone(f)
	for name, b := range files {
		files[name] = bytes.Clone(b)
	}
	return files
}

// WriteTo puts the files into a new directory under their names.
func (f Files) WriteTo(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("write image: %w", err)
	}
	for name, b := range f {
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), b, 0o600); err != nil {
			return fmt.Errorf("write image: %w", err)
		}
	}
	return nil
}

// Image is what a cut after the last of steps leaves of base.
func Image(steps []Step, base Files, r *rand.Rand) Files {
	synced := lastSyncs(steps)
	files := base.clone()
	loseAll := r.IntN(3) == 0
	for i, s := range steps {
		durable := i <= synced[s.Path]
		switch s.Kind {
		case physical.Write:
			fate := r.IntN(3) // written, torn, lost
			switch {
			case durable || !loseAll && fate == 0:
				files.write(s.Operation, all)
			case !loseAll && fate == 1:
				files.write(s.Operation, func(int64) bool { return r.IntN(2) == 0 })
			}
		case physical.Truncate:
			if durable || r.IntN(2) == 0 {
				files.truncate(s.Operation)
			}
		case physical.Delete:
			delete(files, s.Path)
		case physical.Read, physical.Sync:
		}
	}
	return files
}

func lastSyncs(steps []Step) map[string]int {
	synced := map[string]int{}
	for i, s := range steps {
		if s.Kind == physical.Sync {
			synced[s.Path] = i
		}
	}
	return synced
}

func all(int64) bool { return true }

// write writes those sectors, counted from the first of the write, for which keep says yes.
func (f Files) write(o physical.Operation, keep func(sector int64) bool) {
	b := f[o.Path]
	end := o.Off + int64(len(o.Data))
	if int64(len(b)) < end {
		b = append(b, make([]byte, end-int64(len(b)))...)
	}
	first := o.Off / sector
	for s := first; s*sector < end; s++ {
		if keep(s - first) {
			low, high := max(s*sector, o.Off), min((s+1)*sector, end)
			copy(b[low:high], o.Data[low-o.Off:high-o.Off])
		}
	}
	f[o.Path] = b
}

func (f Files) truncate(o physical.Operation) {
	if b := f[o.Path]; int64(len(b)) > o.Off {
		f[o.Path] = b[:o.Off]
	}
}
