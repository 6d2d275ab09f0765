package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// The parts of FHIR R4 that carry wording. Everything else in a file is passed over.

type fhirQuestionnaire struct {
	fhirMarks
	ResourceType string            `json:"resourceType"`
	ID           string            `json:"id"`
	URL          string            `json:"url"`
	Name         string            `json:"name"`
	Title        string            `json:"title"`
	TitleExtra   *fhirElement      `json:"_title"`
	Language     string            `json:"language"`
	Publisher    string            `json:"publisher"`
	Copyright    string            `json:"copyright"`
	Contained    []json.RawMessage `json:"contained"`
	Item         []fhirItem        `json:"item"`
}

type fhirItem struct {
	fhirMarks
	LinkID         string          `json:"linkId"`
	Prefix         string          `json:"prefix"`
	Type           string          `json:"type"`
	Text           string          `json:"text"`
	TextExtra      *fhirElement    `json:"_text"`
	Code           []fhirCoding    `json:"code"`
	Repeats        bool            `json:"repeats"`
	ReadOnly       bool            `json:"readOnly"`
	AnswerOption   []fhirOption    `json:"answerOption"`
	AnswerValueSet string          `json:"answerValueSet"`
	Item           []fhirItem      `json:"item"`
	STU3Options    json.RawMessage `json:"options"` // FHIR STU3; R4 has answerValueSet
	STU3Option     json.RawMessage `json:"option"`  // FHIR STU3; R4 has answerOption
}

type fhirOption struct {
	fhirMarks
	ValueCoding  *fhirCoding  `json:"valueCoding"`
	ValueInteger *json.Number `json:"valueInteger"`
	ValueString  string       `json:"valueString"`
	ValueExtra   *fhirElement `json:"_valueString"`
}

type fhirCoding struct {
	fhirMarks
	System       string       `json:"system"`
	Code         string       `json:"code"`
	Display      string       `json:"display"`
	DisplayExtra *fhirElement `json:"_display"`
}

type fhirValueSet struct {
	fhirMarks
	ResourceType string `json:"resourceType"`
	ID           string `json:"id"`
	URL          string `json:"url"`
	Language     string `json:"language"`
	Expansion    *struct {
		Contains []fhirConcept `json:"contains"`
	} `json:"expansion"`
	Compose *struct {
		Include []struct {
			fhirMarks
			System  string        `json:"system"`
			Concept []fhirConcept `json:"concept"`
		} `json:"include"`
	} `json:"compose"`
}

type fhirConcept struct {
	fhirMarks
	Code         string       `json:"code"`
	Display      string       `json:"display"`
	DisplayExtra *fhirElement `json:"_display"`
	Designation  []struct {
		Language string `json:"language"`
		Value    string `json:"value"`
	} `json:"designation"`
	Contains []fhirConcept `json:"contains"`
}

type fhirElement struct {
	fhirMarks
}

// fhirMarks is what every element may carry.
type fhirMarks struct {
	Extension         []fhirExtension `json:"extension"`
	ModifierExtension []fhirExtension `json:"modifierExtension"`
}

type fhirExtension struct {
	URL          string          `json:"url"`
	Extension    []fhirExtension `json:"extension"`
	ValueDecimal *json.Number    `json:"valueDecimal"`
	ValueInteger *json.Number    `json:"valueInteger"`
	ValueBoolean bool            `json:"valueBoolean"`
	ValueString  string          `json:"valueString"`
	ValueCode    string          `json:"valueCode"`
	Markdown     string          `json:"valueMarkdown"`
}

// decodeJSON reads one JSON document that is within the limits.
func decodeJSON(data []byte, limits Limits, target any) error {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return &Error{Problem: NotText}
	}
	if deepest(data) > limits.Depth {
		return &Error{Problem: TooDeep, Limit: limits.Depth}
	}
	err := json.Unmarshal(data, target)
	if err == nil {
		return nil
	}
	offset := int64(len(data))
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
		return &Error{Problem: NotJSON, Detail: kind.Field, Line: lineAt(data, offset)}
	}
	return &Error{Problem: NotJSON, Line: lineAt(data, offset)}
}

func lineAt(data []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(data)))
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}

// deepest gives the deepest nesting of brackets outside of texts.
func deepest(data []byte) int {
	depth, most := 0, 0
	inText, escaped := false, false
	for _, c := range data {
		switch {
		case escaped:
			escaped = false
		case inText:
			escaped = c == '\\'
			inText = c != '"'
		case c == '"':
			inText = true
		case c == '{' || c == '[':
			depth++
			most = max(most, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return most
}
