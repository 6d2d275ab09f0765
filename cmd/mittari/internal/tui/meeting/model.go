package meeting

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Family(context.Context, store.FamilyID) (casework.FamilyView, error)
	Agree(ctx context.Context, family store.FamilyID, on store.Date) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	route         screen.Meeting
	view          *casework.FamilyView // nil until read
	here          map[store.PersonID]bool
	list          *rows.List
	width, height int
}

type (
	viewMsg   struct{ view casework.FamilyView }
	agreedMsg struct{ on store.Date }
)

// New makes the screen.
func New(env *screen.Env, r screen.Meeting) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Meeting, d desk) *Model {
	return &Model{env: env, desk: d, route: r, list: rows.New(env), width: 80, height: 20}
}

// Init reads the family.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Family(ctx, m.route.Family)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("meeting.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

type keyMap struct{ open, here, feedback, meeting, agree, day key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	k := keyMap{
		open:     screen.Bind("enter", t("meeting.key.open"), "enter"),
		here:     screen.Bind(t("meeting.key.space"), t("meeting.key.here"), " "),
		feedback: screen.Bind("f", t("family.key.feedback"), "f"),
		meeting:  screen.Bind("m", t("meeting.key.log"), "m"),
		day:      screen.Bind("d", t("agreed.key.day"), "d"),
	}
	if day := m.proposed(); !day.IsZero() {
		k.agree = screen.Bind("a", t("agreed.key.agree", "date", m.env.Lang.Date(day)), "a")
	}
	return k
}

// proposed is the day that one key agrees on; zero: a day still to come is agreed, or none can be proposed.
func (m *Model) proposed() store.Date {
	if m.view == nil || m.view.Agreed != nil && m.view.Agreed.Date.After(store.DateOf(m.env.Clock())) {
		return store.Date{}
	}
	return m.view.Proposed
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if m.proposed().IsZero() {
		return screen.KeySet{k.open, k.here, k.feedback, k.meeting, k.day, m.list.Keys()}
	}
	return screen.KeySet{k.open, k.here, k.feedback, k.meeting, k.agree, k.day, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		first := m.view == nil
		m.view = &msg.view
		if first {
			m.gather()
		}
		m.fill()
		m.list.Choose(m.firstThing())
	case agreedMsg:
		return m, tea.Batch(m.Init(), screen.Say(m.env.Lang.T("agreed.said", "date", m.env.Lang.Date(msg.on))))
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if m.view != nil {
			return m, m.pressed(msg)
		}
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	line, _ := m.list.Selected()
	about, _ := line.Data.(subject)
	switch {
	case key.Matches(msg, k.open) && about.member, key.Matches(msg, k.here):
		m.toggle(about.person)
	case key.Matches(msg, k.open):
		return m.list.Open()
	case key.Matches(msg, k.feedback):
		return m.feedback(about.person)
	case key.Matches(msg, k.meeting):
		return screen.Go(screen.NewMeeting{Family: m.route.Family})
	case key.Matches(msg, k.agree):
		return m.agree(m.proposed())
	case key.Matches(msg, k.day):
		return m.chooseDay()
	default:
		m.list.Move(msg)
	}
	return nil
}

// agree records the day that was proposed.
func (m *Model) agree(on store.Date) tea.Cmd {
	d, family := m.desk, m.route.Family
	return screen.Work(m.env, func(ctx context.Context) (agreedMsg, error) { return agreedMsg{on}, d.Agree(ctx, family, on) })
}

// chooseDay opens the page where any day can be agreed on, or the agreed one be called off.
func (m *Model) chooseDay() tea.Cmd {
	return screen.Go(screen.NextMeeting{Family: m.route.Family, Day: m.view.DayToAgree()})
}

// subject is whom a line is about.
type subject struct {
	person store.PersonID
	member bool // the line is the person, not a form
}

// gather marks who is probably here: everybody who lives in the home. Where answers are kept apart it is the person
// for whom the meeting was opened, and otherwise the young people alone.
func (m *Model) gather() {
	m.here = map[store.PersonID]bool{}
	for _, p := range m.view.Persons {
		guardian := p.Role == store.Guardian
		switch {
		case p.ID == m.route.Person:
			m.here[p.ID] = true
		case m.view.Family.AnswersApart:
			m.here[p.ID] = !guardian && m.route.Person == (store.PersonID{})
		default:
			m.here[p.ID] = !guardian || !p.OtherHome
		}
	}
}

// toggle marks somebody as here or not. Where answers are kept apart the other guardians are then not.
func (m *Model) toggle(id store.PersonID) {
	p := m.person(id)
	if p == nil {
		return
	}
	m.here[id] = !m.here[id]
	if m.here[id] && p.Role == store.Guardian && m.view.Family.AnswersApart {
		for _, o := range m.view.Persons {
			if o.Role == store.Guardian && o.ID != id {
				m.here[o.ID] = false
			}
		}
	}
	m.fill()
}

func (m *Model) person(id store.PersonID) *casework.PersonRow {
	for i := range m.view.Persons {
		if m.view.Persons[i].ID == id {
			return &m.view.Persons[i]
		}
	}
	return nil
}

// feedback begins the meeting feedback of the person on the chosen line.
func (m *Model) feedback(id store.PersonID) tea.Cmd {
	if id == (store.PersonID{}) || !m.here[id] {
		return screen.Say(m.env.Lang.T("meeting.choose"))
	}
	draft := casework.Plan{Respondent: id, Instrument: casework.MeetingFeedback, Wave: store.AtMeeting}
	if e := m.view.Episode(); e != nil {
		draft.Episode = e.ID
	}
	return screen.Go(screen.Plan{Person: id, Draft: draft})
}
