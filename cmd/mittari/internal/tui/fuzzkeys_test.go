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
	"time"

	tea "github.com/charmbracelet/bubbletea"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// fullFuzz asks for the full number of keys.
const fullFuzz = "MITTARI_FULL_FAULTS"

// TestRandomKeysOnEveryScreen presses keys at random on every screen, shared among its faces. The program must not panic, respondent mode must
// not be left without the PIN, and no acknowledged answer may be gone or changed.
func TestRandomKeysOnEveryScreen(t *testing.T) {
	keys := 2_000
	if watched { // what the detector may see, it sees in fewer
		keys = 300
	}
	if os.Getenv(fullFuzz) != "" {
		keys = 100_000
	}
	full := os.Getenv(fullFuzz) != ""
	l := moveIn(t, instruments.English)
	faces := map[string]int{}
	for _, route := range everyScreen(l) {
		faces[reflect.TypeOf(route).Name()]++
	}
	var done tally
	began := time.Now()
	for _, name := range slices.Sorted(maps.Keys(everyScreen(l))) {
		t.Run(name, func(t *testing.T) {
			left := keys / faces[reflect.TypeOf(everyScreen(l)[name]).Name()]
			for part := 0; left > 0; part++ {
				at := l
				if full { // what the keys leave behind would make every key slower
					at = moveIn(t, instruments.English)
				}
				n := min(left, keysAtOnce)
				at.hammer(t, name, n, uint64(part))
				done.add(at, n)
				left -= n
			}
		})
	}
	if !full {
		done = tally{pressed: done.pressed}
		done.add(l, 0)
	}
	t.Logf("%d keys, %.0f a second; %d answers acknowledged on %d forms, %d finished",
		done.pressed, float64(done.pressed)/time.Since(began).Seconds(), done.saves, done.sheets, done.finished)
	if !watched && (done.saves < 150 || done.finished < 5) {
		t.Error("few answers were given: the test has proved little")
	}
}

// keysAtOnce is how many keys are pressed on one record.
const keysAtOnce = 10_000

// tally is how much was done.
type tally struct{ pressed, saves, sheets, finished int }

func (d *tally) add(l *lived, keys int) {
	seen := l.kept.seen
	d.pressed, d.saves, d.sheets, d.finished = d.pressed+keys, d.saves+seen.saves, d.sheets+len(seen.sheets), d.finished+len(seen.finished)
}

// hammer presses keys on one screen and compares the record with what was acknowledged.
func (l *lived) hammer(t *testing.T, name string, keys int, part uint64) {
	t.Helper()
	before, route := l.sheet(t), everyScreen(l)[name]
	l.stream(t, name, keys, part, func() {
		d := l.visit(route)
		if name == "key in, a form" {
			d.Type("20.3.2026").Press("enter") // the day of answering
		}
	})
	if diff := gocmp.Diff(before, l.sheet(t)); diff != "" {
		t.Errorf("answers changed (-before +after):\n%s", diff)
	}
	l.kept.check(t)
}

// stream presses random keys, the same for a name every time. It begins again whenever the keys have led elsewhere.
func (l *lived) stream(t *testing.T, name string, n int, part uint64, again func()) {
	t.Helper()
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	random := rand.New(rand.NewPCG(h.Sum64(), part))
	again()
	start, locked, last := l.model.top().number, l.model.locked(), ""
	answers := strings.HasPrefix(name, "questionnaire") || strings.HasPrefix(name, "key in")
	for i := range n {
		l.now = l.now.Add(time.Second)
		k := randomKey(random, last, answers)
		last = (last + k)[max(0, len(last)+len(k)-len(pin)):]
		l.Send(uitest.Key(t, k))
		l.disturb(random)
		switch {
		case locked && (!l.model.locked() || l.model.top().number != start):
			t.Fatalf("key %d, %q: respondent mode was left", i, k)
		case l.model.top() == nil:
			t.Fatalf("key %d, %q: nothing is shown", i, k)
		case l.model.env.Desk == nil: // locked from the palette
			l.Resize(80, 24).Type(storetest.Passphrase).Press("enter")
			if l.model.env.Desk == nil {
				t.Fatalf("key %d, %q: locked, and the passphrase does not open:\n%s", i, k, l.View())
			}
			again()
		case l.model.top().number == start && random.IntN(300) > 0:
			continue
		case locked || random.IntN(30) == 0: // a little way into other screens too
			again()
		default:
			continue
		}
		start, locked = l.model.top().number, l.model.locked()
	}
	_ = l.View()
}

// disturb does, now and then, what comes from a terminal besides keys: other sizes, also none to speak of, the mouse, and
// ten thousand characters at once.
func (l *lived) disturb(random *rand.Rand) {
	switch random.IntN(1000) {
	case 0:
		l.Resize(1, 1)
		_ = l.View()
		l.Resize(80, 24)
	case 1:
		l.Paste(randomText(random, 10_000), random.IntN(2) == 0)
	}
	if random.IntN(50) == 0 {
		l.Resize(1+random.IntN(130), 1+random.IntN(50))
	}
	if random.IntN(50) == 0 {
		event := tea.MouseEvent{X: random.IntN(130), Y: random.IntN(50), Button: tea.MouseButton(random.IntN(12)), Action: tea.MouseAction(random.IntN(3))}
		l.Send(tea.MouseMsg(event))
	}
	if random.IntN(20) == 0 {
		_ = l.View()
	}
}

// randomText is text as it may be pasted, with line breaks and control characters. It never holds the PIN.
func randomText(random *rand.Rand, n int) string {
	signs := []rune("abc öåä 01235679 \t\r\n\x1b\x00,.-;:?/qQyYnN€字")
	var b strings.Builder
	for range n {
		b.WriteRune(signs[random.IntN(len(signs))])
	}
	return b.String()
}

// randomKey is mostly a key that means something somewhere, and where questions are asked often one that answers. It
// never completes the PIN.
func randomKey(random *rand.Rand, last string, answers bool) string {
	if answers && random.IntN(3) > 0 {
		few := []string{"0", "1", "2", "3", "1", "2", "3", "s", "enter", "enter", "down", "end"}
		return few[random.IntN(len(few))]
	}
	named := []string{
		"enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "backspace", "delete",
		"ctrl+c", "ctrl+z", "ctrl+d", "ctrl+u", "ctrl+x", "ctrl+s", "ctrl+n", "ctrl+p", "ctrl+k", "f1", " ", "ö", "å", "?", "/", "-", "+", ".", ":",
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
