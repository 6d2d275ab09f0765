package scoring_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// The worked examples of a definition notice every small mistake in its key.
func TestMutations(t *testing.T) {
	catalogue, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range catalogue.Refs() {
		t.Run(ref.String(), func(t *testing.T) {
			def, err := catalogue.At(ref)
			if err != nil {
				t.Fatal(err)
			}
			cases, err := catalogue.Cases(ref)
			if err != nil {
				t.Fatal(err)
			}
			found, err := scoring.Survivors(t.Context(), def, cases)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range found.Survivors {
				t.Errorf("no case notices %s", m)
			}
		})
	}
}
