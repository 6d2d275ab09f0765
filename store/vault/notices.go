package vault

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
)

// Notices is what a vault met since it was opened and a person should hear of. None of it stopped the
// work.
type Notices struct {
	// WALDropped counts units of the write-ahead log that did not authenticate while it was recovered;
	// the log counts as ended there. A power cut in the middle of a write does that to the last
	// transaction, one that was never acknowledged. So would an alteration.
	WALDropped int
	// WALCopy is where the log was kept as it was, or empty.
	WALCopy string
	// HeaderRepaired says that one of the two header copies was unreadable and was written anew.
	HeaderRepaired bool
	// BadPage is the last page that did not authenticate, from 1, or 0. The read of it failed.
	BadPage int64
	// Panics counts faults of this package that were caught on the way back to SQLite.
	Panics    int
	LastPanic string
}

// tally collects notices. Callbacks write it, the application reads it.
type tally struct {
	badPage atomic.Int64
	badWAL  atomic.Int64
	pages   atomic.Int64 // of the database, as page 1 last said

	mu       sync.Mutex
	dropped  int
	copied   string
	repaired bool
	panics   int
	last     string
}

func (t *tally) notices() Notices {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Notices{
		WALDropped: t.dropped, WALCopy: t.copied, HeaderRepaired: t.repaired,
		BadPage: t.badPage.Load(), Panics: t.panics, LastPanic: t.last,
	}
}

func (t *tally) panicked(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.panics++
	t.last = text
}

func (t *tally) headerRepaired() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.repaired = true
}

// walDropped notes the end of a recovery and keeps the log, once per vault. That the copy fails, for
// want of room, is no reason not to open: what was dropped cannot be read anyhow.
func (t *tally) walDropped(path string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.dropped++
	if t.dropped > 1 {
		return
	}
	if kept, err := keepCopy(path); err == nil {
		t.copied = kept
	}
}

// keptCopies bounds how many logs are kept beside one vault; the oldest gives way.
const keptCopies = 5

func keepCopy(path string) (string, error) {
	to, err := keptName(path)
	if err != nil {
		return "", err
	}
	src, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("keep log: %w", err)
	}
	defer src.Close() //nolint:errcheck // opened for reading
	dst, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("keep log: %w", err)
	}
	_, err = io.Copy(dst, src)
	if err == nil {
		err = dst.Sync()
	}
	if e := dst.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = os.Remove(to)
		return "", fmt.Errorf("keep log: %w", err)
	}
	return to, nil
}

// keptName returns the first free name, or that of the oldest copy.
func keptName(path string) (string, error) {
	var oldest string
	var age os.FileInfo
	for i := 1; i <= keptCopies; i++ {
		name := fmt.Sprintf("%s.kept-%d", path, i)
		fi, err := os.Lstat(name)
		switch {
		case os.IsNotExist(err):
			return name, nil
		case err != nil:
			return "", fmt.Errorf("keep log: %w", err)
		case age == nil || fi.ModTime().Before(age.ModTime()):
			oldest, age = name, fi
		}
	}
	return oldest, nil
}
