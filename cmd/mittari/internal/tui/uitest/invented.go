package uitest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/storetest"
)

// Invented is Desk with the invented instruments of testdata beside the real ones: "lent" needs a permission, the key
// of "hearsay" is only recalled, "sheet" is for paper only.
func Invented(tb testing.TB, tag instruments.Lang) (*screen.Env, *storetest.Record) {
	tb.Helper()
	env, rec := Desk(tb, tag)
	_, here, _, _ := runtime.Caller(0)
	cat, err := instruments.OpenCatalogue(os.DirFS(filepath.Join(filepath.Dir(here), "..", "..", "..", "..", "..", "testdata", "instruments")))
	if err != nil {
		tb.Fatal(err)
	}
	env.Catalogue = cat
	if env.Desk, err = casework.NewDesk(tb.Context(), cabinet.Record{Workspace: rec.Workspace}, cat, storetest.Now); err != nil {
		tb.Fatal(err)
	}
	return env, rec
}

// Pack is a wording of one of the invented instruments, whose items are called as given.
func Pack(id instruments.ID, tag instruments.Lang, items ...string) instruments.Wording {
	w := instruments.Wording{
		Instrument: id, Lang: tag, Title: "Keksitty", Items: map[int]string{},
		Options: map[string]map[int]string{"often": {0: "nolla", 1: "ykkönen", 2: "kakkonen"}},
		Holder:  "Invented Holder", Licence: "Invented terms.", Source: "file",
	}
	for i, text := range items {
		w.Items[i+1] = text
	}
	w.Hash = w.Sum()
	return w
}
