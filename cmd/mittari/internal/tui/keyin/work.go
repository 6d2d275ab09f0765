package keyin

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// begin stores an empty draft of the planned form.
func (m *Model) begin() tea.Cmd {
	d, p, l, person := m.desk, m.plan, m.lang(), m.person
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		s, err := d.Begin(ctx, p)
		if err != nil {
			return nil, err
		}
		return begunMsg{s, s.Form(l), person}, nil
	})
}

func (m *Model) resume(id store.AdministrationID) tea.Cmd {
	d, l := m.desk, m.lang()
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		s, err := d.Resume(ctx, id)
		if err != nil {
			return nil, err
		}
		p, err := d.Person(ctx, s.Administration().Respondent)
		if err != nil {
			return nil, err
		}
		return begunMsg{s, s.Form(l), p.Person.Code}, nil
	})
}

func (m *Model) begun(msg begunMsg) {
	m.sitting, m.person = msg.sitting, msg.person
	a := m.sitting.Administration()
	m.form, m.dated, m.plan.Wave = a.ID, a.Answered, a.Wave // the sitting is read only where no work is under way
	m.after = &casework.Plan{
		Episode: a.Episode, Respondent: a.Respondent, Subject: a.Subject, Instrument: a.Instrument.ID, Informant: a.Informant, Wave: a.Wave,
	}
	m.stage, m.note, m.grid = keying, "", newGrid(msg.cells)
	if a.Second != nil {
		m.keyAgain()
	}
}

// put stores a response, of either keying; the cursor goes on when it is on disk.
func (m *Model) put(e entry) tea.Cmd {
	l, save, form := m.lang(), m.sitting.Put, m.sitting.Form
	if m.stage == again {
		save, form = m.second.Put, m.second.Form
	}
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		if err := save(ctx, e.number, e.response); err != nil {
			return nil, err
		}
		return putMsg{form(l), e.number}, nil
	})
}

// finish scores and stores the form, and lists what may come next.
func (m *Model) finish() tea.Cmd {
	d, s, after := m.desk, m.sitting, m.after
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		id, err := s.Complete(ctx)
		if err != nil {
			return nil, err
		}
		rows, err := d.PaperForms(ctx, after)
		return doneMsg{id, rows}, err
	})
}

// putAside leaves the form: a draft with answers stays, an empty one goes.
func (m *Model) putAside() tea.Cmd {
	d, id := m.desk, m.form
	kept := slices.ContainsFunc(m.grid.cells, func(c casework.Cell) bool { return c.Response.State != instruments.Unanswered })
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		if kept {
			return leftMsg{true}, nil
		}
		return leftMsg{false}, d.Discard(ctx, id)
	})
}

// again lists the forms anew.
func (m *Model) again() tea.Cmd {
	d, after := m.desk, m.after
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		rows, err := d.PaperForms(ctx, after)
		return listMsg{rows}, err
	})
}

// decide stores what is right where the keyings differ.
func (m *Model) decide() tea.Cmd {
	s, found, l := m.sitting, m.found, m.lang()
	right := make([]instruments.Response, len(found))
	for i, one := range found {
		right[i] = one.First
		if m.chosen[i] == theSecond {
			right[i] = one.Second
		}
	}
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		if err := s.Decided(ctx, found, right); err != nil {
			return nil, err
		}
		return decidedMsg{s.Form(l)}, nil
	})
}
