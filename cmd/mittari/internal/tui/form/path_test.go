package form

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

// home is a folder of the user's own with a few names in it.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{"Omat työt", "Kuvat"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"Omat työt/liite äö.xlsx", "Omat työt/muistio.txt"} {
		if err := os.WriteFile(filepath.Join(dir, f), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
	return dir
}

// pathPage shows a page with one path and a text after it.
func pathPage(t *testing.T, path, text *string, use widget.FileUse) *uitest.Driver {
	t.Helper()
	return pathPageIn(t, "fi", 80, 20, path, text, use)
}

func pathPageIn(t *testing.T, tag instruments.Lang, width, height int, path, text *string, use widget.FileUse) *uitest.Driver {
	t.Helper()
	env := uitest.Env(t, tag)
	ui, _ := uitest.Show(t, NewPage(env, Spec{Fields: func() []huh.Field {
		return []huh.Field{NewPath(env, "Mihin", "", path, use, Required(env.Lang), ".xlsx"), Text("Nimi", "", text, nil)}
	}}), width, height)
	return ui
}

func TestPicturesOfPaths(t *testing.T) {
	dir := home(t)
	for i := range 9 {
		name := fmt.Sprintf("Omat työt/tiimin työkirja vuoden 2026 neljännekseltä %d, tarkistettu ja lähetetty.xlsx", i)
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%d-list", tag, size[0]), func(t *testing.T) {
				var path, text string
				pathPageIn(t, tag, size[0], size[1], &path, &text, widget.OpenFile).Type("~/Omat työt/").Press("down", "down", "down").Picture()
			})
			t.Run(fmt.Sprintf("%s-%d-exists", tag, size[0]), func(t *testing.T) {
				path, text := "~/Omat työt/liite äö.xlsx", ""
				pathPageIn(t, tag, size[0], size[1], &path, &text, widget.SaveFile).Picture()
			})
		}
	}
}

func TestAPathIsCompletedFromTheDisk(t *testing.T) {
	home(t)
	var path, text string
	ui := pathPage(t, &path, &text, widget.OpenFile)
	ui.Sees("Tab täydentää polun").Press("tab").Sees("Kuvat/", "Omat työt/").Type("om").Press("tab").Sees("liite äö.xlsx").SeesNot("muistio.txt")
	ui.Press("tab", "enter").Type("x")
	if want := filepath.Join("~", "Omat työt", "liite äö.xlsx"); path != want || text != "x" {
		t.Errorf("path %q, text %q", path, text)
	}
	ui.SeesNot("Kuvat").Press("shift+tab").Type("y").Sees("Sen nimistä ei ole")
}

func TestAPathSaysThatAFileIsThere(t *testing.T) {
	home(t)
	path, text := "~/Omat työt/liite äö.xlsx", ""
	ui := pathPage(t, &path, &text, widget.SaveFile)
	ui.Sees("on jo olemassa").Press("backspace").SeesNot("on jo olemassa")
}

// TestListingAFolderHoldsNothingUp: a stick that has gone to sleep must not keep keys from being taken.
func TestListingAFolderHoldsNothingUp(t *testing.T) {
	home(t)
	var path, text string
	ui := pathPage(t, &path, &text, widget.OpenFile)
	ui.Hold().Type("~/Omat työt/l").Press("tab")
	if path != "~/Omat työt/l" {
		t.Fatalf("typed %q while the folder was being listed", path)
	}
	ui.Release()
	if want := filepath.Join("~", "Omat työt", "liite äö.xlsx"); path != want {
		t.Errorf("the completion that waited gave %q", path)
	}
}

// TestTheFolderIsRemembered for the next path, once a page is filled in.
func TestTheFolderIsRemembered(t *testing.T) {
	dir := home(t)
	env := uitest.Env(t, "fi")
	path := filepath.Join(dir, "Kuvat", "uusi.xlsx")
	f := New(env, func() []huh.Field { return []huh.Field{NewPath(env, "Mihin", "", &path, widget.SaveFile, nil)} })
	f.Init()
	var found []tea.Msg
	collect(f.Update(tea.KeyMsg{Type: tea.KeyEnter}), &found)
	for _, msg := range found {
		if p, ok := msg.(screen.PreferMsg); ok {
			p.Change(&env.Taste)
		}
	}
	if want := filepath.Join(dir, "Kuvat"); env.Taste.Folder != want || Folder(env) != want || Inside(env) != want+string(filepath.Separator) {
		t.Errorf("remembered %q", env.Taste.Folder)
	}
}

// collect carries commands out and gives what they said.
func collect(cmd tea.Cmd, found *[]tea.Msg) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			collect(c, found)
		}
	default:
		*found = append(*found, msg)
	}
}
