package settings

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// tasteLines are what is a matter of one's own eyes, hands and computer: it is not kept in the record.
func (m *Model) tasteLines() []rows.Line {
	t, own := m.env.Lang.T, m.env.Taste
	mouse, folder := t("settings.mouse.on"), own.Folder
	if own.NoMouse {
		mouse = t("settings.mouse.off")
	}
	if folder == "" {
		folder = t("settings.folder.none")
	}
	return []rows.Line{
		{Head: true},
		{Head: true, Text: t("settings.taste.head")},
		m.line(t("settings.theme"), t(groundKey(own.Ground)), setGround, ""),
		m.line(t("settings.charts"), t(chartsKey(own.Charts)), setCharts, ""),
		m.line(t("settings.mouse"), mouse, setMouse, ""),
		m.line(t("settings.folder"), folder, setFolder, ""),
	}
}

func groundKey(g theme.Ground) string {
	switch g {
	case theme.OnLight:
		return "settings.theme.light"
	case theme.OnDark:
		return "settings.theme.dark"
	case theme.NoColour:
		return "settings.theme.none"
	case theme.FromTerminal:
	}
	return "settings.theme.terminal"
}

func chartsKey(c theme.Charts) string {
	switch c {
	case theme.ChartsBraille:
		return "settings.charts.braille"
	case theme.ChartsBoxes:
		return "settings.charts.boxes"
	case theme.ChartsASCII:
		return "settings.charts.ascii"
	case theme.ChartsFinest:
	}
	return "settings.charts.finest"
}

// toggleMouse needs no form.
func (m *Model) toggleMouse() tea.Cmd {
	return m.prefer(func(t *screen.Taste) { t.NoMouse = !t.NoMouse })
}

// prefer asks the root for another taste and says that it is kept.
func (m *Model) prefer(change func(*screen.Taste)) tea.Cmd {
	return tea.Batch(screen.Prefer(change), screen.Say(m.env.Lang.T("settings.said")))
}

// editTaste fills in the form of a taste. What the form comes to is m.taste, not something to save in the record.
func (m *Model) editTaste(what setting) func() []huh.Field {
	own := m.env.Taste
	m.ground, m.charts, m.folder = own.Ground, own.Charts, own.Folder
	m.taste = func(t *screen.Taste) {
		t.Ground, t.Charts, t.Folder = m.ground, m.charts, strings.TrimSpace(m.folder)
	}
	switch what {
	case setGround:
		return m.groundFields
	case setCharts:
		return m.chartsFields
	default:
		return m.folderFields
	}
}

func (m *Model) groundFields() []huh.Field {
	var options []form.Option[string]
	for _, g := range theme.Grounds() {
		options = append(options, form.Option[string]{Text: m.env.Lang.T(groundKey(g)), Value: string(g)})
	}
	return []huh.Field{form.Choice(m.env.Lang.T("settings.theme"), m.env.Lang.T("settings.theme.note"), (*string)(&m.ground), options)}
}

func (m *Model) chartsFields() []huh.Field {
	var options []form.Option[string]
	for _, c := range theme.AllCharts() {
		options = append(options, form.Option[string]{Text: m.env.Lang.T(chartsKey(c)), Value: string(c)})
	}
	return []huh.Field{form.Choice(m.env.Lang.T("settings.charts"), m.env.Lang.T("settings.charts.note"), (*string)(&m.charts), options)}
}

func (m *Model) folderFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{form.NewPath(m.env, t("settings.folder"), t("settings.folder.note"), &m.folder, widget.OpenFolder, nil)}
}
