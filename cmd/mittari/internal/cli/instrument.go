package cli

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
)

// newInstrument holds the commands about instruments.
func newInstrument(a *app) *cobra.Command {
	c := a.command("instrument", "instrument",
		"mittari instrument list --informant parent --age 14",
		"mittari instrument show yp-core --age 15 --sex female",
		"mittari instrument import form.json --id mood",
		"mittari instrument wording import phq-9 --wording-lang fi phq9-fi.json",
		"mittari instrument paper phq-9 --wording-lang fi --out phq9.xlsx")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	for _, command := range []func(*app) *cobra.Command{
		newInstrumentList, newInstrumentShow, newInstrumentCheck, newInstrumentTest, newInstrumentNew, newInstrumentDiff, newInstrumentImport, newInstrumentExport, newWording,
		newPaper, newPermission, newApprove,
	} {
		c.AddCommand(command(a))
	}
	return c
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// source is a definition with its worked examples.
type source struct {
	def   *instruments.Definition
	cases []instruments.Case
}

// definition finds an instrument by id, by id@version, or by the path of its folder or of a file in it.
func (a *app) definition(name string) (*instruments.Definition, error) {
	if dir, ok := definitionFolder(name); ok {
		return instruments.Load(os.DirFS(dir), ".")
	}
	cat, err := a.definitions()
	if err != nil {
		return nil, err
	}
	ref, versioned, err := a.parseRef(name)
	if err != nil {
		return nil, err
	}
	if versioned {
		return cat.At(ref)
	}
	return cat.Get(ref.ID)
}

// withCases is definition with the worked examples.
func (a *app) withCases(name string) (source, error) {
	def, err := a.definition(name)
	if err != nil {
		return source{}, err
	}
	var cases []instruments.Case
	if dir, ok := definitionFolder(name); ok {
		cases, err = instruments.LoadCases(os.DirFS(dir), ".", def)
	} else {
		cases, err = a.catalogue.Cases(def.Ref())
	}
	if err != nil {
		return source{}, err
	}
	return source{def: def, cases: cases}, nil
}

// definitionFolder recognises a path: it has a separator, or is there and is a folder or a YAML file.
func definitionFolder(name string) (string, bool) {
	info, err := os.Stat(name)
	isYAML := strings.HasSuffix(name, ".yaml")
	switch {
	case err == nil && info.IsDir():
		return name, true
	case isYAML:
		return filepath.Dir(name), true
	}
	return name, strings.ContainsRune(name, filepath.Separator)
}

func (a *app) parseRef(name string) (instruments.Ref, bool, error) {
	id, version, found := strings.Cut(name, "@")
	if !found {
		return instruments.Ref{ID: instruments.ID(name)}, false, nil
	}
	n, err := strconv.Atoi(version)
	if err != nil {
		return instruments.Ref{}, false, a.usage("cli.usage.ref", "value", name)
	}
	return instruments.Ref{ID: instruments.ID(id), Version: n}, true, nil
}

// findingLine is one finding of the linter for machines.
type findingLine struct {
	Code    string `json:"code"`
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Where   string `json:"where,omitempty"`
	Problem string `json:"problem"`
	Mend    string `json:"mend"`
}

func newInstrumentCheck(a *app) *cobra.Command {
	c := a.command("instrument-check", "check", "mittari instrument check yp-core", "mittari instrument check ./own/mood/1")
	c.Use = "check " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	c.RunE = func(_ *cobra.Command, args []string) error {
		src, err := a.withCases(args[0])
		if err != nil {
			return err
		}
		findings := instruments.Lint(src.def, src.cases)
		lines := make([]findingLine, len(findings))
		for i, f := range findings {
			lines[i] = findingLine{Code: string(f.Code), File: f.File, Line: f.Line, Where: f.Where, Problem: f.Problem, Mend: f.Mend}
		}
		err = a.show(lines, func(w io.Writer) error {
			p := &page{w: w}
			a.printFindings(p, findings)
			p.line("%s", a.loc.T("cli.check.done", "ref", src.def.Ref(), "n", len(findings)))
			if len(findings) > 0 {
				p.line("%s", a.loc.T("cli.check.usable"))
			}
			return p.err
		})
		if err == nil && len(findings) > 0 {
			return &warned{exitDefinition}
		}
		return err
	}
	return c
}

// alike is how many findings of one kind in one file are shown: a draft lacks the same thing in many places.
const alike = 3

// printFindings shows the first findings of each kind, and how many more there are like them.
func (a *app) printFindings(p *page, findings []instruments.Finding) {
	type kind struct {
		code instruments.FindingCode
		file string
	}
	seen := map[kind]int{}
	for _, f := range findings {
		k := kind{f.Code, f.File}
		if seen[k]++; seen[k] <= alike {
			p.line("%s", f)
		}
	}
	for _, f := range findings {
		k := kind{f.Code, f.File}
		if more := seen[k] - alike; more > 0 {
			p.line("%s", a.loc.T("cli.check.more", "file", f.File, "kind", string(f.Code), "n", more))
			seen[k] = 0
		}
	}
}
