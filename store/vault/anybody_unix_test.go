//go:build unix

package vault

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// asAnybody goes on without the rights of root, which may write everything, as a user to whom the file and its folder
// belong.
func asAnybody(t *testing.T, path string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	const nobody = 65534
	must(t, os.Chmod(filepath.Dir(filepath.Dir(path)), 0o755)) // the way there
	for _, name := range []string{path, filepath.Dir(path)} {
		must(t, os.Chown(name, nobody, nobody))
	}
	must(t, syscall.Seteuid(nobody))
	t.Cleanup(func() { must(t, syscall.Seteuid(0)) })
}
