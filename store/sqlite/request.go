package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

func containsID(text string, id store.PersonID) bool { return strings.Contains(text, id.String()) }

// Decide stores the ruling on a data subject's request and carries out what follows from it in the file: a granted
// erasure erases the family and leaves the tombstone with the ground. Erasing one member only is not a thing that a
// file can do, for the others' answers tell of that person too: such a request is granted in part, with what was done.
func (w *Workspace) Decide(ctx context.Context, r store.Request) error {
	if err := r.Validate(); err != nil {
		return err
	}
	if r.Ruling == store.Undecided {
		return &store.InvalidError{Noun: "request", Field: "Ruling", Problem: store.Missing}
	}
	if r.Kind != store.AskErasure || r.Ruling != store.Granted {
		return w.SaveRequest(ctx, r)
	}
	if r.Person != (store.PersonID{}) {
		return &store.InvalidError{Noun: "request", Field: "Person", Problem: store.NotPermitted}
	}
	return w.EraseFamily(ctx, r.Family, r.Decided, r.Ground)
}

// RetentionDue lists the families that have been kept for so many months after the last exit, or longer. It deletes
// nothing.
func (w *Workspace) RetentionDue(ctx context.Context, months int, today store.Date) ([]store.Due, error) {
	families, err := w.AllFamilies(ctx)
	if err != nil {
		return nil, err
	}
	episodes, err := w.Episodes(ctx, store.FamilyID{})
	if err != nil {
		return nil, err
	}
	return store.RetentionDue(families, episodes, months, today), nil
}

// LogHead is the length of the access log and its last chain value.
func (w *Workspace) LogHead(ctx context.Context) (store.LogHead, error) {
	h, err := w.logHead(ctx)
	if err != nil {
		return store.LogHead{}, fmt.Errorf("read access log: %w", err)
	}
	return store.LogHead{Count: h.count, MAC: h.mac}, nil
}

// CheckNoted looks for a value that was noted earlier, of which the first bytes are enough. When the log does not have
// it at that place the file was put back to an earlier state, or is another one: *store.RolledBackError.
func (w *Workspace) CheckNoted(ctx context.Context, noted store.LogHead) error {
	have, err := w.LogHead(ctx)
	if err != nil {
		return err
	}
	if len(noted.MAC) == 0 {
		return &store.InvalidError{Noun: "noted value", Field: "MAC", Problem: store.Missing}
	}
	mac, err := one(ctx, w, scanBytes, "SELECT mac FROM log WHERE seq = ?", noted.Count)
	if errors.Is(err, store.ErrNotFound) {
		return &store.RolledBackError{Noted: noted, Have: have}
	}
	if err != nil {
		return fmt.Errorf("read access log: %w", err)
	}
	if len(noted.MAC) > len(mac) || string(mac[:len(noted.MAC)]) != string(noted.MAC) {
		return &store.RolledBackError{Noted: noted, Have: have}
	}
	return nil
}
