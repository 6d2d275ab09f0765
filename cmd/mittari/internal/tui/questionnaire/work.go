package questionnaire

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/instruments"
)

// move works on the sitting off the UI loop. Until its message is back the screen is busy.
func (m *Model) move(answered bool, f func(ctx context.Context, s sitting) error) tea.Cmd {
	m.busy, m.saved, m.trouble = true, false, ""
	s, ctx := m.sitting, m.env.Ctx
	return func() tea.Msg {
		err := f(ctx, s)
		return movedMsg{now: look(s), answered: answered, err: err}
	}
}

func (m *Model) answer(code int) tea.Cmd {
	fixing := m.fixing
	return m.move(true, func(ctx context.Context, s sitting) error {
		if err := s.Answer(ctx, code); err != nil {
			return err
		}
		return settle(ctx, s, fixing)
	})
}

func (m *Model) skip(why instruments.SkipReason) tea.Cmd {
	fixing := m.fixing
	return m.move(true, func(ctx context.Context, s sitting) error {
		if err := s.Skip(ctx, why); err != nil {
			return err
		}
		return settle(ctx, s, fixing)
	})
}

func (m *Model) back() tea.Cmd {
	return m.move(false, func(ctx context.Context, s sitting) error { return s.Back(ctx) })
}

func (m *Model) forward() tea.Cmd {
	return m.move(false, func(ctx context.Context, s sitting) error { return s.Forward(ctx) })
}

func (m *Model) goTo(number int) tea.Cmd {
	m.fixing = true
	return m.move(false, func(ctx context.Context, s sitting) error { return s.GoTo(ctx, number) })
}

func (m *Model) complete() tea.Cmd {
	m.busy, m.trouble = true, ""
	s, ctx := m.sitting, m.env.Ctx
	return func() tea.Msg {
		_, err := s.Complete(ctx)
		return completedMsg{err: err}
	}
}

func (m *Model) checkPIN() tea.Cmd {
	m.busy = true
	d, ctx, pin := m.desk, m.env.Ctx, m.pin.Value()
	m.pin.SetValue("")
	return func() tea.Msg { return pinMsg{err: d.CheckPIN(ctx, pin)} }
}

// takeBreath starts a pause in which no answer is taken.
func (m *Model) takeBreath() tea.Cmd {
	if !m.locked || m.breath == 0 {
		return nil
	}
	m.rests++
	m.rest = m.rests
	over := restedMsg{rest: m.rest}
	return m.env.After(m.breath, func(time.Time) tea.Msg { return over })
}

// fetch does something that the sitting does not move by, off the UI loop.
func fetch[T any](m *Model, f func(ctx context.Context, s sitting) (T, error), msg func(T, error) tea.Msg) tea.Cmd {
	m.busy, m.trouble = true, ""
	s, ctx := m.sitting, m.env.Ctx
	return func() tea.Msg { return msg(f(ctx, s)) }
}
