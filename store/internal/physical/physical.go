package physical

// Kind is what is done to a file.
type Kind byte

// Kinds of operations. Zero is none of them.
const (
	Read Kind = 1 + iota
	Write
	Truncate
	Sync
	Delete
)

// Operation is one operation on a file as it lies on the disk.
type Operation struct {
	Kind Kind
	Path string // empty for temporary files
	Off  int64  // of a write; new size of a truncation
	Data []byte // of a write; valid during the call only
}

// Seam hangs on one vault, and on the copies it makes. A nil Seam sees nothing.
type Seam struct {
	// Before may return a result code of SQLite that is given to it in place of doing the operation; 0 is none.
	Before func(Operation) int32
	// After sees what was done.
	After func(Operation)
}

// Ask is called before an operation and returns 0 when it shall be done.
func (s *Seam) Ask(o Operation) int32 {
	if s == nil || s.Before == nil {
		return 0
	}
	return s.Before(o)
}

// Tell is called after an operation, with the result code of the operating system's layer.
func (s *Seam) Tell(o Operation, rc int32) {
	if s != nil && s.After != nil && rc == 0 {
		s.After(o)
	}
}
