package store

import (
	"strings"
	"time"

	"github.com/mittari/mittari/instruments"
)

// Ids of what is recorded about rights.
type (
	PermissionID ID
	KeyCheckID   ID
)

// String forms, used in logs and files.
func (i PermissionID) String() string { return ID(i).String() }
func (i KeyCheckID) String() string   { return ID(i).String() }

// Permission is what the holder of an instrument has allowed, one revision of it. Revisions are never changed: a
// correction or a withdrawal is the next revision under the same ID, and says why.
type Permission struct {
	ID         PermissionID
	Revision   int // from 1
	Instrument instruments.ID
	Holder     string // who was asked and gave it
	Reference  string // number of the agreement, or where the letter is kept
	Given      Date
	Expires    Date // last day it holds; zero: no end
	Uses       int  // how many administrations it covers; 0: any number
	Withdrawn  bool
	Worker     WorkerID // who recorded it
	Recorded   time.Time
	Why        string // of a later revision
}

// Validate reports the first field that breaks a rule.
func (p Permission) Validate() error {
	c := check{noun: "permission"}
	c.that(p.ID != PermissionID{}, "ID", Missing)
	c.that(p.Revision > 0, "Revision", OutOfRange)
	c.that(p.Instrument != "", "Instrument", Missing)
	c.that(strings.TrimSpace(p.Holder) != "", "Holder", Missing)
	c.that(strings.TrimSpace(p.Reference) != "", "Reference", Missing)
	c.text(p.Holder, "Holder", maxName)
	c.text(p.Reference, "Reference", maxText)
	c.text(p.Why, "Why", maxText)
	c.that(!p.Given.IsZero(), "Given", Missing)
	c.date(p.Given, "Given")
	c.date(p.Expires, "Expires")
	c.period(p.Given, p.Expires, "Expires")
	c.that(p.Uses >= 0 && p.Uses <= maxUses, "Uses", OutOfRange)
	c.that(!p.Recorded.IsZero(), "Recorded", Missing)
	c.that(p.Revision == 1 || strings.TrimSpace(p.Why) != "", "Why", Missing)
	return c.err
}

// maxUses is more than any agreement counts.
const maxUses = 10_000_000

// KeyCheck says that somebody has compared the scoring key of one definition with the original form, one revision of
// it. It holds for exactly the definition that was checked: a changed definition has another hash.
type KeyCheck struct {
	ID         KeyCheckID
	Revision   int // from 1
	Definition instruments.Ref
	Hash       string // of the definition that was checked
	Checker    string // who compared
	Against    string // the form or publication it was compared with
	Date       Date   // the day of comparing
	Withdrawn  bool
	Worker     WorkerID // who recorded it
	Recorded   time.Time
	Why        string // of a later revision
}

// Validate reports the first field that breaks a rule.
func (k KeyCheck) Validate() error {
	c := check{noun: "key check"}
	c.that(k.ID != KeyCheckID{}, "ID", Missing)
	c.that(k.Revision > 0, "Revision", OutOfRange)
	c.that(k.Definition.ID != "" && k.Definition.Version > 0, "Definition", Missing)
	c.that(k.Hash != "", "Hash", Missing)
	c.that(strings.TrimSpace(k.Checker) != "", "Checker", Missing)
	c.that(strings.TrimSpace(k.Against) != "", "Against", Missing)
	c.text(k.Checker, "Checker", maxName)
	c.text(k.Against, "Against", maxText)
	c.text(k.Why, "Why", maxText)
	c.that(!k.Date.IsZero(), "Date", Missing)
	c.date(k.Date, "Date")
	c.that(!k.Recorded.IsZero(), "Recorded", Missing)
	c.that(k.Revision == 1 || strings.TrimSpace(k.Why) != "", "Why", Missing)
	return c.err
}
