package deeds

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// PIN leaves respondent mode at a Place.
const PIN = "2468"

// Hands work the app, in English.
type Hands interface {
	// Press presses keys by name.
	Press(keys ...string)
	// Type types a text, one key for each character.
	Type(text string)
	// Sees waits until every text stands on the screen; line breaks count as spaces.
	Sees(texts ...string)
	// Choose goes down until the line with the cursor holds a text.
	Choose(text string)
}

// Place is a record and a desk at it, with the seed of package storetest.
type Place struct {
	*storetest.Record
	Desk *casework.Desk
	Now  func() time.Time       // of the desk
	Dir  string                 // for files
	Form store.AdministrationID // that the deed is about
}

// Deed is one thing to do. It begins at Today and ends when the screen says, or shows, that it is done.
type Deed struct {
	Name   string
	Calls  []string                                          // what it calls that writes: package of the screen, and method
	Before func(tb testing.TB, p *Place)                     // what has to be there first; nil: the seed
	Do     func(h Hands, p *Place)                           // from Today to the sign that it is done
	Kept   func(ctx context.Context, p *Place) (bool, error) // whether it is in the file
}

// All are all deeds.
func All() []Deed {
	return slices.Concat(household(), rights(), agreeing(), answering(), reconsidering(), reading(), upkeep(), library(), exchange())
}

// Lay makes a place for a deed, with what it needs.
func Lay(tb testing.TB, d Deed) *Place {
	tb.Helper()
	p := &Place{Record: storetest.Open(tb), Now: storetest.Now, Dir: tb.TempDir()}
	p.Sit(tb)
	must(tb, p.Desk.SetPIN(tb.Context(), PIN))
	s, err := p.Settings(tb.Context())
	must(tb, err)
	s.Lang = instruments.English
	must(tb, p.SaveSettings(tb.Context(), s))
	if d.Before != nil {
		d.Before(tb, p)
	}
	return p
}

// Sit sits down at the record as it is now.
func (p *Place) Sit(tb testing.TB) {
	tb.Helper()
	cat, err := instruments.Builtin()
	must(tb, err)
	p.Desk, err = casework.NewDesk(tb.Context(), cabinet.Record{Workspace: p.Workspace}, cat, p.Now)
	must(tb, err)
}

// At is the same place with its record elsewhere, or opened again.
func (p *Place) At(tb testing.TB, r *storetest.Record) *Place {
	tb.Helper()
	r.Seed = p.Seed
	there := &Place{Record: r, Now: p.Now, Dir: p.Dir, Form: p.Form}
	there.Sit(tb)
	return there
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// family opens the seed's family.
func family(h Hands) {
	h.Press("2")
	h.Sees("Code Members", "▸ ES-0042")
	h.Press("enter")
	h.Sees("What has happened")
}

// settings opens a page of the settings.
func settings(h Hands, page string) {
	h.Press("5")
	h.Sees("Language of the program")
	h.Choose(page)
	h.Press("enter")
}

// begin hands a form that our own words ask over to the young person.
func begin(h Hands) {
	choose(h)
	h.Press("enter")
}

// choose opens the page on which that form is begun.
func choose(h Hands) {
	family(h)
	h.Press("a")
	h.Sees("What shall we ask?")
	h.Choose("TRIAL")
	h.Press("enter")
	h.Sees("Occasion")
}

// now is the present, for what has to lie in the past or future of the program too.
func now() time.Time { return time.Now() } //nolint:forbidigo // the real program has no other clock
