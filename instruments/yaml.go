package instruments

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Codes of findings about a file as such.
const (
	FileMissing    FindingCode = "file-missing"
	FileTooLarge   FindingCode = "file-too-large"
	FileNotText    FindingCode = "file-not-text"
	FileTooDeep    FindingCode = "file-too-deep"
	FileTooWide    FindingCode = "file-too-wide"
	AnchorUsed     FindingCode = "anchor-used"
	UnknownKey     FindingCode = "unknown-key"
	DuplicateKey   FindingCode = "duplicate-key"
	WrongType      FindingCode = "wrong-type"
	NotReadable    FindingCode = "not-readable"
	SecondDocument FindingCode = "second-document"
)

// Limits far above what a definition needs and far below what exhausts a parser's stack or, the parser's work
// growing with the square of the entries of one list or mapping, a person's patience.
const (
	maxNesting = 24
	maxEntries = 1000
)

// decodeStrict reads one YAML document into target. Unknown and duplicate keys are errors, and so is
// everything a definition has no use for but which can be turned against a reader: anchors, tags, depth.
func decodeStrict(file string, data []byte, target any) error {
	if err := readable(file, data); err != nil {
		return err
	}
	return decode(file, data, target)
}

func decode(file string, data []byte, target any) (err error) {
	// The parser is third-party code that meets hostile input here: a panic in it is a finding, not a crash.
	defer func() {
		if r := recover(); r != nil {
			err = &DefinitionError{Finding: Finding{
				Code: NotReadable, File: file,
				Problem: "the YAML reader gave up on this file", Mend: "Simplify the file; use plain keys and values only",
			}}
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if err := plain(file, data, tokens); err != nil {
		return err
	}
	if err := sized(file, data, tokens); err != nil {
		return err
	}
	tree, err := parser.Parse(tokens, 0)
	if err != nil {
		return asDefinitionError(file, data, err)
	}
	if len(tree.Docs) == 0 || tree.Docs[0].Body == nil {
		return refusal(file, data, 0, NotReadable, "the file is empty", "Fill it in")
	}
	if err := yaml.NodeToValue(tree.Docs[0].Body, target, yaml.Strict()); err != nil {
		return asDefinitionError(file, data, err)
	}
	return nil
}

// readable refuses what must not reach the parser at all.
func readable(file string, data []byte) error {
	if !utf8.Valid(data) || bytes.ContainsAny(data, "\x00\x1b") {
		return &DefinitionError{Finding: Finding{
			Code: FileNotText, File: file,
			Problem: "the file is not plain UTF-8 text", Mend: "Save it as UTF-8 without control characters",
		}}
	}
	if line := tooDeep(data); line > 0 {
		return refusal(file, data, line, FileTooDeep, "keys or lists are nested too deeply",
			fmt.Sprintf("Nest at most %d levels", maxNesting))
	}
	return nil
}

// plain refuses the parts of YAML that definitions have no use for.
func plain(file string, data []byte, tokens token.Tokens) error {
	documents := 0
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return refusal(file, data, t.Position.Line, AnchorUsed, "anchors and aliases are not used in definitions",
				"Write the value out where it is needed")
		case token.TagType, token.DirectiveType, token.MappingKeyType:
			return refusal(file, data, t.Position.Line, AnchorUsed, "tags, directives and complex keys are not used in definitions",
				"Use plain keys and values")
		case token.DocumentHeaderType:
			documents++
			if documents > 1 {
				return refusal(file, data, t.Position.Line, SecondDocument, "a second document begins here",
					"Keep one document a file")
			}
		}
	}
	return nil
}

// sized refuses lists and mappings that nest too deeply or hold too much, before they are parsed.
func sized(file string, data []byte, tokens token.Tokens) error {
	var flow []int // entries of each open bracket
	var block []struct{ column, entries int }
	for i, t := range tokens {
		line, entries := t.Position.Line, 0
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow = append(flow, 0)
		case token.MappingEndType, token.SequenceEndType:
			flow = flow[:max(0, len(flow)-1)]
		case token.CollectEntryType:
			if len(flow) > 0 {
				flow[len(flow)-1]++
				entries = flow[len(flow)-1]
			}
		case token.SequenceEntryType, token.MappingValueType:
			if len(flow) > 0 {
				break
			}
			column := t.Position.Column
			if t.Type == token.MappingValueType && i > 0 {
				column = tokens[i-1].Position.Column // that of the key
			}
			for len(block) > 0 && block[len(block)-1].column > column {
				block = block[:len(block)-1]
			}
			if len(block) == 0 || block[len(block)-1].column < column {
				block = append(block, struct{ column, entries int }{column, 0})
			}
			block[len(block)-1].entries++
			entries = block[len(block)-1].entries
		}
		if len(flow)+len(block) > maxNesting {
			return refusal(file, data, line, FileTooDeep, "keys or lists are nested too deeply", fmt.Sprintf("Nest at most %d levels", maxNesting))
		}
		if entries > maxEntries {
			return refusal(file, data, line, FileTooWide, "a list or mapping has too many entries", fmt.Sprintf("Keep to %d entries", maxEntries))
		}
	}
	return nil
}

// tooDeep gives the first line whose nesting is beyond the limit, or 0. It looks at bytes only, before any
// parser does, and counts brackets inside quoted text too: no definition comes near the limit either way.
func tooDeep(data []byte) int {
	open := 0
	for number, line := range bytes.Split(data, []byte("\n")) {
		indent := len(line) - len(bytes.TrimLeft(line, " \t"))
		dashes := bytes.Count(line, []byte("- ")) + bytes.Count(line, []byte("? "))
		for _, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			if open > maxNesting {
				return number + 1
			}
		}
		if indent > 2*maxNesting*2 || dashes > maxNesting && leadingDashes(line) > maxNesting {
			return number + 1
		}
	}
	return 0
}

func leadingDashes(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '-', '?':
			n++
		case ' ', '\t', ':':
		default:
			return n
		}
	}
	return n
}

func refusal(file string, data []byte, line int, code FindingCode, problem, mend string) *DefinitionError {
	return &DefinitionError{
		Finding: Finding{Code: code, File: file, Line: line, Problem: problem, Mend: mend},
		Excerpt: excerpt(data, line),
	}
}

func asDefinitionError(file string, data []byte, err error) *DefinitionError {
	line := 0
	var problem string
	var located yaml.Error
	if !errors.As(err, &located) {
		problem = err.Error()
	} else { // the whole text of such an error quotes the file, which takes long for a long one
		problem = located.GetMessage()
		if t := located.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	code, mend := NotReadable, "Check the indentation and quoting around this line"
	var unknown *yaml.UnknownFieldError
	var duplicate *yaml.DuplicateKeyError
	var wrong *yaml.TypeError
	var overflow *yaml.OverflowError
	var unexpected *yaml.UnexpectedNodeTypeError
	switch {
	case errors.As(err, &unknown):
		code, mend = UnknownKey, "Check the spelling against definition.schema.json, or remove the key"
	case errors.As(err, &duplicate), strings.Contains(problem, "already defined at"): // the parser has no kind of its own for it
		code, mend = DuplicateKey, "Keep one of the two"
	case errors.As(err, &wrong), errors.As(err, &overflow), errors.As(err, &unexpected):
		code, mend = WrongType, "Give a value of the kind definition.schema.json names"
	}
	return refusal(file, data, line, code, firstLine(problem), mend)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return shorten(strings.TrimRight(line, ". "))
}

// excerpt shows a line between its neighbours, numbered, with a mark before it.
func excerpt(data []byte, line int) string {
	if line < 1 {
		return ""
	}
	lines := strings.Split(string(data), "\n")
	var b strings.Builder
	for n := max(1, line-1); n <= min(line+1, len(lines)); n++ {
		mark := " "
		if n == line {
			mark = ">"
		}
		text := []rune(strings.TrimRight(lines[n-1], "\r"))
		if len(text) > 120 {
			text = append(text[:119], '…')
		}
		fmt.Fprintf(&b, "%s %4d | %s\n", mark, n, string(text))
	}
	return b.String()
}
