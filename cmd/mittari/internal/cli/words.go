package cli

import (
	"errors"
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments/importer"
	"github.com/mittari/mittari/store"
)

// reword gives errors that only commands meet their own sentences; all others stay as they are.
func (a *app) reword(err error) error {
	var (
		file     *importer.Error
		tongue   *importer.LanguageError
		none     *importer.NoMatchError
		lacking  *importer.IncompleteError
		exists   *workbook.ExistsError
		migrated *store.SchemaChangedError
	)
	switch {
	case errors.As(err, &lacking):
		return &problem{key: "import", pairs: []any{"text", a.loc.T("cli.import.incomplete", "items", fmt.Sprint(lacking.Items))}}
	case errors.As(err, &file):
		return &problem{key: "import", pairs: []any{"text", a.loc.T(
			"cli.import."+string(file.Problem), "detail", printable(file.Detail), "line", file.Line, "limit", file.Limit)}}
	case errors.As(err, &tongue):
		return &problem{key: "import", pairs: []any{"text", a.loc.T("cli.import.language", "want", tongue.Want, "have", fmt.Sprint(tongue.Have))}}
	case errors.As(err, &none):
		return &problem{key: "import", pairs: []any{"text", a.loc.T("cli.import.no-match", "title", printable(none.Title), "ref", none.Instrument)}}
	case errors.As(err, &exists):
		return &problem{key: "file-exists", pairs: []any{"path", exists.Path}}
	case errors.As(err, &migrated):
		return &problem{key: "schema-changed", pairs: []any{"version", migrated.Version}}
	case errors.Is(err, export.ErrBadPeriod):
		return a.usage("cli.usage.period")
	case errors.Is(err, disclosure.ErrUnsafe):
		return &problem{key: "unsafe"}
	case errors.Is(err, workbook.ErrNotWorkbook), errors.Is(err, workbook.ErrNoSheet), errors.Is(err, workbook.ErrTooLarge):
		return &problem{key: "not-workbook"}
	case errors.Is(err, store.ErrNotWorkspace):
		return &problem{key: "other-record"}
	}
	return err
}
