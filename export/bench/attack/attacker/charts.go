package attacker

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// points reads what charts keep of the cells they draw.
func (p *parts) points(grids map[string]grid) ([]Point, error) {
	var names []string
	for name := range p.files {
		if strings.HasPrefix(name, "xl/charts/") && strings.HasSuffix(name, ".xml") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []Point
	for _, name := range names {
		list, err := p.pointsOf(name, grids)
		if err != nil {
			return nil, fmt.Errorf("read chart %s: %w", name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// numbersXML is a series of numbers: where they stand and what was kept of them.
type numbersXML struct {
	At     string `xml:"f"`
	Points []struct {
		Index int    `xml:"idx,attr"`
		Value string `xml:"v"`
	} `xml:"numCache>pt"`
}

func (p *parts) pointsOf(name string, grids map[string]grid) (out []Point, err error) {
	rc, err := p.files[name].Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rc.Close()) }()
	d := xml.NewDecoder(rc)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "numRef" {
			continue
		}
		var n numbersXML
		if err := d.DecodeElement(&n, &start); err != nil {
			return nil, err
		}
		sheet, from, to, ok := span(n.At)
		for _, pt := range n.Points {
			v, err := strconv.ParseFloat(pt.Value, 64)
			if err != nil {
				continue
			}
			at := Point{Chart: name, Sheet: sheet, Value: v}
			if ok {
				at.Row, at.Col = from[0]+pt.Index, from[1]
				if from[0] == to[0] {
					at.Row, at.Col = from[0], from[1]+pt.Index
				}
				at.Cell = grids[sheet][[2]int{at.Row, at.Col}]
			}
			out = append(out, at)
		}
	}
}
