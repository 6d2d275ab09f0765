package rows

import (
	"slices"
	"sort"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Section is a heading with the lines below it. Lines are made when they are drawn.
type Section struct {
	Head func(n int) string // of so many lines; nil: no heading
	None string             // stands below the heading when there is no line; empty: the section is then left out
	// Tight leaves out the empty line between this section and the next.
	Tight bool
	N     int
	Line  func(i int) Line
	// Words is what a search looks at; nil: the text of the line. It is asked once for each line, when the search opens.
	Words func(i int) string
	// Compare orders two lines by the order chosen, an index into the panel's orders. Equal lines stay as they were
	// given. nil: all do.
	Compare func(order, a, b int) int
}

// Lines is a section of lines that are made already.
func Lines(lines ...Line) Section {
	return Section{N: len(lines), Line: func(i int) Line { return lines[i] }}
}

// Fixed is the heading that does not tell how many lines there are.
func Fixed(text string) func(int) string { return func(int) string { return text } }

// part is a section as it is shown now.
type part struct {
	Section
	words []string // what is searched, in lower case; nil: not asked for yet
	shown []int    // the lines that are shown, in order; nil: all as given
	asked bool     // something is searched for
	end   int      // index in the list after its last line and the empty one behind it
}

func (p *part) count() int {
	if p.shown == nil {
		return p.N
	}
	return len(p.shown)
}

// height of the part with the empty line behind it; 0: it is left out.
func (p *part) height() int {
	n := p.count()
	if n == 0 && (p.N > 0 || p.asked || p.None == "") {
		return 0
	}
	return p.head() + max(n, 1) + p.gap()
}

func (p *part) gap() int {
	if p.Tight {
		return 0
	}
	return 1
}

func (p *part) head() int {
	if p.Head == nil {
		return 0
	}
	return 1
}

// line is the line at a place in the part, heading and empty line included.
func (p *part) line(at int) Line {
	switch at -= p.head(); {
	case at < 0:
		return Line{Head: true, Text: p.Head(p.count())}
	case at < p.count():
		if p.shown != nil {
			at = p.shown[at]
		}
		return p.Line(at)
	case at == 0 && p.count() == 0:
		return Line{Text: p.None}
	}
	return Line{Head: true}
}

// pick decides which lines are shown, and in which order.
func (p *part) pick(search []string, order int) {
	p.shown, p.asked = nil, len(search) > 0
	if len(search) == 0 && p.Compare == nil {
		return
	}
	if p.asked {
		p.learn()
	}
	p.shown = make([]int, 0, p.N)
	for i := range p.N {
		if len(search) == 0 || widget.HoldsAll(p.words[i], search) {
			p.shown = append(p.shown, i)
		}
	}
	if p.Compare != nil {
		slices.SortStableFunc(p.shown, func(a, b int) int { return p.Compare(order, a, b) })
	}
}

// learn asks what is searched in each line.
func (p *part) learn() {
	if p.words != nil {
		return
	}
	p.words = make([]string, p.N)
	for i := range p.words {
		if p.Words != nil {
			p.words[i] = strings.ToLower(p.Words(i))
		} else {
			p.words[i] = strings.ToLower(p.Line(i).Text)
		}
	}
}

// layOut puts the parts below each other, an empty line between them, and fills the list.
func layOut(l *List, all []part) {
	var kept []*part
	total := 0
	for i := range all {
		if h := all[i].height(); h > 0 {
			total += h
			all[i].end = total
			kept = append(kept, &all[i])
		}
	}
	if n := len(kept); n > 0 {
		total -= kept[n-1].gap()
	}
	l.Set(total, func(i int) Line {
		p := kept[sort.Search(len(kept), func(k int) bool { return kept[k].end > i })]
		return p.line(i - (p.end - p.height()))
	})
}
