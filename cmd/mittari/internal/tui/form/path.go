package form

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// mostNames is how many lines stand under a path.
const mostNames = 6

// Path is a field for a path of the user's own: it completes with tab and lists what fits below. The folder is listed
// off the UI loop.
type Path struct {
	env         *screen.Env
	title, note string
	value       *string
	check       func(string) error
	pick        widget.FilePicker
	list        func(folder string) ([]casework.FolderEntry, error)
	asked       string // the folder that is being listed
	busy        bool
	theme       *huh.Theme
	focused     bool
	width       int
	err         error
}

// NewPath makes a field that writes into value. Endings, with their dot, are those of the files shown.
func NewPath(env *screen.Env, title, note string, value *string, use widget.FileUse, check func(string) error, endings ...string) *Path {
	t := env.Lang.T
	words := widget.FileWords{
		Exists: t("files.exists"), Missing: t("files.missing"), NoFolder: t("files.no-folder"), Hint: t("files.hint"),
		More: func(n int) string { return env.Lang.N("files.more", n) },
	}
	f := &Path{env: env, title: title, note: note, value: value, check: check, list: casework.ListFolder, theme: Theme(env.Theme, "\n"), width: maxWidth}
	f.pick = widget.NewFilePicker(env.Theme, use, words, endings...)
	f.pick.SetValue(*value)
	return f
}

// Folder is where a new file is put unless somebody says otherwise: where the last one was, or the documents.
func Folder(env *screen.Env) string {
	if env.Taste.Folder != "" {
		return env.Taste.Folder
	}
	return casework.DocumentsFolder()
}

// Inside is a folder as the beginning of a path: what was used last, or nothing.
func Inside(env *screen.Env) string {
	if env.Taste.Folder == "" {
		return ""
	}
	return strings.TrimSuffix(env.Taste.Folder, string(filepath.Separator)) + string(filepath.Separator)
}

// listedMsg are the names of a folder, for one field.
type listedMsg struct {
	field  *Path
	folder string
	names  []widget.FileName
	err    error
}

// work lists the folder that the field wants to show, when it is not being listed already.
func (f *Path) work() tea.Cmd {
	folder, wanted := f.pick.Wants()
	if !f.focused || !wanted || f.busy && f.asked == folder {
		return nil
	}
	f.busy, f.asked = true, folder
	list := f.list
	return func() tea.Msg {
		entries, err := list(folder)
		names := make([]widget.FileName, len(entries))
		for i, e := range entries {
			names[i] = widget.FileName(e)
		}
		return listedMsg{f, folder, names, err}
	}
}

func (f *Path) listed(msg listedMsg) {
	if msg.folder == f.asked {
		f.busy = false
	}
	f.pick.Listed(msg.folder, msg.names, msg.err)
	*f.value = f.pick.Value()
}

// remember keeps the folder of a path that was accepted, for the next time; nil when it is the same as before.
func (f *Path) remember() tea.Cmd {
	folder := filepath.Dir(strings.TrimSpace(f.pick.Folder() + "x"))
	if f.pick.Folder() == "" || folder == f.env.Taste.Folder {
		return nil
	}
	return screen.Prefer(func(t *screen.Taste) { t.Folder = folder })
}

// Init does nothing: the form lists folders.
func (f *Path) Init() tea.Cmd { return nil }

// Update edits the path while the cursor is here.
func (f *Path) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return f, nil
	}
	f.err = nil
	if k.Type == tea.KeyShiftTab {
		return f, huh.PrevField
	}
	picked := f.pick.Update(k)
	*f.value = f.pick.Value()
	switch picked {
	case widget.PickPrev:
		return f, huh.PrevField
	case widget.PickDone, widget.PickNext:
		if f.err = f.wrong(); f.err != nil {
			return f, nil
		}
		return f, huh.NextField
	case widget.Picking:
	}
	return f, nil
}

func (f *Path) wrong() error {
	if f.check == nil {
		return nil
	}
	return f.check(f.pick.Value())
}

// View is the title, the note, the path and, where the cursor is, what fits.
func (f *Path) View() string {
	s := f.theme.Blurred
	if f.focused {
		s = f.theme.Focused
	}
	width := max(f.width-s.Base.GetHorizontalFrameSize(), 10)
	lines := []string{}
	for _, l := range widget.Wrap(f.title, width) {
		lines = append(lines, s.Title.Render(l))
	}
	if f.note != "" {
		for _, l := range widget.Wrap(f.note, width) {
			lines = append(lines, s.Description.Render(l))
		}
	}
	if !f.focused {
		return s.Base.Render(strings.Join(append(lines, f.pick.Blurred(width)), "\n"))
	}
	lines = append(lines, f.pick.Line(width))
	return s.Base.Render(strings.Join(append(lines, f.pick.Below(width, mostNames)...), "\n"))
}

// Focus puts the cursor here.
func (f *Path) Focus() tea.Cmd {
	f.focused = true
	return nil
}

// Blur takes it away.
func (f *Path) Blur() tea.Cmd {
	f.focused = false
	f.err = f.wrong()
	return nil
}

// Error is what is wrong with the path, once somebody wanted to go on.
func (f *Path) Error() error { return f.err }

// Skip is false: the field takes the cursor.
func (f *Path) Skip() bool { return false }

// Zoom is false: the other fields stay in sight.
func (f *Path) Zoom() bool { return false }

// KeyBinds is empty: the screen shows the keys.
func (f *Path) KeyBinds() []key.Binding { return nil }

// Run is for forms without a screen, which there are none of.
func (f *Path) Run() error { return huh.ErrUserAborted }

// RunAccessible is for forms without a screen, which there are none of.
func (f *Path) RunAccessible(io.Writer, io.Reader) error { return huh.ErrUserAborted }

// WithTheme sets the look.
func (f *Path) WithTheme(t *huh.Theme) huh.Field {
	f.theme = t
	return f
}

// WithAccessible changes nothing.
func (f *Path) WithAccessible(bool) huh.Field { return f }

// WithKeyMap changes nothing: the keys of a path are its own.
func (f *Path) WithKeyMap(*huh.KeyMap) huh.Field { return f }

// WithWidth sets the width in cells.
func (f *Path) WithWidth(width int) huh.Field {
	f.width = width
	return f
}

// WithHeight changes nothing: a path is as high as what stands under it.
func (f *Path) WithHeight(int) huh.Field { return f }

// WithPosition changes nothing.
func (f *Path) WithPosition(huh.FieldPosition) huh.Field { return f }

// GetKey is empty: values go through pointers.
func (f *Path) GetKey() string { return "" }

// GetValue is the path.
func (f *Path) GetValue() any { return f.pick.Value() }
