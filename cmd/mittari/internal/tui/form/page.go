package form

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Spec says what a page of fields is about.
type Spec struct {
	Title string
	Intro string
	// Lead is more text before the fields, asked after Load. Nil or empty: none.
	Lead func() string
	// Load reads what the fields need, off the UI loop, and returns what puts it in place. Nil: nothing to read.
	Load func(context.Context) (apply func(), err error)
	// Blocked is why there is nothing to fill in, asked after Load. Nil or empty: go on.
	Blocked func() string
	Fields  func() []huh.Field
	// Save does the work off the UI loop and says what comes next.
	Save func(context.Context) (then tea.Cmd, err error)
}

// Page is a whole screen with one form: it saves at the last field, and esc leaves it without saving.
type Page struct {
	env           *screen.Env
	spec          Spec
	form          *Form
	saving        bool
	blocked       string
	failed        error
	width, height int
}

type (
	loadedMsg struct{ apply func() }
	savedMsg  struct {
		then tea.Cmd
		err  error
	}
)

// NewPage makes the screen.
func NewPage(env *screen.Env, spec Spec) *Page {
	p := &Page{env: env, spec: spec, width: 80, height: 20}
	if spec.Load == nil {
		p.open()
	}
	return p
}

func (p *Page) open() {
	if p.spec.Blocked != nil {
		p.blocked = p.spec.Blocked()
	}
	if p.blocked == "" {
		p.form = New(p.env, p.spec.Fields)
	}
	p.SetSize(p.width, p.height)
}

// Init reads what is needed and puts the cursor in the first field.
func (p *Page) Init() tea.Cmd {
	if p.form != nil {
		return p.form.Init()
	}
	if p.spec.Load == nil {
		return nil
	}
	return screen.Work(p.env, func(ctx context.Context) (loadedMsg, error) {
		apply, err := p.spec.Load(ctx)
		return loadedMsg{apply}, err
	})
}

// Update decides.
func (p *Page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		msg.apply()
		p.open()
		if p.form == nil {
			return p, nil
		}
		return p, p.form.Init()
	case savedMsg:
		p.saving = false
		if msg.err == nil {
			return p, msg.then
		}
		p.failed = msg.err
		return p, p.form.Again()
	case tea.KeyMsg:
		if p.saving {
			return p, nil
		}
		if key.Matches(msg, screen.Bind("", "", "esc")) {
			return p, screen.Back()
		}
		p.failed = nil
	}
	if p.form == nil || p.saving {
		return p, nil
	}
	cmd := p.form.Update(msg)
	if !p.form.Done() {
		return p, cmd
	}
	p.saving = true
	ctx, save := p.env.Ctx, p.spec.Save
	return p, func() tea.Msg {
		then, err := save(ctx)
		return savedMsg{then, err}
	}
}

// View draws heading, text, fields and what went wrong.
func (p *Page) View() string {
	parts := []string{p.head()}
	switch {
	case p.blocked != "":
		parts = append(parts, widget.Paragraph(p.blocked, min(p.width, maxWidth)))
	case p.saving:
		parts = append(parts, p.env.Lang.T("form.saving"))
	case p.form != nil:
		parts = append(parts, p.form.View())
	}
	if p.failed != nil {
		parts = append(parts, "", p.env.Theme.Error.Render(widget.Paragraph("! "+p.env.Lang.Err(p.failed).String(), min(p.width, maxWidth))))
	}
	return strings.Join(parts, "\n")
}

func (p *Page) head() string {
	text := p.spec.Intro
	if p.spec.Lead != nil && p.form != nil {
		if lead := p.spec.Lead(); lead != "" {
			text = strings.TrimPrefix(text+"\n"+lead, "\n")
		}
	}
	if text == "" {
		return ""
	}
	return widget.Paragraph(text, min(p.width, maxWidth)) + "\n"
}

// SetSize gives the room.
func (p *Page) SetSize(width, height int) {
	p.width, p.height = width, height
	if p.form != nil {
		p.form.SetSize(width, height-lipgloss.Height(p.head()))
	}
}

// Title of the screen.
func (p *Page) Title() string { return p.spec.Title }

// Typing keeps letters for the fields.
func (p *Page) Typing() bool { return p.form != nil }

// Keys of the page.
func (p *Page) Keys() help.KeyMap { return Keys(p.env) }

// Keys are the keys of a form whose esc leaves it.
func Keys(env *screen.Env) screen.KeySet {
	t := env.Lang.T
	return screen.KeySet{
		screen.Bind("enter", t("form.key.next"), "enter"),
		screen.Bind("shift+tab", t("form.key.prev"), "shift+tab"),
		screen.Bind("↑↓←→", t("form.key.choose"), "up", "down", "left", "right"),
		screen.Bind("esc", t("form.key.cancel"), "esc"),
	}
}

// YesNo are the options of a yes-or-no line, no first.
func YesNo(env *screen.Env) []Option[bool] {
	return []Option[bool]{{env.Lang.T("form.no"), false}, {env.Lang.T("form.yes"), true}}
}
