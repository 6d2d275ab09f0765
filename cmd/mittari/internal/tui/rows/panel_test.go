package rows

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

// panel is one with two sections in a room of 40 × 12: animals, and no plants. Orders: as given, and by length.
func panel(tb testing.TB, animals ...string) *Panel {
	tb.Helper()
	p := NewPanel(uitest.Env(tb, "en"), Spec{
		Open: "families.key.open", Orders: []string{"families.sort.code", "families.sort.worker"},
		Above: func() []string { return []string{"top"} }, Below: func() []string { return []string{"bottom"} },
		Titles: func() string { return "column" }, Empty: func() string { return "nothing here" },
	})
	p.SetSize(40, 12)
	section := Section{
		Head: func(n int) string { return fmt.Sprintf("animals %d", n) },
		N:    len(animals),
		Line: func(i int) Line { return Line{Text: animals[i], Open: open(animals[i])} },
		Compare: func(order, a, b int) int {
			if order == 0 {
				return 0
			}
			return cmp.Compare(len(animals[a]), len(animals[b]))
		},
	}
	p.Show(section, Section{Head: Fixed("plants"), None: "no plants yet"})
	return &p
}

func press(tb testing.TB, p *Panel, keys ...string) tea.Cmd {
	tb.Helper()
	var cmd tea.Cmd
	for _, k := range keys {
		cmd, _ = p.Update(uitest.Key(tb, k))
	}
	return cmd
}

// shows compares the lines of the view, without the spaces that lay them out.
func shows(tb testing.TB, p *Panel, want ...string) {
	tb.Helper()
	var got []string
	for _, line := range strings.Split(p.View(), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			got = append(got, line)
		}
	}
	if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
		tb.Errorf("shows\n%s, want\n%s", g, w)
	}
}

func TestPanelListsSections(t *testing.T) {
	shows(t, panel(t, "ant", "bee"), "top", "/ searches order: code", "column", "animals 2", "▸ ant", "bee", "plants", "no plants yet", "bottom")
}

func TestPanelSearches(t *testing.T) {
	p := panel(t, "ant", "bee", "antelope", "Big ANT")
	press(t, p, "/")
	if !p.Typing() {
		t.Fatal("letters are not kept for the search")
	}
	press(t, p, "a", "n", "t", "o") // o is a letter now, not the order
	shows(t, p, "top", "Search: anto▏ order: code", "column", "Nothing fits the search “anto”. Esc", "clears it.", "bottom")
	press(t, p, "enter")
	if !p.Typing() {
		t.Error("esc would not clear a search that found nothing")
	}
	press(t, p, "backspace", "down")
	shows(t, p, "top", "Search: ant▏ order: code", "column", "animals 3", "ant", "▸ antelope", "Big ANT", "bottom")
	press(t, p, "space", "b")
	shows(t, p, "top", "Search: ant b▏ order: code", "column", "animals 1", "▸ Big ANT", "bottom")
	if cmd := press(t, p, "enter"); cmd == nil || cmd() != "Big ANT" {
		t.Error("enter does not open the only line left")
	}
	shows(t, p, "top", "Search: ant b (/ changes) order: code", "column", "animals 1", "▸ Big ANT", "bottom")
	press(t, p, "/", "esc")
	if p.Typing() || p.Search() != "" || p.Len() != 4 {
		t.Errorf("esc left %q with %d lines", p.Search(), p.Len())
	}
}

func TestPanelShowsTheEndOfALongSearch(t *testing.T) {
	p := panel(t, "ant")
	press(t, p, "/")
	for _, r := range "a search that is longer than the line" {
		p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	if v := p.View(); !strings.Contains(v, "Search: …nger than the line▏ order: code") {
		t.Error(v)
	}
}

func TestPanelEntersNothingByItselfWithoutASearch(t *testing.T) {
	p := panel(t, "ant")
	if cmd := press(t, p, "/", "enter"); cmd != nil || p.Typing() {
		t.Error("an empty search opened the only line")
	}
}

func TestPanelGivesTheKeyboardBackWhenNothingFitsAnyMore(t *testing.T) {
	p := panel(t, "ant", "anteater")
	press(t, p, "/", "a", "n", "enter")
	p.Show(Lines(Line{Text: "bee", Open: Nothing}))
	if !p.Typing() {
		t.Fatal("esc would not clear the search")
	}
	if press(t, p, "esc"); p.Len() != 1 {
		t.Error("the search is not cleared")
	}
}

func TestPanelTellsWhatIsSearchedFor(t *testing.T) {
	heard := 0
	p := NewPanel(uitest.Env(t, "en"), Spec{Searched: func() tea.Cmd { heard++; return open("heard") }})
	p.Show(Lines(Line{Text: "ant", Open: Nothing}))
	if cmd := press(t, &p, "/", "a"); cmd == nil || heard != 1 {
		t.Errorf("heard %d times", heard)
	}
}

func TestPanelSorts(t *testing.T) {
	p := panel(t, "bumblebee", "ant", "bee", "cow")
	press(t, p, "down", "o")
	shows(t, p, "top", "/ searches order: worker", "column", "animals 4", "▸ ant", "bee", "cow", "bumblebee", "plants", "no plants yet", "bottom")
	press(t, p, "o")
	if line, _ := p.Selected(); line.Text != "bumblebee" {
		t.Errorf("in the first order %s comes first", line.Text)
	}
}

func TestPanelIsPointedAt(t *testing.T) {
	p := panel(t, "ant", "bee")
	for _, y := range []int{-1, 0, 2, 3, 5, 6, 11, 40} {
		if cmd := p.Point(3, y); cmd != nil && y != 4 {
			t.Errorf("a click on line %d opened %v", y, cmd())
		}
	}
	if line, _ := p.Selected(); line.Text != "bee" {
		t.Errorf("chosen %s", line.Text)
	}
	if cmd := p.Point(3, 5); cmd == nil || cmd() != "bee" {
		t.Error("a click on the chosen line does not open it")
	}
	press(t, p, "/") // the search stands above the list already: nothing moves
	if cmd := p.Point(3, 4); cmd != nil {
		t.Error("another line was opened at once")
	}
	if line, _ := p.Selected(); line.Text != "ant" {
		t.Errorf("chosen %s", line.Text)
	}
}

func TestPanelTurnsPagesAtTheMarks(t *testing.T) {
	var all []string
	for i := range 30 {
		all = append(all, fmt.Sprintf("animal %02d", i))
	}
	p := panel(t, all...)
	lines := strings.Split(p.View(), "\n")
	p.Point(3, len(lines)-2) // the mark above the line at the bottom
	if line, _ := p.Selected(); line.Text != "animal 06" {
		t.Errorf("a page on: %s", line.Text)
	}
	p.Point(3, 3)
	if line, _ := p.Selected(); line.Text != "animal 00" {
		t.Errorf("a page back: %s", line.Text)
	}
}

func TestPanelBeforeAndWithout(t *testing.T) {
	env := uitest.Env(t, "en")
	p := NewPanel(env, Spec{Read: func() tea.Cmd { return open("read") }, Empty: func() string { return "nothing here" }, Open: "families.key.open"})
	shows(t, &p, env.Lang.T("form.wait"))
	if cmd, done := p.Update(screen.RefreshMsg{}); !done || cmd() != "read" {
		t.Error("does not read again")
	}
	if _, done := p.Update(uitest.Key(t, "/")); done || p.Point(0, 0) != nil {
		t.Error("what has not been read can be searched")
	}
	p.Update(screen.Failed{})
	shows(t, &p)
	p.Show()
	shows(t, &p, "nothing here")
	if cmd := press(t, &p, "enter", "down"); cmd != nil || len(p.Keys()) != 0 {
		t.Errorf("keys %v", p.Keys())
	}
	p.Show(Lines(Line{Text: "ant", Open: Nothing}))
	p.Partly = true
	if press(t, &p, "/", "x"); strings.Contains(p.View(), "Nothing fits") {
		t.Error("says that nothing fits before all is read")
	}
}

// What the search says, in every language and on a narrow and a wide screen.
func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		t.Run(string(tag), func(t *testing.T) {
			var views []string
			for _, width := range []int{60, 120} {
				for _, keys := range []string{"", "/b", "/b↵", "/bx"} {
					p := NewPanel(uitest.Env(t, tag), Spec{Orders: []string{"families.sort.seen", "families.sort.code"}})
					p.SetSize(width, 9)
					p.Show(Lines(Line{Text: "ab", Open: Nothing}, Line{Text: "b", Open: Nothing}, Line{Text: "c", Open: Nothing}))
					for _, k := range keys {
						press(t, &p, map[rune]string{'↵': "enter"}[k]+strings.Trim(string(k), "↵"))
					}
					views = append(views, fmt.Sprintf("%d, %q\n%s\n", width, keys, p.View()))
				}
			}
			golden.RequireEqual(t, []byte(strings.Join(views, "\n")))
		})
	}
}

// Whatever is shown, searched and sorted: every line that fits is there once, in its section, and nothing else.
func TestPanelShowsWhatFits(t *testing.T) {
	env := uitest.Env(t, "en")
	rapid.Check(t, func(r *rapid.T) {
		p := NewPanel(env, Spec{Orders: []string{"families.sort.code", "families.sort.worker"}})
		texts := rapid.SliceOfN(rapid.SliceOfN(rapid.StringMatching("[ab]{1,3}"), 0, 6), 0, 4).Draw(r, "texts")
		var sections []Section
		for _, in := range texts {
			sections = append(sections, Section{
				Head: Fixed("head"), N: len(in), Line: func(i int) Line { return Line{Text: in[i], Open: Nothing} },
				Compare: func(order, a, b int) int { return order * strings.Compare(in[a], in[b]) },
			})
		}
		p.SetSize(40, 200)
		p.Show(sections...)
		word := rapid.StringMatching("[ab]{0,2}").Draw(r, "word")
		for _, k := range append([]string{"/"}, strings.Split(word, "")...) {
			press(t, &p, k)
		}
		if n := p.Len(); n == 0 && word != "" {
			press(t, &p, "esc")
			word = ""
		} else {
			press(t, &p, "enter")
		}
		press(t, &p, rapid.SampledFrom([]string{"o", "down"}).Draw(r, "key"))
		want := 0
		for _, in := range texts {
			for _, s := range in {
				if strings.Contains(s, word) {
					want++
				}
			}
		}
		got := 0
		for i := range p.list.Len() {
			if line := p.list.line(i); !line.Head {
				got++
				if !strings.Contains(line.Text, word) {
					r.Fatalf("%q does not fit %q", line.Text, word)
				}
			}
		}
		if got != want || p.Len() != want {
			r.Fatalf("%d lines, %d counted, %d fit %q", got, p.Len(), want, word)
		}
	})
}
