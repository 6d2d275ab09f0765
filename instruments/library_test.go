package instruments_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
)

func builtin(t *testing.T) *instruments.Catalogue {
	t.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLibrary_is_free_of_findings(t *testing.T) {
	c := builtin(t)
	if len(c.Refs()) < 9 {
		t.Fatalf("the library has %d definitions, want at least 9", len(c.Refs()))
	}
	for _, ref := range c.Refs() {
		t.Run(ref.String(), func(t *testing.T) {
			d, err := c.At(ref)
			if err != nil {
				t.Fatal(err)
			}
			cases, err := c.Cases(ref)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range instruments.Lint(d, cases) {
				t.Error(f)
			}
		})
	}
}
