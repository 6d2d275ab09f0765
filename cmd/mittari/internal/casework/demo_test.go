package casework_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/demo"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// demoFamilies is how many families the demo of these tests has.
const demoFamilies = 30

// builtDemo is the content of a file with the demo, built once for all tests.
var builtDemo = sync.OnceValues(func() (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "casework")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ctx, path := context.Background(), filepath.Join(dir, "demo.mittari")
	cat, err := instruments.Builtin()
	if err != nil {
		return nil, err
	}
	w, err := sqlite.Create(ctx, path, storetest.Secrets(), storetest.Options())
	if err != nil {
		return nil, err
	}
	_, err = demo.Build(ctx, cabinet.Record{Workspace: w}, cat, demo.Options{Families: demoFamilies, Lang: instruments.English})
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// demoCopy is a copy of the demo for one test to work in.
func demoCopy(t *testing.T) *sqlite.Workspace {
	t.Helper()
	raw, err := builtDemo()
	must(t, err)
	path := filepath.Join(t.TempDir(), "demo.mittari")
	must(t, os.WriteFile(path, raw, 0o600))
	w, err := sqlite.Open(t.Context(), path, storetest.Key(t, path), storetest.Options())
	must(t, err)
	t.Cleanup(func() { _ = w.Close() })
	return w
}
