package widget

import (
	"math"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Mark is a value on a ruler. Later marks are drawn over earlier ones.
type Mark struct {
	Value float64
	Rune  rune
}

// Ruler is a scale as a line from its smallest to its largest value with marks on it. It is a picture beside
// words: everything it shows is said in words too.
func Ruler(t theme.Theme, lo, hi float64, width int, marks ...Mark) string {
	if width < 3 || hi <= lo {
		return ""
	}
	cells := []rune("├" + strings.Repeat("─", width-2) + "┤")
	for _, m := range marks {
		at := int(math.Round((m.Value - lo) / (hi - lo) * float64(width-1)))
		cells[max(0, min(at, width-1))] = m.Rune
	}
	return t.Line.Render(string(cells))
}
