package instruments_test

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mittari/mittari/instruments"
)

// The quick files hold what the YAML files say. go test ./instruments -run Quick -update makes them anew.
func TestQuick_files_are_those_of_the_definitions(t *testing.T) {
	c := builtin(t)
	for _, ref := range c.Refs() {
		dir := filepath.Join(string(ref.ID), strconv.Itoa(ref.Version))
		want, err := instruments.Load(os.DirFS(filepath.Join("library", dir)), ".")
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("library", dir, "quick.json.gz")
		cases, err := instruments.LoadCases(os.DirFS(filepath.Join("library", dir)), ".", want)
		if err != nil {
			t.Fatal(err)
		}
		data, err := want.Quick(cases)
		if err != nil {
			t.Fatal(err)
		}
		if update := flag.Lookup("update"); update != nil && update.Value.String() == "true" {
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, err := os.ReadFile(file)
		if err != nil || string(have) != string(data) {
			t.Errorf("%s is not that of the definition (%v): go test ./instruments -run Quick -update", file, err)
		}
		quick, err := c.At(ref)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := c.Cases(ref)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(cases, kept, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s has other examples in the program:\n%s", ref, diff)
		}
		if diff := cmp.Diff(want, quick, cmpopts.IgnoreUnexported(instruments.Definition{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s read quickly is another (-YAML +quick):\n%s", ref, diff)
		}
	}
}
