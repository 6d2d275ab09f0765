package lang

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

// TestErrorsSayWhatHappenedAndWhatToDo: every error a person can meet has words in every language.
func TestErrorsSayWhatHappenedAndWhatToDo(t *testing.T) {
	errs := []error{
		errors.New("something new"), &store.NewerSchemaError{Have: 9, Know: 1}, &store.ChainError{Seq: 3},
		&vault.DamagedError{Page: 7}, &vault.NewerFormatError{Have: 2, Know: 1}, &store.FreeTextError{},
		&store.InvalidError{Noun: "family", Field: "Code"}, &store.SchemaChangedError{Version: 2},
		&instruments.WordingError{Instrument: instruments.Ref{ID: "phq-9", Version: 1}, Lang: "fi"},
	}
	for _, s := range sentinels() {
		if !errors.Is(s.err, context.Canceled) {
			errs = append(errs, fmt.Errorf("while working: %w", s.err))
		}
	}
	for _, tag := range Languages() {
		l, err := New(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range errs {
			s := l.Err(e)
			if s.What == "" || s.Do == "" {
				t.Errorf("%s: %v: %+v", tag, e, s)
			}
			if strings.Contains(s.String(), "⟨") || strings.Contains(s.String(), "<no value>") {
				t.Errorf("%s: %v: %s", tag, e, s)
			}
		}
	}
}

func TestWrongSecretIsNeverCalledDamage(t *testing.T) {
	l, err := New("en")
	if err != nil {
		t.Fatal(err)
	}
	wrong, damaged := l.Err(vault.ErrWrongSecret).What, l.Err(&vault.DamagedError{Page: 2}).What
	if wrong == damaged || strings.Contains(wrong, "damaged") {
		t.Errorf("%q and %q", wrong, damaged)
	}
}
