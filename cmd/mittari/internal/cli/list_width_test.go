package cli

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
)

// A list that wraps cannot be read: every line fits a terminal of 80 columns, in each language.
func TestTheListOfInstrumentsFitsEightyColumns(t *testing.T) {
	for _, tag := range lang.Languages() {
		var out, errs strings.Builder
		if code := run(t.Context(), []string{"--lang", string(tag), "instrument", "list"}, Stdio{Out: &out, Err: &errs}, testHost()); code != 0 {
			t.Fatalf("%s: %s", tag, errs.String())
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if n := utf8.RuneCountInString(strings.TrimRight(line, " ")); n > 80 {
				t.Errorf("%s: %d columns: %s", tag, n, line)
			}
		}
	}
}
