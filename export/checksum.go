package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
)

// Sum is the SHA-256 in hex over every figure of the report with its place, the same in every language. The cover
// is left out: it carries the sum.
func (r *Report) Sum() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %s %s\n", r.Kind, r.Period.From, r.Period.To, r.DataDate) //nolint:errcheck // a hash never fails
	for _, s := range r.Sections {
		if s.Key == coverKey {
			continue
		}
		for _, t := range s.Tables {
			for i, row := range t.Rows {
				sumRow(h, t.Key, i, row)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sumRow(w io.Writer, table string, i int, row Row) {
	for j, c := range row.Cells {
		switch c.Kind {
		case CountCell, NumberCell, ShareCell:
			fmt.Fprintf(w, "%s %d %d %.12g\n", table, i, j, c.Value) //nolint:errcheck // a hash never fails
		case HiddenCell:
			fmt.Fprintf(w, "%s %d %d %s\n", table, i, j, c.Hidden) //nolint:errcheck // a hash never fails
		case DateCell:
			fmt.Fprintf(w, "%s %d %d %s\n", table, i, j, c.Date) //nolint:errcheck // a hash never fails
		case BlankCell, TextCell:
		}
	}
}
