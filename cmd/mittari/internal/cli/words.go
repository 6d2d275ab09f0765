package cli

import (
	"errors"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

// reword gives errors that only commands meet their own sentences; all others stay as they are.
func (a *app) reword(err error) error {
	var (
		exists   *workbook.ExistsError
		migrated *store.SchemaChangedError
	)
	switch {
	case errors.As(err, &exists):
		return &problem{key: "file-exists", pairs: []any{"path", exists.Path}}
	case errors.As(err, &migrated):
		return &problem{key: "schema-changed", pairs: []any{"version", migrated.Version}}
	case errors.Is(err, export.ErrBadPeriod):
		return a.usage("cli.usage.period")
	case errors.Is(err, disclosure.ErrUnsafe):
		return casework.ErrReportUnsafe
	case errors.Is(err, workbook.ErrNotWorkbook), errors.Is(err, workbook.ErrNoSheet), errors.Is(err, workbook.ErrTooLarge):
		return &problem{key: "not-workbook"}
	case errors.Is(err, store.ErrNotWorkspace):
		return &problem{key: "other-record"}
	}
	return err
}
