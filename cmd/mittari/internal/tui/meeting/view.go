package meeting

import (
	"math"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// View draws heading and list.
func (m *Model) View() string {
	if m.view == nil {
		return m.env.Lang.T("form.wait")
	}
	return m.head() + "\n\n" + m.list.View()
}

// head names the family, and says when answers are kept apart.
func (m *Model) head() string {
	l, th := m.env.Lang, m.env.Theme
	out := th.Strong.Render(widget.Spread(m.view.Family.Code, l.Date(store.DateOf(m.env.Clock())), m.width))
	if m.view.Family.AnswersApart {
		out += "\n" + th.Warn.Render(widget.Truncate("! "+l.T("meeting.apart"), m.width))
	}
	return out
}

// fill makes the lines: who is here, then what can be asked of them now, the next date last.
func (m *Model) fill() {
	if m.view == nil {
		return
	}
	m.list.SetSize(m.width, m.height-strings.Count(m.head(), "\n")-2)
	lines := append(m.members(), rows.Line{Head: true})
	lines = append(lines, m.things()...)
	lines = append(lines, rows.Line{Head: true})
	if text := m.next(); text != "" {
		lines = append(lines, rows.Line{Text: text})
	}
	lines = append(lines, rows.Line{Text: m.agreed()})
	m.list.SetLines(lines)
}

func (m *Model) members() []rows.Line {
	t := m.env.Lang.T
	lines := []rows.Line{{Head: true, Text: t("meeting.here")}}
	if len(m.view.Persons) == 0 {
		return append(lines, rows.Line{Text: t("family.nobody")})
	}
	for _, p := range m.view.Persons {
		mark := "[ ]"
		if m.here[p.ID] {
			mark = "[x]"
		}
		lines = append(lines, rows.Line{
			Text: mark + " " + widget.Pad(p.Code, m.codeWidth()) + " " + m.about(p), Open: rows.Nothing,
			Data: subject{person: p.ID, member: true},
		})
	}
	return lines
}

// about is who a member is and, when they are here, how much of their time is asked for.
func (m *Model) about(p casework.PersonRow) string {
	l := m.env.Lang
	parts := []string{l.T("role." + string(p.Role))}
	if p.Age >= 0 {
		parts = append(parts, l.T("family.age", "n", p.Age))
	}
	if p.OtherHome {
		parts = append(parts, l.T("family.otherhome"))
	}
	text := strings.Join(parts, ", ")
	if n, sum := m.asked(p.ID); m.here[p.ID] && n > 0 {
		text += " · " + l.N("meeting.forms", n, "minutes", l.N("count.minutes", sum))
	}
	return text
}

// asked is how many forms are due of a person, and how many minutes they take.
func (m *Model) asked(id store.PersonID) (n, sum int) {
	for _, d := range m.view.Due {
		if d.Person.ID == id {
			n++
			sum += minutes(d.Minutes)
		}
	}
	return n, sum
}

// things are the forms that those who are here have begun or are due to answer.
func (m *Model) things() []rows.Line {
	l := m.env.Lang
	var lines []rows.Line
	total := 0
	for _, d := range m.view.Drafts {
		if m.here[d.Person.ID] {
			lines = append(lines, rows.Line{
				Text: m.columns(d.Person.Code, d.Short, d.Draft.Wave, l.T("today.answered", "n", d.Answered, "all", d.Asked)),
				Open: screen.Go(screen.Questionnaire{Resume: d.Draft.ID}), Data: subject{person: d.Person.ID},
			})
		}
	}
	for _, d := range m.view.Due {
		if !m.here[d.Person.ID] {
			continue
		}
		total += minutes(d.Minutes)
		lines = append(lines, rows.Line{
			Text: m.columns(d.Person.Code, d.Short, d.Wave, l.N("count.minutes", minutes(d.Minutes))),
			Open: screen.Go(screen.Plan{Person: d.Person.ID, Draft: casework.Plan{
				Episode: d.Episode.ID, Respondent: d.Person.ID, Instrument: d.Ref.ID, Wave: d.Wave,
			}}),
			Data: subject{person: d.Person.ID},
		})
	}
	if len(lines) == 0 {
		return []rows.Line{{Head: true, Text: l.T("meeting.done")}, {Text: l.T("meeting.more")}}
	}
	head := l.T("meeting.due", "n", len(lines), "minutes", l.N("count.minutes", total))
	return append([]rows.Line{{Head: true, Text: head}}, lines...)
}

// next is the date the plan proposes.
func (m *Model) next() string {
	n, l := m.view.Next, m.env.Lang
	if n == nil {
		return ""
	}
	return l.T("meeting.next", "wave", l.T("wave."+string(n.Wave)), "date", l.Date(n.Date), "from", l.Date(n.Opens), "to", l.Date(n.Closes))
}

// agreed is the day of the next meeting, or the one that is proposed.
func (m *Model) agreed() string {
	l, a := m.env.Lang, m.view.Agreed
	switch {
	case a == nil && m.view.Proposed.IsZero():
		return l.T("agreed.none")
	case a == nil:
		return l.T("agreed.proposed", "date", l.Date(m.view.Proposed))
	}
	return phrase.NextMeeting(l, a, store.DateOf(m.env.Clock()))
}

// firstThing is the first line that starts something for the person the meeting was opened for, else for anybody; when
// nothing can be started it is the first person.
func (m *Model) firstThing() int {
	above, things := len(m.members())+1, m.things()
	first := 0
	for i, line := range things {
		if line.Open == nil {
			continue
		}
		if about, _ := line.Data.(subject); about.person == m.route.Person {
			return above + i
		}
		if first == 0 {
			first = above + i
		}
	}
	return max(first, 1)
}

func (m *Model) columns(code string, short instruments.Text, wave store.Wave, rest string) string {
	l := m.env.Lang
	return strings.Join([]string{
		widget.Pad(code, m.codeWidth()), widget.Pad(l.Text(short), m.narrow(14, 9)), widget.Pad(l.T("wave."+string(wave)), m.narrow(16, 13)), rest,
	}, " ")
}

func (m *Model) codeWidth() int { return m.narrow(13, 11) }

func (m *Model) narrow(usual, small int) int {
	if m.width < 70 {
		return small
	}
	return usual
}

// minutes are whole ones, at least one.
func minutes(f float64) int { return max(int(math.Ceil(f)), 1) }
