package widget

import (
	"os"
	"strings"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// longestPath keeps a pasted book out of a path.
const longestPath = 4000

// FileName is a name in a folder.
type FileName struct {
	Name string
	Dir  bool
}

// FileWords are what a file picker says of what is typed.
type FileWords struct {
	Exists   string // a new file would replace one that is there
	Missing  string // there is no such file to open
	NoFolder string // the folder cannot be listed
	Hint     string // how to get at a list, while nothing is typed
	More     func(n int) string
}

// FileUse is what a path is asked for.
type FileUse int

// Uses.
const (
	OpenFile   FileUse = iota // one that is there
	OpenFiles                 // several, with ";" between them; a folder stands for those in it
	SaveFile                  // a new one
	OpenFolder                // a folder that is there
)

// FilePicker is a path that is typed, with completion and with the names that fit below. It reads no disk: whoever shows
// it asks Wants which folder to list, and hands the names in with Listed.
type FilePicker struct {
	Use     FileUse
	Endings []string // of the names shown, in lower case with the dot; none: all
	Words   FileWords

	input   textinput.Model
	theme   theme.Theme
	folder  string // that was listed, as it was typed
	known   bool
	failed  bool // it could not be listed
	names   []FileName
	chosen  int  // among the names that fit; -1: none
	waiting bool // a completion waits for the list
}

// NewFilePicker makes an empty picker.
func NewFilePicker(t theme.Theme, use FileUse, words FileWords, endings ...string) FilePicker {
	field := NewTextField(t, "")
	field.Limit(longestPath)
	return FilePicker{Use: use, Endings: endings, Words: words, input: field.input, theme: t, chosen: -1}
}

// Value is what is typed.
func (p *FilePicker) Value() string { return p.input.Value() }

// SetValue replaces what is typed.
func (p *FilePicker) SetValue(path string) {
	p.input.SetValue(path)
	p.input.CursorEnd()
	p.chosen = -1
}

// separators are the signs between the parts of a path.
func separators() string {
	if os.PathSeparator == '/' {
		return "/"
	}
	return string(os.PathSeparator) + "/"
}

// parts are what stands before the path at the cursor's end, its folder with the sign after it, and the beginning of a
// name.
func (p *FilePicker) parts() (before, folder, name string) {
	path := p.Value()
	if p.Use == OpenFiles {
		i := strings.LastIndexByte(path, ';') + 1
		before, path = path[:i], path[i:]
		trimmed := strings.TrimLeft(path, " ")
		before, path = before+path[:len(path)-len(trimmed)], trimmed
	}
	i := strings.LastIndexAny(path, separators()) + 1
	return before, path[:i], path[i:]
}

// Folder is the folder of what is typed, with the sign after it; empty when there is none in it.
func (p *FilePicker) Folder() string {
	_, folder, _ := p.parts()
	return folder
}

// Wants is the folder to list next; false when there is nothing to list.
func (p *FilePicker) Wants() (folder string, ok bool) {
	_, folder, name := p.parts()
	if folder == "" && name == "" || p.known && folder == p.folder {
		return "", false
	}
	return folder, true
}

// Listed takes the names in a folder in; err says that it could not be listed. A list that is no longer wanted is
// dropped.
func (p *FilePicker) Listed(folder string, names []FileName, err error) {
	if folder != p.Folder() {
		return
	}
	p.folder, p.names, p.known, p.failed, p.chosen = folder, names, true, err != nil, -1
	if p.waiting {
		p.waiting = false
		p.complete()
	}
}

// fitting are the names that go on what is typed: folders, and files with a fitting ending. What begins with a dot is
// shown only to those who typed one.
func (p *FilePicker) fitting() []FileName {
	_, folder, typed := p.parts()
	if !p.known || folder != p.folder || folder == "" && typed == "" {
		return nil
	}
	var out []FileName
	for _, n := range p.names {
		switch {
		case !beginsWith(n.Name, typed), strings.HasPrefix(n.Name, ".") && !strings.HasPrefix(typed, "."):
		case n.Dir, p.Use != OpenFolder && p.ends(n.Name):
			out = append(out, n)
		}
	}
	return out
}

func (p *FilePicker) ends(name string) bool {
	for _, e := range p.Endings {
		if strings.HasSuffix(strings.ToLower(name), e) {
			return true
		}
	}
	return len(p.Endings) == 0
}

// beginsWith compares without regard to capitals.
func beginsWith(name, beginning string) bool {
	a, b := []rune(name), []rune(beginning)
	return len(a) >= len(b) && strings.EqualFold(string(a[:len(b)]), beginning)
}

// complete goes on with what all fitting names have in common. Where that is nothing new it moves to the next name.
func (p *FilePicker) complete() {
	before, folder, typed := p.parts()
	if folder == "" && (typed == "" || typed == "~") {
		p.SetValue(before + "~" + string(os.PathSeparator))
		return
	}
	if _, unknown := p.Wants(); unknown {
		p.waiting = true
		return
	}
	all := p.fitting()
	switch common := commonBeginning(all); {
	case len(all) == 0:
	case len(all) == 1:
		p.take(all[0])
	case len([]rune(common)) > len([]rune(typed)):
		p.SetValue(before + folder + common)
	default:
		p.chosen = (p.chosen + 1) % len(all)
	}
}

// commonBeginning is what all names begin with, in the letters of the first.
func commonBeginning(all []FileName) string {
	if len(all) == 0 {
		return ""
	}
	common := []rune(all[0].Name)
	for _, n := range all[1:] {
		for len(common) > 0 && !beginsWith(n.Name, string(common)) {
			common = common[:len(common)-1]
		}
	}
	return string(common)
}

// take puts a name in place of its beginning; a folder gets the sign after it, so that its names are next.
func (p *FilePicker) take(n FileName) {
	before, folder, _ := p.parts()
	path := before + folder + n.Name
	if n.Dir {
		path += string(os.PathSeparator)
	}
	p.SetValue(path)
}

// Picked is what a key did to a picker.
type Picked int

// What keys do.
const (
	Picking  Picked = iota
	PickDone        // enter, and nothing in the list was chosen
	PickPrev        // up, from the field itself
	PickNext        // down, and there is no list
)

// Update edits the path, completes it with tab and moves in the list with the arrows; enter takes what is chosen there.
func (p *FilePicker) Update(k tea.KeyMsg) Picked {
	all := p.fitting()
	p.waiting = false
	switch k.Type {
	case tea.KeyTab:
		p.complete()
	case tea.KeyDown:
		if len(all) == 0 {
			return PickNext
		}
		p.chosen = min(p.chosen+1, len(all)-1)
	case tea.KeyUp:
		if p.chosen < 0 {
			return PickPrev
		}
		p.chosen--
	case tea.KeyEnter:
		if p.chosen < 0 || p.chosen >= len(all) {
			return PickDone
		}
		p.take(all[p.chosen])
	default:
		p.chosen = -1
		k.Runes = []rune(strings.ReplaceAll(Clean(string(k.Runes)), "\n", ""))
		p.input, _ = p.input.Update(k)
	}
	return Picking
}

// There reports whether what is typed names something in the list.
func (p *FilePicker) There() bool {
	_, folder, typed := p.parts()
	if !p.known || folder != p.folder || typed == "" {
		return false
	}
	for _, n := range p.names {
		if n.Name == typed {
			return !n.Dir || p.Use == OpenFolder
		}
	}
	return false
}
