package instruments_test

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	_ "github.com/charmbracelet/x/exp/golden" // owns the -update flag
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
)

const schemaFile = "definition.schema.json"

// enums holds the values of the types that are closed lists.
func enums() map[reflect.Type][]string {
	of := func(values ...any) []string {
		var texts []string
		for _, v := range values {
			texts = append(texts, reflect.ValueOf(v).String())
		}
		return texts
	}
	return map[reflect.Type][]string{
		reflect.TypeFor[instruments.Status]():    of(instruments.Draft, instruments.Released),
		reflect.TypeFor[instruments.Class]():     of(instruments.Own, instruments.Open, instruments.Permission, instruments.PaperOnly),
		reflect.TypeFor[instruments.Informant](): of(instruments.Self, instruments.Parent, instruments.Teacher),
		reflect.TypeFor[instruments.Sex]():       of(instruments.Female, instruments.Male),
		reflect.TypeFor[instruments.Direction](): of(instruments.HigherWorse, instruments.HigherBetter),
		reflect.TypeFor[instruments.RuleKind](): of(instruments.RuleSum, instruments.RuleMean, instruments.RuleWeighted, instruments.RuleComposite,
			instruments.RuleCount, instruments.RuleHighest, instruments.RuleLookup, instruments.RuleTScore, instruments.RuleCriterion),
		reflect.TypeFor[instruments.MissingPolicy]():   of(instruments.MissingNone, instruments.MissingProrate, instruments.MissingMean),
		reflect.TypeFor[instruments.Audience]():        of(instruments.ForWorker),
		reflect.TypeFor[instruments.Side]():            of(instruments.AtOrAbove, instruments.AtOrBelow),
		reflect.TypeFor[instruments.ReliabilityKind](): of(instruments.Alpha, instruments.Retest),
		reflect.TypeFor[instruments.ChangeKind]():      of(instruments.ReliableChange, instruments.MinimalImportant),
		reflect.TypeFor[instruments.RiskKind]():        of(instruments.RiskSelfHarm, instruments.RiskSafety),
		reflect.TypeFor[instruments.ExpectedStatus]():  of(instruments.ExpectScored, instruments.ExpectCannotBeScored),
		reflect.TypeFor[instruments.ExpectedRisk]():    of(instruments.ExpectFlagged, instruments.ExpectNoRisk, instruments.ExpectUnanswered),
		reflect.TypeFor[instruments.Confidence](): of(instruments.Verified, instruments.Partial, instruments.Derived, instruments.Inferred,
			instruments.Convention, instruments.Proposed, instruments.Recalled, instruments.OurOwn),
	}
}

type schema = map[string]any

// generator turns the Go types into a JSON Schema. Descriptions are the types' own comments.
type generator struct {
	defs     schema
	comments map[string]string // "Type" and "Type.Field"
}

func (g *generator) of(typ reflect.Type) schema {
	if values, ok := enums()[typ]; ok {
		return schema{"type": "string", "enum": values}
	}
	switch typ.Kind() {
	case reflect.Pointer:
		inner := g.of(typ.Elem())
		if typ.Elem().Kind() == reflect.Int {
			inner["type"] = []string{"integer", "null"}
		}
		return inner
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int:
		return schema{"type": "integer"}
	case reflect.Float64:
		return schema{"type": "number"}
	case reflect.Slice:
		return schema{"type": "array", "items": g.of(typ.Elem())}
	case reflect.Map:
		return schema{"type": "object", "additionalProperties": g.of(typ.Elem())}
	case reflect.Struct:
		g.define(typ)
		return schema{"$ref": "#/$defs/" + typ.Name()}
	default:
		panic("no schema for " + typ.String())
	}
}

func (g *generator) define(typ reflect.Type) {
	if _, done := g.defs[typ.Name()]; done {
		return
	}
	g.defs[typ.Name()] = schema{} // before its fields, which may lead back here
	properties, required := schema{}, []string{}
	for i := range typ.NumField() {
		field := typ.Field(i)
		key, options, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if key == "" || key == "-" {
			continue
		}
		property := g.of(field.Type)
		if text := g.comments[typ.Name()+"."+field.Name]; text != "" {
			property["description"] = text
		}
		properties[key] = property
		if options != "omitempty" {
			required = append(required, key)
		}
	}
	g.defs[typ.Name()] = schema{
		"description": g.comments[typ.Name()], "type": "object",
		"properties": properties, "required": required, "additionalProperties": false,
	}
}

// comments reads the documentation of types and fields from the package's source.
func comments(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	text := func(groups ...*ast.CommentGroup) string {
		var parts []string
		for _, g := range groups {
			if g != nil {
				parts = append(parts, strings.Join(strings.Fields(g.Text()), " "))
			}
		}
		return strings.Join(parts, " ")
	}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range tree.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok || general.Tok != token.TYPE {
				continue
			}
			for _, spec := range general.Specs {
				named := spec.(*ast.TypeSpec)
				found[named.Name.Name] = text(general.Doc)
				structure, ok := named.Type.(*ast.StructType)
				if !ok {
					continue
				}
				for _, field := range structure.Fields.List {
					for _, name := range field.Names {
						found[named.Name.Name+"."+name.Name] = text(field.Doc, field.Comment)
					}
				}
			}
		}
	}
	return found
}

// Editors complete and check definitions with this file: in a definition write
// "# yaml-language-server: $schema=definition.schema.json", in cues the same with "#/$defs/Cues".
// Run the test with -update after a change of the types.
func TestSchema_is_that_of_the_types(t *testing.T) {
	g := &generator{defs: schema{}, comments: comments(t)}
	g.of(reflect.TypeFor[instruments.Definition]())
	g.of(reflect.TypeFor[instruments.Cues]())
	g.of(reflect.TypeFor[instruments.Case]())
	g.defs["Cases"] = schema{
		"description": "Worked examples of one definition.", "type": "object", "required": []string{"cases"}, "additionalProperties": false,
		"properties": schema{"cases": schema{"type": "array", "items": schema{"$ref": "#/$defs/Case"}}},
	}
	want, err := json.MarshalIndent(schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "mittari instrument definition",
		"$ref": "#/$defs/Definition", "$defs": g.defs,
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if update := flag.Lookup("update"); update != nil && update.Value.String() == "true" {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not that of the types; run the test with -update (-types +file):\n%s", schemaFile, diff)
	}
}
