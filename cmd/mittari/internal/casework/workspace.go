package casework

import (
	"context"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Door opens and creates workspaces. The command line builds it over the encrypted store.
type Door interface {
	// Exists reports whether there is a file to open.
	Exists() bool
	// Path is where the workspace is, to show to a person.
	Path() string
	// Create makes a new workspace with a passphrase and a recovery code and opens it. It never overwrites.
	Create(ctx context.Context, passphrase, recovery string) (Record, error)
	// Open unlocks with the passphrase, or with the recovery code. Takes about a second by design.
	Open(ctx context.Context, secret string, recovery bool) (Record, error)
	// NewRecoveryCode makes a code to be written down; nothing is stored.
	NewRecoveryCode() (string, error)
}

// Desk is the place a worker works at: one open record, the catalogue of instruments, a clock.
type Desk struct {
	rec     Record
	cat     *instruments.Catalogue
	clock   func() time.Time
	me      store.WorkerID
	scorers scorers
	pins    pinGuard
	keys    keyGuard
}

// NewDesk sits a worker down at an open record. Sitting down is logged.
func NewDesk(ctx context.Context, rec Record, cat *instruments.Catalogue, clock func() time.Time) (*Desk, error) {
	s, err := rec.Settings(ctx)
	if err != nil {
		return nil, err
	}
	d := &Desk{rec: rec, cat: cat, clock: clock, me: s.Worker}
	return d, d.log(ctx, store.ActUnlock, store.FamilyID{}, "workspace", "")
}

// Date is the civil date on the desk's clock.
func (d *Desk) Date() store.Date { return store.DateOf(d.clock()) }

// Catalogue lists the instruments.
func (d *Desk) Catalogue() *instruments.Catalogue { return d.cat }

// Settings of the workspace.
func (d *Desk) Settings(ctx context.Context) (store.Settings, error) { return d.rec.Settings(ctx) }

// Notices tells what was noticed when the file was opened.
func (d *Desk) Notices() []Notice { return d.rec.Notices() }

// Leave closes the record. The desk is of no use afterwards.
func (d *Desk) Leave(ctx context.Context) error {
	_ = d.log(ctx, store.ActLock, store.FamilyID{}, "workspace", "")
	return d.rec.Close()
}
