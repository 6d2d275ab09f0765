package store

import (
	"errors"
	"fmt"
)

// Errors a caller decides on.
var (
	ErrNotFound     = errors.New("not found")
	ErrCompleted    = errors.New("the administration is completed and is never changed")
	ErrConflict     = errors.New("the code is in use already")
	ErrPaperOnly    = errors.New("the licence allows this instrument on paper only")
	ErrErased       = errors.New("the family has been erased")
	ErrRefused      = errors.New("the rules of the record do not allow this")
	ErrNotWorkspace = errors.New("the file holds something else than a record")
	ErrNoCodeLeft   = errors.New("no free family code was found")
)

// NewerSchemaError: the file was written by a newer version of the program. Nothing was changed.
type NewerSchemaError struct{ Have, Know int }

func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("file has schema version %d, this program knows up to %d", e.Have, e.Know)
}

// SchemaChangedError: a migration that the file says it has had is not the one this program has under that
// number. Nothing was changed.
type SchemaChangedError struct{ Version int }

func (e *SchemaChangedError) Error() string {
	return fmt.Sprintf("migration %d of the file is not the one this program knows", e.Version)
}

// ChainError: the access log does not fit together from entry Seq on.
type ChainError struct{ Seq int64 }

func (e *ChainError) Error() string { return fmt.Sprintf("access log is broken at entry %d", e.Seq) }

// Problem is what is wrong with a field, as a stable key.
type Problem string

// Problems.
const (
	Missing      Problem = "missing"
	BadFormat    Problem = "format"
	OutOfRange   Problem = "range"
	WrongOrder   Problem = "order"        // an end before its start
	UnknownValue Problem = "unknown"      // not one of the allowed values
	NotFitting   Problem = "not-fitting"  // contradicts another field
	Identifying  Problem = "identifying"  // free text that may tell who somebody is
	Duplicate    Problem = "duplicate"    // twice in one list
	NotPermitted Problem = "not-settable" // may only be set in another way
)

// InvalidError: a noun that breaks a rule of its own. Noun and Field are the names used in this package.
type InvalidError struct {
	Noun    string
	Field   string
	Problem Problem
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("%s: %s: %s", e.Noun, e.Field, e.Problem)
}
