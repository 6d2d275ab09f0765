package instruments_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mittari/mittari/instruments"
)

const packedLibrary = "library.zip"

// The library that the program carries holds the files of the folder and what they say, read beforehand.
// go test ./instruments -run Packed -update makes it anew.
func TestPacked_library_is_that_of_the_folder(t *testing.T) {
	want := carried(t)
	if update := flag.Lookup("update"); update != nil && update.Value.String() == "true" {
		pack(t, want)
		return
	}
	z, err := zip.OpenReader(packedLibrary)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	have := map[string]string{}
	for _, f := range z.File {
		data, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		have[f.Name] = string(data)
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("%s is not that of the folder (go test ./instruments -run Packed -update):\n%.2000s", packedLibrary, diff)
	}
}

// A definition read quickly is the one that its YAML files tell of.
func TestQuick_definitions_are_those_of_the_files(t *testing.T) {
	c := builtin(t)
	for ref, want := range inFolder(t) {
		quick, err := c.At(ref)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := c.Cases(ref)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.cases, kept, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s has other examples in the program:\n%s", ref, diff)
		}
		if diff := cmp.Diff(want.Definition, quick, cmpopts.IgnoreUnexported(instruments.Definition{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s read quickly is another (-YAML +quick):\n%s", ref, diff)
		}
	}
}

// inFolder reads every definition from its YAML files.
func inFolder(t *testing.T) map[instruments.Ref]shipped {
	t.Helper()
	out := map[instruments.Ref]shipped{}
	dirs, err := filepath.Glob("library/*/*/instrument.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range dirs {
		dir := os.DirFS(filepath.Dir(file))
		d, err := instruments.Load(dir, ".")
		if err != nil {
			t.Fatal(err)
		}
		cases, err := instruments.LoadCases(dir, ".", d)
		if err != nil {
			t.Fatal(err)
		}
		out[d.Ref()] = shipped{d, cases}
	}
	return out
}

// carried gives the files that the program carries, by their names within the library.
func carried(t *testing.T) map[string]string {
	t.Helper()
	folder, out := os.DirFS("library"), map[string]string{}
	for _, pattern := range []string{"*/*/instrument.yaml", "*/*/cues.*.yaml", "*/*/wording.*.yaml"} {
		names, err := fs.Glob(folder, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(folder, name)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
	}
	for ref, s := range inFolder(t) {
		var quick bytes.Buffer
		if err := s.Quick(&quick, s.cases); err != nil {
			t.Fatal(err)
		}
		out[string(ref.ID)+"/"+strconv.Itoa(ref.Version)+"/quick.json"] = quick.String()
	}
	return out
}

// pack writes the packed library, the same for the same files.
func pack(t *testing.T, files map[string]string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(packedLibrary, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
