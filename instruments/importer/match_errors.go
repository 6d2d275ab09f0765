package importer

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// LanguageError says that a file has no texts in the language asked for.
type LanguageError struct {
	Want instruments.Lang
	Have []instruments.Lang
}

// Error names the languages.
func (e *LanguageError) Error() string {
	return fmt.Sprintf("the questionnaire has no texts in %q, only in %q; choose one of these or another file", e.Want, e.Have)
}

// NoMatchError says that no question of a file belongs to the instrument.
type NoMatchError struct {
	Instrument instruments.Ref
	Title      string // of the file
	Questions  int
}

// Error names both.
func (e *NoMatchError) Error() string {
	return fmt.Sprintf("none of the %d questions of %.100q can be matched to %s for certain; choose the questionnaire of this instrument", e.Questions, e.Title, e.Instrument)
}

// IncompleteError says that the wording of some items or options was not found.
type IncompleteError struct {
	Instrument instruments.Ref
	Items      []int
	Options    []OptionKey
	// Cause is why an answer list is missing, when that is the reason.
	Cause *Error
}

// Error lists what is missing.
func (e *IncompleteError) Error() string {
	text := fmt.Sprintf("the file lacks wording of %s for items %v and options %v; choose the complete questionnaire", e.Instrument, e.Items, e.Options)
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the missing answer list.
func (e *IncompleteError) Unwrap() error {
	if e.Cause == nil {
		return nil
	}
	return e.Cause
}
