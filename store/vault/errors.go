package vault

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with a vault, told apart so that a caller can decide. None of them means that
// anything was lost.
var (
	// ErrWrongSecret: the slot exists and its secret is not the one given, or a key belongs to another vault.
	ErrWrongSecret = errors.New("wrong secret")
	// ErrNoSuchSlot: the vault has no secret of that kind.
	ErrNoSuchSlot = errors.New("no such key slot")
	// ErrLastSlot: removing this slot would leave nothing to open the vault with.
	ErrLastSlot = errors.New("last key slot")
	// ErrRecoveryCode: the text is not a recovery code, most likely a typing mistake.
	ErrRecoveryCode = errors.New("not a recovery code")
	// ErrBadSecret: secrets that cannot make a vault: none, empty, two of one kind, unknown kind.
	ErrBadSecret = errors.New("unusable secret")
	// ErrWeakKDF: parameters outside FloorKDF and the largest the format takes.
	ErrWeakKDF = errors.New("key derivation parameters out of range")
	// ErrNotVault: the file is something else.
	ErrNotVault = errors.New("not a vault")
	// ErrHeaderAltered: the header is whole but was not written by somebody who knows the key.
	ErrHeaderAltered = errors.New("vault header altered")
	// ErrTruncated: the end of the file is missing.
	ErrTruncated = errors.New("vault truncated")
	// ErrExists: there is already a file of that name; it was not touched.
	ErrExists = errors.New("file exists")
	// ErrInUse: another process, or this one, has the vault open, or another connection holds a lock.
	ErrInUse = errors.New("vault in use")
	// ErrDiskFull: no room. The transaction was rolled back; everything committed before is intact.
	ErrDiskFull = errors.New("disk full")
	// ErrReadOnly: the vault was opened read-only, or its file cannot be written.
	ErrReadOnly = errors.New("vault is read-only")
	// ErrForgotten: the key was wiped.
	ErrForgotten = errors.New("key was forgotten")
)

// NewerFormatError reports a file written by a later version of this package.
type NewerFormatError struct {
	Have uint32 // format of the file
	Know uint32 // newest format this package reads
}

// Error implements error.
func (e *NewerFormatError) Error() string {
	return fmt.Sprintf("vault format %d is newer than %d", e.Have, e.Know)
}

// DamagedError reports content that does not authenticate or does not hang together: a fault of the
// disk, or an alteration. It never comes from a wrong secret.
type DamagedError struct {
	Path string // empty when not known
	Page int64  // first bad page counted from 1; 0 is the header or not known
	Err  error  // cause, may be nil
}

// Error implements error.
func (e *DamagedError) Error() string {
	s := "vault damaged or altered"
	if e.Path != "" {
		s += ": " + e.Path
	}
	if e.Page > 0 {
		s += fmt.Sprintf(": page %d", e.Page)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Err }

// Classify turns an error of the database driver into one of this package's, keeping the cause. It
// goes by result code, never by text. Errors it does not know, and nil, come back unchanged.
// Vault.Classify does the same and knows path and page.
func Classify(err error) error {
	return classify(err, func(cause error) error { return &DamagedError{Err: cause} })
}

func classify(err error, damaged func(error) error) error {
	if err == nil || classified(err) {
		return err
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return classifySystem(err)
	}
	if se.Code() == sqlite3.SQLITE_IOERR_DATA {
		return damaged(err)
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return damaged(err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrInUse, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	default:
		return err
	}
}

// classified says that err already is one of ours.
func classified(err error) bool {
	var d *DamagedError
	var n *NewerFormatError
	if errors.As(err, &d) || errors.As(err, &n) {
		return true
	}
	for _, known := range []error{
		ErrWrongSecret, ErrNoSuchSlot, ErrNotVault, ErrHeaderAltered, ErrTruncated, ErrExists,
		ErrInUse, ErrDiskFull, ErrReadOnly, ErrForgotten,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// Windows reports a full disk in two ways that package syscall does not name.
const (
	windowsHandleDiskFull = syscall.Errno(39)
	windowsDiskFull       = syscall.Errno(112)
)

// classifySystem recognises what the operating system says when files are written directly.
func classifySystem(err error) error {
	full := errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
	if runtime.GOOS == "windows" {
		full = full || errors.Is(err, windowsDiskFull) || errors.Is(err, windowsHandleDiskFull)
	}
	switch {
	case full:
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	default:
		return err
	}
}
