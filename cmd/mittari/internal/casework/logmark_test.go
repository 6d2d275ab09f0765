package casework

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/store"
)

func TestMarksAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := store.LogHead{
			Count: rapid.Int64Range(1, 1<<40).Draw(r, "count"), MAC: rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(r, "mac"),
		}
		got, err := ParseLogMark(MarkText(h))
		if err != nil || got.Count != h.Count || !bytes.Equal(got.MAC, h.MAC[:markBytes]) {
			r.Fatalf("%s was read as %+v, %v", MarkText(h), got, err)
		}
	})
}

func TestMarksAsPeopleTypeThem(t *testing.T) {
	const want = "1234:7H3K-M2PQ-0WXZ-91AB"
	for _, s := range []string{
		want, " 1 234: 7h3k m2pq owxz 9lab ", "1234:7H3KM2PQ0WXZ9iAB",
	} {
		if got, err := ParseLogMark(s); err != nil || MarkText(got) != want {
			t.Errorf("%q: %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", "1234", "1234:", "0:7H3K-M2PQ-0WXZ-91AB", "x:7H3K-M2PQ-0WXZ-91AB",
		"1234:7H3K-M2PQ-0WXZ-91A", "1234:7H3K-M2PQ-0WXZ-91AU", "1234:7H3K-M2PQ-0WXZ-91AB-C4DE",
	} {
		if got, err := ParseLogMark(s); !errors.Is(err, ErrBadMark) {
			t.Errorf("%q: %+v, %v, want a refusal", s, got, err)
		}
	}
}
