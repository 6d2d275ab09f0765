package vault

// seam lets a test see and spoil what reaches the operating system. It hangs on one vault; without one
// nothing is called.
type seam struct {
	// before may return a result code that is given to SQLite in place of doing the operation.
	before func(physical) int32
	// after sees what was done.
	after func(physical)
}

type opKind byte

const (
	opRead opKind = 1 + iota
	opWrite
	opTruncate
	opSync
	opDelete
)

// physical is one operation on a file as it lies on the disk.
type physical struct {
	op   opKind
	path string // empty for temporary files
	off  int64  // of a write; new size of a truncation
	data []byte // of a write; valid during the call only
}

func (s *seam) ask(p physical) int32 {
	if s == nil || s.before == nil {
		return rcOK
	}
	return s.before(p)
}

func (s *seam) tell(p physical, rc int32) {
	if s != nil && s.after != nil && rc == rcOK {
		s.after(p)
	}
}
