package export

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/mittari/mittari/store"
)

// ErrBadPeriod: a period is written 2026Q3, 2026, or left empty for the whole project.
var ErrBadPeriod = errors.New("not a period")

// Period is the time a report is about, both days included. A zero From or To leaves that end open.
type Period struct {
	Key      string // "2026Q3", "2026", or empty: the whole project
	From, To store.Date
}

// ParsePeriod reads a quarter, a year, or, when empty, the whole time of a project.
func ParsePeriod(s string, p store.Project) (Period, error) {
	if s == "" {
		return Period{From: p.From, To: p.To}, nil
	}
	m := regexp.MustCompile(`^(\d{4})(?:[Qq]([1-4]))?$`).FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("%w: %q", ErrBadPeriod, s)
	}
	year, err := strconv.Atoi(m[1])
	if err != nil {
		return Period{}, fmt.Errorf("%w: %q", ErrBadPeriod, s)
	}
	if m[2] == "" {
		return Period{Key: m[1], From: store.Date{Year: year, Month: 1, Day: 1}, To: store.Date{Year: year, Month: 12, Day: 31}}, nil
	}
	quarter := int(m[2][0] - '0')
	from := store.Date{Year: year, Month: time.Month(3*quarter - 2), Day: 1}
	last := store.DateOf(from.Time().AddDate(0, 3, -1))
	return Period{Key: m[1] + "Q" + m[2], From: from, To: last}, nil
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
	case len(p.Key) == 4:
		return Name(p.Key)
	}
	return Msg("report.period.quarter", "quarter", p.Key[5:], "year", p.Key[:4])
}
