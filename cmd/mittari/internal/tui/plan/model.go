package plan

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// desk is what the screen asks of *casework.Desk.
type desk interface {
	Offers(ctx context.Context, respondent store.PersonID) ([]casework.Offer, error)
	Person(ctx context.Context, id store.PersonID) (casework.PersonView, error)
	Family(ctx context.Context, id store.FamilyID) (casework.FamilyView, error)
	Decline(ctx context.Context, p casework.Plan, why store.DeclineReason) error
}

// stage is which page is shown.
type stage int

const (
	loading   stage = iota
	listing         // the instruments
	filling         // how to ask the chosen one
	declining       // why it is not answered
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	route         screen.Plan
	width, height int

	stage  stage
	data   data
	table  widget.Table
	offer  *casework.Offer
	form   form
	why    widget.Options
	before stage // the page that declining returns to
	busy   bool
	failed bool
}

// data is what the screen reads at first.
type data struct {
	offers []casework.Offer
	person casework.PersonView
	family casework.FamilyView
	today  store.Date
}

type (
	loadedMsg   data
	declinedMsg struct{}
)

// New makes the screen.
func New(env *screen.Env, r screen.Plan) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Plan, d desk) *Model {
	return &Model{env: env, desk: d, route: r, width: 80, height: 20}
}

// Init reads what can be offered.
func (m *Model) Init() tea.Cmd {
	d, id, today := m.desk, m.route.Person, store.DateOf(m.env.Clock())
	return screen.Work(m.env, func(ctx context.Context) (loadedMsg, error) {
		var out data
		var err error
		if out.person, err = d.Person(ctx, id); err != nil {
			return loadedMsg{}, err
		}
		if out.family, err = d.Family(ctx, out.person.Family.ID); err != nil {
			return loadedMsg{}, err
		}
		out.offers, err = d.Offers(ctx, id)
		out.today = today
		return loadedMsg(out), err
	})
}

// Title names the person.
func (m *Model) Title() string {
	if m.stage == loading {
		return m.env.Lang.T("plan.title")
	}
	return m.env.Lang.T("plan.title.of", "person", m.data.person.Person.Code)
}

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.table.SetSize(width, max(height-2, 3))
}

// Typing holds esc back while something is open that esc closes.
func (m *Model) Typing() bool {
	return m.stage == declining || m.stage == filling && m.route.Draft.Instrument == ""
}

// choose opens the form of an offer with what is likely filled in.
func (m *Model) choose(i int) {
	m.offer = &m.data.offers[i]
	m.form = newForm(m.env.Lang, m.offer, m.data, m.route.Draft)
	m.stage = filling
}

// loaded shows the list, or at once the instrument that the route names.
func (m *Model) loaded(d data) {
	m.data = d
	m.stage = listing
	m.fillTable()
	for i := range d.offers {
		if d.offers[i].Definition.ID == m.route.Draft.Instrument {
			m.choose(i)
			return
		}
	}
}
