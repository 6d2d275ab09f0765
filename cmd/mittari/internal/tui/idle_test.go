package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/instruments"
)

// TestNothingTicksWhileNobodyDoesAnything: when a screen stands and its work is done, not one command is left, and not one
// timer but that of the lock. The driver runs whatever commands follow from each other and fails when they do not end.
func TestNothingTicksWhileNobodyDoesAnything(t *testing.T) {
	l := moveIn(t, instruments.Finnish)
	all := everyScreen(l)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		l.visit(all[name])
		waits := 0
		after := l.model.env.After
		l.model.env.After = func(time.Duration, func(time.Time) tea.Msg) tea.Cmd {
			waits++
			return nil
		}
		timers := len(l.timers)
		l.Hold()
		for _, msg := range []tea.Msg{tea.WindowSizeMsg{Width: 80, Height: 24}, tea.BlurMsg{}, tea.FocusMsg{}} {
			l.Send(msg)
		}
		if n := l.Held(); n > 0 || waits > 0 || len(l.timers) != timers {
			t.Errorf("%s: %d commands, %d waits and %d timers while nobody does anything", name, n, waits, len(l.timers)-timers)
		}
		l.Release()
		l.model.env.After = after
	}
}

// TestOnlyTheRootAndWorkWait: screens wait through Env.After, which the tests see; nothing of the app sleeps, ticks or
// blinks by itself. The spinners of opening and setting up turn while a key is derived.
func TestOnlyTheRootAndWorkWait(t *testing.T) {
	banned := map[string]bool{"tea.Tick": true, "tea.Every": true, "time.Sleep": true, "time.NewTicker": true, "time.Tick": true, "time.After": true, "time.NewTimer": true}
	allowed := map[string]string{"tea.Tick": "root.go"}
	found := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if of, ok := s.X.(*ast.Ident); ok && banned[of.Name+"."+s.Sel.Name] {
					name := of.Name + "." + s.Sel.Name
					found[name] = true
					if allowed[name] != path {
						t.Errorf("%s: %s", path, name)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil || !found["tea.Tick"] {
		t.Errorf("found %v, %v", found, err)
	}
}
