package importer

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// newXML reads XML without following anything it refers to. Files that declare entities are refused: no program
// that writes questionnaires does, and those who do mean harm.
func newXML(data []byte) (*xml.Decoder, error) {
	if bytes.Contains(data, []byte("<!ENTITY")) {
		return nil, &Error{Problem: XMLEntity}
	}
	return xml.NewDecoder(bytes.NewReader(data)), nil
}

// eachXML hands every token to a function until the document ends. Depth is counted from 1 for the outermost element.
func eachXML(data []byte, limits Limits, see func(xml.Token) error) error {
	d, err := newXML(data)
	if err != nil {
		return err
	}
	depth := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			line, _ := d.InputPos()
			return &Error{Problem: NotXML, Line: line}
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > limits.Depth {
			return &Error{Problem: TooDeep, Limit: limits.Depth}
		}
		if err := see(token); err != nil {
			return err
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// noToken passes a token over: only the form of the document matters.
func noToken(xml.Token) error { return nil }
