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

// Desk is an Env with a real desk over a temporary encrypted file, and the people in it.
func Desk(t testing.TB, tag instruments.Lang) (*screen.Env, *storetest.Record) {
	t.Helper()
	rec := storetest.Open(t)
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	desk, err := casework.NewDesk(t.Context(), cabinet.Record{Workspace: rec.Workspace}, cat, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	env := Env(t, tag)
	env.Desk, env.Catalogue, env.Clock = desk, cat, storetest.Now
	return env, rec
}

// Give answers a whole form, one code for each item, and completes it.
func Give(t testing.TB, env *screen.Env, p casework.Plan, codes ...int) store.AdministrationID {
	t.Helper()
	s, err := env.Desk.Begin(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range codes {
		if c == Skipped {
			err = s.Skip(t.Context(), instruments.NoReason)
		} else {
			err = s.Answer(t.Context(), c)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	id, err := s.Complete(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return id
}
