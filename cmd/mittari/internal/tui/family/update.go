package family

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.fill()
	case screen.RefreshMsg, changedMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if m.view == nil {
			return m, nil
		}
		if m.ask != nil {
			return m, m.answered(msg)
		}
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.open):
		return m.list().Open()
	case key.Matches(msg, k.other):
		m.inPast = !m.inPast && m.past.Choosable()
		m.now.Blurred, m.past.Blurred = m.inPast, !m.inPast
	case key.Matches(msg, k.gather):
		return screen.Go(screen.Meeting{Family: m.id})
	case key.Matches(msg, k.begin):
		return m.begin(casework.Plan{})
	case key.Matches(msg, k.feedback):
		return m.begin(casework.Plan{Instrument: casework.MeetingFeedback, Wave: store.AtMeeting})
	case key.Matches(msg, k.meeting):
		return screen.Go(screen.NewMeeting{Family: m.id})
	case key.Matches(msg, k.agree):
		return screen.Go(screen.NextMeeting{Family: m.id, Day: m.view.DayToAgree()})
	case key.Matches(msg, k.event):
		return screen.Go(screen.NewEvent{Family: m.id})
	case key.Matches(msg, k.person):
		return screen.Go(screen.NewPerson{Family: m.id})
	case key.Matches(msg, k.goals):
		return m.goals()
	case key.Matches(msg, k.choices):
		return screen.Go(screen.Choices{Family: m.id})
	case key.Matches(msg, k.methods):
		return screen.Go(screen.Methods{Family: m.id})
	case key.Matches(msg, k.end):
		return screen.Go(screen.EndEpisode{Family: m.id})
	case key.Matches(msg, k.apart):
		m.askApart()
	case key.Matches(msg, k.paper):
		return screen.Go(screen.KeyIn{Only: m.view.Family.Code})
	case key.Matches(msg, k.log):
		return screen.Go(screen.Log{Family: m.id})
	default:
		m.list().Move(msg)
	}
	return nil
}

func (m *Model) list() *rows.List {
	if m.inPast {
		return m.past
	}
	return m.now
}

// person is the member of the chosen line, else the first one.
func (m *Model) person() (store.PersonID, bool) {
	if line, ok := m.now.Selected(); ok {
		if id, ok := line.Data.(store.PersonID); ok {
			return id, true
		}
	}
	if len(m.view.Persons) == 0 {
		return store.PersonID{}, false
	}
	return m.view.Persons[0].ID, true
}

// begin opens the plan for a member with what is known filled in.
func (m *Model) begin(draft casework.Plan) tea.Cmd {
	id, ok := m.person()
	if !ok {
		return screen.Say(m.env.Lang.T("family.nobody"))
	}
	draft.Respondent = id
	if e := m.view.Episode(); e != nil {
		draft.Episode = e.ID
	}
	return screen.Go(screen.Plan{Person: id, Draft: draft})
}

func (m *Model) goals() tea.Cmd {
	id, ok := m.person()
	if !ok {
		return screen.Say(m.env.Lang.T("family.nobody"))
	}
	return screen.Go(screen.Goals{Person: id})
}

func (m *Model) askApart() {
	t := m.env.Lang.T
	question := t("family.apart.ask")
	if m.view.Family.AnswersApart {
		question = t("family.together.ask")
	}
	m.ask = &widget.Confirm{Question: question, Yes: t("form.yes"), No: t("form.no")}
}

func (m *Model) answered(msg tea.KeyMsg) tea.Cmd {
	switch m.ask.Update(msg) {
	case widget.Undecided:
		return nil
	case widget.Refused:
		m.ask = nil
		return nil
	case widget.Confirmed:
	}
	m.ask = nil
	apart := !m.view.Family.AnswersApart
	return screen.Work(m.env, func(ctx context.Context) (changedMsg, error) {
		return changedMsg{}, m.desk.SetAnswersApart(ctx, m.id, apart)
	})
}
