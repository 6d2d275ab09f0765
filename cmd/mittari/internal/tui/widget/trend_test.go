package widget

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

func trend() Trend {
	cut := 10.0
	return Trend{
		Min: 0, Max: 27, Cutoff: &cut, Band: 6, CutoffWord: "cut-off", BandWord: "no reliable change", EventWord: "event",
		Number: func(v float64) string { return fmt.Sprintf("%.0f", v) },
		Points: []TrendPoint{
			{Label: "7.1.", Day: 0, Scored: true, Value: 18, Wave: "start"},
			{Label: "10.2.", Day: 34, Scored: true, Value: 15},
			{Label: "9.4.", Day: 92, Wave: "3 months"},
			{Label: "8.7.", Day: 182, Scored: true, Value: 8, Wave: "6 months"},
			{Label: "1.9.", Day: 237, Scored: true, Value: 22},
		},
	}
}

// family is a trend with another informant and events.
func family() Trend {
	c := trend()
	c.Name, c.Events = "self", []int{60, 200}
	c.Others = []TrendLine{{Name: "parent", Points: []TrendPoint{
		{Label: "8.1.", Day: 1, Scored: true, Value: 12}, {Label: "10.7.", Day: 184, Scored: true, Value: 20},
	}}}
	return c
}

func drawn(d theme.Drawing) theme.Theme {
	t := plainTheme()
	t.Drawing = d
	return t
}

func TestTrendPictures(t *testing.T) {
	for name, d := range map[string]theme.Drawing{"dots": theme.Dots, "lines": theme.Lines, "ascii": theme.ASCII} {
		for _, size := range [][2]int{{72, 16}, {110, 24}, {30, 8}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				c := family()
				golden.RequireEqual(t, []byte(c.View(drawn(d), size[0], size[1])))
			})
		}
	}
	t.Run("alone-72x14", func(t *testing.T) {
		c := trend()
		golden.RequireEqual(t, []byte(c.View(plainTheme(), 72, 14)))
	})
}

func TestTrendASCIIIsPlain(t *testing.T) {
	c := family()
	for _, r := range c.View(drawn(theme.ASCII), 80, 20) {
		if r > '~' {
			t.Fatalf("%q in a chart for a terminal without it", r)
		}
	}
}

// Results that lie twice as far apart in time stand twice as far apart on the screen.
func TestTrendIsTrueToTheDay(t *testing.T) {
	c := Trend{
		Min: 0, Max: 10, Number: func(float64) string { return "0" },
		Points: []TrendPoint{{Label: "a", Scored: true}, {Label: "b", Day: 30, Scored: true}, {Label: "c", Day: 90, Scored: true}},
	}
	lines := strings.Split(c.View(drawn(theme.ASCII), 64, 10), "\n")
	bottom := lines[len(lines)-3]
	var at []int
	for x, r := range bottom {
		if r == 'o' {
			at = append(at, x)
		}
	}
	if len(at) != 3 || at[2]-at[0] < 57 || max(3*(at[1]-at[0])-(at[2]-at[0]), (at[2]-at[0])-3*(at[1]-at[0])) > 2 {
		t.Errorf("points at %v in\n%s", at, strings.Join(lines, "\n"))
	}
}

func TestTrendStaysInsideItsRoom(t *testing.T) {
	points := func(t *rapid.T, name string, most int) []TrendPoint {
		var out []TrendPoint
		day := 0
		for range rapid.IntRange(0, most).Draw(t, name) {
			day += rapid.IntRange(0, 90).Draw(t, "days")
			out = append(out, TrendPoint{
				Label: fmt.Sprint(day), Day: day, Scored: rapid.Bool().Draw(t, "scored"),
				Value: rapid.Float64Range(-5, 40).Draw(t, "value"), Wave: rapid.SampledFrom([]string{"", "start"}).Draw(t, "wave"),
			})
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		c := trend()
		c.Points = points(t, "n", 12)
		c.Others = []TrendLine{{Name: "a", Points: points(t, "a", 4)}, {Name: "b", Points: points(t, "b", 4)}}
		c.Events = rapid.SliceOfN(rapid.IntRange(-50, 900), 0, 5).Draw(t, "events")
		width, height := rapid.IntRange(1, 120).Draw(t, "width"), rapid.IntRange(1, 40).Draw(t, "height")
		view := c.View(drawn(theme.Drawing(rapid.IntRange(0, 2).Draw(t, "drawing"))), width, height)
		if view == "" {
			return
		}
		lines := strings.Split(view, "\n")
		if len(lines) != height {
			t.Fatalf("%d lines, want %d", len(lines), height)
		}
		for _, l := range lines {
			if lipgloss.Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
	})
}
