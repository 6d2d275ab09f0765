package instruments_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// A schema that refuses what the loader takes would mark good definitions red in every editor.
func TestSchema_accepts_the_library(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("library/*/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no library")
	}
	for _, file := range files {
		def := "Definition"
		switch base := filepath.Base(file); {
		case strings.HasPrefix(base, "cues."):
			def = "Cues"
		case strings.HasPrefix(base, "wording."):
			continue
		case base == "cases.yaml":
			def = "Cases"
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := yaml.Unmarshal(text, &value); err != nil {
			t.Fatal(err)
		}
		for _, problem := range check(root, schema{"$ref": "#/$defs/" + def}, value, file) {
			t.Error(problem)
		}
	}
}

func TestSchema_refuses_what_the_loader_refuses(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	for text, def := range map[string]string{
		"items: {1: a}\noptions: {}\nitem: {}": "Cues",
		"items: [a]\noptions: {}":              "Cues",
		"options: {}":                          "Cues",
		"kind: expression":                     "Rule",
		"min: low\nmax: 3":                     "Range",
	} {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if len(check(root, schema{"$ref": "#/$defs/" + def}, value, def)) == 0 {
			t.Errorf("%q is a valid %s", text, def)
		}
	}
}

// check is the part of JSON Schema that the schema uses.
func check(root, s schema, value any, where string) []string {
	if ref, ok := s["$ref"].(string); ok {
		return check(root, root["$defs"].(schema)[strings.TrimPrefix(ref, "#/$defs/")].(schema), value, where)
	}
	var problems []string
	if enum, ok := s["enum"].([]any); ok && !slices.Contains(enum, value) {
		problems = append(problems, fmt.Sprintf("%s: %v is none of %v", where, value, enum))
	}
	if !hasType(s["type"], value) {
		return append(problems, fmt.Sprintf("%s: %v is no %v", where, value, s["type"]))
	}
	switch v := value.(type) {
	case []any:
		for i, item := range v {
			problems = append(problems, check(root, s["items"].(schema), item, fmt.Sprintf("%s[%d]", where, i))...)
		}
	case map[string]any:
		properties, _ := s["properties"].(schema)
		required, _ := s["required"].([]any)
		for _, key := range required {
			if _, ok := v[key.(string)]; !ok {
				problems = append(problems, fmt.Sprintf("%s: %v is missing", where, key))
			}
		}
		for key, inner := range v {
			if property, ok := properties[key].(schema); ok {
				problems = append(problems, check(root, property, inner, where+"."+key)...)
			} else if rest, ok := s["additionalProperties"].(schema); ok {
				problems = append(problems, check(root, rest, inner, where+"."+key)...)
			} else {
				problems = append(problems, fmt.Sprintf("%s: %s is not known", where, key))
			}
		}
	}
	return problems
}

func hasType(want, value any) bool {
	if list, ok := want.([]any); ok {
		return slices.ContainsFunc(list, func(one any) bool { return hasType(one, value) })
	}
	switch value.(type) {
	case nil:
		return want == "null"
	case string:
		return want == "string"
	case bool:
		return want == "boolean"
	case float64:
		return want == "number"
	case int, int64, uint64:
		return want == "integer" || want == "number"
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	default:
		return false
	}
}
