package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// sizes that every screen must be readable at.
func sizes() [][2]int { return [][2]int{{80, 24}, {120, 40}, {60, 20}} }

// lived is a house whose family has answered, set goals and been told, so that no screen is empty for want of data.
type lived struct {
	*house
	result, draft store.AdministrationID
}

func moveIn(t *testing.T, tag instruments.Lang) *lived {
	t.Helper()
	// No key writes into a real home.
	t.Setenv("HOME", t.TempDir())
	t.Chdir(t.TempDir())
	l := &lived{house: open(t, tag, nil)}
	env, seed := l.model.env, l.rec.Seed
	plan := casework.Plan{
		Episode: seed.Episode.ID, Respondent: seed.Guardian.ID, Instrument: "phq-9", Wave: store.AtMeeting, Mode: store.FromPaper, Lang: tag,
	}
	uitest.Give(t, env, plan, 3, 3, 3, 2, 2, 2, 1, 1, 1)
	l.result = uitest.Give(t, env, plan, 1, 1, 2, 1, 1, 0, 1, 1, 1)
	plan.Respondent = seed.Other.ID
	s, err := env.Desk.Begin(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Answer(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	l.draft = s.ID()
	return l
}

// everyScreen has one way into every screen, and more where a screen has several faces.
func everyScreen(l *lived) map[string]screen.Route {
	seed := l.rec.Seed
	own := casework.Plan{
		Episode: seed.Episode.ID, Respondent: seed.Girl.ID, Instrument: "phq-9", Wave: store.Start, Mode: store.OwnScreen, Lang: l.model.env.Lang.Lang(),
	}
	together := own
	together.Respondent, together.Mode = seed.Guardian.ID, store.Together
	paper := together
	paper.Mode, paper.Wave = store.FromPaper, store.AtMeeting
	all := map[string]screen.Route{
		"set-up":                screen.SetUp{},
		"unlock":                screen.Unlock{},
		"unlock, locked":        screen.Unlock{Locked: true},
		"today":                 screen.Today{},
		"families":              screen.Families{},
		"new family":            screen.NewFamily{},
		"family":                screen.Family{ID: seed.Family.ID},
		"meeting":               screen.Meeting{Family: seed.Family.ID},
		"team":                  screen.Team{},
		"targets":               screen.Targets{},
		"key in":                screen.KeyIn{},
		"key in, a form":        screen.KeyIn{Begin: &paper},
		"new person":            screen.NewPerson{Family: seed.Family.ID},
		"new meeting":           screen.NewMeeting{Family: seed.Family.ID},
		"next meeting":          screen.NextMeeting{Family: seed.Family.ID, Day: seed.Episode.Start.AddDays(100)},
		"new event":             screen.NewEvent{Family: seed.Family.ID},
		"end episode":           screen.EndEpisode{Family: seed.Family.ID},
		"person":                screen.Person{ID: seed.Guardian.ID},
		"person, nothing yet":   screen.Person{ID: seed.Girl.ID},
		"goals":                 screen.Goals{Person: seed.Girl.ID},
		"plan":                  screen.Plan{Person: seed.Girl.ID},
		"questionnaire":         screen.Questionnaire{Begin: &own},
		"questionnaire, asked":  screen.Questionnaire{Begin: &together},
		"questionnaire, resume": screen.Questionnaire{Resume: l.draft},
		"result":                screen.Result{ID: l.result},
		"reports":               screen.Reports{},
		"instruments":           screen.Instruments{},
		"instrument":            screen.Instrument{ID: "phq-9", Person: seed.Guardian.ID},
		"wording import":        screen.WordingImport{ID: "phq-9"},
		"permission":            screen.Permission{ID: "sdq"},
		"key check":             screen.KeyCheck{Ref: instruments.Ref{ID: "phq-9", Version: 1}},
		"paper form":            screen.PaperForm{ID: "meeting-feedback"},
		"settings":              screen.Settings{},
		"keeping":               screen.Keeping{},
		"retention":             screen.Retention{},
		"erasure":               screen.Erasure{Family: seed.Family.ID},
		"choices":               screen.Choices{Family: seed.Family.ID},
		"correct":               screen.Correct{ID: l.result},
		"participant":           screen.Participant{Person: seed.Girl.ID},
		"methods":               screen.Methods{Family: seed.Family.ID},
		"protocol":              screen.Protocol{},
		"check mark":            screen.CheckMark{},
		"log":                   screen.Log{},
		"log of a family":       screen.Log{Family: seed.Family.ID},
		"exchange":              screen.Exchange{},
		"new recipient":         screen.NewRecipient{},
		"pack":                  screen.PackBundle{},
		"merge":                 screen.MergeBundles{},
		"conflicts":             screen.Conflicts{},
	}
	for _, act := range []screen.KeepAct{
		screen.KeepBackup, screen.KeepRemind, screen.KeepPassphrase, screen.KeepRecovery, screen.KeepSecond, screen.KeepSecondRemove,
		screen.KeepTest, screen.KeepMonths,
	} {
		all["keeping, "+string(act)] = screen.KeepingAct{Act: act}
	}
	for _, what := range []screen.ChoiceKind{screen.ChoiceNotice, screen.ChoiceDecision, screen.ChoiceSharing} {
		all["choice, "+string(what)] = screen.Choice{Person: seed.Girl.ID, What: what}
	}
	return all
}

// TestEveryRouteIsVisited compares the list above with the routes that there are.
func TestEveryRouteIsVisited(t *testing.T) {
	names, visited := routes(t), map[string]bool{}
	for _, r := range everyScreen(moveIn(t, instruments.English)) {
		visited[reflect.TypeOf(r).Name()] = true
	}
	for _, name := range names {
		if !visited[name] {
			t.Errorf("no test goes to screen.%s", name)
		}
	}
}

// routes are the names of the types of package screen that have a method route.
func routes(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir("screen", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, 0)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name != "route" || f.Recv == nil {
				continue
			}
			if recv, ok := f.Recv.List[0].Type.(*ast.Ident); ok {
				names = append(names, recv.Name)
			}
		}
		return nil
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("%d routes, %v", len(names), err)
	}
	return names
}

// TestEveryKeyOfEveryScreen presses every key that a screen offers, on a fresh copy of the screen, in three languages.
func TestEveryKeyOfEveryScreen(t *testing.T) {
	tags := lang.Languages()
	if watched { // another language is other words, and no other memory
		tags = tags[:1]
	}
	for _, tag := range tags {
		t.Run(string(tag), func(t *testing.T) {
			l := moveIn(t, tag)
			all := everyScreen(l)
			for _, name := range slices.Sorted(maps.Keys(all)) {
				route := all[name]
				l.visit(route)
				l.fits(t, name)
				for _, k := range offered(l.model.top().screen) {
					l.visit(route).Press(k)
					l.fits(t, name+", "+k)
				}
			}
		})
	}
}

// visit shows a screen alone over Today, whatever was there before.
func (l *lived) visit(r screen.Route) *uitest.Driver {
	l.model.helping, l.model.quitting, l.model.problem, l.model.said = false, false, nil, ""
	for _, msg := range []tea.Msg{screen.HomeMsg{Route: screen.Today{}}, screen.GoMsg{Route: r}} {
		l.Send(addressed{to: l.model.top().number, msg: msg})
	}
	return l.Resize(80, 24)
}

// offered are the keys that a screen tells of.
func offered(s screen.Screen) []string {
	var keys []string
	seen := map[string]bool{}
	for _, column := range append(s.Keys().FullHelp(), s.Keys().ShortHelp()) {
		for _, b := range column {
			for _, k := range enabled(b) {
				if !seen[k] {
					seen[k] = true
					keys = append(keys, k)
				}
			}
		}
	}
	return keys
}

func enabled(b key.Binding) []string {
	if !b.Enabled() {
		return nil
	}
	return b.Keys()
}

// fits fails when a screen draws more than its room, which the window would cut without a mark, or a message without words.
func (l *lived) fits(t *testing.T, name string) {
	t.Helper()
	for _, size := range sizes() {
		l.Resize(size[0], size[1])
		top := l.model.top()
		if top == nil {
			return
		}
		room := l.model.bodyHeight()
		if l.model.locked() {
			room = size[1]
		}
		lines := strings.Split(top.screen.View(), "\n")
		if len(lines) > room {
			t.Errorf("%s at %d×%d: %d lines in room for %d", name, size[0], size[1], len(lines), room)
		}
		for _, line := range lines {
			if w := lipgloss.Width(line); w > size[0] {
				t.Errorf("%s at %d×%d: a line of %d columns: %q", name, size[0], size[1], w, line)
			}
		}
		if v := l.View(); strings.Contains(v, "⟨") || strings.TrimSpace(v) == "" {
			t.Errorf("%s at %d×%d:\n%s", name, size[0], size[1], v)
		}
	}
}
