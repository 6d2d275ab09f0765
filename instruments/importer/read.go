package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Read reads a questionnaire in any of the formats, which is told from what the file holds, never from its name.
// Name is what the user calls the file. Answer lists and translations that are kept apart are looked for in beside,
// the folder the file lies in; nil: nowhere. Errors that are about the file are *Error; others come from reading.
func Read(ctx context.Context, name string, r io.Reader, beside fs.FS, limits Limits) (*Draft, error) {
	data, err := readAll(r, limits)
	if err != nil {
		return nil, err
	}
	src := &source{name: path.Base(name), data: data, beside: beside, limits: limits}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return src.read(ctx, Columns{})
}

// ReadTable reads a table or a workbook like Read does, with the columns a person named.
func ReadTable(ctx context.Context, name string, r io.Reader, columns Columns, limits Limits) (*Draft, error) {
	data, err := readAll(r, limits)
	if err != nil {
		return nil, err
	}
	return (&source{name: path.Base(name), data: data, limits: limits}).read(ctx, columns)
}

// Beginnings of files that are not text.
const (
	zipMark  = "PK\x03\x04"
	zipEmpty = "PK\x05\x06"
	cfbMark  = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" // workbooks and documents of before 2007, and locked ones since
)

func (s *source) read(ctx context.Context, columns Columns) (*Draft, error) {
	begins := func(mark string) bool { return bytes.HasPrefix(s.data, []byte(mark)) }
	switch {
	case len(s.data) == 0:
		return nil, &Error{Problem: EmptyFile}
	case begins(zipMark), begins(zipEmpty):
		return s.readArchive(ctx, columns)
	case begins(cfbMark):
		return nil, oldOffice(s.data)
	case begins("%PDF"):
		return nil, &Error{Problem: NotForm, Detail: "PDF"}
	case begins(`{\rtf`):
		return nil, &Error{Problem: NotForm, Detail: "RTF"}
	}
	text, warnings, err := s.text()
	if err != nil {
		return nil, err
	}
	switch trimmed := strings.TrimSpace(text); {
	case trimmed == "":
		return nil, &Error{Problem: EmptyFile}
	case trimmed[0] == '{' || trimmed[0] == '[':
		return s.readJSON(ctx, text, warnings)
	case trimmed[0] == '<':
		return s.readXML(ctx, trimmed)
	case columns.none() && isREDCap(s):
		return readREDCap(ctx, s)
	case columns.none() && isLimeSurvey(s):
		return readLimeSurvey(ctx, s)
	}
	return s.readText(ctx, text, warnings, columns)
}

// oldOffice tells documents from workbooks by the names of the streams in them, which are in UTF-16.
func oldOffice(data []byte) error {
	if bytes.Contains(data, []byte("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00")) {
		return &Error{Problem: NotForm, Detail: "DOC"}
	}
	return &Error{Problem: OldWorkbook}
}

func (s *source) readArchive(ctx context.Context, columns Columns) (*Draft, error) {
	a, err := openArchive(s.data, s.limits)
	if err != nil {
		return nil, err
	}
	switch {
	case a.has("xl/workbook.xml"):
		sheets, err := readWorkbook(ctx, a, s.limits)
		if err != nil {
			return nil, err
		}
		return s.readSheets(ctx, sheets, nil, columns)
	case a.has("xl/workbook.bin"):
		return nil, &Error{Problem: OldWorkbook}
	case a.has("word/document.xml"):
		return nil, &Error{Problem: NotForm, Detail: "DOCX"}
	case a.has("ppt/presentation.xml"):
		return nil, &Error{Problem: NotForm, Detail: "PPTX"}
	case a.has("mimetype"):
		return nil, &Error{Problem: NotForm, Detail: "ODF"}
	case isREDCap(s):
		return readREDCap(ctx, s)
	}
	return nil, &Error{Problem: UnknownFormat}
}

// readSheets reads sheets as a form where they are one, else as a table.
func (s *source) readSheets(ctx context.Context, sheets []sheet, warnings []Warning, columns Columns) (*Draft, error) {
	if columns.none() {
		if surveySheet(sheets) != nil {
			return readXLSForm(ctx, s, sheets, warnings)
		}
		if choicesOnly(sheets) {
			return nil, &Error{Problem: ChoicesOnly}
		}
	}
	return readTable(s, sheets, warnings, columns)
}

func (s *source) readText(ctx context.Context, text string, warnings []Warning, columns Columns) (*Draft, error) {
	comma := separator(text)
	if comma == 0 {
		return readLines(s, text, warnings)
	}
	rows, err := readCSV(text, comma)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s.readSheets(ctx, sheetsInCSV(rows), warnings, columns)
}

func (s *source) readXML(ctx context.Context, text string) (*Draft, error) {
	head := strings.ToLower(text[:min(len(text), 2000)])
	switch {
	case isLimeSurvey(s):
		return readLimeSurvey(ctx, s)
	case strings.Contains(head, "<!doctype html"), strings.Contains(head, "<html"):
		return nil, &Error{Problem: NotForm, Detail: "HTML"}
	case strings.Contains(head, "http://hl7.org/fhir"):
		return nil, &Error{Problem: NotForm, Detail: "FHIR XML"}
	case strings.Contains(head, "http://www.w3.org/2002/xforms"):
		return nil, &Error{Problem: NotForm, Detail: "XForms XML"}
	}
	if err := eachXML([]byte(text), s.limits, noToken); err != nil {
		return nil, err
	}
	return nil, &Error{Problem: UnknownFormat}
}

// readJSON tells the kinds of JSON files apart by what their outermost object holds.
func (s *source) readJSON(ctx context.Context, text string, warnings []Warning) (*Draft, error) {
	whole := &source{name: s.name, data: []byte(text), beside: s.beside, limits: s.limits, whole: s.data}
	var document json.RawMessage
	if err := decodeJSON(whole.data, s.limits, &document); err != nil {
		return nil, err
	}
	if isREDCap(whole) {
		return readREDCap(ctx, whole)
	}
	var head map[string]json.RawMessage
	if err := decodeJSON(whole.data, s.limits, &head); err != nil {
		return nil, &Error{Problem: UnknownFormat}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var draft *Draft
	var err error
	switch {
	case head["resourceType"] != nil:
		draft, err = readFHIR(whole, whole.valueSets())
	case head["definition"] != nil && (head["osd_version"] != nil || head["translations"] != nil):
		draft, err = readOpenScale(whole)
	case flatTexts(head):
		draft, err = readTexts(whole, head)
	default:
		return nil, &Error{Problem: UnknownFormat}
	}
	if draft != nil {
		draft.Warnings = append(warnings, draft.Warnings...)
	}
	return draft, err
}

func (s *source) valueSets() ValueSets {
	if s.beside == nil {
		return nil
	}
	return InFolder(s.beside, ".", s.limits)
}

// filesBeside lists files of a folder by the end of their names, in alphabetical order, and no more than some.
func filesBeside(fsys fs.FS, ending string, most int) []string {
	if fsys == nil {
		return nil
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil // what cannot be listed holds nothing to be found
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(strings.ToLower(e.Name()), ending) && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names[:min(len(names), most)]
}
