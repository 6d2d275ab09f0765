package workbook_test

import (
	"encoding/xml"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// node is an element of a part.
type node struct {
	name  string
	attrs map[string]string // by name, with the prefix id: for those of relationships
	text  string
	kids  []*node
}

func parse(tb testing.TB, name, text string) *node {
	tb.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	root := &node{}
	for open := []*node{root}; ; {
		tok, err := d.Token()
		if tok == nil {
			if len(root.kids) != 1 {
				tb.Fatalf("%s: %v", name, err)
			}
			return root.kids[0]
		}
		at := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				key := a.Name.Local
				if strings.HasSuffix(a.Name.Space, "/relationships") {
					key = "id:" + key
				}
				n.attrs[key] = a.Value
			}
			at.kids, open = append(at.kids, n), append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			at.text += string(tok)
		}
	}
}

// all is every element of a name below, in order.
func (n *node) all(name string) (list []*node) {
	for _, k := range n.kids {
		if k.name == name {
			list = append(list, k)
		}
		list = append(list, k.all(name)...)
	}
	return list
}

// one is the first element of a name below, or an empty one.
func (n *node) one(name string) *node {
	if list := n.all(name); len(list) > 0 {
		return list[0]
	}
	return &node{}
}

// area is a range of cells: columns and rows, both ends within.
type area struct{ left, top, right, bottom int }

func areaOf(tb testing.TB, ref string) area {
	tb.Helper()
	from, to, found := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !found {
		to = from
	}
	l, t, err := excelize.CellNameToCoordinates(from)
	r, b, err2 := excelize.CellNameToCoordinates(to)
	if err != nil || err2 != nil {
		tb.Fatalf("range %q: %v, %v", ref, err, err2)
	}
	return area{l, t, r, b}
}

func (a area) meets(b area) bool {
	return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// relationsOf is where the relations of a part stand, and the part a target names.
func relationsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

func target(part, to string) string {
	if strings.HasPrefix(to, "/") {
		return to[1:]
	}
	return path.Join(path.Dir(part), to)
}

// texts is the shared texts of a workbook, each as one.
func texts(tb testing.TB, all map[string]string) (list []string) {
	tb.Helper()
	raw, ok := all["xl/sharedStrings.xml"]
	if !ok {
		return nil
	}
	for _, si := range parse(tb, "xl/sharedStrings.xml", raw).kids {
		text := ""
		for _, t := range si.all("t") {
			text += t.text
		}
		list = append(list, text)
	}
	return list
}

// cellText is the text a cell holds.
func cellText(c *node, shared []string) string {
	switch c.attrs["t"] {
	case "s":
		if i := atoi(c.one("v").text); i >= 0 && i < len(shared) {
			return shared[i]
		}
		return "\x00no such text"
	case "inlineStr":
		return c.one("t").text
	}
	return c.one("v").text
}
