package keyin

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
)

// act is what a key did to the grid.
type act int

const (
	nothing act = iota
	moved       // the cursor or what is typed
	put         // a response is complete
	goOn        // enter, with nothing typed
)

// entry is a response for the item of a number.
type entry struct {
	number   int
	response instruments.Response
}

// grid is a form's cells and what keys mean there. It stores nothing.
type grid struct {
	cells   []casework.Cell
	at      int    // current cell; len(cells): past the last one
	typed   string // digits of a value that enter ends
	stopped bool   // a key came that the cell does not offer; no other is taken until the worker has looked
	rows    int    // cells below each other as last drawn, for the arrows left and right
}

func newGrid(cells []casework.Cell) grid {
	g := grid{cells: cells, rows: 1}
	g.at = len(cells)
	if i := g.open(); i >= 0 {
		g.at = i
	}
	return g
}

// press decides what a key means. A complete response comes back with put; the cursor moves when it is stored.
func (g *grid) press(k tea.KeyMsg) (entry, act) {
	switch k.Type {
	case tea.KeyRunes:
		if len(k.Runes) != 1 || k.Alt || k.Paste {
			return entry{}, nothing
		}
		return g.rune(k.Runes[0])
	case tea.KeySpace:
		return g.rune(' ')
	case tea.KeyEnter:
		return g.enter()
	case tea.KeyBackspace, tea.KeyDelete:
		return entry{}, g.erase()
	default:
		return entry{}, g.move(k.Type)
	}
}

// rune takes a digit, "-" or a space for an item left blank, and "." for one that cannot be read.
func (g *grid) rune(r rune) (entry, act) {
	if g.stopped || !strings.ContainsRune("0123456789- .,", r) {
		return entry{}, nothing
	}
	c, ok := g.current()
	switch {
	case !ok, (r < '0' || r > '9') && g.typed != "":
		return g.stop()
	case r == '-', r == ' ':
		return entry{c.Number, instruments.Skip(instruments.NoReason)}, put
	case r == '.', r == ',':
		return entry{c.Number, instruments.Skip(instruments.Unreadable)}, put
	}
	typed := g.typed + string(r)
	switch {
	case !begins(c, typed):
		return g.stop()
	case !long(c):
		return g.value(c, typed)
	}
	g.typed = typed
	return entry{}, moved
}

func (g *grid) stop() (entry, act) {
	g.stopped, g.typed = true, ""
	return entry{}, moved
}

func (g *grid) enter() (entry, act) {
	switch c, ok := g.current(); {
	case g.stopped:
		g.stopped = false
		return entry{}, moved
	case g.typed == "":
		return entry{}, goOn
	case ok:
		return g.value(c, g.typed)
	}
	return entry{}, nothing
}

// value is the typed number as an answer, if the item offers it.
func (g *grid) value(c casework.Cell, typed string) (entry, act) {
	code, err := strconv.Atoi(typed)
	if err != nil || !c.Offers(code) {
		return g.stop()
	}
	g.typed = ""
	return entry{c.Number, instruments.Answer(code)}, put
}

// erase takes back what is typed or the stop; with nothing to take back it goes to the item before.
func (g *grid) erase() act {
	switch {
	case g.stopped:
		g.stopped = false
	case g.typed != "":
		g.typed = g.typed[:len(g.typed)-1]
	default:
		g.at = g.next(g.at, -1)
	}
	return moved
}

func (g *grid) move(k tea.KeyType) act {
	var to int
	switch k {
	case tea.KeyUp, tea.KeyShiftTab:
		to = g.next(g.at, -1)
	case tea.KeyDown, tea.KeyTab:
		to = g.next(g.at, 1)
	case tea.KeyLeft:
		to = g.beside(-g.rows)
	case tea.KeyRight:
		to = g.beside(g.rows)
	case tea.KeyHome:
		to = g.next(-1, 1)
	case tea.KeyEnd:
		to = g.next(len(g.cells), -1)
	default:
		return nothing
	}
	g.at, g.typed, g.stopped = to, "", false
	return moved
}

// beside is the cell in the column beside, or where the cursor is when there is none.
func (g *grid) beside(by int) int {
	if to := g.at + by; to >= 0 && to < len(g.cells) && g.cells[to].Asked {
		return to
	}
	return g.at
}

// next is the nearest asked cell in a direction. Past the last one there is the end, before the first one there is none.
func (g *grid) next(from, by int) int {
	for i := from + by; i >= 0 && i < len(g.cells); i += by {
		if g.cells[i].Asked {
			return i
		}
	}
	if by > 0 {
		return len(g.cells)
	}
	return from
}

// stored shows the cells as they are stored now, and goes past the item that was put.
func (g *grid) stored(cells []casework.Cell, number int) {
	g.cells = cells
	g.at = g.next(slices.IndexFunc(cells, func(c casework.Cell) bool { return c.Number == number }), 1)
}

func (g *grid) current() (casework.Cell, bool) {
	if g.at < 0 || g.at >= len(g.cells) {
		return casework.Cell{}, false
	}
	return g.cells[g.at], true
}

// open is the first cell that waits for a response; -1 when none does.
func (g *grid) open() int {
	return slices.IndexFunc(g.cells, func(c casework.Cell) bool { return !c.Done() })
}

// count is how many of the asked cells are done.
func (g *grid) count() (done, all int) {
	for i := range g.cells {
		if !g.cells[i].Asked {
			continue
		}
		all++
		if g.cells[i].Done() {
			done++
		}
	}
	return done, all
}

// long reports whether a cell's values may have more than one digit, so that enter ends them.
func long(c casework.Cell) bool {
	return slices.ContainsFunc(c.Options, func(o casework.OptionView) bool { return o.Code > 9 })
}

// begins reports whether one of a cell's values begins with what is typed.
func begins(c casework.Cell, typed string) bool {
	return slices.ContainsFunc(c.Options, func(o casework.OptionView) bool {
		return strings.HasPrefix(fmt.Sprint(o.Code), typed)
	})
}

// offered names a cell's values: "0–4", or each of them when there are gaps.
func offered(c casework.Cell) string {
	var codes []int
	for _, o := range c.Options {
		codes = append(codes, o.Code)
	}
	slices.Sort(codes)
	if n := len(codes); n > 2 && codes[n-1]-codes[0] == n-1 {
		return fmt.Sprintf("%d–%d", codes[0], codes[n-1])
	}
	parts := make([]string, len(codes))
	for i, code := range codes {
		parts[i] = fmt.Sprint(code)
	}
	return strings.Join(parts, ", ")
}
