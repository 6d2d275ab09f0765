package family

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Family(context.Context, store.FamilyID) (casework.FamilyView, error)
	SetAnswersApart(ctx context.Context, id store.FamilyID, apart bool) error
	ReopenEpisode(ctx context.Context, id store.EpisodeID) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	id            store.FamilyID
	view          *casework.FamilyView // nil until read
	now           rows.Panel           // members, unfinished, due
	past          rows.Panel           // timeline
	inPast        bool                 // the cursor is in the timeline
	undo          rows.Undo            // of both
	ask           *widget.Confirm      // the question about answers apart; nil: not asked
	width, height int
}

type (
	viewMsg    struct{ view casework.FamilyView }
	changedMsg struct{ apart bool }
)

// New makes the screen.
func New(env *screen.Env, r screen.Family) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Family, d desk) *Model {
	spec := rows.Spec{Open: "family.key.open"}
	return &Model{env: env, desk: d, id: r.ID, now: rows.NewPanel(env, spec), past: rows.NewPanel(env, spec), width: 80, height: 20}
}

// Init reads the family.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Family(ctx, m.id)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string {
	if m.view == nil {
		return m.env.Lang.T("family.title")
	}
	return m.view.Family.Code
}

// Typing is true while the question is open or something is searched for.
func (m *Model) Typing() bool { return m.ask != nil || m.now.Typing() || m.past.Typing() }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.share()
}

// wide says whether members and timeline stand beside each other.
func (m *Model) wide() bool { return m.width >= 110 }

// list is the one with the cursor.
func (m *Model) list() *rows.Panel {
	if m.inPast {
		return &m.past
	}
	return &m.now
}

// enter puts the cursor into the timeline, if it has anything, or back among the members.
func (m *Model) enter(past bool) {
	_, any := m.past.Selected()
	m.inPast = past && any
	m.now.Blur(m.inPast)
	m.past.Blur(!m.inPast)
}

// Point is a click on one of the lists, which then has the cursor.
func (m *Model) Point(x, y int) tea.Cmd {
	if m.view == nil || m.ask != nil {
		return nil
	}
	y -= lipgloss.Height(m.head())
	past := m.wide() && x >= m.left()
	if top := lipgloss.Height(m.now.View()); !m.wide() && y > top {
		past, y = true, y-top-1
	}
	var cmd tea.Cmd
	if past {
		cmd = m.past.Point(x, y)
	} else {
		cmd = m.now.Point(x, y)
	}
	m.enter(past)
	return cmd
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.ask != nil {
		return rows.QuestionKeys(m.env)
	}
	k := m.keys()
	if m.view != nil && len(m.view.Persons) == 0 {
		return m.list().Keys(k.person, k.agree, k.meeting, k.event, k.choices, k.methods, k.end, k.log)
	}
	own := append(m.undo.Offer(m.env), k.gather, k.begin, k.feedback, k.meeting, k.agree, k.event, k.person, k.goals, k.choices, k.methods, k.other, k.end, k.apart, k.paper, k.log)
	return m.list().Keys(own...)
}
