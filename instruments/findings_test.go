package instruments_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mittari/mittari/instruments"
)

// edit replaces one text in one file; an empty old text appends, and "-" as new text removes the file.
type edit struct{ file, old, new string }

const (
	main  = "instrument.yaml"
	cases = "cases.yaml"
)

// edited gives a copy of a library folder with the edits made.
func edited(t *testing.T, dir string, edits []edit) fstest.MapFS {
	t.Helper()
	library := os.DirFS("library")
	files, err := fs.Glob(library, dir+"/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	out := fstest.MapFS{}
	for _, file := range files {
		data, err := fs.ReadFile(library, file)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimPrefix(file, dir+"/")] = &fstest.MapFile{Data: data}
	}
	for _, e := range edits {
		text := string(out[e.file].Data)
		switch {
		case e.new == "-":
			delete(out, e.file)
			continue
		case e.old == "":
			text += e.new
		case !strings.Contains(text, e.old):
			t.Fatalf("%s does not hold %q", e.file, e.old)
		default:
			text = strings.Replace(text, e.old, e.new, 1)
		}
		out[e.file] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// findings loads and lints a folder and gives whatever is wrong with it.
func findings(t *testing.T, folder fs.FS) []instruments.Finding {
	t.Helper()
	gather := func(err error) []instruments.Finding {
		var many instruments.DefinitionErrors
		var one *instruments.DefinitionError
		switch {
		case errors.As(err, &many):
			var all []instruments.Finding
			for _, e := range many {
				all = append(all, e.Finding)
			}
			return all
		case errors.As(err, &one):
			return []instruments.Finding{one.Finding}
		}
		t.Fatalf("%v is not about the definition", err)
		return nil
	}
	d, err := instruments.Load(folder, ".")
	if err != nil {
		return gather(err)
	}
	worked, err := instruments.LoadCases(folder, ".", d)
	if err != nil {
		return append(gather(err), instruments.Lint(d, nil)...)
	}
	return instruments.Lint(d, worked)
}

const (
	demo    = "demo-checkin/1"
	sum     = "rule: {kind: sum, items: [1, 2, 3, 4, 5], reversed: [4]}"
	prorate = "      policy: prorate\n      max: 1"
	// second is a scale that counts the first one once more.
	second = `
  - id: again
    title: {fi: a, sv: a, en: a}
    plain: {fi: a, sv: a, en: a}
    rule: {kind: composite, scales: [{scale: strain}]}
    direction: higher-is-worse
    range: {min: 0, max: 20}
    missing: {policy: none, evidence: {confidence: own}}
    rounding: {decimals: 0}
    evidence: {confidence: own}

band_sets:`
)

func with(old, replacement string) []edit { return []edit{{main, old, replacement}} }

// mistake is one way to get a definition wrong, and the one message it must give.
type mistake struct {
	dir   string
	edits []edit
	code  instruments.FindingCode
	where string // in the file the message names; empty: not checked
}

// findingTests holds every mistake by its name.
func findingTests() map[string]mistake {
	all := map[string]mistake{}
	for _, rows := range []map[string]mistake{fileMistakes(), scoringMistakes(), ruleMistakes(), conversionMistakes(), releaseMistakes(), caseMistakes()} {
		maps.Copy(all, rows)
	}
	return all
}

// dropCases turns the expectation of cases aside, so that they no longer count.
func dropCases(ids ...string) []edit {
	var edits []edit
	for _, id := range ids {
		edits = append(edits, edit{cases, "- id: " + id + "\n", "- id: " + id + "\n    dropped: true\n"})
	}
	return edits
}

func TestFindings_each_mistake_gives_its_message(t *testing.T) {
	for name, tt := range findingTests() {
		t.Run(name, func(t *testing.T) {
			all := findings(t, withoutDropped(edited(t, tt.dir, tt.edits)))
			for _, f := range all {
				if f.Code != tt.code || tt.where != "" && f.Where != tt.where {
					continue
				}
				if tt.where != "" && f.Line == 0 {
					t.Errorf("the message names no line: %s", f)
				}
				if f.File == "" || f.Problem == "" || f.Mend == "" {
					t.Errorf("the message lacks file, problem or remedy: %+v", f)
				}
				return
			}
			t.Errorf("no message %s at %q among:\n%v", tt.code, tt.where, all)
		})
	}
}

// withoutDropped removes the cases marked by dropCases.
func withoutDropped(folder fstest.MapFS) fstest.MapFS {
	file, ok := folder[cases]
	if !ok {
		return folder
	}
	var kept []string
	for i, part := range strings.Split(string(file.Data), "\n  - id: ") {
		if !strings.Contains(part, "dropped: true") {
			if i > 0 {
				part = "\n  - id: " + part
			}
			kept = append(kept, part)
		}
	}
	folder[cases] = &fstest.MapFile{Data: []byte(strings.Join(kept, ""))}
	return folder
}

// A message nobody can provoke is either dead or untested.
func TestFindings_every_code_has_a_test(t *testing.T) {
	tested := map[instruments.FindingCode]bool{instruments.WrongFolder: true} // see the catalogue's tests
	for _, tt := range findingTests() {
		tested[tt.code] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "FindingCode" {
				return true
			}
			code := strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`)
			count++
			if !tested[instruments.FindingCode(code)] {
				t.Errorf("no test provokes %s", code)
			}
			return true
		})
	}
	if count < 40 {
		t.Errorf("only %d codes were found in the source", count)
	}
}
