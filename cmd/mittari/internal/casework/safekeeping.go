package casework

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/mittari/mittari/store"
)

// KeyKind names one of the keys that open a file.
type KeyKind string

// Keys.
const (
	AnyKey        KeyKind = ""           // whichever the secret turns out to be
	KeyPassphrase KeyKind = "passphrase" // what the worker types every day
	KeyRecovery   KeyKind = "recovery"   // the code on paper in the safe
	KeySecond     KeyKind = "second"     // a second person's own passphrase
)

// Secret is a key as a person gives it.
type Secret struct {
	Kind KeyKind
	Text string
}

// ShortestPassphrase is the fewest characters of a new passphrase.
const ShortestPassphrase = 12

// Safe is the encrypted file that the record lies in.
type Safe interface {
	// Keys lists the kinds of keys that open the file.
	Keys() []KeyKind
	// TryKey is nil when the secret opens the file. It takes about a second by design.
	TryKey(ctx context.Context, s Secret) error
	// SetKey puts a secret in the place of the one of its kind, if any.
	SetKey(ctx context.Context, s Secret) error
	// RemoveKey takes a key away; the last one stays.
	RemoveKey(ctx context.Context, k KeyKind) error
	// BackupTo writes a copy that the same keys open. When it returns, the copy has been opened and every page of it
	// read. It never overwrites, and after a failure there is no file.
	BackupTo(ctx context.Context, path string) error
	// ProvePages authenticates every page of the file and checks its structure.
	ProvePages(ctx context.Context) error
	// BrokenReferences counts rows that point at something that is not there.
	BrokenReferences(ctx context.Context) (int64, error)
	Keeping(ctx context.Context) (store.Keeping, error)
	SaveKeeping(ctx context.Context, k store.Keeping) error
}

// KeepingView is how well the file is kept.
type KeepingView struct {
	store.Keeping
	Due  bool // a backup is to be made
	Keys []KeyKind
}

// Has reports whether a key of that kind opens the file.
func (v KeepingView) Has(k KeyKind) bool {
	for _, have := range v.Keys {
		if have == k {
			return true
		}
	}
	return false
}

// Keeping tells when the last backup was made and which keys there are.
func (d *Desk) Keeping(ctx context.Context) (KeepingView, error) {
	k, err := d.rec.Keeping(ctx)
	if err != nil {
		return KeepingView{}, err
	}
	return KeepingView{Keeping: k, Due: k.BackupDue(d.Date()), Keys: d.rec.Keys()}, nil
}

// RemindOfBackup sets after how many days without a backup the program reminds of one.
func (d *Desk) RemindOfBackup(ctx context.Context, days int) error {
	return d.care(ctx, "backup", strconv.Itoa(days), func(k *store.Keeping) { k.BackupEvery = days })
}

// Backup writes a copy of the file and returns its path: to is a file, or a folder in which the copy gets a name with
// the day in it. See Safe.BackupTo for what has been proven when it returns.
func (d *Desk) Backup(ctx context.Context, to string) (string, error) {
	path, err := d.backupPath(to)
	if err != nil {
		return "", err
	}
	// Logged first, so that the copy says it was made; a copy that fails leaves a line about the try.
	if err := d.log(ctx, store.ActExport, store.FamilyID{}, "backup", ""); err != nil {
		return "", err
	}
	if err := d.rec.BackupTo(ctx, path); err != nil {
		return "", err
	}
	k, err := d.rec.Keeping(ctx)
	if err != nil {
		return "", err
	}
	k.LastBackup = d.clock().UTC().Truncate(time.Second)
	if err := d.rec.SaveKeeping(ctx, k); err != nil {
		return "", fmt.Errorf("note the backup: %w", err)
	}
	return path, nil
}

// BackupName is the name of a backup made on a day.
func BackupName(day store.Date) string { return "mittari-" + day.String() + ".mittari" }

// backupPath names the copy: in a folder by the day, with a number when there is one of that day already.
func (d *Desk) backupPath(to string) (string, error) {
	if info, err := os.Stat(to); err != nil || !info.IsDir() {
		return to, nil //nolint:nilerr // a wrong path is told when it is written
	}
	name := BackupName(d.Date())
	for n := 2; ; n++ {
		path := filepath.Join(to, name)
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			return path, nil
		}
		if n > maxBackupsOfADay {
			return "", ErrFileExists
		}
		name = fmt.Sprintf("mittari-%s-%d.mittari", d.Date(), n)
	}
}

const maxBackupsOfADay = 99

// keyGuard counts wrong tries of secrets at a file that is open already, since the last right one. Elsewhere the slow
// derivation of the key alone has to do: whoever has the file does not have to ask this program.
type keyGuard struct {
	mu    sync.Mutex
	wrong int
	until time.Time
}

// KeyWaitError: too many wrong secrets; try again after the wait.
type KeyWaitError struct{ After time.Duration }

// Error implements error.
func (e *KeyWaitError) Error() string { return "too many wrong secrets, wait " + e.After.String() }

// MessageKey names the sentence for it in the catalogues.
func (e *KeyWaitError) MessageKey() (string, []any) {
	return "key-wait", []any{"seconds", int((e.After + time.Second - 1) / time.Second)}
}

// TryKey tells whether a secret opens the file. A wrong one is logged, and from the third on each doubles the wait.
func (d *Desk) TryKey(ctx context.Context, s Secret) error {
	d.keys.mu.Lock()
	defer d.keys.mu.Unlock()
	if left := d.keys.until.Sub(d.clock()); left > 0 {
		return &KeyWaitError{After: left}
	}
	err := d.rec.TryKey(ctx, s)
	if err == nil {
		d.keys.wrong = 0
		return nil
	}
	d.keys.wrong++
	if d.keys.wrong >= freeTries {
		d.keys.until = d.clock().Add(firstWait << min(d.keys.wrong-freeTries, 10))
	}
	if logged := d.log(ctx, store.ActDenied, store.FamilyID{}, "key "+string(s.Kind), ""); logged != nil {
		return logged
	}
	return err
}

// ChangeKey puts a secret in the place of the one of its kind, if any. A key that opens the file now is asked for first,
// so that nobody changes one on a laptop left open; the recovery code counts too, for a passphrase may be forgotten.
func (d *Desk) ChangeKey(ctx context.Context, known string, next Secret) error {
	if err := next.strong(); err != nil {
		return err
	}
	if err := d.TryKey(ctx, Secret{Text: known}); err != nil {
		return err
	}
	if err := d.rec.SetKey(ctx, next); err != nil {
		return fmt.Errorf("change the %s: %w", next.Kind, err)
	}
	return d.log(ctx, store.ActSetting, store.FamilyID{}, "key "+string(next.Kind), "changed")
}

// strong refuses a passphrase that is too short. Recovery codes are made, not chosen.
func (s Secret) strong() error {
	if s.Kind != KeyRecovery && len([]rune(s.Text)) < ShortestPassphrase {
		return ErrShortPassphrase
	}
	return nil
}

// Strong refuses secrets of which one is too short.
func Strong(secrets []Secret) error {
	for _, s := range secrets {
		if err := s.strong(); err != nil {
			return err
		}
	}
	return nil
}

// RemoveSecond takes the second person's key away. A key that opens the file now is asked for first.
func (d *Desk) RemoveSecond(ctx context.Context, known string) error {
	if err := d.TryKey(ctx, Secret{Text: known}); err != nil {
		return err
	}
	if err := d.rec.RemoveKey(ctx, KeySecond); err != nil {
		return fmt.Errorf("remove the second person's key: %w", err)
	}
	return d.log(ctx, store.ActSetting, store.FamilyID{}, "key "+string(KeySecond), "removed")
}
