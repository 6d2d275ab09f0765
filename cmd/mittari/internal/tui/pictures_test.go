package tui

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
)

// TestFirstViewOfEveryScreen keeps a picture of what each screen shows first, in each language and size: one file for a
// screen.
func TestFirstViewOfEveryScreen(t *testing.T) {
	pictures := map[string]*strings.Builder{}
	for _, tag := range lang.Languages() {
		t.Run(string(tag), func(t *testing.T) { takePictures(t, tag, pictures) })
	}
	for name, p := range pictures {
		t.Run(name, func(t *testing.T) { golden.RequireEqual(t, []byte(p.String())) })
	}
}

func takePictures(t *testing.T, tag instruments.Lang, pictures map[string]*strings.Builder) {
	t.Helper()
	l := moveIn(t, tag)
	t.Setenv("HOME", "/home/worker") // not there: where files are proposed is the same every time
	all := everyScreen(l)
	names := slices.Sorted(maps.Keys(all))
	slices.SortStableFunc(names, func(a, b string) int { return asks(a) - asks(b) }) // what they leave behind stands in lists
	for _, name := range names {
		if pictures[name] == nil {
			pictures[name] = &strings.Builder{}
		}
		l.visit(all[name])
		for _, size := range sizes() {
			l.Resize(size[0], size[1])
			_, _ = fmt.Fprintf(pictures[name], "== %s, %d×%d\n%s\n", tag, size[0], size[1], steady(l.View()))
		}
	}
}

// asks is 1 for a screen that begins a form.
func asks(name string) int {
	if strings.HasPrefix(name, "questionnaire") || strings.HasPrefix(name, "key in, ") {
		return 1
	}
	return 0
}

// drawn are the secrets, keys, ids and values of the log that are drawn at random, also where they are broken over two
// lines. They are crossed out sign by sign.
var drawn = regexp.MustCompile(`age1[0-9a-z]{20,}(\s*\n\s+[0-9a-z]{1,15}\b)?|\b[a-z]{5}(-[a-z]{5}){2,}|\b[0-9a-f]{5}( [0-9a-f]{5})+|` +
	`\b[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,}|\b01[0-9a-f][0-9a-f-]+`)

// steady is a view without what is drawn at random.
func steady(view string) string {
	cross := func(r rune) rune {
		if unicode.IsSpace(r) {
			return r
		}
		return 'x'
	}
	return drawn.ReplaceAllStringFunc(view, func(s string) string { return strings.Map(cross, s) })
}
