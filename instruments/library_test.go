package instruments_test

import (
	"sync"
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

// shipped is a definition of the library with its worked examples.
type shipped struct {
	*instruments.Definition
	cases []instruments.Case
}

// readLibrary reads all of the library once for all tests, which change nothing in it.
var readLibrary = sync.OnceValues(func() (map[instruments.Ref]shipped, error) {
	c, err := instruments.Builtin()
	if err != nil {
		return nil, err
	}
	all := map[instruments.Ref]shipped{}
	for _, ref := range c.Refs() {
		d, err := c.At(ref)
		if err != nil {
			return nil, err
		}
		cases, err := c.Cases(ref)
		if err != nil {
			return nil, err
		}
		all[ref] = shipped{d, cases}
	}
	return all, nil
})

func library(t *testing.T) map[instruments.Ref]shipped {
	t.Helper()
	all, err := readLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLibrary_is_free_of_findings(t *testing.T) {
	all := library(t)
	if len(all) < 63 {
		t.Fatalf("the library has %d definitions, want at least 63", len(all))
	}
	for ref, d := range all {
		t.Run(ref.String(), func(t *testing.T) {
			for _, f := range instruments.Lint(d.Definition, d.cases) {
				t.Error(f)
			}
		})
	}
}
