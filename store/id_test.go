package store_test

import (
	"testing"

	"github.com/mittari/mittari/store"
)

// The ids are in every file that was ever set up: they never change. Worked out with Python's uuid.uuid5.
func TestIDFromCodes_is_the_same_in_every_file(t *testing.T) {
	for _, c := range []struct {
		kind  store.Kind
		codes []string
		want  string
	}{
		{store.KindRegion, []string{"ES"}, "88d2b04e-5d6b-5ec8-9946-b5377dbd978c"},
		{store.KindTeam, []string{"ES", "ES-T"}, "8fa048d4-a876-5d96-92c2-fe8f58f78e30"},
		{store.KindTeam, []string{"ESE", "S-T"}, "ef809055-fb02-58fe-9fbd-a3bd8f4acf88"},
	} {
		if got := store.IDFromCodes(c.kind, c.codes...).String(); got != c.want {
			t.Errorf("%s %q has the id %s, want %s", c.kind, c.codes, got, c.want)
		}
	}
}
