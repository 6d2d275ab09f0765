package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
)

// reading are the calls of screens that leave nothing behind which a person was told is saved. A look at the record is
// logged, and a sitting remembers its place; neither is acknowledged.
func reading() map[string]string {
	return map[string]string{
		"checkmark":      "LogMark CheckLogMark",
		"choices":        "Choices",
		"conflicts":      "Conflicts",
		"correct":        "Correction",
		"endepisode":     "Family",
		"erasure":        "Erasable",
		"exchange":       "Address Correspondents Conflicts",
		"families":       "Families",
		"family":         "Family",
		"goals":          "Goals",
		"instrument":     "Standing Person",
		"instrumentlist": "Standings",
		"keeping":        "Keeping TryKey",
		"keyin":          "Definition Administration Form Second Resume Person PaperForms",
		"logview":        "Log Agency LogMark",
		"meeting":        "Family",
		"mergebundles":   "InspectFiles",
		"methods":        "Methods",
		"newevent":       "Family",
		"newfamily":      "Agency",
		"newrecipient":   "Address",
		"packbundle":     "Correspondents EvaluatorGroups",
		"paperform":      "Standing",
		"participant":    "Participant",
		"permission":     "Standing",
		"person":         "Person",
		"plan":           "Offers Person Family",
		"protocol":       "TeamProtocol",
		"questionnaire": "Definition Administration Instruction Official Item Items Back Forward GoTo Notice Speeches MayOffer OwnCurves Shares" +
			" Resume PINLength",
		"reports":       "PrepareReport",
		"result":        "Result",
		"retention":     "RetentionDue Keeping",
		"settings":      "Settings",
		"targets":       "Targets",
		"team":          "Team",
		"today":         "Today",
		"wordingimport": "Standing MatchWordingFile",
	}
}

// TestEveryCallThatWritesIsADeed compares what the screens may call with what is done, cut off and killed in tests. A new
// call stands either in the list above or in a deed.
func TestEveryCallThatWritesIsADeed(t *testing.T) {
	known := map[string]bool{}
	for pkg, calls := range reading() {
		for _, c := range strings.Fields(calls) {
			known[pkg+"."+c] = true
		}
	}
	for _, d := range deeds.All() {
		for _, c := range d.Calls {
			if known[c] {
				t.Errorf("%s is said to read, and %q writes with it", c, d.Name)
			}
		}
	}
	for _, d := range deeds.All() {
		for _, c := range d.Calls {
			known[c] = true
		}
	}
	all := calls(t)
	for _, c := range all {
		if !known[c] {
			t.Errorf("%s: does it write? No deed calls it, and it is not in the list of those that read", c)
		}
		delete(known, c)
	}
	for c := range known {
		t.Errorf("no screen calls %s", c)
	}
}

// calls are the methods of the interfaces that the screens ask of a desk, of a sitting and of what records.
func calls(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !slices.Contains([]string{"desk", "forms", "gate", "sitting", "recorder"}, spec.Name.Name) {
				return true
			}
			if asked, ok := spec.Type.(*ast.InterfaceType); ok {
				for _, m := range asked.Methods.List {
					for _, name := range m.Names {
						all = append(all, filepath.Dir(path)+"."+name.Name)
					}
				}
			}
			return true
		})
	}
	if len(all) < 80 {
		t.Fatalf("only %d calls found", len(all))
	}
	return all
}
