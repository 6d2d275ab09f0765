package vault

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

// The only mutable state of the package that is not held by a value. Two things force it:
//
//   - SQLite calls back with plain integers. A handle from a table turns them into Go values; a pointer
//     would not keep anything alive.
//   - Locks of POSIX belong to the process, so that this process must never open a vault file twice.
var (
	files      handleTable[file]
	systems    handleTable[vfs]
	openVaults registry
)

const maxHandles = 4096

// handleTable maps small integers to values. Looking up takes no lock.
type handleTable[T any] struct {
	mu    sync.Mutex
	slots [maxHandles]atomic.Pointer[T]
}

// put returns a handle for x, never 0, or 0 when the table is full.
func (t *handleTable[T]) put(x *T) uintptr {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := uintptr(1); i < maxHandles; i++ {
		if t.slots[i].CompareAndSwap(nil, x) {
			return i
		}
	}
	return 0
}

func (t *handleTable[T]) get(handle uintptr) *T { return t.slots[handle].Load() }

func (t *handleTable[T]) drop(handle uintptr) { t.slots[handle].Store(nil) }

// registry knows the vaults that this process has open.
type registry struct {
	mu      sync.Mutex
	entries []*claim
}

// claim is one open vault. Its header is the truth while the vault is open: nobody else may read the file.
type claim struct {
	file   os.FileInfo
	header *headerPair
}

// claim reserves the file at path for one vault and reads its header, or returns ErrInUse.
func (r *registry) claim(path string) (*claim, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c := r.find(path); c != nil {
		return nil, fmt.Errorf("%w: open in this process", ErrInUse)
	}
	p, err := readHeaderFile(path)
	if err != nil {
		return nil, err
	}
	fi, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	c := &claim{file: fi, header: p}
	r.entries = append(r.entries, c)
	return c, nil
}

// holds says whether this process has the vault at path open.
func (r *registry) holds(path string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.find(path) != nil
}

// header returns the header of the vault at path: of the open one if there is one, else from the file.
func (r *registry) header(path string) (*headerPair, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c := r.find(path); c != nil {
		return c.header, nil
	}
	return readHeaderFile(path)
}

// update replaces the header of an open vault.
func (r *registry) update(c *claim, p *headerPair) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c.header = p
}

func (r *registry) release(c *claim) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, e := range r.entries {
		if e == c {
			r.entries = append(r.entries[:i], r.entries[i+1:]...)
			return
		}
	}
}

// find looks by identity of the file, so that a link or another spelling of the path is the same vault.
func (r *registry) find(path string) *claim {
	fi, err := os.Stat(path)
	if err != nil {
		return nil
	}
	for _, c := range r.entries {
		if os.SameFile(c.file, fi) {
			return c
		}
	}
	return nil
}
