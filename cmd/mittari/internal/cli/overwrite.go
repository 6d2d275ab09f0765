package cli

import (
	"context"
	"errors"
	"os"
)

// mayReplace reports whether a file of that name may be replaced: when it was said so, or when the person at the
// terminal says so now. Where nobody can be asked, a file that is there stays. Asking comes before the work, so that
// nobody waits for a report that is then not kept.
func (a *app) mayReplace(ctx context.Context, path string, force bool) (bool, error) {
	if force || path == "" || !isTerminal(a.std.In) {
		return force, nil
	}
	if _, err := os.Lstat(path); err != nil {
		return false, nil //nolint:nilerr // nothing to replace; what else is wrong with the place shows when it is written
	}
	err := a.confirm(ctx, a.loc.T("cli.ask.overwrite", "path", path))
	var said *problem
	if errors.As(err, &said) {
		return false, &problem{key: "file-exists", pairs: []any{"path", path}}
	}
	return err == nil, err
}
