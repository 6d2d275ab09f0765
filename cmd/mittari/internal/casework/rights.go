package casework

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Rights is what holders of instruments have allowed, and who has checked scoring keys. Both are only added to.
type Rights interface {
	// SavePermission and SaveKeyCheck add a revision; one that is not the next is store.ErrRefused.
	SavePermission(ctx context.Context, p store.Permission) error
	SaveKeyCheck(ctx context.Context, k store.KeyCheck) error
	// Permissions and KeyChecks list every revision, in the order in which they were recorded.
	Permissions(ctx context.Context) ([]store.Permission, error)
	KeyChecks(ctx context.Context) ([]store.KeyCheck, error)
	// UsePermission counts an administration that shows wording under a permission, once.
	UsePermission(ctx context.Context, id store.PermissionID, a store.AdministrationID, on store.Date) error
	// ReleasePermission takes back the use of an administration that asked nothing.
	ReleasePermission(ctx context.Context, a store.AdministrationID) error
	PermissionUses(ctx context.Context) (map[store.PermissionID]int, error)
	// UsedPermission is the permission an administration was counted under; the zero id: none.
	UsedPermission(ctx context.Context, a store.AdministrationID) (store.PermissionID, error)
}

// NeedsCheckError: the scoring key of a definition is not checked against the original form, so that it is switched
// off until somebody has done so and has said so in the record.
type NeedsCheckError struct{ Ref instruments.Ref }

// Error implements error.
func (e *NeedsCheckError) Error() string { return "the key of " + e.Ref.String() + " needs a check" }

// MessageKey names the sentence for it in the catalogues.
func (e *NeedsCheckError) MessageKey() (string, []any) {
	return "needs-check", []any{"ref", e.Ref.String(), "id", string(e.Ref.ID)}
}

// PermissionProblem is why a permission does not hold.
type PermissionProblem string

// Problems of a permission.
const (
	PermissionNone      PermissionProblem = "none"      // none was recorded
	PermissionEarly     PermissionProblem = "early"     // it begins later
	PermissionExpired   PermissionProblem = "expired"   // its last day has passed
	PermissionUsedUp    PermissionProblem = "used-up"   // every administration it covers has been begun
	PermissionWithdrawn PermissionProblem = "withdrawn" // it was taken back
)

// PermissionError: the holder has to be asked before wording is brought in or shown.
type PermissionError struct {
	Instrument instruments.ID
	Holder     string
	Problem    PermissionProblem
	Reference  string
	Day        store.Date // the first or last day, where the problem is one of days
	Uses       int        // how many it covered, where those are used up
}

// Error implements error.
func (e *PermissionError) Error() string {
	return fmt.Sprintf("permission for %s: %s", e.Instrument, e.Problem)
}

// MessageKey names the sentence for it in the catalogues.
func (e *PermissionError) MessageKey() (string, []any) {
	return "permission-" + string(e.Problem), []any{
		"id", string(e.Instrument), "holder", e.Holder, "reference", e.Reference, "day", e.Day.String(), "uses", e.Uses,
	}
}

// PermissionView is a permission as it stands today.
type PermissionView struct {
	store.Permission                    // the newest revision
	Used             int                // administrations counted under it
	Problem          PermissionProblem  // empty: it holds today
	Earlier          []store.Permission // replaced revisions, oldest first
}

// KeyCheckView is a key check as it stands today.
type KeyCheckView struct {
	store.KeyCheck                  // the newest revision
	Fits           bool             // it is about the definition as it is now, and was not taken back
	Earlier        []store.KeyCheck // replaced revisions, oldest first
}

// Permissions lists the permissions for an instrument, or all for the empty id, in the order of recording.
func (d *Desk) Permissions(ctx context.Context, id instruments.ID) ([]PermissionView, error) {
	all, err := d.rec.Permissions(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the permissions: %w", err)
	}
	uses, err := d.rec.PermissionUses(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the permissions: %w", err)
	}
	var out []PermissionView
	for _, p := range all {
		if id != "" && p.Instrument != id {
			continue
		}
		i := slices.IndexFunc(out, func(v PermissionView) bool { return v.ID == p.ID })
		if i < 0 {
			out = append(out, PermissionView{Permission: p})
			continue
		}
		out[i].Earlier = append(out[i].Earlier, out[i].Permission)
		out[i].Permission = p
	}
	for i := range out {
		out[i].Used = uses[out[i].ID]
		out[i].Problem = permissionProblem(&out[i], d.Date())
	}
	return out, nil
}

func permissionProblem(p *PermissionView, today store.Date) PermissionProblem {
	switch {
	case p.Withdrawn:
		return PermissionWithdrawn
	case today.Before(p.Given):
		return PermissionEarly
	case !p.Expires.IsZero() && today.After(p.Expires):
		return PermissionExpired
	case p.Uses > 0 && p.Used >= p.Uses:
		return PermissionUsedUp
	}
	return ""
}

// KeyChecks lists the key checks of an instrument in every version, or all for the empty id.
func (d *Desk) KeyChecks(ctx context.Context, id instruments.ID) ([]KeyCheckView, error) {
	all, err := d.rec.KeyChecks(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the key checks: %w", err)
	}
	var out []KeyCheckView
	for _, k := range all {
		if id != "" && k.Definition.ID != id {
			continue
		}
		i := slices.IndexFunc(out, func(v KeyCheckView) bool { return v.ID == k.ID })
		if i < 0 {
			out = append(out, KeyCheckView{KeyCheck: k})
			continue
		}
		out[i].Earlier = append(out[i].Earlier, out[i].KeyCheck)
		out[i].KeyCheck = k
	}
	for i := range out {
		def, err := d.cat.At(out[i].Definition)
		out[i].Fits = err == nil && def.Hash == out[i].Hash && !out[i].Withdrawn
	}
	return out, nil
}

// NewPermission is a permission as it is entered.
type NewPermission struct {
	Instrument instruments.ID
	Holder     string // empty: the holder that the definition names
	Reference  string
	Given      store.Date // zero: today
	Expires    store.Date
	Uses       int
}

// RecordPermission notes what the holder of an instrument has allowed.
func (d *Desk) RecordPermission(ctx context.Context, n NewPermission) (store.Permission, error) {
	def, err := d.cat.Get(n.Instrument)
	if err != nil {
		return store.Permission{}, fmt.Errorf("record a permission: %w", err)
	}
	if def.Rights.Class != instruments.Permission {
		return store.Permission{}, ErrNoPermissionNeeded
	}
	p := store.Permission{
		ID: store.PermissionID(newID()), Revision: 1, Instrument: def.ID, Holder: n.Holder, Reference: n.Reference,
		Given: n.Given, Expires: n.Expires, Uses: n.Uses, Worker: d.me, Recorded: d.now(),
	}
	if p.Holder == "" {
		p.Holder = def.Rights.Holder
	}
	if p.Given.IsZero() {
		p.Given = d.Date()
	}
	return p, d.savePermission(ctx, p, store.ActAdd)
}

// WithdrawPermission takes a permission back from today on; it stays in the history.
func (d *Desk) WithdrawPermission(ctx context.Context, id store.PermissionID, why string) error {
	all, err := d.Permissions(ctx, "")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(v PermissionView) bool { return v.ID == id })
	if i < 0 {
		return store.ErrNotFound
	}
	p := all[i].Permission
	p.Revision, p.Withdrawn, p.Why, p.Worker, p.Recorded = p.Revision+1, true, why, d.me, d.now()
	return d.savePermission(ctx, p, store.ActChange)
}

func (d *Desk) savePermission(ctx context.Context, p store.Permission, act store.Action) error {
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SavePermission(ctx, p); err != nil {
			return fmt.Errorf("record a permission: %w", err)
		}
		return d.logTo(ctx, r, act, store.FamilyID{}, "permission "+string(p.Instrument), p.Reference)
	})
}

// NewKeyCheck is a key check as it is entered.
type NewKeyCheck struct {
	Definition instruments.Ref
	Checker    string
	Against    string
	Date       store.Date // zero: today
}

// ApproveKey notes that the key of a definition was compared with the original form. It switches the definition on.
func (d *Desk) ApproveKey(ctx context.Context, n NewKeyCheck) (store.KeyCheck, error) {
	def, err := d.cat.At(n.Definition)
	if err != nil {
		return store.KeyCheck{}, fmt.Errorf("record a key check: %w", err)
	}
	if !def.NeedsCheck() {
		return store.KeyCheck{}, ErrNoCheckNeeded
	}
	k := store.KeyCheck{
		ID: store.KeyCheckID(newID()), Revision: 1, Definition: def.Ref(), Hash: def.Hash, Checker: n.Checker,
		Against: n.Against, Date: n.Date, Worker: d.me, Recorded: d.now(),
	}
	if k.Date.IsZero() {
		k.Date = d.Date()
	}
	return k, d.saveKeyCheck(ctx, k, store.ActAdd)
}

// WithdrawKeyCheck takes a key check back; the definition is switched off again unless another check holds.
func (d *Desk) WithdrawKeyCheck(ctx context.Context, id store.KeyCheckID, why string) error {
	all, err := d.KeyChecks(ctx, "")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(v KeyCheckView) bool { return v.ID == id })
	if i < 0 {
		return store.ErrNotFound
	}
	k := all[i].KeyCheck
	k.Revision, k.Withdrawn, k.Why, k.Worker, k.Recorded = k.Revision+1, true, why, d.me, d.now()
	return d.saveKeyCheck(ctx, k, store.ActChange)
}

func (d *Desk) saveKeyCheck(ctx context.Context, k store.KeyCheck, act store.Action) error {
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveKeyCheck(ctx, k); err != nil {
			return fmt.Errorf("record a key check: %w", err)
		}
		return d.logTo(ctx, r, act, store.FamilyID{}, "key check "+k.Definition.String(), k.Against)
	})
}

func (d *Desk) now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }
