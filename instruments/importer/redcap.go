package importer

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"
)

// redcapInstrument is the dictionary inside an instrument zip.
const redcapInstrument = "instrument.csv"

// isREDCap reports whether a file is a REDCap data dictionary, an instrument zip or metadata in JSON.
func isREDCap(src *source) bool {
	switch head := bytes.TrimSpace(bytes.TrimPrefix(src.data[:min(len(src.data), 4096)], []byte("\xef\xbb\xbf"))); {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		a, err := openArchive(src.data, src.limits)
		return err == nil && len(instrumentsIn(a)) > 0
	case bytes.HasPrefix(head, []byte("[")):
		return bytes.Contains(head, []byte(`"field_name"`)) && bytes.Contains(head, []byte(`"field_type"`))
	}
	text, _, err := src.text()
	if err != nil {
		return false
	}
	line, _, _ := strings.Cut(text[:min(len(text), 4096)], "\n")
	line = fold(line)
	return strings.Contains(line, "fieldname") && strings.Contains(line, "fieldtype") && strings.Contains(line, "fieldlabel")
}

// instrumentsIn lists the dictionaries of a zip.
func instrumentsIn(a *archive) []string {
	var list []string
	for _, name := range a.names {
		if path.Base(archiveKey(name)) == redcapInstrument {
			list = append(list, name)
		}
	}
	return list
}

// readREDCap reads a REDCap data dictionary, an instrument zip or metadata in JSON.
func readREDCap(ctx context.Context, src *source) (*Draft, error) {
	draft := src.draft(FormatREDCap)
	fields, err := redcapFields(src, draft)
	if err != nil {
		return nil, err
	}
	if len(fields) > src.limits.Items {
		return nil, &Error{Problem: TooMany, Limit: src.limits.Items}
	}
	draft.Names = append(draft.Names, strings.TrimSuffix(path.Base(src.name), path.Ext(src.name)))
	r := &redcapReader{draft: draft, limits: src.limits, names: map[string]int{}, forms: map[string]int{}}
	for i := range fields {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read REDCap dictionary: %w", err)
		}
		if err := r.field(&fields[i]); err != nil {
			return nil, err
		}
	}
	r.settle()
	return draft, draft.finish()
}

// redcapFields reads the rows of whatever carries them.
func redcapFields(src *source, draft *Draft) ([]redcapField, error) {
	switch head := bytes.TrimSpace(bytes.TrimPrefix(src.data, []byte("\xef\xbb\xbf"))); {
	case bytes.HasPrefix(head, []byte("PK")):
		return redcapZip(src, draft)
	case bytes.HasPrefix(head, []byte("[")):
		return redcapJSON(src)
	}
	return redcapCSV(src, draft)
}

// redcapZip reads every dictionary of a zip, one after the other.
func redcapZip(src *source, draft *Draft) ([]redcapField, error) {
	a, err := openArchive(src.data, src.limits)
	if err != nil {
		return nil, err
	}
	var all []redcapField
	for _, name := range instrumentsIn(a) {
		data, err := a.read(name)
		if err != nil {
			return nil, err
		}
		fields, err := redcapCSV(&source{name: name, data: data, limits: src.limits}, draft)
		if err != nil {
			return nil, err
		}
		if all = append(all, fields...); len(all) > src.limits.Items {
			return nil, &Error{Problem: TooMany, Limit: src.limits.Items}
		}
	}
	return all, nil
}

// redcapJSON reads metadata as REDCap's interface gives it.
func redcapJSON(src *source) ([]redcapField, error) {
	var list []map[string]any
	if err := decodeJSON(src.data, src.limits, &list); err != nil {
		return nil, err
	}
	if len(list) > src.limits.Items {
		return nil, &Error{Problem: TooMany, Limit: src.limits.Items}
	}
	fields := make([]redcapField, len(list))
	for i, one := range list {
		for name, value := range one {
			if at, known := redcapColumn(name); known && value != nil {
				fields[i].cells[at] = strings.TrimSpace(fmt.Sprint(value))
			}
		}
	}
	return fields, nil
}

// redcapCSV reads a dictionary as a table.
func redcapCSV(src *source, draft *Draft) ([]redcapField, error) {
	text, warnings, err := src.text()
	if err != nil {
		return nil, err
	}
	line, _, _ := strings.Cut(text, "\n")
	comma := ','
	for _, other := range []rune{';', '\t'} {
		if strings.Count(line, string(other)) > strings.Count(line, string(comma)) {
			comma = other
		}
	}
	rows, err := readCSV(text, comma)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, &Error{Problem: EmptyFile}
	}
	columns, err := redcapColumns(rows[0].cells, draft)
	if err != nil {
		return nil, err
	}
	fields := make([]redcapField, 0, len(rows)-1)
	for _, row := range rows[1:] {
		one := redcapField{line: row.line}
		for at, column := range columns {
			if column >= 0 {
				one.cells[column] = row.cell(at)
			}
		}
		fields = append(fields, one)
	}
	for _, w := range warnings {
		if w.Kind != WarnDamagedText {
			draft.warn(w) // where a text is damaged is said field by field
		}
	}
	return fields, nil
}
