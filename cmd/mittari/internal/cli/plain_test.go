package cli

import (
	"strings"
	"testing"
)

// TestSignsAreNotReadOut: each stands beside a word that says the same.
func TestSignsAreNotReadOut(t *testing.T) {
	for text, want := range map[string]string{
		"▼ worse than at the start":                 "worse than at the start",
		"change −6.0. ▲ improved. Lower is better.": "change −6.0. Improved. Lower is better.",
		"YP-CORE · Distress · answered by A":        "YP-CORE, Distress, answered by A",
		"! Show it only if allowed!":                "Show it only if allowed!",
		"different ways: ▼ A worse, ▲ B better":     "different ways: A worse, B better",
		"first line\n\n  second line":               "first line\nsecond line",
		"change −6.0. ? cannot be told.":            "change −6.0. Cannot be told.",
		"▲":                                         "",
		"a question? Yes":                           "a question? Yes",
		"":                                          "",
	} {
		var out strings.Builder
		newReading(&out).say(text)
		if got := strings.TrimSuffix(out.String(), "\n"); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
