// Package correct puts the answers of a completed administration right: digits change the answer of the chosen item,
// changes are marked, and saving asks for the reason. The answers given before are kept.
package correct

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Correction(ctx context.Context, id store.AdministrationID) (casework.CorrectionView, error)
	Correct(ctx context.Context, c casework.Correction) (store.Scored, error)
}

// Model is the screen: the items, or over them the page that asks for the reason.
type Model struct {
	env           *screen.Env
	desk          desk
	id            store.AdministrationID
	view          *casework.CorrectionView // nil until read
	changed       map[int]instruments.Response
	typed         string // digits of a code of more than one digit
	list          *rows.List
	page          *form.Page // nil: the items have the keyboard
	width, height int
}

type viewMsg struct{ view casework.CorrectionView }

// New makes the screen.
func New(env *screen.Env, r screen.Correct) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Correct, d desk) *Model {
	return &Model{env: env, desk: d, id: r.ID, changed: map[int]instruments.Response{}, list: rows.New(env), width: 80, height: 20}
}

// Init reads the answers.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Correction(ctx, m.id)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("correct.title") }

// Typing is true always: digits are answers here.
func (m *Model) Typing() bool { return m.view != nil }

const headHeight = 3

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-headHeight)
	if m.page != nil {
		m.page.SetSize(width, height)
	}
}

type keyMap struct{ skip, undo, save, back key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		skip: screen.Bind("-", t("correct.key.skip"), "-"),
		undo: screen.Bind("backspace", t("correct.key.undo"), "backspace"),
		save: screen.Bind("enter", t("correct.key.save"), "enter"),
		back: screen.Bind("esc", t("form.key.cancel"), "esc"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.page != nil {
		return m.page.Keys()
	}
	k := m.keys()
	return screen.KeySet{screen.Bind("0–9", m.env.Lang.T("correct.key.code")), k.skip, k.undo, k.save, k.back, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m.page != nil {
		return m, m.toPage(msg)
	}
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if m.view != nil {
			return m, m.pressed(msg)
		}
	}
	return m, nil
}

// toPage hands a message to the page; esc there leads back to the items.
func (m *Model) toPage(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok && key.Matches(k, m.keys().back) {
		m.page = nil
		return nil
	}
	_, cmd := m.page.Update(msg)
	return cmd
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	item, ok := m.item()
	switch {
	case key.Matches(msg, k.back):
		return screen.Back()
	case key.Matches(msg, k.save):
		if len(m.changed) == 0 {
			return screen.Say(m.env.Lang.T("correct.nothing"))
		}
		return m.ask()
	case m.list.Move(msg):
		m.typed = ""
	case !ok:
	case key.Matches(msg, k.undo):
		delete(m.changed, item.Number)
		m.typed = ""
	case key.Matches(msg, k.skip):
		m.put(item, instruments.Skip(instruments.NoReason))
	default:
		m.digit(item, msg)
	}
	m.fill()
	return nil
}

// item is the chosen one.
func (m *Model) item() (casework.ItemView, bool) {
	line, ok := m.list.Selected()
	if !ok {
		return casework.ItemView{}, false
	}
	item, ok := line.Data.(casework.ItemView)
	return item, ok
}

// digit takes a digit as the code of an answer, or as its second digit.
func (m *Model) digit(item casework.ItemView, msg tea.KeyMsg) {
	s := msg.String()
	if len(s) != 1 || s[0] < '0' || s[0] > '9' {
		return
	}
	for _, text := range []string{m.typed + s, s} {
		code, err := strconv.Atoi(text)
		if err != nil || !offers(item, code) {
			continue
		}
		m.typed = text
		m.put(item, instruments.Answer(code))
		return
	}
}

func offers(item casework.ItemView, code int) bool {
	for _, o := range item.Options {
		if o.Code == code {
			return true
		}
	}
	return false
}

func (m *Model) put(item casework.ItemView, r instruments.Response) {
	if r == item.Response {
		delete(m.changed, item.Number)
		return
	}
	m.changed[item.Number] = r
}

// ask opens the page for the reason.
func (m *Model) ask() tea.Cmd {
	t := m.env.Lang.T
	why := ""
	m.page = form.NewPage(m.env, form.Spec{
		Title: t("correct.title"), Intro: m.env.Lang.N("correct.why.intro", len(m.changed)),
		Fields: func() []huh.Field {
			return []huh.Field{form.Text(t("correct.why"), t("correct.why.note"), &why, form.Required(m.env.Lang))}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			s, err := m.desk.Correct(ctx, casework.Correction{ID: m.id, Answers: m.changed, Why: why})
			if err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("correct.said", "n", s.Revision)), screen.Replace(screen.Result{ID: m.id})), nil
		},
	})
	m.page.SetSize(m.width, m.height)
	return m.page.Init()
}

func (m *Model) fill() {
	items := m.view.Items
	m.list.Set(len(items), func(i int) rows.Line {
		item := items[i]
		text := item.Text
		if text == "" {
			text = item.Cue
		}
		line := rows.Line{Open: rows.Nothing, Data: item}
		now, changed := m.changed[item.Number]
		if !changed {
			line.Text = fmt.Sprintf("%3d  %s  %s", item.Number, widget.Pad(m.answer(item, item.Response), answerWidth), text)
			return line
		}
		line.Warn = true
		line.Text = fmt.Sprintf("%3d  %s  %s", item.Number, widget.Pad(m.answer(item, item.Response)+" → "+m.answer(item, now), answerWidth), text)
		return line
	})
}

const answerWidth = 16

// answer is the code, or that there is none.
func (m *Model) answer(_ casework.ItemView, r instruments.Response) string {
	switch r.State {
	case instruments.Answered:
		return strconv.Itoa(int(r.Code))
	case instruments.Skipped:
		return m.env.Lang.T("correct.skipped")
	case instruments.NotAsked:
		return m.env.Lang.T("correct.not-asked")
	case instruments.Unanswered:
	}
	return "–"
}

// View draws whose answers they are and the items, or the page.
func (m *Model) View() string {
	if m.view == nil {
		return m.env.Lang.T("form.wait")
	}
	if m.page != nil {
		return m.page.View()
	}
	v, l := m.view, m.env.Lang
	head := strings.Join([]string{v.Respondent.Code, l.Text(v.Definition.Title), l.Date(v.Administration.Answered)}, " · ")
	return m.env.Theme.Strong.Render(widget.Truncate(head, m.width)) + "\n" +
		m.env.Theme.Faint.Render(widget.Truncate(m.codes(), m.width)) + "\n\n" + m.list.View()
}

// codes lists the answers that the chosen item offers.
func (m *Model) codes() string {
	item, ok := m.item()
	if !ok {
		return ""
	}
	var all []string
	for _, o := range item.Options {
		all = append(all, strings.TrimSpace(strconv.Itoa(o.Code)+" "+o.Text))
	}
	return strings.Join(all, " · ")
}
