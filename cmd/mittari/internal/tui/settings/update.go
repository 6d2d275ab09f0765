package settings

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
)

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.settings = &msg.settings
		m.fill()
		return m, nil
	case editMsg:
		m.instructionIn = msg.in
		if msg.what == setMouse {
			return m, m.toggleMouse()
		}
		return m, m.edit(msg.what)
	case savedMsg:
		return m, m.saved(msg.err)
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	if m.form == nil || m.saving {
		return m, nil
	}
	return m, m.toForm(msg)
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	switch {
	case m.settings == nil || m.saving:
		return nil
	case m.form == nil && key.Matches(msg, m.bindChange()):
		return m.list.Open()
	case m.form == nil:
		m.list.Move(msg)
		return nil
	case key.Matches(msg, screen.Bind("", "", "esc")):
		m.close()
		return nil
	}
	m.failed = nil
	return m.toForm(msg)
}

func (m *Model) close() {
	m.form, m.save, m.taste, m.failed = nil, nil, nil, nil
	m.pin, m.pinBack = "", ""
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	cmd := m.form.Update(msg)
	if !m.form.Done() {
		return cmd
	}
	if change := m.taste; change != nil {
		m.close()
		return m.prefer(change)
	}
	m.saving = true
	ctx, save := m.env.Ctx, m.save
	return func() tea.Msg { return savedMsg{save(ctx)} }
}

func (m *Model) saved(err error) tea.Cmd {
	m.saving, m.failed = false, err
	if err != nil {
		return m.form.Again()
	}
	m.close()
	said := screen.Say(m.env.Lang.T("settings.said"))
	if m.lang == "" || m.lang == m.env.Lang.Lang() {
		return tea.Sequence(said, m.Init())
	}
	speak := m.lang
	return tea.Sequence(func() tea.Msg { return screen.LangMsg{Lang: speak} }, m.Init())
}

// edit opens the form of one setting.
func (m *Model) edit(what setting) tea.Cmd {
	s := *m.settings
	m.lang, m.taste, m.failed = "", nil, nil
	var fields func() []huh.Field
	switch what {
	case setLang:
		m.lang = m.env.Lang.Lang()
		fields = m.langFields
		m.save = func(ctx context.Context) error {
			s.Lang = m.lang
			return m.desk.SaveSettings(ctx, s)
		}
	case setLock:
		m.minutes = strconv.Itoa(s.AutoLockMinutes)
		fields = m.lockFields
		m.save = func(ctx context.Context) error {
			n, err := strconv.Atoi(strings.TrimSpace(m.minutes))
			if err != nil {
				return err
			}
			s.AutoLockMinutes = n
			return m.desk.SaveSettings(ctx, s)
		}
	case setPIN:
		fields = m.pinFields
		m.save = func(ctx context.Context) error { return m.desk.SetPIN(ctx, m.pin) }
	case setInstruction:
		m.instruction = s.RiskInstruction[m.instructionIn]
		fields = m.instructionFields
		m.save = func(ctx context.Context) error {
			s.RiskInstruction = withText(s.RiskInstruction, m.instructionIn, strings.TrimSpace(m.instruction))
			return m.desk.SaveSettings(ctx, s)
		}
	case setGround, setCharts, setMouse, setFolder:
		fields = m.editTaste(what)
	}
	m.form = form.New(m.env, fields)
	m.SetSize(m.width, m.height)
	return m.form.Init()
}

// withText is a copy of texts with one of them replaced; an empty text is taken away.
func withText(texts map[instruments.Lang]string, tag instruments.Lang, text string) map[instruments.Lang]string {
	out := maps.Clone(texts)
	if out == nil {
		out = map[instruments.Lang]string{}
	}
	out[tag] = text
	if text == "" {
		delete(out, tag)
	}
	return out
}

func (m *Model) langFields() []huh.Field {
	var options []form.Option[instruments.Lang]
	for _, tag := range lang.Languages() {
		options = append(options, form.Option[instruments.Lang]{Text: m.env.Lang.T("setup.lang." + string(tag)), Value: tag})
	}
	return []huh.Field{form.Choice(m.env.Lang.T("settings.lang"), "", &m.lang, options)}
}

func (m *Model) lockFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{form.Text(t("settings.lock"), t("settings.lock.note"), &m.minutes, form.Whole(m.env.Lang, 1, 15, false))}
}

func (m *Model) pinFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{
		form.Secret(t("setup.pin.field"), t("settings.pin.note"), &m.pin, form.PIN(m.env.Lang)),
		form.Secret(t("setup.pin.again"), "", &m.pinBack, func(s string) error {
			if s != m.pin {
				return errors.New(t("setup.pin.differ"))
			}
			return nil
		}),
	}
}

const maxInstruction = 600

func (m *Model) instructionFields() []huh.Field {
	t := m.env.Lang.T
	name := t("lang." + string(m.instructionIn))
	return []huh.Field{
		huh.NewText().Title(t("settings.risk", "lang", name)).Description(t("settings.risk.note")).
			Lines(6).CharLimit(maxInstruction).ExternalEditor(false).Value(&m.instruction),
	}
}
