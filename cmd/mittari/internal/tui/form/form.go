package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// maxWidth keeps lines of text short enough to read on wide screens.
const maxWidth = 84

// Form is one page of fields.
type Form struct {
	huh           *huh.Form
	group         *huh.Group
	cut           bool // not all fields fit
	build         func() []huh.Field
	env           *screen.Env
	width, height int
}

// New makes a form. build is called again whenever the form is to be filled in anew, so fields must take their
// values through pointers that outlive it.
func New(env *screen.Env, build func() []huh.Field) *Form {
	f := &Form{env: env, build: build, width: 80, height: 20}
	f.reset()
	return f
}

func (f *Form) reset() {
	f.group = huh.NewGroup(f.build()...)
	f.huh = huh.NewForm(f.group).WithKeyMap(keys()).WithShowHelp(false).WithShowErrors(true)
	f.resize()
}

// Init puts the cursor in the first field.
func (f *Form) Init() tea.Cmd { return still(f.huh.Init()) }

// Again opens the form for another try with the values it has.
func (f *Form) Again() tea.Cmd {
	f.reset()
	return f.Init()
}

// Update passes a message on. The window's size is not for the form: see SetSize.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		return nil
	}
	var later []tea.Cmd
	for todo := []tea.Msg{msg}; len(todo) > 0; todo = todo[1:] {
		m, cmd := f.huh.Update(todo[0])
		if h, ok := m.(*huh.Form); ok {
			f.huh = h
		}
		own, other := split(still(cmd))
		todo, later = append(todo, own...), append(later, other...)
	}
	return tea.Batch(later...)
}

// Done reports whether every field has been filled in and accepted.
func (f *Form) Done() bool { return f.huh.State == huh.StateCompleted }

// SetSize gives the room the form may use.
func (f *Form) SetSize(width, height int) {
	if f.width == width && f.height == height {
		return
	}
	f.width, f.height = width, height
	f.resize()
}

// errorRoom is kept free below the fields for what is wrong with one of them.
const errorRoom = 3

// resize lays the fields out with air between them when they fit, without when they do not.
func (f *Form) resize() {
	room := max(f.height-errorRoom, 4)
	f.huh.WithWidth(min(f.width, maxWidth)).WithTheme(Theme(f.env.Theme, "\n\n"))
	if lipgloss.Height(f.group.Content()) > room {
		f.huh.WithTheme(Theme(f.env.Theme, "\n"))
	}
	all := lipgloss.Height(f.group.Content())
	f.cut = all > room
	if f.cut {
		all = room - 1
	}
	f.huh.WithHeight(all)
	f.huh.Update(nil) // huh lays its fields out anew only on a message
}

// View draws the form, without spaces at the ends of lines. A finished form shows nothing.
func (f *Form) View() string {
	lines := strings.Split(f.huh.View(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	text := strings.TrimRight(strings.Join(lines, "\n"), "\n")
	if f.cut && !f.Done() {
		text += "\n" + f.env.Theme.Faint.Render("▲▼ "+f.env.Lang.T("form.more"))
	}
	return text
}
