package workbook_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// The parts that the program decides on, of a report that has every kind of cell and chart: an element a line, with
// its attributes in order.
func TestParts(t *testing.T) {
	all := parts(t, render(t, everything(), "fi"))
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, folder := range []string{"xl/workbook.xml", "xl/worksheets/sheet", "xl/tables/", "xl/charts/", "docProps/"} {
			if strings.HasPrefix(name, folder) {
				fmt.Fprintf(&b, "== %s\n", name)
				write(&b, parse(t, name, all[name]), 0)
			}
		}
	}
	golden.RequireEqual(t, []byte(b.String()))
}

// write leaves out elements that say nothing.
func write(b *strings.Builder, n *node, depth int) {
	line := strings.Repeat(" ", depth) + n.name
	for _, key := range slices.Sorted(maps.Keys(n.attrs)) {
		if key != "xmlns" {
			line += fmt.Sprintf(" %s=%s", key, n.attrs[key])
		}
	}
	if text := strings.TrimSpace(n.text); text != "" {
		line += ": " + text
	}
	fmt.Fprintln(b, line)
	for _, k := range n.kids {
		write(b, k, depth+1)
	}
}

// A report gives the same bytes whenever it is written.
func TestSameReportSameBytes(t *testing.T) {
	for name, r := range map[string]func() []byte{
		"everything": func() []byte { return render(t, everything(), "sv") }, "team": func() []byte { return render(t, report(t), "sv") },
	} {
		first := r()
		for range 3 {
			if !bytes.Equal(first, r()) {
				t.Errorf("%s: other bytes", name)
			}
		}
	}
}

// No chart draws a hidden figure: a spreadsheet would take the word in its cell for 0.
func TestChartsDrawFiguresOnly(t *testing.T) {
	all := parts(t, render(t, everything(), "fi"))
	shared := texts(t, all)
	cells := map[string]map[[2]int]*node{}
	f := &faults{tb: t, all: all, roots: map[string]*node{}, sheets: map[string]string{}}
	for name, text := range all {
		f.roots[name] = parse(t, name, text)
	}
	f.workbook()
	for part, name := range f.sheets {
		cells[name] = map[[2]int]*node{}
		for _, c := range f.roots[part].all("c") {
			a := areaOf(t, c.attrs["r"])
			cells[name][[2]int{a.left, a.top}] = c
		}
	}
	figures, gaps := 0, 0
	for name, root := range f.roots {
		if !strings.HasPrefix(name, "xl/charts/") {
			continue
		}
		for _, val := range root.all("val") {
			for ref := range strings.SplitSeq(strings.Trim(val.one("f").text, "()"), ",") {
				m := sheetOf.FindStringSubmatch(ref)
				a := areaOf(t, strings.TrimPrefix(ref, m[0]))
				for x := a.left; x <= a.right; x++ {
					for y := a.top; y <= a.bottom; y++ {
						switch c := cells[m[1]][[2]int{x, y}]; {
						case c == nil:
							gaps++
						case c.attrs["t"] == "s":
							t.Errorf("%s draws %q", name, cellText(c, shared))
						default:
							figures++
						}
					}
				}
			}
		}
	}
	if figures < 30 || gaps < 5 {
		t.Errorf("%d figures and %d gaps", figures, gaps)
	}
}
