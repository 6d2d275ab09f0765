package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Whatever a sheet holds, the stored text gives the same sheet back; a text that is no sheet is refused.
func TestParseSheet_undoesEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheet := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) instruments.Response {
			switch instruments.ResponseState(rapid.IntRange(0, 3).Draw(t, "state")) {
			case instruments.Answered:
				return instruments.Answer(rapid.IntRange(-32768, 32767).Draw(t, "code"))
			case instruments.Skipped:
				return instruments.Skip(instruments.SkipReason(rapid.IntRange(0, 4).Draw(t, "reason")))
			case instruments.NotAsked:
				return instruments.Response{State: instruments.NotAsked}
			case instruments.Unanswered:
			}
			return instruments.Response{}
		}), 1, 40).Draw(t, "sheet")
		back, err := store.ParseSheet(instruments.Responses(sheet).Encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(instruments.Responses(sheet), back); diff != "" {
			t.Fatal(diff)
		}
	})
	for _, text := range []string{",", "1,", "x", "sx", "+1", "01", "40000", "1;2", "-,", " 1", "1,,2"} {
		if _, err := store.ParseSheet(text); !errors.Is(err, instruments.ErrResponses) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
