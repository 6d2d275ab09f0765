package family

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Family(context.Context, store.FamilyID) (casework.FamilyView, error)
	SetAnswersApart(ctx context.Context, id store.FamilyID, apart bool) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	id            store.FamilyID
	view          *casework.FamilyView // nil until read
	now           *rows.List           // members, unfinished, due
	past          *rows.List           // timeline
	inPast        bool                 // the cursor is in the timeline
	ask           *widget.Confirm      // the question about answers apart; nil: not asked
	width, height int
}

type (
	viewMsg    struct{ view casework.FamilyView }
	changedMsg struct{}
)

// New makes the screen.
func New(env *screen.Env, r screen.Family) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Family, d desk) *Model {
	return &Model{env: env, desk: d, id: r.ID, now: rows.New(env), past: rows.New(env), width: 80, height: 20}
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

// Typing is true while the question is open.
func (m *Model) Typing() bool { return m.ask != nil }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

// wide says whether members and timeline stand beside each other.
func (m *Model) wide() bool { return m.width >= 110 }

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.ask != nil {
		t := m.env.Lang.T
		return screen.KeySet{screen.Bind("←→", t("form.key.choose"), "left", "right"), screen.Bind("enter", t("form.key.next"), "enter"), screen.Bind("esc", t("form.key.cancel"), "esc")}
	}
	k := m.keys()
	return screen.KeySet{k.open, k.gather, k.begin, k.feedback, k.meeting, k.agree, k.event, k.person, k.goals, k.choices, k.methods, k.other, k.end, k.apart, k.paper, k.log, m.now.Keys()}
}
