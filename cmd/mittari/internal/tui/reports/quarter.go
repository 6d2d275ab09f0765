package reports

import (
	"fmt"

	"github.com/mittari/mittari/store"
)

// quarter is a quarter of a year.
type quarter struct{ year, number int }

// quarterOf is the quarter a day is in.
func quarterOf(d store.Date) quarter { return quarter{d.Year, (int(d.Month)-1)/3 + 1} }

// before is the quarter n quarters earlier.
func (q quarter) before(n int) quarter {
	at := q.year*4 + q.number - 1 - n
	return quarter{at / 4, at%4 + 1}
}

// String is the form of the command line: 2026Q3.
func (q quarter) String() string { return fmt.Sprintf("%dQ%d", q.year, q.number) }
