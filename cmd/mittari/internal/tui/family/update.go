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
	defer m.share()
	switch msg := msg.(type) {
	case viewMsg:
		m.read(msg.view)
	case screen.RefreshMsg:
		return m, m.Init()
	case changedMsg:
		back := func(ctx context.Context) error { return m.desk.SetAnswersApart(ctx, m.id, !msg.apart) }
		said := "family.together.said"
		if msg.apart {
			said = "family.apart.said"
		}
		return m, tea.Batch(m.Init(), m.undo.Did(m.env, m.env.Lang.T(said), back))
	case rows.UndoneMsg:
		return m, tea.Batch(m.Init(), m.undo.Heard(m.env, msg))
	case tea.KeyMsg:
		switch {
		case m.view == nil:
			return m, nil
		case m.ask != nil:
			return m, m.answered(msg)
		}
		return m, m.pressed(msg)
	}
	return m, nil
}

// read takes in what was read. An episode that was ended meanwhile, on the page for it, can be taken up again.
func (m *Model) read(v casework.FamilyView) {
	if m.view != nil {
		before, now := m.view.Episode(), v.Episode()
		if before != nil && now != nil && before.ID == now.ID && before.End.IsZero() && !now.End.IsZero() {
			m.undo.Remember(func(ctx context.Context) error { return m.desk.ReopenEpisode(ctx, now.ID) })
		}
	}
	m.view = &v
	m.now.Show(m.sections()...)
	m.past.Show(m.timeline())
	m.enter(m.inPast)
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	if cmd, done := m.list().Update(msg); done {
		return cmd
	}
	if cmd, done := m.undo.Press(m.env, msg); done {
		return cmd
	}
	k := m.keys()
	switch {
	case key.Matches(msg, k.other):
		m.enter(!m.inPast)
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
	}
	return nil
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
		return changedMsg{apart}, m.desk.SetAnswersApart(ctx, m.id, apart)
	})
}
