package cli

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/scoring/sheet"
)

// workbookRows reads the first sheet of a workbook as a table.
func workbookRows(ctx context.Context, f *os.File) (sheet.Rows, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("look at the workbook: %w", err)
	}
	rows, err := workbook.Rows(ctx, f, info.Size(), "", workbook.DefaultLimits())
	if err != nil {
		return nil, fmt.Errorf("read the workbook: %w", err)
	}
	next := 0
	return sheet.Strings(func() ([]string, error) {
		if next == len(rows) {
			return nil, io.EOF
		}
		next++
		return rows[next-1], nil
	}), nil
}
