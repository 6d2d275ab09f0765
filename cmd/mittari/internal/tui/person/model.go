package person

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Person(context.Context, store.PersonID) (casework.PersonView, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	id            store.PersonID
	view          *casework.PersonView // nil until read
	at            int                  // series shown
	text          bool                 // words and a list instead of the curve
	together      bool                 // others' answers on the same scale are shown too
	scroll        widget.Scroll
	width, height int
}

type viewMsg struct{ view casework.PersonView }

// New makes the screen.
func New(env *screen.Env, r screen.Person) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Person, d desk) *Model {
	return &Model{env: env, desk: d, id: r.ID, scroll: widget.NewScroll(env.Theme), width: 80, height: 20}
}

// Init reads the person.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Person(ctx, m.id)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string {
	if m.view == nil {
		return m.env.Lang.T("person.title")
	}
	return m.view.Person.Code
}

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

type keyMap struct{ begin, result, goals, correct, funder, next, prev, text, beside key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	text := "person.key.text"
	if m.text {
		text = "person.key.curve"
	}
	beside := "person.key.beside"
	if m.together {
		beside = "person.key.alone"
	}
	return keyMap{
		begin:   screen.Bind("a", t("person.key.begin"), "a"),
		result:  screen.Bind("r", t("person.key.result"), "r"),
		goals:   screen.Bind("g", t("person.key.goals"), "g"),
		correct: screen.Bind("c", t("person.key.correct"), "c"),
		funder:  screen.Bind("f", t("person.key.funder"), "f"),
		next:    screen.Bind("tab", t("person.key.next"), "tab", "right"),
		prev:    screen.Bind("shift+tab", t("person.key.prev"), "shift+tab", "left"),
		text:    screen.Bind("t", t(text), "t"),
		beside:  screen.Bind("v", t(beside), "v"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if m.series() == nil {
		return screen.KeySet{k.begin, k.goals, k.funder}
	}
	set := screen.KeySet{k.next, k.text, k.result, k.begin, k.goals, k.correct, k.funder, k.prev}
	if len(m.series().Beside) > 0 || len(m.say().Opposed(m.at)) > 0 {
		set = append(screen.KeySet{k.next, k.text, k.beside}, set[2:]...)
	}
	if m.scroll.Overflows() {
		set = append(set, widget.ScrollKey(m.env.Lang.T("rows.key.move")))
	}
	return set
}

// series is the one shown, nil when there is none.
func (m *Model) series() *casework.Series {
	if m.view == nil || len(m.view.Series) == 0 {
		return nil
	}
	return &m.view.Series[m.at]
}

// worthSeeing is the first series that shows a change; they come with the main scales first.
func worthSeeing(all []casework.Series) int {
	for i := range all {
		if len(phrase.Scored(&all[i])) > 1 {
			return i
		}
	}
	return 0
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		if m.view == nil {
			m.at = worthSeeing(msg.view.Series)
		}
		m.view = &msg.view
		m.at = min(m.at, max(len(m.view.Series)-1, 0))
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

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.begin):
		return screen.Go(screen.Plan{Person: m.id, Draft: casework.Plan{Respondent: m.id}})
	case key.Matches(msg, k.goals):
		return screen.Go(screen.Goals{Person: m.id})
	case key.Matches(msg, k.result):
		return m.latest(func(id store.AdministrationID) screen.Route { return screen.Result{ID: id} })
	case key.Matches(msg, k.correct):
		return m.latest(func(id store.AdministrationID) screen.Route { return screen.Correct{ID: id} })
	case key.Matches(msg, k.funder):
		return screen.Go(screen.Participant{Person: m.id})
	case key.Matches(msg, k.next):
		m.turn(1)
	case key.Matches(msg, k.prev):
		m.turn(-1)
	case key.Matches(msg, k.text):
		m.text = !m.text
		m.scroll.Top()
		m.fill()
	case key.Matches(msg, k.beside):
		m.together = !m.together
		m.scroll.Top()
		m.fill()
	default:
		m.scroll.Update(msg)
	}
	return nil
}

// beside are the others' results that are to be shown with the series; none unless asked for.
func (m *Model) beside() []casework.Beside {
	if !m.together || m.series() == nil {
		return nil
	}
	return m.series().Beside
}

func (m *Model) turn(by int) {
	if n := len(m.view.Series); n > 0 {
		m.at = (m.at + by + n) % n
		m.scroll.Top()
		m.fill()
	}
}

// latest opens something about the newest result of the series shown.
func (m *Model) latest(to func(store.AdministrationID) screen.Route) tea.Cmd {
	s := m.series()
	if s == nil || len(s.Points) == 0 {
		return nil
	}
	return screen.Go(to(s.Points[len(s.Points)-1].Administration))
}
