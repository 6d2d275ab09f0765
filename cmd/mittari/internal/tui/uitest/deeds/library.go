package deeds

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// library is what is recorded of instruments.
func library() []Deed {
	return []Deed{
		{
			Name: "permission", Calls: []string{"permission.RecordPermission"},
			Do: func(h Hands, _ *Place) {
				instrument(h, "APQ-9")
				h.Press("l")
				h.Sees("Who gave it")
				h.Press("enter")
				h.Type("letter 7")
				h.Press("enter", "enter", "enter", "enter")
				h.Sees("letter 7")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Desk.Permissions(ctx, "apq-9")
				return len(all) == 1 && all[0].Reference == "letter 7", err
			},
		},
		{
			Name: "key check", Calls: []string{"keycheck.ApproveKey"},
			Do: func(h Hands, _ *Place) {
				instrument(h, "BPSES")
				h.Press("k")
				h.Sees("Who compared")
				h.Type("Evaluator A")
				h.Press("enter")
				h.Type("form of 2019")
				h.Press("enter", "enter", "right", "enter")
				h.Sees("Evaluator A")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				s, err := p.Desk.Standing(ctx, "bpses")
				return s.Off == nil, err
			},
		},
		{
			Name: "wording", Calls: []string{"wordingimport.ImportWording"},
			Before: func(tb testing.TB, p *Place) {
				tb.Helper()
				var lines strings.Builder
				for n := range 9 {
					_, _ = fmt.Fprintf(&lines, "%d. an invented line, number %d\n", n+1, n+1)
				}
				must(tb, os.WriteFile(filepath.Join(p.Dir, "lines.txt"), []byte(lines.String()), 0o600))
			},
			Do: func(h Hands, p *Place) {
				instrument(h, "PHQ-9")
				h.Press("s")
				h.Sees("Bring in the wording")
				h.Type(filepath.Join(p.Dir, "lines.txt"))
				h.Press("enter", "ctrl+u")
				h.Type("en")
				h.Press("enter", "enter", "enter")
				h.Sees("0")
				for _, option := range []string{"never so", "now and then so", "rather so", "always so"} {
					h.Type(option)
					h.Press("enter")
				}
				h.Sees("every pair")
				h.Press("enter")
				for n := range 3 { // what only a person can know
					h.Sees(fmt.Sprintf("Question %d of 3", n+1))
					h.Press("y")
				}
				h.Sees("Who answers")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				all, err := p.Desk.Installed(ctx, "phq-9")
				return len(all) == 1, err
			},
		},
		{
			Name: "paper form", Calls: []string{"paperform.WritePaper"},
			Do: func(h Hands, p *Place) {
				instrument(h, "TRIAL")
				h.Press("p")
				h.Sees("sheet on A4")
				h.Press("enter", "ctrl+u")
				h.Type(filepath.Join(p.Dir, "form.txt"))
				h.Press("enter", "enter")
				h.Sees("Who answers")
			},
			Kept: written("form.txt"),
		},
	}
}

// instrument opens one by its short name.
func instrument(h Hands, short string) {
	h.Press("4")
	h.Sees("3X10D")
	h.Press("/")
	h.Type(short)
	h.Sees("1 of")
	h.Press("enter")
	h.Sees("Who answers")
}

// written looks for a file that is not empty.
func written(name string) func(context.Context, *Place) (bool, error) {
	return func(_ context.Context, p *Place) (bool, error) {
		info, err := os.Stat(filepath.Join(p.Dir, name))
		return err == nil && info.Size() > 0, nil
	}
}
