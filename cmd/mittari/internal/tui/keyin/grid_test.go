package keyin

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

// cellsOf makes a form: a list of codes for each item.
func cellsOf(sets ...[]int) []casework.Cell {
	var out []casework.Cell
	for i, codes := range sets {
		c := casework.Cell{Number: i + 1, Cue: "tea", Asked: true}
		for _, code := range codes {
			c.Options = append(c.Options, casework.OptionView{Code: code})
		}
		out = append(out, c)
	}
	return out
}

func upTo(n int) []int {
	var out []int
	for i := range n + 1 {
		out = append(out, i)
	}
	return out
}

// keyed presses keys on a form kept in memory, and gives the responses.
func keyed(t *testing.T, cells []casework.Cell, keys ...string) ([]instruments.Response, *grid) {
	t.Helper()
	g := newGrid(cells)
	for _, k := range keys {
		if e, what := g.press(uitest.Key(t, k)); what == put {
			now := append([]casework.Cell(nil), g.cells...)
			now[e.number-1].Response = e.response
			g.stored(now, e.number)
		}
	}
	var out []instruments.Response
	for _, c := range g.cells {
		out = append(out, c.Response)
	}
	return out, &g
}

func TestDigitsStream(t *testing.T) {
	a := instruments.Answer
	blank, unread, none := instruments.Skip(instruments.NoReason), instruments.Skip(instruments.Unreadable), instruments.Response{}
	four, hundred := upTo(4), upTo(100)
	for name, c := range map[string]struct {
		cells []casework.Cell
		keys  []string
		want  []instruments.Response
		stop  bool
	}{
		"each to the next":                {cellsOf(four, four, four), []string{"1", "0", "4"}, []instruments.Response{a(1), a(0), a(4)}, false},
		"blank and unreadable":            {cellsOf(four, four, four, four), []string{"-", " ", ".", ","}, []instruments.Response{blank, blank, unread, unread}, false},
		"not offered":                     {cellsOf(four, four), []string{"2", "7"}, []instruments.Response{a(2), none}, true},
		"nothing is taken after it":       {cellsOf(four, four), []string{"7", "1", "1"}, []instruments.Response{none, none}, true},
		"until the worker has looked":     {cellsOf(four, four), []string{"7", "1", "enter", "3"}, []instruments.Response{a(3), none}, false},
		"taken back":                      {cellsOf(four, four), []string{"7", "backspace", "3", "2"}, []instruments.Response{a(3), a(2)}, false},
		"uneven":                          {cellsOf([]int{0, 1, 3}, []int{0, 1, 3}), []string{"3", "2"}, []instruments.Response{a(3), none}, true},
		"turned round":                    {cellsOf([]int{4, 3, 2, 1}, four), []string{"1", "0"}, []instruments.Response{a(1), a(0)}, false},
		"two digits end with enter":       {cellsOf(upTo(10), four), []string{"1", "0", "enter", "2"}, []instruments.Response{a(10), a(2)}, false},
		"one digit of two ends so too":    {cellsOf(upTo(10), four), []string{"1", "enter", "2"}, []instruments.Response{a(1), a(2)}, false},
		"past the highest":                {cellsOf(upTo(10), four), []string{"1", "1"}, []instruments.Response{none, none}, true},
		"a hundred":                       {cellsOf(hundred, hundred), []string{"1", "0", "0", "enter", "0", "enter"}, []instruments.Response{a(100), a(0)}, false},
		"no leading nought":               {cellsOf(hundred, four), []string{"0", "7"}, []instruments.Response{none, none}, true},
		"unfinished digits are dropped":   {cellsOf(hundred, hundred), []string{"4", "down", "5", "enter"}, []instruments.Response{none, a(5)}, false},
		"a blank does not end a value":    {cellsOf(hundred, four), []string{"4", "-"}, []instruments.Response{none, none}, true},
		"one too many at the end":         {cellsOf(four, four), []string{"1", "2", "3"}, []instruments.Response{a(1), a(2)}, true},
		"gone back to":                    {cellsOf(four, four, four), []string{"1", "2", "backspace", "backspace", "3"}, []instruments.Response{a(3), a(2), none}, false},
		"letters are nothing":             {cellsOf(four, four), []string{"x", "ä", "1"}, []instruments.Response{a(1), none}, false},
		"enter at the end loses no value": {cellsOf(four), []string{"1", "enter", "enter"}, []instruments.Response{a(1)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, g := keyed(t, c.cells, c.keys...)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if g.stopped != c.stop {
				t.Errorf("stopped %v, want %v", g.stopped, c.stop)
			}
		})
	}
}

func TestNotAskedIsPassedOver(t *testing.T) {
	cells := cellsOf(upTo(4), upTo(4), upTo(4))
	cells[1].Asked = false
	got, g := keyed(t, cells, "1", "2")
	if got[0] != instruments.Answer(1) || got[1] != (instruments.Response{}) || got[2] != instruments.Answer(2) {
		t.Errorf("%+v", got)
	}
	if done, all := g.count(); done != 2 || all != 2 {
		t.Errorf("%d of %d", done, all)
	}
	if g.press(uitest.Key(t, "up")); g.at != 2 {
		t.Errorf("up from the end is %d", g.at)
	}
	if g.press(uitest.Key(t, "up")); g.at != 0 {
		t.Errorf("up again is %d, want over the one that is not asked", g.at)
	}
}

func TestOfferedNamesRangesAndGaps(t *testing.T) {
	for want, codes := range map[string][]int{"0–4": upTo(4), "1–4": {4, 2, 3, 1}, "0, 1, 3": {0, 1, 3}, "0, 1": {0, 1}} {
		if got := offered(cellsOf(codes)[0]); got != want {
			t.Errorf("%v is %q, want %q", codes, got, want)
		}
	}
}

// TestNoKeysMakeAnAnswerThatIsNotOffered: whatever is pressed, each stored code is one of its item's, the cursor is on
// an asked item or past the end, and nothing asked is taken for done that is not.
func TestNoKeysMakeAnAnswerThatIsNotOffered(t *testing.T) {
	names := []string{"0", "1", "2", "3", "4", "5", "9", "-", " ", ".", "enter", "backspace", "up", "down", "left", "right", "tab", "home", "end", "x"}
	rapid.Check(t, func(r *rapid.T) {
		sets := rapid.SliceOfN(rapid.SampledFrom([][]int{upTo(4), {0, 1, 3}, {4, 3, 2, 1}, upTo(10), upTo(100)}), 1, 30).Draw(r, "sets")
		cells := cellsOf(sets...)
		for i := range cells {
			cells[i].Asked = rapid.Bool().Draw(r, "asked")
		}
		g := newGrid(cells)
		g.rows = rapid.IntRange(1, 12).Draw(r, "rows")
		for _, k := range rapid.SliceOf(rapid.SampledFrom(names)).Draw(r, "keys") {
			before := g.at
			e, what := g.press(uitest.Key(t, k))
			if what == put {
				if before >= len(g.cells) || g.cells[before].Number != e.number {
					r.Fatalf("%q put item %d from cell %d", k, e.number, before)
				}
				if e.response.State == instruments.Answered && !g.cells[before].Offers(int(e.response.Code)) {
					r.Fatalf("item %d took %d", e.number, e.response.Code)
				}
				now := append([]casework.Cell(nil), g.cells...)
				now[before].Response = e.response
				g.stored(now, e.number)
			}
			if g.at < 0 || g.at > len(g.cells) || g.at < len(g.cells) && !g.cells[g.at].Asked {
				r.Fatalf("after %q the cursor is at %d", k, g.at)
			}
			if g.stopped && g.typed != "" {
				r.Fatalf("stopped with %q typed", g.typed)
			}
		}
	})
}

func TestPastedKeysAreNothing(t *testing.T) {
	g := newGrid(cellsOf(upTo(4)))
	for _, k := range []tea.KeyMsg{
		{Type: tea.KeyRunes, Runes: []rune("1"), Paste: true},
		{Type: tea.KeyRunes, Runes: []rune("12")},
		{Type: tea.KeyRunes, Runes: []rune("1"), Alt: true},
		{Type: tea.KeyCtrlC},
		{Type: tea.KeyF1},
	} {
		if _, what := g.press(k); what != nothing {
			t.Errorf("%v does %d", k, what)
		}
	}
}
