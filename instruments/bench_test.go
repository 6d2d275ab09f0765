package instruments_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
)

// The first screen opens the catalogue and most sessions need a few definitions; listing reads them all.
func BenchmarkCatalogue(b *testing.B) {
	open := func(b *testing.B) *instruments.Catalogue {
		b.Helper()
		c, err := instruments.Builtin()
		if err != nil {
			b.Fatal(err)
		}
		return c
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			open(b)
		}
	})
	b.Run("one", func(b *testing.B) {
		for b.Loop() {
			if _, err := open(b).Get("phq-9"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := open(b).List(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
