package scoring_test

import (
	"testing"

	"github.com/mittari/mittari/scoring"
)

// The worked examples of a definition notice every small mistake in its key.
func TestMutations(t *testing.T) {
	catalogue, defs := library(t)
	for _, def := range defs {
		t.Run(def.Ref().String(), func(t *testing.T) {
			cases, err := catalogue.Cases(def.Ref())
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
