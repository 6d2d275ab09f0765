package instruments

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// checker collects findings about one definition and knows where in its files things stand.
type checker struct {
	d        *Definition
	findings []Finding
	trees    map[string]*ast.File // parsed when the first line is asked for; nil when there is no text
	zero     *bool                // whether instrument.yaml may hold a factor of 0; nil until it is searched
	extra    map[string][]byte    // files that are not part of the definition itself
	reached  map[ScaleID]reachable
}

func newChecker(d *Definition) *checker {
	return &checker{d: d, trees: map[string]*ast.File{}, extra: map[string][]byte{}, reached: map[ScaleID]reachable{}}
}

// at names a place in instrument.yaml by its path of keys.
func at(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// add records a finding about instrument.yaml.
func (c *checker) add(code FindingCode, where, problem, mend string) {
	c.addIn(instrumentFile, code, where, problem, mend)
}

func (c *checker) addIn(file string, code FindingCode, where, problem, mend string) {
	if len(c.findings) >= maxFindings {
		return
	}
	c.findings = append(c.findings, Finding{
		Code: code, File: file, Line: c.line(file, where), Where: where, Problem: shorten(problem), Mend: mend,
	})
}

// maxFindings is how many findings are reported at once: who mends those sees the rest next time.
const maxFindings = 200

// shorten keeps a value from a file from filling the screen.
func shorten(text string) string {
	const limit = 300
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}

// line gives the line of a path of keys, or of the nearest key above it that exists. It is 0 without a text.
func (c *checker) line(file, where string) int {
	if where == "" || c.tree(file) == nil {
		return 0
	}
	for cut := len(where); cut >= 0; cut = strings.LastIndexAny(where, ".[") {
		where = where[:cut]
		if node := c.node(file, where); node != nil {
			return node.GetToken().Position.Line
		}
	}
	return 1
}

// node finds what stands at a path of keys, or nil.
func (c *checker) node(file, where string) ast.Node {
	tree := c.tree(file)
	if tree == nil {
		return nil
	}
	p, err := yaml.PathString("$." + where)
	if err != nil {
		return nil
	}
	node, err := p.FilterFile(tree)
	if err != nil || node == nil || node.GetToken() == nil {
		return nil
	}
	return node
}

func (c *checker) tree(file string) *ast.File {
	if tree, known := c.trees[file]; known {
		return tree
	}
	c.trees[file] = nil
	data := c.text(file)
	if data == nil {
		return nil
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil
	}
	c.trees[file] = tree
	return tree
}

func (c *checker) text(file string) []byte {
	if data, ok := c.extra[file]; ok {
		return data
	}
	return c.d.files[file]
}

// errors turns the findings into what a loader returns.
func (c *checker) errors() DefinitionErrors {
	var all DefinitionErrors
	for _, f := range c.findings {
		all = append(all, &DefinitionError{Finding: f, Excerpt: excerpt(c.text(f.File), f.Line)})
	}
	return all
}

// oneOf records a finding when value is none of the allowed ones.
func oneOf[T ~string](c *checker, where string, value T, allowed ...T) {
	if slices.Contains(allowed, value) {
		return
	}
	problem := fmt.Sprintf("%q is not known here", string(value))
	if value == "" {
		problem = "a value is missing"
	}
	c.add(UnknownValue, where, problem, "Use one of "+join(allowed))
}

func join[T ~string](values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return strings.Join(texts, ", ")
}
