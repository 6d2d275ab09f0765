package widget

import (
	"math"
	"strings"

	"github.com/NimbleMarkets/ntcharts/canvas"
	"github.com/NimbleMarkets/ntcharts/canvas/graph"
	"github.com/NimbleMarkets/ntcharts/canvas/runes"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// TrendPoint is one result. One that has no value is a gap: the line is broken there.
type TrendPoint struct {
	Label  string // date or occasion, for the axis
	Day    int    // place in time, in days from any fixed day
	Scored bool
	Value  float64
}

// Trend is results over time on the scale's own range. Zero fields are not drawn.
type Trend struct {
	Points   []TrendPoint // oldest first
	Min, Max float64      // of the scale
	Cutoff   *float64
	Band     float64                // half height of the band of no reliable change around the first value
	Number   func(v float64) string // writes a value for the axis
	// Words of the legend, already in the user's language.
	CutoffWord, BandWord string
}

// Signs of the chart. They differ in shape, so that no colour is needed.
const (
	signPoint  = '●'
	signGap    = '×'
	signCutoff = '╌'
	signBand   = '░'
)

// smallest chart that can be read; below it View is empty and the words must do.
const (
	minTrendWidth  = 24
	minTrendHeight = 6
)

// View draws the chart exactly in width and height cells: values at the left, dates below, a legend last.
// Every chart goes with a sentence that says the same; a screen reader skips the picture.
func (c *Trend) View(t theme.Theme, width, height int) string {
	if width < minTrendWidth || height < minTrendHeight || len(c.Points) == 0 || c.Max <= c.Min {
		return ""
	}
	p := c.plot(width, height)
	p.band(t, c)
	p.cutoff(t, c)
	p.line(t, c)
	return strings.Join([]string{p.canvas.View(), c.axis(t, p), c.legend(t, width)}, "\n")
}

// plot is the canvas with its own measures.
type plot struct {
	canvas        canvas.Model
	left          int // cells taken by the values
	width, height int // of the room for points
	first, days   int
	lo, hi        float64
}

func (c *Trend) plot(width, height int) *plot {
	left := max(lipgloss.Width(c.Number(c.Min)), lipgloss.Width(c.Number(c.Max)))
	if c.Cutoff != nil {
		left = max(left, lipgloss.Width(c.Number(*c.Cutoff)))
	}
	p := &plot{
		canvas: canvas.New(width, height-2), left: left + 2, width: width - left - 4, height: height - 2,
		first: c.Points[0].Day, days: c.Points[len(c.Points)-1].Day - c.Points[0].Day, lo: c.Min, hi: c.Max,
	}
	return p
}

func (p *plot) x(day int) int {
	if p.days == 0 {
		return p.left + p.width/2
	}
	return p.left + 1 + int(math.Round(float64(day-p.first)/float64(p.days)*float64(p.width-1)))
}

func (p *plot) y(v float64) int {
	v = max(p.lo, min(v, p.hi))
	return int(math.Round((p.hi - v) / (p.hi - p.lo) * float64(p.height-1)))
}

func (p *plot) set(x, y int, r rune, s lipgloss.Style) {
	p.canvas.SetCell(canvas.Point{X: x, Y: y}, canvas.NewCellWithStyle(r, s))
}

func (p *plot) text(x, y int, text string, s lipgloss.Style) {
	for i, r := range []rune(text) {
		p.set(x+i, y, r, s)
	}
}

// band fills what is within measurement error of the first value.
func (p *plot) band(t theme.Theme, c *Trend) {
	first, ok := c.firstScored()
	if !ok || c.Band <= 0 {
		return
	}
	for y := p.y(first.Value + c.Band); y <= p.y(first.Value-c.Band); y++ {
		for x := p.left + 1; x <= p.left+p.width; x++ {
			p.set(x, y, signBand, t.Axis)
		}
	}
}

func (p *plot) cutoff(t theme.Theme, c *Trend) {
	for y := range p.height {
		p.set(p.left, y, '│', t.Axis)
	}
	p.text(0, p.y(c.Max), PadLeft(c.Number(c.Max), p.left-1), t.Axis)
	p.text(0, p.y(c.Min), PadLeft(c.Number(c.Min), p.left-1), t.Axis)
	if c.Cutoff == nil {
		return
	}
	y := p.y(*c.Cutoff)
	p.text(0, y, PadLeft(c.Number(*c.Cutoff), p.left-1), t.Cutoff)
	for x := p.left + 1; x <= p.left+p.width; x++ {
		p.set(x, y, signCutoff, t.Cutoff)
	}
}

// line joins the results that follow each other; a result without a value breaks the line.
func (p *plot) line(t theme.Theme, c *Trend) {
	var before *TrendPoint
	for i := range c.Points {
		pt := &c.Points[i]
		if pt.Scored && before != nil {
			p.join(t, *before, *pt)
		}
		before = nil
		if pt.Scored {
			before = pt
		}
	}
	for _, pt := range c.Points {
		if pt.Scored {
			p.set(p.x(pt.Day), p.y(pt.Value), signPoint, t.Line)
		} else {
			p.set(p.x(pt.Day), p.height-1, signGap, t.Warn)
		}
	}
}

func (p *plot) join(t theme.Theme, a, b TrendPoint) {
	from, to := canvas.Point{X: p.x(a.Day), Y: p.y(a.Value)}, canvas.Point{X: p.x(b.Day), Y: p.y(b.Value)}
	for _, at := range graph.GetLinePoints(from, to) {
		r := runes.LineHorizontal
		switch slope := (to.Y - from.Y) * sign(to.X-from.X); {
		case from.X == to.X:
			r = runes.LineVertical
		case slope != 0 && 2*abs(to.Y-from.Y) >= abs(to.X-from.X):
			r = '·'
		}
		p.set(at.X, at.Y, r, t.Line)
	}
}

// axis is the line of dates: the first and the last always, those between where there is room.
func (c *Trend) axis(t theme.Theme, p *plot) string {
	row := []rune(strings.Repeat(" ", p.left+p.width+2))
	place := func(pt TrendPoint) bool {
		label := []rune(pt.Label)
		start := max(p.left, min(p.x(pt.Day)-len(label)/2, len(row)-len(label)))
		if start < 0 {
			return false
		}
		for x := max(start-1, 0); x < min(start+len(label)+1, len(row)); x++ {
			if row[x] != ' ' {
				return false
			}
		}
		copy(row[start:], label)
		return true
	}
	place(c.Points[0])
	place(c.Points[len(c.Points)-1])
	for _, pt := range c.Points[1:max(len(c.Points)-1, 1)] {
		place(pt)
	}
	return t.Axis.Render(strings.TrimRight(string(row), " "))
}

func (c *Trend) legend(t theme.Theme, width int) string {
	var parts []string
	if c.Cutoff != nil && c.CutoffWord != "" {
		parts = append(parts, string([]rune{signCutoff, signCutoff})+" "+c.CutoffWord)
	}
	if c.Band > 0 && c.BandWord != "" {
		parts = append(parts, string([]rune{signBand, signBand})+" "+c.BandWord)
	}
	return t.Faint.Render(Truncate(strings.Join(parts, "   "), width))
}

func (c *Trend) firstScored() (TrendPoint, bool) {
	for _, p := range c.Points {
		if p.Scored {
			return p, true
		}
	}
	return TrendPoint{}, false
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
