package form

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/store"
)

// Text is a one-line text field.
func Text(title, note string, value *string, check func(string) error) *huh.Input {
	in := huh.NewInput().Title(title).Value(value)
	if note != "" {
		in = in.Description(note)
	}
	if check != nil {
		in = in.Validate(check)
	}
	return in
}

// Secret is a text field that shows dots.
func Secret(title, note string, value *string, check func(string) error) *huh.Input {
	return Text(title, note, value, check).EchoMode(huh.EchoModePassword)
}

// Option is one choice.
type Option[T comparable] struct {
	Text  string
	Value T
}

// Choice shows all options below each other.
func Choice[T comparable](title, note string, value *T, options []Option[T]) *huh.Select[T] {
	s := huh.NewSelect[T]().Title(title).Options(convert(options)...).Value(value)
	if note != "" {
		s = s.Description(note)
	}
	return s
}

// Line is a choice on one line, changed with the arrow keys.
func Line[T comparable](title string, value *T, options []Option[T]) *huh.Select[T] {
	return huh.NewSelect[T]().Title(title).Inline(true).Options(convert(options)...).Value(value)
}

func convert[T comparable](options []Option[T]) []huh.Option[T] {
	out := make([]huh.Option[T], len(options))
	for i, o := range options {
		out[i] = huh.NewOption(o.Text, o.Value)
	}
	return out
}

// Required refuses an empty text.
func Required(l *lang.Localizer) func(string) error {
	return func(s string) error {
		if strings.TrimSpace(s) == "" {
			return errors.New(l.T("form.required"))
		}
		return nil
	}
}

// Whole accepts a whole number between two limits, or nothing when it may be left empty.
func Whole(l *lang.Localizer, from, to int, empty bool) func(string) error {
	return func(s string) error {
		s = strings.TrimSpace(s)
		if s == "" && empty {
			return nil
		}
		if n, err := strconv.Atoi(s); err != nil || n < from || n > to {
			return errors.New(l.T("form.whole", "from", from, "to", to))
		}
		return nil
	}
}

// Day accepts a date as people write it, not after the last day allowed; the zero last day allows any.
func Day(l *lang.Localizer, last store.Date, empty bool) func(string) error {
	return func(s string) error {
		if strings.TrimSpace(s) == "" && empty {
			return nil
		}
		d, err := ReadDate(s)
		if err != nil || d.IsZero() {
			return errors.New(l.T("form.date"))
		}
		if !last.IsZero() && d.After(last) {
			return errors.New(l.T("form.future"))
		}
		return nil
	}
}

// ReadDate reads 22.11.2026 or 2026-11-22. Nothing is the zero date.
func ReadDate(s string) (store.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return store.Date{}, nil
	}
	for _, layout := range []string{"2.1.2006", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return store.DateOf(t), nil
		}
	}
	return store.Date{}, fmt.Errorf("read date %q", s)
}

// WriteDate is the form that ReadDate reads and people type in all three languages.
func WriteDate(d store.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d", d.Day, int(d.Month), d.Year)
}

// PIN accepts four digits or more and nothing else.
func PIN(l *lang.Localizer) func(string) error {
	return func(s string) error {
		if len(s) < 4 || strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
			return errors.New(l.T("setup.pin.short"))
		}
		return nil
	}
}
