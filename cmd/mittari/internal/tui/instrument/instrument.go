// Package instrument shows what is known about one instrument, how sure it is, and on what terms it may be used.
package instrument

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Standing(ctx context.Context, id instruments.ID) (casework.Standing, error)
	Person(ctx context.Context, id store.PersonID) (casework.PersonView, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	route         screen.Instrument
	standing      casework.Standing
	def           *instruments.Definition // nil until read
	person        *casework.PersonView    // nil: opened for nobody
	scroll        widget.Scroll
	width, height int
}

type readMsg struct {
	standing casework.Standing
	person   *casework.PersonView
}

// New makes the screen.
func New(env *screen.Env, r screen.Instrument) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Instrument, d desk) *Model {
	return &Model{env: env, desk: d, route: r, scroll: widget.NewScroll(env.Theme), width: 80, height: 20}
}

// Init reads the definition, what may be done with it, and the person.
func (m *Model) Init() tea.Cmd {
	d, r := m.desk, m.route
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		s, err := d.Standing(ctx, r.ID)
		if err != nil || r.Person == (store.PersonID{}) {
			return readMsg{standing: s}, err
		}
		p, err := d.Person(ctx, r.Person)
		return readMsg{s, &p}, err
	})
}

// Title of the screen.
func (m *Model) Title() string {
	if m.def == nil {
		return m.env.Lang.T("instrument.title")
	}
	return cmp.Or(m.env.Lang.Text(m.def.Abbreviation), string(m.def.ID)) // a draft may have none yet
}

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

// Keys of the screen: scrolling, and what the licence and the state of the key leave to be done.
func (m *Model) Keys() help.KeyMap {
	set := screen.KeySet{widget.ScrollKey(m.env.Lang.T("rows.key.move"))}
	for _, d := range m.deeds() {
		set = append(set, d.key)
	}
	return set
}

// deed is something that can be done about the instrument.
type deed struct {
	key key.Binding
	to  screen.Route
}

func (m *Model) deeds() []deed {
	if m.def == nil {
		return nil
	}
	t, d := m.env.Lang.T, m.def
	var out []deed
	add := func(k, does string, to screen.Route) {
		out = append(out, deed{screen.Bind(k, does, k, strings.ToUpper(k)), to})
	}
	if d.NeedsCheck() {
		add("k", t("instrument.key.check"), screen.KeyCheck{Ref: d.Ref()})
	}
	if d.Rights.Class == instruments.Permission {
		add("l", t("instrument.key.permission"), screen.Permission{ID: d.ID})
	}
	if d.Rights.Class == instruments.Permission || d.Rights.Class == instruments.Open {
		add("s", t("instrument.key.wording"), screen.WordingImport{ID: d.ID})
	}
	if len(m.standing.Langs()) > 0 && m.standing.Off == nil {
		add("p", t("instrument.key.paper"), screen.PaperForm{ID: d.ID})
	}
	return out
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.standing, m.def, m.person = msg.standing, msg.standing.Definition, msg.person
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		for _, d := range m.deeds() {
			if key.Matches(msg, d.key) {
				return m, screen.Go(d.to)
			}
		}
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
	out = append(out, m.held(width)...)
	out = append(out, widget.Scorecard(th, width, m.facts()...)...)
	out = append(out, m.fit(width)...)
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
	if len(m.standing.Langs()) > 0 {
		var names []string
		for _, tag := range m.standing.Langs() {
			names = append(names, m.langName(tag))
		}
		langs = strings.Join(names, ", ")
	}
	validated := t("form.yes")
	if !d.Validated {
		validated = t("form.no")
	}
	if !d.Validated && d.Rights.Class == instruments.Own {
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
