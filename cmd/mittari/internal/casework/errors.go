package casework

import (
	"math"
	"time"
)

// Refusal is a rule of the casework that stood in the way. Compare with errors.Is.
type Refusal struct{ key string }

// Error implements error.
func (r *Refusal) Error() string { return "refused: " + r.key }

// MessageKey names the sentence for it in the catalogues.
func (r *Refusal) MessageKey() (string, []any) { return r.key, nil }

// Refusals a screen decides on.
var (
	ErrWrongPIN    = &Refusal{"wrong-pin"}
	ErrNoPIN       = &Refusal{"no-pin"}
	ErrNotDone     = &Refusal{"not-done"}     // items without an answer or a skip
	ErrAfterToday  = &Refusal{"after-today"}  // answers are never dated later than today
	ErrBeforeToday = &Refusal{"before-today"} // a meeting is agreed for today or later
	ErrNotOffered  = &Refusal{"not-offered"}  // the form is not made for this respondent
	ErrFileExists  = &Refusal{"file-exists"}  // a file of that name is there and was left as it is

	ErrShortPassphrase = &Refusal{"short-passphrase"} // fewer characters than ShortestPassphrase
	ErrBadMark         = &Refusal{"bad-mark"}         // a noted point of the log was mistyped
	ErrNotDue          = &Refusal{"not-due"}          // the time of keeping is not over
	ErrNoProject       = &Refusal{"no-project"}       // participants belong to a project, and none has a name
	ErrNoReason        = &Refusal{"no-reason"}        // what is done must be given a reason
	ErrNoChange        = &Refusal{"no-change"}        // the answers given are those that stand already
	ErrNotCompleted    = &Refusal{"not-completed"}    // only a completed administration can be corrected
)

// PINWaitError: too many wrong PINs; try again after the wait.
type PINWaitError struct{ After time.Duration }

// Error implements error.
func (e *PINWaitError) Error() string { return "too many wrong PINs, wait " + e.After.String() }

// MessageKey names the sentence for it in the catalogues.
func (e *PINWaitError) MessageKey() (string, []any) {
	return "pin-wait", []any{"seconds", int(math.Ceil(e.After.Seconds()))}
}
