package tui

import (
	"cmp"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// fullFuzz asks for the full number of keys.
const fullFuzz = "MITTARI_FULL_FAULTS"

// TestRandomKeysOnEveryScreen presses keys at random on every screen, shared among its faces. The program must not panic, respondent mode must
// not be left without the PIN, and no answer given before may be gone or changed.
func TestRandomKeysOnEveryScreen(t *testing.T) {
	keys := 2_000
	if watched { // what the detector may see, it sees in fewer
		keys = 300
	}
	if os.Getenv(fullFuzz) != "" {
		keys = 100_000
	}
	l := moveIn(t, instruments.English)
	before := l.sheet(t)
	all := everyScreen(l)
	faces := map[string]int{}
	for _, route := range all {
		faces[reflect.TypeOf(route).Name()]++
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		route := all[name]
		t.Run(name, func(t *testing.T) {
			l.stream(t, name, keys/faces[reflect.TypeOf(route).Name()], func() { l.visit(route) })
			if diff := gocmp.Diff(before, l.sheet(t)); diff != "" {
				t.Errorf("answers changed (-before +after):\n%s", diff)
			}
		})
	}
}

// stream presses random keys, the same for a name every time. It begins again whenever the keys have led elsewhere.
func (l *lived) stream(t *testing.T, name string, n int, again func()) {
	t.Helper()
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	random := rand.New(rand.NewPCG(h.Sum64(), 1))
	again()
	start, locked, last := l.model.top().number, l.model.locked(), ""
	for i := range n {
		k := randomKey(random, last)
		last += k
		l.Send(uitest.Key(t, k))
		if random.IntN(50) == 0 {
			l.Send(tea.WindowSizeMsg{Width: 1 + random.IntN(130), Height: 1 + random.IntN(50)})
		}
		if random.IntN(20) == 0 {
			_ = l.View()
		}
		switch {
		case locked && (!l.model.locked() || l.model.top().number != start):
			t.Fatalf("key %d, %q: respondent mode was left", i, k)
		case l.model.env.Desk == nil || l.model.top() == nil:
			t.Fatalf("key %d, %q: locked without its key", i, k)
		case locked || l.model.top().number == start && random.IntN(500) > 0:
			continue
		case random.IntN(30) == 0: // a little way into other screens too
			again()
		default:
			continue
		}
		start, locked = l.model.top().number, l.model.locked()
	}
	_ = l.View()
}

// randomKey is mostly a key that means something somewhere. It never completes the PIN.
func randomKey(random *rand.Rand, last string) string {
	named := []string{
		"enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "backspace", "delete",
		"ctrl+c", "ctrl+z", "ctrl+d", "ctrl+u", "ctrl+x", "ctrl+s", "ctrl+n", "ctrl+p", "f1", " ", "ö", "å", "?", "/", "-", "+", ".", ":",
	}
	if random.IntN(2) == 0 {
		return named[random.IntN(len(named))]
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	k := letters[random.IntN(len(letters))]
	if k == pin[len(pin)-1] && strings.HasSuffix(last, pin[:len(pin)-1]) {
		return "0"
	}
	return string(k)
}

// sheet is the completed form of a lived house as it was first given, whatever corrections came later.
func (l *lived) sheet(t *testing.T) store.Scored {
	t.Helper()
	all, err := l.rec.Revisions(t.Context(), l.result)
	if err != nil || len(all) == 0 {
		t.Fatalf("the completed form is gone, %v", err)
	}
	first := slices.MinFunc(all, func(a, b store.Scored) int { return cmp.Compare(a.Revision, b.Revision) })
	kept := store.Scored{Scores: first.Scores, Risks: first.Risks}
	kept.Responses = first.Responses
	return kept
}
