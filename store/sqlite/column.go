package sqlite

import (
	"fmt"
	"strings"
	"time"

	"github.com/mittari/mittari/store"
)

// scanner is the part of *sql.Rows that a noun's scan function needs.
type scanner interface{ Scan(dest ...any) error }

// idArg binds an id; the zero id is NULL.
func idArg[T ~[16]byte](id T) any {
	if id == (T{}) {
		return nil
	}
	b := [16]byte(id)
	return b[:]
}

// idColumn scans an id; NULL is the zero id.
type idColumn[T ~[16]byte] struct{ to *T }

func intoID[T ~[16]byte](to *T) idColumn[T] { return idColumn[T]{to} }

// Scan implements sql.Scanner.
func (c idColumn[T]) Scan(v any) error {
	*c.to = T{}
	switch v := v.(type) {
	case nil:
		return nil
	case []byte:
		if len(v) != 16 {
			return fmt.Errorf("id of %d bytes", len(v))
		}
		*c.to = T(v)
		return nil
	default:
		return fmt.Errorf("id from %T", v)
	}
}

// dateArg binds a civil date as ISO text; the zero date is NULL.
func dateArg(d store.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

type dateColumn struct{ to *store.Date }

func intoDate(to *store.Date) dateColumn { return dateColumn{to} }

// Scan implements sql.Scanner.
func (c dateColumn) Scan(v any) error {
	*c.to = store.Date{}
	if v == nil {
		return nil
	}
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("date from %T", v)
	}
	d, err := store.ParseDate(text)
	*c.to = d
	return err
}

// dayArg binds a civil date as whole days since 1970-01-01; the zero date is NULL.
func dayArg(d store.Date) any {
	if d.IsZero() {
		return nil
	}
	return dayNumber(d)
}

func dayNumber(d store.Date) int64 { return d.Time().Unix() / secondsOfDay }

const secondsOfDay = 24 * 60 * 60

type dayColumn struct{ to *store.Date }

func intoDay(to *store.Date) dayColumn { return dayColumn{to} }

// Scan implements sql.Scanner.
func (c dayColumn) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*c.to = store.Date{}
		return nil
	case int64:
		*c.to = store.DateOf(time.Unix(v*secondsOfDay, 0).UTC())
		return nil
	default:
		return fmt.Errorf("day from %T", v)
	}
}

// tuples is rows placeholders of so many columns: "(?, ?), (?, ?)".
func tuples(rows, columns int) string {
	one := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return one + strings.Repeat(", "+one, rows-1)
}

// instantArg binds an instant as whole microseconds since 1970 in UTC; the zero time is NULL.
func instantArg(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

type instantColumn struct{ to *time.Time }

func intoInstant(to *time.Time) instantColumn { return instantColumn{to} }

// Scan implements sql.Scanner.
func (c instantColumn) Scan(v any) error {
	*c.to = time.Time{}
	switch v := v.(type) {
	case nil:
		return nil
	case int64:
		*c.to = time.UnixMicro(v).UTC()
		return nil
	default:
		return fmt.Errorf("instant from %T", v)
	}
}

// textColumn scans text into a string type; NULL is the empty string.
type textColumn[T ~string] struct{ to *T }

func intoText[T ~string](to *T) textColumn[T] { return textColumn[T]{to} }

// Scan implements sql.Scanner.
func (c textColumn[T]) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*c.to = ""
	case string:
		*c.to = T(v)
	case []byte:
		*c.to = T(v)
	default:
		return fmt.Errorf("text from %T", v)
	}
	return nil
}
