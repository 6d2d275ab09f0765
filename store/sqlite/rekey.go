package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
)

// More keys of the table setting.
const (
	logKeyKey  = "log-key"
	keepingKey = "keeping"
)

// KeepLogKey writes the key of the access log into the file, where it is as secret as everything else. A copy under
// another data key (see vault.Vault.CopyUnder) then goes on with the chain: without it the copy would derive another
// key and find every entry wrong.
func (w *Workspace) KeepLogKey(ctx context.Context) error {
	if err := w.saveSetting(ctx, logKeyKey, w.logKey); err != nil {
		return fmt.Errorf("keep the key of the access log: %w", err)
	}
	return nil
}

// adoptLogKey takes the kept key of the access log, if there is one, instead of the derived one.
func (w *Workspace) adoptLogKey(ctx context.Context) error {
	key, err := w.setting(ctx, logKeyKey)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil
	case err != nil:
		return fmt.Errorf("read the key of the access log: %w", err)
	case len(key) != len(w.logKey):
		return fmt.Errorf("read the key of the access log: %w", &store.ChainError{Seq: 1})
	}
	copy(w.logKey, key)
	return nil
}

// keepingValue is how store.Keeping is kept.
type keepingValue struct {
	LastBackup  time.Time `json:"last_backup,omitzero"`
	BackupEvery int       `json:"backup_every"`
	KeepMonths  int       `json:"keep_months"`
}

// Keeping is what the file remembers about its own care.
func (w *Workspace) Keeping(ctx context.Context) (store.Keeping, error) {
	raw, err := w.setting(ctx, keepingKey)
	if errors.Is(err, store.ErrNotFound) {
		return store.Keeping{BackupEvery: store.DefaultBackupEvery, KeepMonths: store.DefaultKeepMonths}, nil
	}
	var v keepingValue
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		return store.Keeping{}, fmt.Errorf("read how the file is kept: %w", err)
	}
	return store.Keeping(v), nil
}

// SaveKeeping replaces what the file remembers about its own care.
func (w *Workspace) SaveKeeping(ctx context.Context, k store.Keeping) error {
	if err := k.Validate(); err != nil {
		return err
	}
	raw, err := json.Marshal(keepingValue(k))
	if err != nil {
		return fmt.Errorf("save how the file is kept: %w", err)
	}
	return w.saveSetting(ctx, keepingKey, raw)
}

// BrokenReferences counts the rows that point at something that is not there. A file that only this program has
// written has none.
func (w *Workspace) BrokenReferences(ctx context.Context) (int64, error) {
	n, err := one(ctx, w, scanInt, "SELECT count(*) FROM pragma_foreign_key_check")
	if err != nil {
		return 0, fmt.Errorf("check references: %w", err)
	}
	return n, nil
}
