package casework

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

// AskedFor records what a member of a family, or the zero person for the whole family, asks for under the rules of data
// protection. It stands in the list of what is open until it is decided.
func (d *Desk) AskedFor(ctx context.Context, r store.Request) (store.Request, error) {
	if r.Received.IsZero() {
		r.Received = d.Date()
	}
	r.ID, r.Ruling = store.DocumentID(newID()), store.Undecided
	err := d.keep(ctx, r.Family, "request "+string(r.Kind), "received", func(rec Record) error { return rec.SaveRequest(ctx, r) })
	return r, err
}

// Requests lists what a family has asked for, oldest first; the zero family means all.
func (d *Desk) Requests(ctx context.Context, family store.FamilyID) ([]store.Request, error) {
	return d.rec.Requests(ctx, family)
}

// Erasable is what erasing a family would take away.
type Erasable struct {
	Family         store.Family
	Persons        int
	Episodes       int
	Meetings       int
	Events         int
	Administration int              // completed and declined
	Drafts         int              // unfinished
	Open           []store.Request  // requests for erasure that wait for a decision
	Due            *store.Due       // when the time of keeping is over; nil: it is not
	Codes          []string         // of the members
	LastExit       store.Date       // zero: in work, or never in it
	Keeps          KeptAfterErasure // what stays
}

// KeptAfterErasure is what erasing does not take away.
type KeptAfterErasure struct {
	LogEntries int // lines about the family; they hold its code and what was done, no answers
}

// Erasable tells what erasing a family would take away and what would stay.
func (d *Desk) Erasable(ctx context.Context, family store.FamilyID) (Erasable, error) {
	f, err := d.readFamily(ctx, family)
	if err != nil {
		return Erasable{}, fmt.Errorf("look at what would be erased: %w", err)
	}
	if !f.family.Erased.IsZero() {
		return Erasable{}, store.ErrErased
	}
	e := Erasable{
		Family: f.family, Persons: len(f.persons), Episodes: len(f.episodes), Meetings: len(f.meetings),
		Events: len(f.events), Administration: len(f.scored),
	}
	for _, p := range f.persons {
		e.Codes = append(e.Codes, p.Code)
	}
	drafts, err := d.drafts(ctx, family)
	if err != nil {
		return e, err
	}
	e.Drafts = len(drafts)
	requests, err := d.rec.Requests(ctx, family)
	if err != nil {
		return e, err
	}
	for _, r := range requests {
		if r.Kind == store.AskErasure && r.Ruling == store.Undecided {
			e.Open = append(e.Open, r)
		}
	}
	entries, err := d.rec.Entries(ctx, family, 0)
	if err != nil {
		return e, err
	}
	e.Keeps.LogEntries = len(entries)
	due, err := d.RetentionDue(ctx)
	for i := range due {
		if due[i].Family.ID == family {
			e.Due = &due[i]
		}
	}
	return e, err
}

// Ruling is how a request for erasure is decided.
type Ruling struct {
	Family store.FamilyID
	Ruling store.Ruling
	Ground string // the legal ground, also of an erasure
	Done   string // what was done, of a partly granted request
}

// DecideErasure decides the oldest open request for erasure of a family; when there is none, one received today is
// recorded first, so that every decision has its request. A granted one erases the family and leaves a tombstone with
// code, date and ground: nothing brings it back. A ground is always asked for.
func (d *Desk) DecideErasure(ctx context.Context, v Ruling) error {
	if err := stated(v.Ground); err != nil {
		return err
	}
	if err := harmless(v.Done); err != nil {
		return err
	}
	e, err := d.Erasable(ctx, v.Family)
	if err != nil {
		return err
	}
	r := store.Request{ID: store.DocumentID(newID()), Family: v.Family, Kind: store.AskErasure, Received: d.Date()}
	for _, open := range e.Open {
		if open.Person == (store.PersonID{}) {
			r = open
			break
		}
	}
	r.Ruling, r.Decided, r.Worker = v.Ruling, d.Date(), d.me
	r.Ground, r.Done = strings.TrimSpace(v.Ground), strings.TrimSpace(v.Done)
	if v.Ruling == store.Granted {
		return d.rec.Decide(ctx, r) // writes its own line into the log
	}
	return d.keep(ctx, v.Family, "request erasure", string(v.Ruling), func(rec Record) error { return rec.Decide(ctx, r) })
}
