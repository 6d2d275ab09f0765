package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// decodeJSON reads one JSON document that is within the limits.
func decodeJSON(data []byte, limits Limits, target any) error {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return &Error{Problem: NotText}
	}
	if err := weighJSON(data, limits); err != nil {
		return err
	}
	err := json.Unmarshal(data, target)
	if err == nil {
		return nil
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return &Error{Problem: NotJSON, Detail: clean(kind.Field), Line: lineAt(data, kind.Offset)}
	}
	offset := int64(len(data))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	return &Error{Problem: NotJSON, Line: lineAt(data, offset)}
}

func lineAt(data []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(data)))
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}

// valuesPerItem bounds the values of a JSON document: a few bytes of text can ask for much memory.
const valuesPerItem = 100

// weighJSON refuses a document that is nested too deeply or holds too many values, before any of it is decoded.
func weighJSON(data []byte, limits Limits) error {
	depth, values, most := 0, 0, valuesPerItem*limits.Items
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
			values++
		case c == '}' || c == ']':
			depth--
		case c == ',':
			values++
		}
		if depth > limits.Depth {
			return &Error{Problem: TooDeep, Limit: limits.Depth}
		}
		if values > most {
			return &Error{Problem: TooMany, Limit: most}
		}
	}
	return nil
}
