package importer

import (
	"context"
	"encoding/xml"
	"path"
	"strings"
)

// sheet is one sheet of a workbook, or one part of a table of text.
type sheet struct {
	name    string
	rows    []row
	formula string // the first cell that holds one
}

// Bounds of a workbook. Questionnaires have a few sheets of some dozen columns.
const (
	maxSheets  = 64
	maxColumns = 256
)

// readWorkbook reads the sheets of an .xlsx workbook. Of a formula the value is taken that was kept with it; nothing
// is computed, and nothing the workbook links to is read.
func readWorkbook(ctx context.Context, a *archive, limits Limits) ([]sheet, error) {
	w := &workbookReader{archive: a, limits: limits}
	names, targets, err := w.index()
	if err != nil {
		return nil, err
	}
	if err := w.sharedStrings(); err != nil {
		return nil, err
	}
	var sheets []sheet
	for i, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, err := a.read(targets[i])
		if err != nil {
			return nil, err
		}
		one := sheet{name: name}
		if err := w.sheet(data, &one); err != nil {
			return nil, err
		}
		sheets = append(sheets, one)
	}
	return sheets, nil
}

type workbookReader struct {
	archive *archive
	limits  Limits
	shared  []string
	cells   int
}

// index gives the names of the sheets and the files they are in.
func (w *workbookReader) index() (names, targets []string, err error) {
	book, err := w.archive.read("xl/workbook.xml")
	if err != nil {
		return nil, nil, err
	}
	links, err := w.archive.read("xl/_rels/workbook.xml.rels")
	if err != nil {
		return nil, nil, err
	}
	target := map[string]string{}
	err = eachXML(links, w.limits, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			file := attribute(e, "Target")
			if !strings.HasPrefix(file, "/") {
				file = path.Join("xl", file)
			}
			target[attribute(e, "Id")] = file
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = eachXML(book, w.limits, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "sheet" {
			return nil
		}
		if len(names) == maxSheets {
			return &Error{Problem: TooMany, Limit: maxSheets}
		}
		names = append(names, clean(attribute(e, "name")))
		targets = append(targets, target[relation(e)])
		return nil
	})
	return names, targets, err
}

// relation gives the id by which a sheet is linked: r:id, whatever the prefix.
func relation(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func (w *workbookReader) sharedStrings() error {
	data, err := w.archive.read("xl/sharedStrings.xml")
	if err != nil || data == nil {
		return err
	}
	var text textReader
	return eachXML(data, w.limits, func(t xml.Token) error {
		text.see(t)
		if e, ok := t.(xml.EndElement); ok && e.Name.Local == "si" {
			if len(w.shared) == maxCells {
				return &Error{Problem: TooMany, Limit: maxCells}
			}
			w.shared = append(w.shared, text.take())
		}
		return nil
	})
}

// textReader gathers the text of t elements, leaving out the readings of Asian scripts.
type textReader struct {
	b        strings.Builder
	in, mute bool
}

func (r *textReader) see(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		r.in = r.in || t.Name.Local == "t"
		r.mute = r.mute || t.Name.Local == "rPh"
	case xml.EndElement:
		r.in = r.in && t.Name.Local != "t"
		r.mute = r.mute && t.Name.Local != "rPh"
	case xml.CharData:
		if r.in && !r.mute {
			r.b.Write(t)
		}
	}
}

func (r *textReader) take() string {
	defer r.b.Reset()
	return r.b.String()
}
