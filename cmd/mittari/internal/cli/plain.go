package cli

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// plainFlag accepts --plain where lines are all there is, so that the habit works everywhere.
func (a *app) plainFlag(c *cobra.Command) {
	c.Flags().Bool("plain", false, a.loc.T("cli.flag.plain-lines"))
}

// spoken takes the signs out of a sentence of the screens: a word beside each says the same, and a screen reader would
// read "black down-pointing triangle". What then begins a sentence gets a capital.
func spoken(line string) string {
	for _, sign := range []string{"! ", "? "} { // elsewhere they end a sentence
		line = strings.TrimPrefix(line, sign)
	}
	line = strings.NewReplacer(" ? ", " ▲ ", " · ", ", ").Replace(line)
	var out strings.Builder
	for i, part := range strings.FieldsFunc(line, drawn) {
		if i > 0 {
			part = strings.TrimPrefix(part, " ")
		}
		if strings.HasSuffix(out.String(), ". ") && part != "" {
			first, size := utf8.DecodeRuneInString(part)
			part = string(unicode.ToUpper(first)) + part[size:]
		}
		out.WriteString(part)
	}
	return strings.TrimPrefix(out.String(), " ")
}

// drawn are the signs that screens put beside words.
func drawn(r rune) bool { return strings.ContainsRune("▲▼■●○◆×✓", r) }

// reading prints for listeners: one thing a line, headings as lines of their own, nothing drawn.
type reading struct{ page }

func newReading(w io.Writer) *reading { return &reading{page{w: w}} }

// say prints sentences, one a line; an empty one is left out.
func (r *reading) say(texts ...string) {
	for _, t := range texts {
		for line := range strings.SplitSeq(t, "\n") {
			if line = spoken(strings.TrimSpace(line)); line != "" {
				r.line("%s", line)
			}
		}
	}
}

// part begins a new part with its heading, after an empty line.
func (r *reading) part(heading string) {
	r.line("")
	r.say(heading)
}
