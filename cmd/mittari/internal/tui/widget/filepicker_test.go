package widget_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

func picker(use widget.FileUse, endings ...string) *widget.FilePicker {
	p := widget.NewFilePicker(theme.New(uitest.Renderer()), use, widget.FileWords{
		Exists: "is there", Missing: "none", NoFolder: "no folder", Hint: "tab", More: func(n int) string { return fmt.Sprintf("+%d", n) },
	}, endings...)
	return &p
}

// disk answers what the picker wants to know, as its screen would.
func disk(p *widget.FilePicker) {
	folders := map[string][]widget.FileName{
		"~/":              {{Name: "Äidin kuvat", Dir: true}, {Name: ".piilo", Dir: true}, {Name: "Raportit", Dir: true}, {Name: "raha.txt"}},
		"~/Äidin kuvat/":  {{Name: "tiimi syksy.xlsx"}, {Name: "tiimi talvi.XLSX"}, {Name: "muistio.txt"}},
		"~/Raportit/":     {},
		"~/Raportit/uusi": nil,
	}
	folder, ok := p.Wants()
	if !ok {
		return
	}
	names, there := folders[folder]
	if !there {
		p.Listed(folder, nil, errors.New("no such folder"))
		return
	}
	p.Listed(folder, names, nil)
}

// press presses keys; the disk answers after each.
func press(t *testing.T, p *widget.FilePicker, keys ...string) widget.Picked {
	t.Helper()
	last := widget.Picking
	for _, k := range keys {
		last = p.Update(uitest.Key(t, k))
		disk(p)
	}
	return last
}

func typed(t *testing.T, p *widget.FilePicker, text string) {
	t.Helper()
	for _, r := range text {
		press(t, p, string(r))
	}
}

func TestTabCompletesWithSpacesAndNordicLetters(t *testing.T) {
	p := picker(widget.OpenFile, ".xlsx")
	press(t, p, "tab")
	if p.Value() != "~/" {
		t.Fatalf("from nothing: %q", p.Value())
	}
	typed(t, p, "ä") // capitals do not matter
	press(t, p, "tab")
	if p.Value() != "~/Äidin kuvat/" {
		t.Fatalf("folder: %q", p.Value())
	}
	press(t, p, "tab")
	if p.Value() != "~/Äidin kuvat/tiimi " {
		t.Fatalf("what both begin with: %q", p.Value())
	}
	if press(t, p, "tab", "tab", "enter") != widget.Picking || p.Value() != "~/Äidin kuvat/tiimi talvi.XLSX" {
		t.Fatalf("second in the list: %q", p.Value())
	}
	if press(t, p, "enter") != widget.PickDone {
		t.Error("enter on a whole path is not done")
	}
}

func TestOnlyWhatFitsIsListed(t *testing.T) {
	for _, c := range []struct {
		use   widget.FileUse
		path  string
		want  []string
		words string
	}{
		{widget.OpenFile, "~/", []string{"  Äidin kuvat/", "  Raportit/"}, "folders, and nothing hidden"},
		{widget.OpenFile, "~/.", []string{"  .piilo/"}, "hidden ones for those who ask"},
		{widget.OpenFile, "~/Äidin kuvat/", []string{"  tiimi syksy.xlsx", "  tiimi talvi.XLSX"}, "wanted endings"},
		{widget.OpenFolder, "~/Äidin kuvat/", nil, "a folder that has none"},
		{widget.OpenFile, "~/Äidin kuvat/x", []string{"! none"}, "no such file"},
		{widget.SaveFile, "~/Äidin kuvat/x.xlsx", nil, "a new file need not be there"},
		{widget.SaveFile, "~/Äidin kuvat/tiimi syksy.xlsx", []string{"! is there"}, "would be replaced"},
		{widget.OpenFile, "~/nowhere/x", []string{"! no folder"}, "a folder that is not there"},
		{widget.OpenFile, "", []string{"tab"}, "how to begin"},
		{widget.OpenFiles, "~/a.bundle; ~/R", []string{"  Raportit/"}, "the last of several"},
	} {
		p := picker(c.use, ".xlsx")
		p.SetValue(c.path)
		disk(p)
		if diff := cmp.Diff(c.want, p.Below(40, 6)); diff != "" {
			t.Errorf("%s: %s", c.words, diff)
		}
	}
}

func TestTheListScrollsAndSaysHowManyMore(t *testing.T) {
	p := picker(widget.OpenFile)
	p.SetValue("/t/")
	var names []widget.FileName
	for i := range 12 {
		names = append(names, widget.FileName{Name: fmt.Sprintf("f%02d", i)})
	}
	p.Listed("/t/", names, nil)
	if diff := cmp.Diff([]string{"  f00", "  f01", "  f02", "  +9"}, p.Below(20, 4)); diff != "" {
		t.Error(diff)
	}
	for range 7 {
		p.Update(uitest.Key(t, "down"))
	}
	if got := strings.Join(p.Below(20, 4), "|"); !strings.Contains(got, "▸ f06") {
		t.Errorf("the chosen name is out of sight: %s", got)
	}
	for range 20 {
		p.Update(uitest.Key(t, "down"))
	}
	if got := strings.Join(p.Below(20, 4), "|"); !strings.Contains(got, "▸ f11") {
		t.Errorf("the last name is out of sight: %s", got)
	}
}

func TestUpLeavesTheFieldAndDownGoesIntoTheList(t *testing.T) {
	p := picker(widget.OpenFile, ".xlsx")
	if press(t, p, "up") != widget.PickPrev || press(t, p, "down") != widget.PickNext {
		t.Error("without a list the arrows move between fields")
	}
	typed(t, p, "~/")
	if press(t, p, "down") != widget.Picking || press(t, p, "up") != widget.Picking || press(t, p, "up") != widget.PickPrev {
		t.Error("with a list the arrows move in it first")
	}
}

func TestACompletionWaitsForAListOnItsWay(t *testing.T) {
	p := picker(widget.OpenFile, ".xlsx")
	p.SetValue("~/Ra")
	p.Update(uitest.Key(t, "tab"))
	p.Listed("/other/", []widget.FileName{{Name: "Rakas", Dir: true}}, nil) // too late: something else is typed
	if p.Value() != "~/Ra" {
		t.Fatalf("completed from another folder: %q", p.Value())
	}
	disk(p)
	if p.Value() != "~/Raportit/" {
		t.Errorf("not completed when the list came: %q", p.Value())
	}
}

// Whatever is pressed, nothing is wider or higher than its room, nothing reaches the terminal that moves its cursor,
// and a name is only ever put there as it stands in the list.
func TestPickerWithRandomKeys(t *testing.T) {
	names := []widget.FileName{{Name: "a\x1b[2J", Dir: true}, {Name: "äö å.xlsx"}, {Name: "漢字.xlsx"}, {Name: ".x"}}
	rapid.Check(t, func(r *rapid.T) {
		use := widget.FileUse(rapid.IntRange(0, 3).Draw(r, "use"))
		p := picker(use, ".xlsx")
		for range rapid.IntRange(1, 40).Draw(r, "keys") {
			k := rapid.SampledFrom([]string{"tab", "up", "down", "enter", "backspace", "left", "home", "a", "ä", "/", "~", ";", ".", " "}).Draw(r, "key")
			p.Update(uitest.Key(t, k))
			if folder, ok := p.Wants(); ok && rapid.Bool().Draw(r, "answers") {
				p.Listed(folder, names, nil)
			}
			width, most := rapid.IntRange(8, 60).Draw(r, "width"), rapid.IntRange(2, 8).Draw(r, "most")
			lines := append(p.Below(width, most), p.Blurred(width))
			if len(lines) > most+1 {
				r.Fatalf("%d lines in %d", len(lines)-1, most)
			}
			for _, l := range lines {
				if lipgloss.Width(l) > width || strings.ContainsRune(l, '\x1b') {
					r.Fatalf("%q in %d cells", l, width)
				}
			}
		}
	})
}
