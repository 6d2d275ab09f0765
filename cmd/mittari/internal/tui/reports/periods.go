package reports

import (
	"fmt"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/store"
)

// span is a kind of period.
type span string

// Kinds of periods. The days between two dates also make a payment period of the funder.
const (
	month   span = "month"
	quarter span = "quarter"
	half    span = "half"
	year    span = "year"
	between span = "between"
	whole   span = "whole"
)

// spans lists the kinds in the order in which they are offered.
func spans() []span { return []span{quarter, month, half, year, between, whole} }

// months is how long a period of the calendar is; 0: it is none of the calendar.
func (s span) months() int {
	switch s {
	case month:
		return 1
	case quarter:
		return 3
	case half:
		return 6
	case year:
		return 12
	case between, whole:
	}
	return 0
}

// offered is how many periods are offered, the present one included.
const offered = 12

// at is the first month of the period, n periods before the one that a day is in.
func (s span) at(day store.Date, n int) (y, m int) {
	count := (day.Year*12+int(day.Month)-1)/s.months()*s.months() - n*s.months()
	return count / 12, count%12 + 1
}

// key is the period in the form of the command line: 2026-11, 2026Q4, 2026H2 or 2026.
func (s span) key(y, m int) string {
	switch s {
	case month:
		return fmt.Sprintf("%04d-%02d", y, m)
	case quarter:
		return fmt.Sprintf("%04dQ%d", y, (m-1)/3+1)
	case half:
		return fmt.Sprintf("%04dH%d", y, (m-1)/6+1)
	case year:
		return fmt.Sprintf("%04d", y)
	case between, whole:
	}
	return ""
}

// name is the period in words.
func (s span) name(l *lang.Localizer, y, m int) string {
	switch s {
	case month:
		return l.T("report.period.month", "month", m, "year", y)
	case quarter:
		return l.T("report.period.quarter", "quarter", (m-1)/3+1, "year", y)
	case half:
		return l.T("report.period.half", "half", (m-1)/6+1, "year", y)
	case year, between, whole:
	}
	return fmt.Sprint(y)
}

// periods are the options, newest first; the present one says that it is not over.
func (s span) periods(l *lang.Localizer, today store.Date) []form.Option[string] {
	var out []form.Option[string]
	for i := range offered {
		y, m := s.at(today, i)
		text := s.name(l, y, m)
		if i == 0 {
			text = l.T("reports.unfinished", "period", text)
		}
		out = append(out, form.Option[string]{Text: text, Value: s.key(y, m)})
	}
	return out
}

// last is the last period that is over.
func (s span) last(today store.Date) string {
	if s.months() == 0 {
		return ""
	}
	y, m := s.at(today, 1)
	return s.key(y, m)
}

// halfYear is the half-year before the month of a day, the usual length of a payment period.
func halfYear(today store.Date) (from, to store.Date) {
	first := time.Date(today.Year, today.Month, 1, 0, 0, 0, 0, time.UTC)
	return store.DateOf(first.AddDate(0, -6, 0)), store.DateOf(first.AddDate(0, 0, -1))
}
