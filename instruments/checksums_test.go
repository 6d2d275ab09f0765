package instruments_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
)

// A released version is frozen: results kept for years name it by this hash. A change needs a new version.
func TestLibrary_released_versions_are_what_they_were(t *testing.T) {
	data, err := os.ReadFile("library/checksums.txt")
	if err != nil {
		t.Fatal(err)
	}
	frozen := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		hash, ref, ok := strings.Cut(line, "  ")
		if !ok {
			t.Fatalf("checksums.txt: %q is not a hash and a version", line)
		}
		frozen[ref] = hash
	}
	c := builtin(t)
	for _, ref := range c.Refs() {
		d, err := c.At(ref)
		if err != nil {
			t.Fatal(err)
		}
		want, listed := frozen[ref.String()]
		delete(frozen, ref.String())
		switch {
		case d.Status != instruments.Released:
			if listed {
				t.Errorf("%s is listed as released but is a %s", ref, d.Status)
			}
		case !listed:
			t.Errorf("%s is released but not listed; add the line\n%s", ref, fmt.Sprintf("%s  %s", d.Hash, ref))
		case d.Hash != want:
			t.Errorf("%s was changed after its release (%s, was %s): undo the change or make it the next version", ref, d.Hash, want)
		}
	}
	for ref := range frozen {
		t.Errorf("%s was released and is gone", ref)
	}
}
