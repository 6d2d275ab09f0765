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
func definition(t testing.TB, id instruments.ID) *instruments.Definition {
	t.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.Get(id)
	if err != nil {
		t.Fatal(err)
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
func readFHIR(t testing.TB, data []byte, dir string) *importer.Draft {
	t.Helper()
	limits := importer.DefaultLimits()
	draft, err := importer.FHIR(bytes.NewReader(data), limits, importer.InFolder(os.DirFS(dir), ".", limits))
	if err != nil {
		t.Fatal(err)
	}
	return draft
}

func own(t testing.TB, name string) *importer.Draft {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return readFHIR(t, data, "testdata")
}

func match(t testing.TB, draft *importer.Draft, d *instruments.Definition, lang instruments.Lang) *importer.Match {
	t.Helper()
	m, err := importer.MatchTo(draft, d, lang)
	if err != nil {
		t.Fatal(err)
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
