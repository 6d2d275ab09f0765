package store

import (
	"errors"
	"fmt"
)

// Errors a caller decides on.
var (
	ErrNotFound  = errors.New("not found")
	ErrCompleted = errors.New("the administration is completed and is never changed")
	ErrConflict  = errors.New("the code is in use already")
	ErrPaperOnly = errors.New("the licence allows this instrument on paper only")
)

// NewerSchemaError: the file was written by a newer version of the program. Nothing was changed.
type NewerSchemaError struct{ Have, Know int }

func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("file has schema version %d, this program knows up to %d", e.Have, e.Know)
}

// ChainError: the access log does not fit together from entry Seq on.
type ChainError struct{ Seq int64 }

func (e *ChainError) Error() string { return fmt.Sprintf("access log is broken at entry %d", e.Seq) }
