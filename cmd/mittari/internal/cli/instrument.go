package cli

import (
	"errors"
	"fmt"
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
	c := a.command("instrument", "instrument", "mittari instrument list", "mittari instrument show yp-core")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newInstrumentList(a), newInstrumentShow(a), newInstrumentCheck(a), newInstrumentTest(a), newWording(a))
	return c
}

// instrumentLine is one instrument for machines.
type instrumentLine struct {
	ID         string   `json:"id"`
	Version    int      `json:"version"`
	Title      string   `json:"title"`
	Status     string   `json:"status"`
	Class      string   `json:"class"`
	Informants []string `json:"informants"`
	Items      int      `json:"items"`
	Minutes    float64  `json:"minutes"`
}

func newInstrumentList(a *app) *cobra.Command {
	c := a.command("instrument-list", "list", "mittari instrument list", "mittari instrument list --json")
	c.RunE = func(*cobra.Command, []string) error {
		cat, err := a.definitions()
		if err != nil {
			return err
		}
		defs, problems := cat.List()
		lines := make([]instrumentLine, len(defs))
		table := [][]string{a.heads("instrument", "title", "items", "minutes", "class")}
		for i, d := range defs {
			lines[i] = instrumentLine{
				ID: string(d.ID), Version: d.Version, Title: a.loc.Text(d.Title), Status: string(d.Status), Class: string(d.Rights.Class),
				Informants: texts(d.Informants), Items: len(d.Items), Minutes: d.Minutes,
			}
			table = append(table, []string{
				d.Ref().String(), a.loc.Text(d.Title), strconv.Itoa(len(d.Items)), a.loc.Number(d.Minutes, 0), a.loc.T("instrument.class." + string(d.Rights.Class)),
			})
		}
		return errors.Join(a.show(lines, func(w io.Writer) error { return grid(w, table) }), problems)
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
			for _, f := range findings {
				if _, err := fmt.Fprintln(w, f); err != nil {
					return err
				}
			}
			_, err := fmt.Fprintln(w, a.loc.T("cli.check.done", "ref", src.def.Ref(), "n", len(findings)))
			return err
		})
		if err == nil && len(findings) > 0 {
			return &warned{exitDefinition}
		}
		return err
	}
	return c
}
