package cabinet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

// logSuffix is the ending of the unfinished log that may lie beside a file.
const logSuffix = "-wal"

// keptName is a free name for a file that is put aside: team.mittari becomes team.before-restore-2026-11-22.mittari.
func keptName(path, what string, day store.Date) (string, error) {
	ext := filepath.Ext(path)
	base := strings.TrimSuffix(path, ext) + ".before-" + what + "-" + day.String()
	for n := 1; n < 100; n++ {
		name := base + ext
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", base, n, ext)
		}
		if absent(name) && absent(name+logSuffix) {
			return name, nil
		}
	}
	return "", fmt.Errorf("%w: %s", vault.ErrExists, base+ext)
}

func absent(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// copyFile copies one file to a name that is free, and syncs it. What was not finished is removed.
func copyFile(ctx context.Context, from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // opened for reading
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, out.Close()); err != nil {
			_ = os.Remove(to)
		}
	}()
	if _, err := io.Copy(out, untilDone{ctx, in}); err != nil {
		return err
	}
	return out.Sync()
}

// untilDone stops reading when the context ends.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// copyWhole copies a file and the unfinished log beside it, if there is one.
func copyWhole(ctx context.Context, from, to string) error {
	if err := removeWhole(to); err != nil {
		return err
	}
	if !absent(from + logSuffix) {
		if err := copyFile(ctx, from+logSuffix, to+logSuffix); err != nil {
			return err
		}
	}
	if err := copyFile(ctx, from, to); err != nil {
		return errors.Join(err, removeWhole(to))
	}
	return nil
}

// removeWhole removes a file and what may lie beside it. A file that is not there is no error.
func removeWhole(path string) error {
	var errs []error
	for _, suffix := range []string{"", logSuffix, "-journal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
