// Package instrument shows what is known about one instrument, how sure it is, and on what terms it may be used.
package instrument

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

type desk interface {
	Installed(ctx context.Context, id instruments.ID) ([]instruments.Lang, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	id            instruments.ID
	def           *instruments.Definition // nil until read
	langs         []instruments.Lang
	scroll        widget.Scroll
	width, height int
}

type readMsg struct {
	def   *instruments.Definition
	langs []instruments.Lang
}

// New makes the screen.
func New(env *screen.Env, r screen.Instrument) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Instrument, d desk) *Model {
	return &Model{env: env, desk: d, id: r.ID, scroll: widget.NewScroll(env.Theme), width: 80, height: 20}
}

// Init reads the definition.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		def, err := m.env.Catalogue.Get(m.id)
		if err != nil {
			return readMsg{}, err
		}
		langs, err := m.desk.Installed(ctx, m.id)
		return readMsg{def, langs}, err
	})
}

// Title of the screen.
func (m *Model) Title() string {
	if m.def == nil {
		return m.env.Lang.T("instrument.title")
	}
	return m.env.Lang.Text(m.def.Abbreviation)
}

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	return screen.KeySet{widget.ScrollKey(m.env.Lang.T("rows.key.move"))}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.def, m.langs = msg.def, msg.langs
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		m.scroll.Update(msg)
	}
	return m, nil
}

// View draws the page.
func (m *Model) View() string {
	if m.def == nil {
		return m.env.Lang.T("form.wait")
	}
	return m.scroll.View()
}

func (m *Model) fill() {
	if m.def == nil {
		return
	}
	m.scroll.SetHeight(m.height)
	m.scroll.SetText(m.page(min(m.width, 100)))
}

// page is everything, top to bottom: for whom, on what terms, what it gives, where the facts come from.
func (m *Model) page(width int) string {
	t, l, th, d := m.env.Lang.T, m.env.Lang, m.env.Theme, m.def
	out := []string{th.Strong.Render(widget.Paragraph(l.Text(d.Title)+" ("+d.Ref().String()+")", width)), ""}
	out = append(out, widget.Scorecard(th, width, m.facts()...)...)
	out = append(out, "", th.Title.Render(t("instrument.scales")))
	for i := range d.Scales {
		out = append(out, m.scale(&d.Scales[i], width)...)
	}
	if text := m.howToImport(); text != "" {
		out = append(out, "", th.Title.Render(t("instrument.wording")), widget.Paragraph(text, width))
	}
	if len(d.Sources) > 0 {
		out = append(out, "", th.Title.Render(t("instrument.sources")))
	}
	for _, s := range d.Sources {
		text := s.ID + ": " + s.Ref
		if s.URL != "" {
			text += " " + s.URL
		}
		if !s.Seen {
			text += " [" + t("confidence.recalled") + "]"
		}
		out = append(out, widget.Paragraph(text, width))
	}
	return strings.Join(out, "\n")
}

func (m *Model) facts() []widget.Fact {
	t, l, d := m.env.Lang.T, m.env.Lang, m.def
	var who []string
	for _, i := range d.Informants {
		who = append(who, t("informant."+string(i)))
	}
	ages := t("instrument.ages.from", "from", d.Ages.From)
	if d.Ages.To > 0 {
		ages = t("instrument.ages.range", "from", d.Ages.From, "to", d.Ages.To)
	}
	langs := t("instrument.langs.none")
	if len(m.langs) > 0 {
		var names []string
		for _, tag := range m.langs {
			names = append(names, m.langName(tag))
		}
		langs = strings.Join(names, ", ")
	}
	validated := t("form.yes")
	if !d.Validated {
		validated = t("instrument.validated.no")
	}
	return []widget.Fact{
		{Label: t("instrument.purpose"), Value: l.Text(d.Construct)},
		{Label: t("instrument.informants"), Value: strings.Join(who, ", ")},
		{Label: t("instrument.ages"), Value: ages, Tag: m.tag(d.Ages.Evidence)},
		{Label: t("instrument.recall"), Value: l.Text(d.Recall.Text), Tag: m.tag(d.Recall.Evidence)},
		{Label: t("instrument.items"), Value: fmt.Sprint(len(d.Items))},
		{Label: t("instrument.minutes"), Value: l.N("count.minutes", int(d.Minutes+0.5))},
		{Label: t("instrument.validated"), Value: validated},
		{Label: t("instrument.langs"), Value: langs},
		{Label: t("instrument.holder"), Value: d.Rights.Holder, Tag: m.tag(d.Rights.Evidence)},
		{Label: t("instruments.class"), Value: t("instrument.class." + string(d.Rights.Class))},
		{Label: t("instrument.terms"), Value: l.Text(d.Rights.Terms)},
	}
}

// langName is the language in words, or its tag when it is none of the program's.
func (m *Model) langName(tag instruments.Lang) string {
	if id := "lang." + string(tag); m.env.Lang.Has(id) {
		return m.env.Lang.T(id)
	}
	return string(tag)
}

// tag says how sure a fact is; empty when it is sure enough to stand alone.
func (m *Model) tag(e instruments.Evidence) string {
	if e.Confidence.Sure() || e.Confidence == "" {
		return ""
	}
	return m.env.Lang.T("confidence." + string(e.Confidence))
}

func (m *Model) tagged(text string, e instruments.Evidence) string {
	if tag := m.tag(e); tag != "" {
		return text + " [" + tag + "]"
	}
	return text
}

func (m *Model) scale(s *instruments.Scale, width int) []string {
	t, l := m.env.Lang.T, m.env.Lang
	number := func(v float64) string { return l.Number(v, s.Rounding.Decimals) }
	head := t("instrument.scale", "name", l.Text(s.Title), "min", number(s.Range.Min), "max", number(s.Range.Max)) +
		" " + t("person.direction."+string(s.Direction))
	lines := []string{widget.Paragraph("• "+m.tagged(head, s.Evidence), width)}
	for i := range m.def.Cutoffs {
		c := &m.def.Cutoffs[i]
		if c.Scale == s.ID {
			text := t("person.cutoff.words", "value", number(c.Value), "meaning", l.Text(c.Meaning)) + m.population(c.Population)
			lines = append(lines, indent(m.tagged(text, c.Evidence), width))
		}
	}
	for i := range m.def.Change {
		f := &m.def.Change[i]
		if f.Scale == s.ID && f.Kind == instruments.ReliableChange && f.Points > 0 {
			text := t("instrument.reliable", "points", l.Number(f.Points, 1)) + m.population(f.Population)
			lines = append(lines, indent(m.tagged(text, f.Evidence), width))
		}
	}
	return lines
}

// population names whom a figure is for; empty: everybody.
func (m *Model) population(p instruments.Population) string {
	t := m.env.Lang.T
	var parts []string
	if p.Informant != "" {
		parts = append(parts, t("informant."+string(p.Informant)))
	}
	if p.Sex != "" {
		parts = append(parts, t("gender."+string(p.Sex)))
	}
	switch {
	case p.AgeFrom > 0 && p.AgeTo > 0:
		parts = append(parts, t("instrument.ages.range", "from", p.AgeFrom, "to", p.AgeTo))
	case p.AgeFrom > 0:
		parts = append(parts, t("instrument.ages.from", "from", p.AgeFrom))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func indent(text string, width int) string {
	return "    " + strings.Join(widget.Wrap(text, width-4), "\n    ")
}

// howToImport says what can be done about the wording; empty for forms of our own.
func (m *Model) howToImport() string {
	t := m.env.Lang.T
	switch m.def.Rights.Class {
	case instruments.PaperOnly:
		return t("instrument.import.paper")
	case instruments.Own:
		return ""
	case instruments.Open, instruments.Permission:
	}
	return t("instrument.import.how", "id", string(m.def.ID))
}
