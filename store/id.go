package store

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

// ID is a UUIDv7, or one made from codes with IDFromCodes. Each noun has its own type over it, so that they cannot be
// mixed up.
type ID = uuid.UUID

// IDFromCodes is the id of something that people know by its codes wherever they meet it, such as a region: laptops
// that were set up apart then mean the same one, and merging them finds nothing to settle. It is the same for the same
// kind and codes in every file (UUIDv5, RFC 9562).
func IDFromCodes(kind Kind, codes ...string) ID {
	return uuid.NewSHA1(codedIDs(), []byte(strings.Join(append([]string{string(kind)}, codes...), "\x00")))
}

// codedIDs is the name space of IDFromCodes.
func codedIDs() uuid.UUID { return uuid.MustParse("7c1f6d0e-5f0b-4f4e-9a53-2b8e4a6f9d10") }

// Ids of the nouns.
type (
	RegionID         ID
	TeamID           ID
	WorkerID         ID
	FamilyID         ID
	PersonID         ID
	EpisodeID        ID
	AdministrationID ID
	MeetingID        ID
	EventID          ID
	GoalID           ID
)

// String forms, used in logs and files.
func (i RegionID) String() string         { return ID(i).String() }
func (i TeamID) String() string           { return ID(i).String() }
func (i WorkerID) String() string         { return ID(i).String() }
func (i FamilyID) String() string         { return ID(i).String() }
func (i PersonID) String() string         { return ID(i).String() }
func (i EpisodeID) String() string        { return ID(i).String() }
func (i AdministrationID) String() string { return ID(i).String() }
func (i MeetingID) String() string        { return ID(i).String() }
func (i EventID) String() string          { return ID(i).String() }
func (i GoalID) String() string           { return ID(i).String() }

// Date is a civil date: the day something happened, wherever the clock stood. The zero Date is "not set".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the civil date of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads the ISO form 2026-11-22. An empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("read date %q: %w", s, err)
	}
	return DateOf(t), nil
}

// String is the ISO form, empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// IsZero reports whether the date is not set.
func (d Date) IsZero() bool { return d == Date{} }

// Time is midnight UTC of the date.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays moves the date by n days.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Time().Before(e.Time()) }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return e.Before(d) }

// DaysSince is the number of days from e to d.
func (d Date) DaysSince(e Date) int { return int(d.Time().Sub(e.Time()).Hours() / 24) }

// MarshalText implements encoding.TextMarshaler: the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}
