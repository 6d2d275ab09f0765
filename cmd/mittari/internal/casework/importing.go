package casework

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mittari/mittari/instruments/importer"
)

// ImportError says why a file of another program cannot be taken over.
type ImportError struct{ err error }

// Error implements error.
func (e *ImportError) Error() string { return e.err.Error() }

// Unwrap gives what the importer says.
func (e *ImportError) Unwrap() error { return e.err }

// imported gives an importer's error its message; other errors stay as they are.
func imported(err error) error {
	if err == nil {
		return nil
	}
	e := &ImportError{err}
	if key, _ := e.MessageKey(); key == "" {
		return err
	}
	return e
}

// MessageKey names the sentence for it in the catalogues.
func (e *ImportError) MessageKey() (string, []any) {
	var (
		file    *importer.Error
		tongue  *importer.LanguageError
		none    *importer.NoMatchError
		lacking *importer.IncompleteError
	)
	switch {
	case errors.As(e.err, &lacking) && lacking.Cause == nil:
		return "import-incomplete", []any{"items", list(lacking.Items), "options", list(lacking.Options)}
	case errors.As(e.err, &file):
		return "import-" + string(file.Problem), []any{
			"detail", readable(file.Detail), "where", readable(file.Where), "line", file.Line, "limit", file.Limit,
		}
	case errors.As(e.err, &tongue):
		return "import-language", []any{"want", readable(string(tongue.Want)), "have", list(tongue.Have)}
	case errors.As(e.err, &none):
		return "import-no-match", []any{"title", readable(none.Title), "ref", none.Instrument.String()}
	}
	return "", nil
}

// sprint writes an option as people key it in: SET:CODE.
func sprint(v any) string {
	if o, ok := v.(importer.OptionKey); ok {
		return fmt.Sprintf("%s:%d", o.Set, o.Code)
	}
	return fmt.Sprint(v)
}

func list[T any](values []T) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = sprint(v)
	}
	if len(parts) == 0 {
		return "–"
	}
	return readable(strings.Join(parts, ", "))
}

// readable keeps a text from a file on one line and short. Importers have freed it of what disturbs a terminal.
func readable(s string) string {
	const longest = 200
	if r := []rune(strings.Join(strings.Fields(s), " ")); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}
