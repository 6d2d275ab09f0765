package widget

import (
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// TrendPoint is one result. One that has no value is a gap: the line is broken there.
type TrendPoint struct {
	Label  string // date, for the axis
	Day    int    // place in time, in days from any fixed day
	Scored bool
	Value  float64
	Wave   string // planned occasion, for a second line of the axis; empty: none
}

// TrendLine is the results that one respondent gave.
type TrendLine struct {
	Name   string // for the legend
	Points []TrendPoint
}

// Trend is results over time on the scale's own range. Zero fields are not drawn.
type Trend struct {
	Points   []TrendPoint // oldest first
	Name     string       // of the points, for the legend when there are others
	Others   []TrendLine  // what others said on the same scale, at most as many as there are signs for
	Events   []int        // days on which something happened
	Min, Max float64      // of the scale
	Cutoff   *float64
	Band     float64                // half height of the band of no reliable change around the first value
	Number   func(v float64) string // writes a value for the axis
	// Words of the legend, already in the user's language.
	CutoffWord, BandWord, EventWord string
}

// smallest chart that can be read; below it View is empty and the words must do.
const (
	minTrendWidth  = 24
	minTrendHeight = 6
	minPlotHeight  = 4
)

// View draws the chart exactly in width and height cells: values at the left, events and dates below, a legend last.
// The place along the width is true to the day. Every chart goes with a sentence that says the same; a screen reader
// skips the picture.
func (c *Trend) View(t theme.Theme, width, height int) string {
	if width < minTrendWidth || height < minTrendHeight || len(c.Points) == 0 || c.Max <= c.Min {
		return ""
	}
	below := c.below(height - minPlotHeight - 1)
	p := c.plot(width, height-len(below)-1, signsOf(t.Drawing))
	p.band(t, c)
	p.cutoff(t, c)
	for i := len(c.Others) - 1; i >= 0; i-- {
		p.line(t, c.Others[i].Points, i+1)
	}
	p.line(t, c.Points, 0)
	out := []string{p.canvas.View()}
	for _, line := range below {
		out = append(out, line(t, p))
	}
	return strings.Join(append(out, c.legend(t, p.signs, width)), "\n")
}

// below are the lines between plot and legend: events right under the plot, dates, and waves where there are any. Where
// there is no room for all, the dates stand alone.
func (c *Trend) below(room int) []func(theme.Theme, *plot) string {
	var lines []func(theme.Theme, *plot) string
	if len(c.Events) > 0 {
		lines = append(lines, c.events)
	}
	lines = append(lines, c.dates)
	if slices.ContainsFunc(c.Points, func(pt TrendPoint) bool { return pt.Wave != "" }) {
		lines = append(lines, c.waves)
	}
	if len(lines) > room {
		return []func(theme.Theme, *plot) string{c.dates}
	}
	return lines
}

// dates is the line of dates: the first and the last always, those between where there is room.
func (c *Trend) dates(t theme.Theme, p *plot) string {
	return t.Axis.Render(p.labels(c.Points, func(pt TrendPoint) string { return pt.Label }))
}

// waves names the planned occasions under their dates.
func (c *Trend) waves(t theme.Theme, p *plot) string {
	return t.Axis.Render(p.labels(c.Points, func(pt TrendPoint) string { return pt.Wave }))
}

// events are marked on the days they happened.
func (c *Trend) events(t theme.Theme, p *plot) string {
	row := []rune(strings.Repeat(" ", p.left+p.width+1))
	for _, day := range c.Events {
		row[max(0, min(p.x(day), len(row)-1))] = p.signs.event
	}
	return t.Warn.Render(strings.TrimRight(string(row), " "))
}

func (c *Trend) legend(t theme.Theme, s signs, width int) string {
	var parts []string
	if len(c.Others) > 0 {
		parts = append(parts, string(s.points[0])+" "+c.Name)
		for i, o := range c.Others {
			parts = append(parts, string(s.point(i+1))+" "+o.Name)
		}
	}
	if c.Cutoff != nil && c.CutoffWord != "" {
		parts = append(parts, string([]rune{s.cutoff, s.cutoff})+" "+c.CutoffWord)
	}
	if c.Band > 0 && c.BandWord != "" {
		parts = append(parts, string([]rune{s.band, s.band})+" "+c.BandWord)
	}
	if len(c.Events) > 0 && c.EventWord != "" {
		parts = append(parts, string(s.event)+" "+c.EventWord)
	}
	text := strings.Join(parts, "   ")
	if lipgloss.Width(text) > width {
		text = strings.Join(parts, " ")
	}
	return t.Faint.Render(Truncate(text, width))
}

func (c *Trend) firstScored() (TrendPoint, bool) {
	for _, p := range c.Points {
		if p.Scored {
			return p, true
		}
	}
	return TrendPoint{}, false
}
