package export

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/mittari/mittari/store"
)

// ErrBadPeriod: a period is written 2026, 2026H1, 2026Q3, 2026-07 or 2026-01-15..2026-07-14, or left empty for the
// whole project.
var ErrBadPeriod = errors.New("not a period")

// Period is the time a report is about, both days included. A zero From or To leaves that end open.
type Period struct {
	Key      string // as ParsePeriod reads it; empty: the whole project
	From, To store.Date
}

// rangeMark stands between the days of a period that is no part of the calendar.
const rangeMark = ".."

// RangeKey is the key of the period between two days, such as a payment period.
func RangeKey(from, to store.Date) string { return from.String() + rangeMark + to.String() }

// ParsePeriod reads a year, half-year, quarter, month or the days between two dates, or, when empty, the whole time of
// a project.
func ParsePeriod(s string, p store.Project) (Period, error) {
	if s == "" {
		return Period{From: p.From, To: p.To}, nil
	}
	if a, b, ok := strings.Cut(s, rangeMark); ok {
		return parseRange(s, a, b)
	}
	m := regexp.MustCompile(`^(\d{4})(?:[Hh]([12])|[Qq]([1-4])|-(0[1-9]|1[0-2]))?$`).FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("%w: %q", ErrBadPeriod, s)
	}
	year, err := strconv.Atoi(m[1])
	if err != nil {
		return Period{}, fmt.Errorf("%w: %q", ErrBadPeriod, s)
	}
	first, months := 1, 12
	switch {
	case m[2] != "":
		first, months = 6*digit(m[2])-5, 6
	case m[3] != "":
		first, months = 3*digit(m[3])-2, 3
	case m[4] != "":
		first, months = digit(m[4]), 1
	}
	from := store.Date{Year: year, Month: time.Month(first), Day: 1}
	return Period{Key: strings.ToUpper(s), From: from, To: store.DateOf(from.Time().AddDate(0, months, -1))}, nil
}

// digit is a number that the pattern has let through.
func digit(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func parseRange(s, a, b string) (Period, error) {
	from, err := store.ParseDate(a)
	if err != nil {
		return Period{}, fmt.Errorf("%w: %q: %w", ErrBadPeriod, s, err)
	}
	to, err := store.ParseDate(b)
	if err != nil {
		return Period{}, fmt.Errorf("%w: %q: %w", ErrBadPeriod, s, err)
	}
	if from.IsZero() || to.IsZero() || to.Before(from) {
		return Period{}, fmt.Errorf("%w: %q", ErrBadPeriod, s)
	}
	return Period{Key: RangeKey(from, to), From: from, To: to}, nil
}

// Has reports whether a day is in the period.
func (p Period) Has(d store.Date) bool {
	return !d.IsZero() && (p.From.IsZero() || !d.Before(p.From)) && (p.To.IsZero() || !d.After(p.To))
}

// Meets reports whether a span of days, open when to is zero, has a day in the period.
func (p Period) Meets(from, to store.Date) bool {
	return (p.To.IsZero() || !from.After(p.To)) && (p.From.IsZero() || to.IsZero() || !to.Before(p.From))
}

// Label is the period in words.
func (p Period) Label() Label {
	switch {
	case p.Key == "" && p.From.IsZero() && p.To.IsZero():
		return Msg("report.period.all")
	case p.Key == "":
		return Msg("report.period.project", "from", p.From, "to", p.To)
	case strings.Contains(p.Key, rangeMark):
		return Msg("report.period.range", "from", p.From, "to", p.To)
	case len(p.Key) == len("2026"):
		return Name(p.Key)
	case p.Key[4] == 'H':
		return Msg("report.period.half", "half", p.Key[5:], "year", p.Key[:4])
	case p.Key[4] == '-':
		return Msg("report.period.month", "month", strings.TrimPrefix(p.Key[5:], "0"), "year", p.Key[:4])
	}
	return Msg("report.period.quarter", "quarter", p.Key[5:], "year", p.Key[:4])
}
