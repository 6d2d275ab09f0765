package cabinet

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/vault"
)

// rekeyedSuffix names the copy under the new key until it takes the workspace's place.
const rekeyedSuffix = ".new-key"

// Rekey writes the record anew under another data key that these secrets open and no others, and gives the copy the
// workspace's name; the old file keeps its secrets and gets the name returned. The access log goes on. rec is the open
// workspace of this door; it is closed when the exchange begins, and the caller must not use it afterwards.
// When it is cut off, the workspace is whole under its name, old or new, and nothing is lost.
func (d *Door) Rekey(ctx context.Context, rec Record, secrets []casework.Secret) (kept string, err error) {
	if err := casework.Strong(secrets); err != nil {
		return "", errors.Join(err, rec.Close())
	}
	path := rec.Vault().Path()
	copied := path + rekeyedSuffix
	if kept, err = keptName(path, "rekey", store.DateOf(d.clock())); err == nil {
		err = d.copyUnder(ctx, rec, copied, secrets)
	}
	if err := errors.Join(err, rec.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("write the record under a new key: %w", err), removeWhole(copied))
	}
	if err := vault.Exchange(path, copied, kept); err != nil {
		return "", err
	}
	return kept, nil
}

// copyUnder makes the copy and proves that it goes on where the file is.
func (d *Door) copyUnder(ctx context.Context, rec Record, to string, secrets []casework.Secret) error {
	locked := make([]vault.Secret, len(secrets))
	for i, s := range secrets {
		var err error
		if locked[i], err = lockWith(s, d.kdf); err != nil {
			return err
		}
	}
	if err := removeWhole(to); err != nil { // left by a try that was cut off; the workspace itself is open and whole
		return err
	}
	if err := d.note(ctx, rec, store.ActSetting, "key data", "changed"); err != nil {
		return err
	}
	if err := rec.KeepLogKey(ctx); err != nil {
		return err
	}
	want, err := rec.VerifyLog(ctx)
	if err != nil {
		return err
	}
	key, err := rec.Vault().CopyUnder(ctx, to, locked)
	if err != nil {
		return err
	}
	defer key.Forget()
	return d.goesOn(ctx, to, key, want)
}

// goesOn opens the copy, checks the chain in it, and forgets the backups: they are under the old key.
func (d *Door) goesOn(ctx context.Context, path string, key *vault.Key, entries int64) (err error) {
	w, err := sqlite.Open(ctx, path, key, d.options())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	n, err := w.VerifyLog(ctx)
	if err != nil {
		return err
	}
	if n != entries {
		return &store.ChainError{Seq: n + 1}
	}
	k, err := w.Keeping(ctx)
	if err != nil {
		return err
	}
	k.LastBackup = time.Time{}
	return w.SaveKeeping(ctx, k)
}

// note writes a line about the file itself into its access log.
func (d *Door) note(ctx context.Context, rec Record, act store.Action, object, why string) error {
	s, err := rec.Settings(ctx)
	if err != nil {
		return err
	}
	return rec.Append(ctx, store.LogEntry{At: d.clock().UTC(), Worker: s.Worker, Action: act, Object: object, Why: why})
}
