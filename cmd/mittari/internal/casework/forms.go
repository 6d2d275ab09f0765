package casework

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mittari/mittari/instruments/importer"
)

// FormsError: a file holds several instruments, and it has not been said which one is meant, or by a name that none has.
// Names are in the order by which they can be asked for too, from 1.
type FormsError struct {
	Names []string
	Asked string // empty: nothing was asked for
}

// Error implements error.
func (e *FormsError) Error() string { return fmt.Sprintf("%d forms in the file", len(e.Names)) }

// MessageKey names the sentence for it in the catalogues.
func (e *FormsError) MessageKey() (string, []any) {
	numbered := make([]string, len(e.Names))
	for i, n := range e.Names {
		numbered[i] = fmt.Sprintf("%d %s", i+1, readable(n))
	}
	facts := []any{"n", len(e.Names), "forms", strings.Join(numbered, ", "), "asked", readable(e.Asked)}
	switch {
	case e.Asked == "":
		return "import-several-forms", facts
	case len(e.Names) == 0:
		return "import-no-forms", facts
	}
	return "import-no-such-form", facts
}

// formOf is the form that is meant: by its name or number, or the only one. Groups are parts of one questionnaire in most
// formats, so that nobody has to choose among them; a REDCap dictionary holds a form for each of its instruments. Of
// several that which is called as the instrument is, is the one.
func formOf(d *importer.Draft, f WordingFile) (*importer.Draft, error) {
	forms := d.Forms()
	names := make([]string, len(forms))
	for i, n := range forms {
		names[i] = sectionName(d.Sections[n-1])
	}
	if f.Form != "" {
		if at := chosenForm(names, f.Form); at >= 0 {
			return d.Form(forms[at]), nil
		}
		return nil, &FormsError{Names: names, Asked: f.Form}
	}
	if d.Format != importer.FormatREDCap || len(forms) < 2 {
		return d, nil
	}
	if at := chosenForm(names, string(f.Instrument)); f.Instrument != "" && at >= 0 {
		return d.Form(forms[at]), nil
	}
	return nil, &FormsError{Names: names}
}

func chosenForm(names []string, asked string) int {
	if n, err := strconv.Atoi(strings.TrimSpace(asked)); err == nil && n >= 1 && n <= len(names) {
		return n - 1
	}
	return slices.IndexFunc(names, func(name string) bool { return bare(name) != "" && bare(name) == bare(asked) })
}

// bare is a name without case and signs: PHQ-9 and phq_9 are the same.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// sectionName is what a group is called in the file, in whatever language.
func sectionName(s importer.Section) string {
	if name := s.Text[""]; name != "" {
		return name
	}
	for _, tag := range slices.Sorted(maps.Keys(s.Text)) {
		if s.Text[tag] != "" {
			return s.Text[tag]
		}
	}
	return s.LinkID
}
