package family

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// View draws heading, members and timeline.
func (m *Model) View() string {
	if m.view == nil {
		return m.env.Lang.T("form.wait")
	}
	if m.ask != nil {
		return m.head() + "\n" + m.ask.View(m.env.Theme, min(m.width, 84))
	}
	if !m.wide() {
		return m.head() + "\n" + m.now.View() + "\n\n" + m.past.View()
	}
	left := lipgloss.NewStyle().Width(m.left()).Render(m.now.View())
	return m.head() + "\n" + trim(lipgloss.JoinHorizontal(lipgloss.Top, left, m.past.View()))
}

// head tells the state of the family: the episode, who works with it, what was asked of it, answers apart.
func (m *Model) head() string {
	t, l, th := m.env.Lang.T, m.env.Lang, m.env.Theme
	v := m.view
	state := t("family.noepisode")
	if e := v.Episode(); e != nil {
		state = t("family.open", "start", l.Date(e.Start))
		if !e.End.IsZero() {
			state = t("family.ended", "start", l.Date(e.Start), "end", l.Date(e.End), "why", t("exit."+string(e.ExitReason)))
		}
		if w := v.Workers[e.Worker]; w != "" {
			state += " · " + t("family.worker", "code", w)
		}
		if team := v.Teams[e.Team]; team != "" {
			state += " · " + team
		}
	}
	lines := []string{
		th.Strong.Render(widget.Truncate(v.Family.Code, m.width-1)) + "  " + th.Text.Render(widget.Truncate(state, m.width-len(v.Family.Code)-2)),
		th.Faint.Render(widget.Truncate(t("family.burden", "minutes", l.N("count.minutes", int(v.BurdenMinutes+0.5)), "meetings", len(v.Meetings)), m.width)),
	}
	if a := v.Agreed; a != nil {
		text := phrase.NextMeeting(l, a, store.DateOf(m.env.Clock()))
		lines = append(lines, th.Text.Render(widget.Truncate(text, m.width)))
	}
	if v.Family.AnswersApart {
		lines = append(lines, th.Warn.Render(widget.Truncate("! "+t("family.apart"), m.width)))
	}
	return strings.Join(append(lines, ""), "\n")
}

// share gives both lists their room.
func (m *Model) share() {
	if m.view == nil {
		return
	}
	room := m.height - lipgloss.Height(m.head())
	if m.wide() {
		m.now.SetSize(m.left()-2, room)
		m.past.SetSize(m.width-m.left(), room)
		return
	}
	top := min(m.now.Needs(), max(room-minPast-1, room/2))
	m.now.SetSize(m.width, top)
	m.past.SetSize(m.width, room-max(top, 3)-1)
}

// left is the width of the members' side when the lists stand beside each other.
func (m *Model) left() int { return m.width/2 + 3 }

// minPast is how many lines of the timeline always show.
const minPast = 6

// trim takes the spaces from the ends of lines.
func trim(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
