package instruments

import (
	"errors"
	"fmt"
	"strings"
)

// Errors a caller decides on.
var (
	// ErrUnknownInstrument says that a catalogue has no such instrument or version.
	ErrUnknownInstrument = errors.New("unknown instrument")
	// ErrPaperOnly says that a licence forbids showing the instrument's wording on a screen.
	ErrPaperOnly = errors.New("wording of a paper-only instrument")
)

// FindingCode names a kind of finding. It is stable: a test or a translation may refer to it.
type FindingCode string

// Finding is one thing wrong with a definition: where it is, what it is and how to mend it.
// Problem and Mend are English, for the person who writes definitions.
type Finding struct {
	Code    FindingCode
	File    string // relative to the definition's folder
	Line    int    // from 1; 0 when the place is not known
	Where   string // path of keys inside the file, as in scales[0].rule.items
	Problem string
	Mend    string
}

// String is the form of compilers: file, line, what is wrong, how to mend it.
func (f Finding) String() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Where != "" {
		place += ": " + f.Where
	}
	return fmt.Sprintf("%s: %s. %s.", place, f.Problem, f.Mend)
}

// DefinitionError is a finding that keeps a definition from being used at all.
type DefinitionError struct {
	Finding
	Excerpt string // the line and its neighbours, numbered; empty when the place is not known
}

// Error gives the finding in one line.
func (e *DefinitionError) Error() string { return e.String() }

// DefinitionErrors is every reason why one definition cannot be used, in the order of its files.
type DefinitionErrors []*DefinitionError

// Error lists the findings, one a line.
func (e DefinitionErrors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.As access to each finding.
func (e DefinitionErrors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}
