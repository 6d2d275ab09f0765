package cabinet

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/vault"
)

// restoredSuffix names the copy of a backup until it takes the workspace's place.
const restoredSuffix = ".restoring"

// Restoring is a backup that was copied beside the workspace, opened and checked, and waits for a yes: call Commit or
// Drop. The backup itself is only read.
type Restoring struct {
	Backup  casework.Contents
	Proof   casework.Proof
	Present *Present // nil: there is no file in the workspace's place
	door    *Door
	rec     Record
	from    string
	copied  string
}

// Present is the file that a backup is about to take the place of.
type Present struct {
	Path     string
	Modified time.Time
	Bytes    int64
	Contents *casework.Contents // nil: it could not be opened, see Err
	Err      error
}

// beyondOpening says that a right secret does not open the file: it is damaged, or of a newer version.
func (p *Present) beyondOpening() bool {
	return p.Contents == nil && p.Err != nil && !errors.Is(p.Err, vault.ErrWrongSecret)
}

// UnfinishedError: beside the file that is to be kept lies an unfinished log, and no secret given opens the file. It
// must be opened once, which finishes the log; nothing was changed.
type UnfinishedError struct{ Path string }

// Error implements error.
func (e *UnfinishedError) Error() string { return e.Path + " has an unfinished log" }

// MessageKey names the sentence for it in the catalogues.
func (e *UnfinishedError) MessageKey() (string, []any) {
	return "unfinished-log", []any{"path", e.Path}
}

// Prove checks a whole record: casework.Prove with the catalogue at hand.
type Prove func(context.Context, casework.Record) (casework.Proof, error)

// Bring copies a backup beside the workspace, opens the copy with a secret and checks all of it. present opens the file
// that is there now, if it is another; it only serves to show what that file holds. Errors: those of opening;
// vault.ErrInUse when the workspace is open elsewhere. After an error nothing has changed.
func (d *Door) Bring(ctx context.Context, from string, s casework.Secret, present string, prove Prove) (*Restoring, error) {
	r := &Restoring{door: d, from: from, copied: d.path + restoredSuffix}
	if same, err := sameFile(from, d.path); err != nil || same {
		return nil, errors.Join(err, notItself(same, from))
	}
	var err error
	if r.Present, err = d.look(ctx, s.Text, present); err != nil {
		return nil, err
	}
	if p := r.Present; p != nil && !p.beyondOpening() && p.Contents == nil && !absent(d.path+logSuffix) {
		return nil, &UnfinishedError{Path: d.path}
	}
	if err := r.open(ctx, s); err != nil {
		return nil, errors.Join(err, removeWhole(r.copied))
	}
	r.Proof, err = prove(ctx, r.rec)
	if err == nil && r.Proof.Check(casework.CheckPages).Err == nil {
		r.Backup, err = casework.ContentsOf(ctx, r.rec)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("check the backup: %w", err), r.Drop())
	}
	return r, nil
}

func sameFile(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	y, err := os.Stat(b)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(x, y), err
}

// notItself refuses to put a file in its own place.
func notItself(same bool, path string) error {
	if !same {
		return nil
	}
	return fmt.Errorf("%w: %s is the workspace itself", vault.ErrExists, path)
}

func (r *Restoring) open(ctx context.Context, s casework.Secret) error {
	if err := os.MkdirAll(filepath.Dir(r.copied), 0o700); err != nil {
		return fmt.Errorf("make the folder of the workspace: %w", err)
	}
	key, _, err := unlock(r.from, s)
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	defer key.Forget()
	if err := copyWhole(ctx, r.from, r.copied); err != nil {
		return fmt.Errorf("copy the backup: %w", err)
	}
	o := r.door.options()
	w, err := sqlite.Open(ctx, r.copied, key, o)
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	r.rec = Record{w, r.door.kdf}
	return nil
}

// look reads what the file in the workspace's place holds, with the first secret that opens it.
func (d *Door) look(ctx context.Context, secrets ...string) (*Present, error) {
	info, err := os.Stat(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := &Present{Path: d.path, Modified: info.ModTime(), Bytes: info.Size()}
	for _, secret := range secrets {
		if secret == "" {
			continue
		}
		var c casework.Contents
		if c, p.Err = d.contents(ctx, secret); p.Err == nil {
			p.Contents = &c
			return p, nil
		}
		if errors.Is(p.Err, vault.ErrInUse) || ctx.Err() != nil {
			return nil, p.Err
		}
		if !errors.Is(p.Err, vault.ErrWrongSecret) {
			break // the secret is right, the file is not
		}
	}
	return p, nil
}

func (d *Door) contents(ctx context.Context, secret string) (c casework.Contents, err error) {
	rec, err := d.Open(ctx, secret, false)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, rec.Close()) }()
	return casework.ContentsOf(ctx, rec)
}

// Commit puts the copy in the workspace's place and returns the name under which the file that was there is kept, ""
// when there was none. The copy's access log says that it was restored and how far the other file's log had come.
func (r *Restoring) Commit(ctx context.Context) (kept string, err error) {
	if err := r.door.note(ctx, r.rec, store.ActImport, "backup", r.why()); err != nil {
		return "", errors.Join(err, r.Drop())
	}
	if err := r.rec.Close(); err != nil {
		return "", errors.Join(err, removeWhole(r.copied))
	}
	if r.Present == nil {
		if !absent(r.door.path) {
			return "", errors.Join(fmt.Errorf("%w: %s", vault.ErrExists, r.door.path), removeWhole(r.copied))
		}
		return "", os.Rename(r.copied, r.door.path)
	}
	if kept, err = r.putAside(ctx); err != nil {
		return "", errors.Join(err, removeWhole(r.copied))
	}
	return kept, nil
}

// why tells later readers of the log why values noted after the backup are no longer in it.
func (r *Restoring) why() string {
	text := "restored from " + filepath.Base(r.from)
	if r.Present != nil && r.Present.Contents != nil {
		text += fmt.Sprintf("; the file before had %d entries", r.Present.Contents.LogEntries)
	}
	return text
}

// putAside exchanges the two files. A damaged file that cannot be opened may have an unfinished log beside it; that is
// copied to the kept name before it is taken away, so that nothing of it is lost.
func (r *Restoring) putAside(ctx context.Context) (string, error) {
	path := r.door.path
	kept, err := keptName(path, "restore", store.DateOf(r.door.clock()))
	if err != nil {
		return "", err
	}
	if r.Present.beyondOpening() && !absent(path+logSuffix) {
		if err := copyFile(ctx, path+logSuffix, kept+logSuffix); err != nil {
			return "", fmt.Errorf("keep the unfinished log: %w", err)
		}
		if err := os.Remove(path + logSuffix); err != nil {
			return "", fmt.Errorf("keep the unfinished log: %w", err)
		}
	}
	return kept, vault.Exchange(path, r.copied, kept)
}

// Drop gives the restoring up: the copy is removed, and everything is as before.
func (r *Restoring) Drop() error { return errors.Join(r.rec.Close(), removeWhole(r.copied)) }
