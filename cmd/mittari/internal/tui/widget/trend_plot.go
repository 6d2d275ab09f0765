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

// plot is the canvas with its own measures.
type plot struct {
	canvas        canvas.Model
	signs         signs
	left          int // cells taken by the values
	width, height int // of the room for points
	first, days   int
	lo, hi        float64
}

// plot makes room for all lines and for events between the first and the last day of any of them.
func (c *Trend) plot(width, height int, s signs) *plot {
	left := max(lipgloss.Width(c.Number(c.Min)), lipgloss.Width(c.Number(c.Max)))
	if c.Cutoff != nil {
		left = max(left, lipgloss.Width(c.Number(*c.Cutoff)))
	}
	first, last := c.Points[0].Day, c.Points[0].Day
	span := func(day int) { first, last = min(first, day), max(last, day) }
	for _, pt := range c.Points {
		span(pt.Day)
	}
	for _, o := range c.Others {
		for _, pt := range o.Points {
			span(pt.Day)
		}
	}
	for _, day := range c.Events {
		span(day)
	}
	return &plot{
		canvas: canvas.New(width, height), signs: s, left: left + 2, width: width - left - 4, height: height,
		first: first, days: last - first, lo: c.Min, hi: c.Max,
	}
}

func (p *plot) x(day int) int {
	if p.days == 0 {
		return p.left + p.width/2
	}
	return p.left + 1 + int(math.Round(float64(day-p.first)/float64(p.days)*float64(p.width-1)))
}

func (p *plot) y(v float64) int { return p.place(v, p.height) }

// place is how far from the top a value lies when the height is divided into steps.
func (p *plot) place(v float64, steps int) int {
	v = max(p.lo, min(v, p.hi))
	return int(math.Round((p.hi - v) / (p.hi - p.lo) * float64(steps-1)))
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
			p.set(x, y, p.signs.band, t.Axis)
		}
	}
}

func (p *plot) cutoff(t theme.Theme, c *Trend) {
	for y := range p.height {
		p.set(p.left, y, p.signs.axis, t.Axis)
	}
	p.text(0, p.y(c.Max), PadLeft(c.Number(c.Max), p.left-1), t.Axis)
	p.text(0, p.y(c.Min), PadLeft(c.Number(c.Min), p.left-1), t.Axis)
	if c.Cutoff == nil {
		return
	}
	y := p.y(*c.Cutoff)
	p.text(0, y, PadLeft(c.Number(*c.Cutoff), p.left-1), t.Cutoff)
	for x := p.left + 1; x <= p.left+p.width; x++ {
		p.set(x, y, p.signs.cutoff, t.Cutoff)
	}
}

// line joins the results that follow each other; a result without a value breaks the line. n is its place among the
// lines, which its sign tells.
func (p *plot) line(t theme.Theme, points []TrendPoint, n int) {
	style := t.Line
	if n > 0 {
		style = t.Text
	}
	var before *TrendPoint
	for i := range points {
		pt := &points[i]
		if pt.Scored && before != nil {
			p.join(style, *before, *pt)
		}
		before = nil
		if pt.Scored {
			before = pt
		}
	}
	for _, pt := range points {
		if pt.Scored {
			p.set(p.x(pt.Day), p.y(pt.Value), p.signs.point(n), style)
		} else {
			p.set(p.x(pt.Day), p.height-1, p.signs.gap, t.Warn)
		}
	}
}

func (p *plot) join(style lipgloss.Style, a, b TrendPoint) {
	if p.signs.dots {
		p.joinDots(style, a, b)
		return
	}
	from, to := canvas.Point{X: p.x(a.Day), Y: p.y(a.Value)}, canvas.Point{X: p.x(b.Day), Y: p.y(b.Value)}
	for _, at := range graph.GetLinePoints(from, to) {
		r := p.signs.flat
		switch slope := (to.Y - from.Y) * sign(to.X-from.X); {
		case from.X == to.X:
			r = p.signs.up
		case slope != 0 && 2*abs(to.Y-from.Y) >= abs(to.X-from.X):
			r = p.signs.steep
		}
		p.set(at.X, at.Y, r, style)
	}
}

// A cell of braille is two dots wide and four high.
const (
	dotsWide = 2
	dotsHigh = 4
)

// joinDots draws a line in dots. The dots of lines that cross in one cell are added up.
func (p *plot) joinDots(style lipgloss.Style, a, b TrendPoint) {
	at := func(pt TrendPoint) canvas.Point {
		return canvas.Point{X: p.x(pt.Day) * dotsWide, Y: p.place(pt.Value, (p.height-1)*dotsHigh+1) + 1}
	}
	for _, dot := range graph.GetLinePoints(at(a), at(b)) {
		cell := canvas.Point{X: dot.X / dotsWide, Y: min(dot.Y/dotsHigh, p.height-1)}
		r := brailleDot(dot.X%dotsWide, dot.Y%dotsHigh)
		if old := p.canvas.Cell(cell).Rune; runes.IsBraillePattern(old) {
			r = runes.CombineBraillePatterns(old, r)
		}
		p.set(cell.X, cell.Y, r, style)
	}
}

// brailleDot is the sign with one dot in it. Unicode counts the upper six dots column by column, then the lowest two.
func brailleDot(x, y int) rune {
	const blank = '\u2800'
	if y == dotsHigh-1 {
		return blank + rune(0x40<<x)
	}
	return blank + rune(1<<(3*x+y))
}

// labels puts texts under their days: the first and the last always, those between where there is room.
func (p *plot) labels(points []TrendPoint, text func(TrendPoint) string) string {
	row := []rune(strings.Repeat(" ", p.left+p.width+2))
	place := func(pt TrendPoint) {
		label := []rune(text(pt))
		start := max(p.left, min(p.x(pt.Day)-len(label)/2, len(row)-len(label)))
		if len(label) == 0 || start+len(label) > len(row) {
			return
		}
		for x := max(start-1, 0); x < min(start+len(label)+1, len(row)); x++ {
			if row[x] != ' ' {
				return
			}
		}
		copy(row[start:], label)
	}
	place(points[0])
	place(points[len(points)-1])
	for _, pt := range points[1:max(len(points)-1, 1)] {
		place(pt)
	}
	return strings.TrimRight(string(row), " ")
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
