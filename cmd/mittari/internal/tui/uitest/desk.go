package uitest

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// Skipped stands for an item that is passed over, in Give.
const Skipped = -1

// PIN leaves respondent mode at a Desk.
const PIN = "2468"

// Desk is an Env with a real desk over a temporary encrypted file, and the people in it.
func Desk(tb testing.TB, tag instruments.Lang) (*screen.Env, *storetest.Record) {
	tb.Helper()
	rec := storetest.Open(tb)
	cat, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	desk, err := casework.NewDesk(tb.Context(), cabinet.Record{Workspace: rec.Workspace}, cat, storetest.Now)
	if err != nil {
		tb.Fatal(err)
	}
	if err := desk.SetPIN(tb.Context(), PIN); err != nil {
		tb.Fatal(err)
	}
	env := Env(tb, tag)
	env.Desk, env.Catalogue, env.Clock = desk, cat, storetest.Now
	return env, rec
}

// Give answers a whole form, one code for each item, and completes it.
func Give(tb testing.TB, env *screen.Env, p casework.Plan, codes ...int) store.AdministrationID {
	tb.Helper()
	s, err := env.Desk.Begin(tb.Context(), p)
	if err != nil {
		tb.Fatal(err)
	}
	for _, c := range codes {
		if c == Skipped {
			err = s.Skip(tb.Context(), instruments.NoReason)
		} else {
			err = s.Answer(tb.Context(), c)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	id, err := s.Complete(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

// Everywhere is a text that is the same in every language, as the abbreviation of most instruments is.
func Everywhere(s string) instruments.Text {
	text := instruments.Text{}
	for _, tag := range instruments.Languages() {
		text[tag] = s
	}
	return text
}
