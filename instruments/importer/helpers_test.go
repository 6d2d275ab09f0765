package importer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// definition gives a definition of the built-in library.
func definition(tb testing.TB, id instruments.ID) *instruments.Definition {
	tb.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	d, err := c.Get(id)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// referenceFile reads a third-party form, or skips the test where those are not at hand.
func referenceFile(t *testing.T, folder, name string) (data []byte, dir string) {
	t.Helper()
	root := os.Getenv("MITTARI_REFERENCE_DATA")
	if root == "" {
		t.Skip("MITTARI_REFERENCE_DATA is not set: no third-party forms to read")
	}
	dir = filepath.Join(root, "forms", folder)
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data, dir
}

// readFHIR reads a questionnaire with the answer lists that lie in dir.
func readFHIR(tb testing.TB, data []byte, dir string) *importer.Draft {
	tb.Helper()
	limits := importer.DefaultLimits()
	draft, err := importer.FHIR(bytes.NewReader(data), limits, importer.InFolder(os.DirFS(dir), ".", limits))
	if err != nil {
		tb.Fatal(err)
	}
	return draft
}

func own(tb testing.TB, name string) *importer.Draft {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return readFHIR(tb, data, "testdata")
}

func match(tb testing.TB, draft *importer.Draft, d *instruments.Definition, lang instruments.Lang) *importer.Match {
	tb.Helper()
	m, err := importer.MatchTo(draft, d, lang)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func doubts(m *importer.Match, kind importer.DoubtKind) int {
	n := 0
	for _, d := range m.Doubts {
		if d.Kind == kind {
			n++
		}
	}
	return n
}
