package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/mittari/mittari/instruments"
)

// TestEverythingAnImportMeetsHasWords looks up every named problem, warning, decision and doubt of package importer.
func TestEverythingAnImportMeetsHasWords(t *testing.T) {
	prefix := map[string]string{
		"Problem": "error.import-", "WarningKind": "cli.import-warning.", "DecisionKind": "cli.decision.", "Confidence": "cli.confidence.",
		"DoubtKind": "cli.doubt.", "Basis": "cli.basis.",
	}
	words := messages(t, instruments.Finnish)
	found := map[string]int{}
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "instruments", "importer", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			kind, _ := spec.Type.(*ast.Ident)
			value, _ := spec.Values[0].(*ast.BasicLit)
			if kind == nil || value == nil || prefix[kind.Name] == "" {
				return true
			}
			name, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[kind.Name]++
			key := prefix[kind.Name] + name
			if kind.Name == "Problem" {
				key += ".what"
			}
			if words[key] == "" {
				t.Errorf("%s has no words", key)
			}
			return true
		})
	}
	for kind := range prefix {
		if found[kind] < 3 {
			t.Errorf("only %d of %s were found", found[kind], kind)
		}
	}
}
