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
	paths         []*Path // among the fields
	cut           bool    // not all fields fit
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
	fields := f.build()
	f.paths = nil
	for _, x := range fields {
		if p, ok := x.(*Path); ok {
			f.paths = append(f.paths, p)
		}
	}
	f.group = huh.NewGroup(fields...)
	f.huh = huh.NewForm(f.group).WithKeyMap(keys()).WithShowHelp(false).WithShowErrors(true)
	f.resize()
}

// Init puts the cursor in the first field.
func (f *Form) Init() tea.Cmd {
	cmd := still(f.huh.Init())
	if list := f.listing(); list != nil {
		return tea.Batch(cmd, list)
	}
	return cmd
}

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
	if names, ok := msg.(listedMsg); ok {
		names.field.listed(names)
		f.resize()
		return f.listing()
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
	if len(f.paths) > 0 {
		later = append(later, f.listing())
		if f.Done() {
			later = append(later, f.remember()...)
		} else {
			f.resize() // what stands under a path comes and goes
		}
	}
	return tea.Batch(later...)
}

// listing is the work of the paths. It does not go through huh, whose commands are carried out at once.
func (f *Form) listing() tea.Cmd {
	for _, p := range f.paths {
		if cmd := p.work(); cmd != nil {
			return cmd
		}
	}
	return nil
}

func (f *Form) remember() []tea.Cmd {
	var out []tea.Cmd
	for _, p := range f.paths {
		if cmd := p.remember(); cmd != nil {
			out = append(out, cmd)
		}
	}
	return out
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
	// What is wrong with a field stands below, in a narrow window over many lines; huh takes them from the height, which
	// must not come out below nothing.
	f.huh.WithHeight(max(all, lipgloss.Height(f.group.Header())+lipgloss.Height(f.group.Footer())))
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
