package today

import (
	"sort"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
)

// section is a heading with the lines below it, made when they are drawn: there may be tens of thousands.
type section struct {
	head string // message, with the number of lines
	n    int
	line func(int) rows.Line
}

// setSections fills the list with the sections that have lines, an empty line between them.
func (m *Model) setSections(all ...section) {
	var kept []section
	var ends []int // index in the list after the last line of each section, the empty line included
	total := 0
	for _, s := range all {
		if s.n > 0 {
			total += s.n + 2
			kept, ends = append(kept, s), append(ends, total)
		}
	}
	m.list.Set(max(total-1, 0), func(i int) rows.Line {
		k := sort.SearchInts(ends, i+1)
		s := kept[k]
		switch at := i - (ends[k] - s.n - 2); at {
		case 0:
			return rows.Line{Head: true, Text: m.env.Lang.T(s.head, "n", s.n)}
		case s.n + 1:
			return rows.Line{Head: true}
		default:
			return s.line(at - 1)
		}
	})
}
