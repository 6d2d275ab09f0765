package casework_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

const (
	passphrase = "kolme vihreää omenaa pöydällä"
	pin        = "2468"
)

// office is a workspace of its own with a clock that the test moves.
type office struct {
	t    *testing.T
	now  time.Time
	door *cabinet.Door
	rec  casework.Record
	desk *casework.Desk
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, now: opening()}
	raw, err := furnished()
	o.must(err)
	path := filepath.Join(t.TempDir(), "työtila.mittari")
	o.must(os.WriteFile(path, raw, 0o600))
	o.door = cabinet.NewDoor(path, vault.FloorKDF(), o.clock)
	rec, err := o.door.Open(t.Context(), passphrase, false)
	o.must(err)
	o.sit(rec)
	t.Cleanup(func() { _ = o.desk.Leave(context.Background()) })
	return o
}

// opening is when every office begins.
func opening() time.Time { return time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC) }

// furnished is the content of a file right after it was set up. Making one takes a while, so that the tests copy it.
var furnished = sync.OnceValues(func() (raw []byte, err error) {
	dir, err := os.MkdirTemp("", "office")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "new.mittari")
	if err := furnish(path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// furnish makes the file and sets it up as a person does the first time.
func furnish(path string) error {
	door := cabinet.NewDoor(path, vault.FloorKDF(), opening)
	code, err := door.NewRecoveryCode()
	if err != nil {
		return err
	}
	rec, err := door.Create(context.Background(), passphrase, code)
	if err != nil {
		return err
	}
	first := casework.First{
		Lang: "fi", RegionCode: "ES", RegionName: "Etelä-Savo", TeamCode: "T1", TeamName: "Tiimi 1", WorkerCode: "T1-A", PIN: pin,
	}
	return errors.Join(casework.SetUp(context.Background(), rec, first, opening), rec.Close())
}

func (o *office) clock() time.Time { return o.now }

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) sit(rec casework.Record) {
	o.t.Helper()
	o.rec = rec
	cat, err := instruments.Builtin()
	o.must(err)
	o.desk, err = casework.NewDesk(o.t.Context(), rec, cat, o.clock)
	o.must(err)
}

// reopen closes the file and opens it again, as after a break.
func (o *office) reopen() {
	o.t.Helper()
	o.must(o.desk.Leave(o.t.Context()))
	rec, err := o.door.Open(o.t.Context(), passphrase, false)
	o.must(err)
	o.sit(rec)
}

// pinless takes the PIN away, as in a file that was set up without one.
func (o *office) pinless() {
	o.t.Helper()
	o.must(o.rec.SavePIN(o.t.Context(), nil))
}

// family adds a family of one girl born in May 2011 and one guardian.
func (o *office) family() (store.Family, store.Person, store.Person) {
	o.t.Helper()
	f, err := o.desk.AddFamily(o.t.Context(), casework.NewFamily{Persons: []casework.NewPerson{
		{Role: store.YoungPerson, BirthYear: 2011, BirthMonth: 5, Gender: store.Girl, Lang: "fi"},
		{Role: store.Guardian, Lang: "fi"},
	}})
	o.must(err)
	v, err := o.desk.Family(o.t.Context(), f.ID)
	o.must(err)
	return f, v.Persons[0].Person, v.Persons[1].Person
}

func (o *office) plan(p store.Person, id instruments.ID, w store.Wave) casework.Plan {
	o.t.Helper()
	v, err := o.desk.Family(o.t.Context(), p.Family)
	o.must(err)
	return casework.Plan{Episode: v.Episode().ID, Respondent: p.ID, Instrument: id, Wave: w}
}

// answer gives codes to the items from where the sitting stands; -1 skips.
func (o *office) answer(s *casework.Sitting, codes ...int) {
	o.t.Helper()
	for _, c := range codes {
		if c < 0 {
			o.must(s.Skip(o.t.Context(), instruments.NoReason))
			continue
		}
		o.must(s.Answer(o.t.Context(), c))
	}
}

func (o *office) complete(p casework.Plan, codes ...int) store.AdministrationID {
	o.t.Helper()
	s, err := o.desk.Begin(o.t.Context(), p)
	o.must(err)
	o.answer(s, codes...)
	id, err := s.Complete(o.t.Context())
	o.must(err)
	return id
}
