package questionnaire

import (
	"fmt"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

// review lists what was answered and what was passed over; the first line finishes.
func (m *Model) review(p *page) {
	t, w, width := m.env.Theme, m.words, m.column()
	skipped := 0
	for _, it := range m.now.items {
		if it.Response.State != instruments.Answered {
			skipped++
		}
	}
	p.text(t.Question, widget.Wrap(w.T("ask.review"), width))
	said := w.T("ask.review.all")
	if skipped > 0 {
		said = w.N("ask.review.skipped", skipped)
	}
	p.text(t.Text, widget.Wrap(said, width))
	p.add("")
	if m.trouble != "" {
		p.text(t.Warn, widget.Wrap("! "+m.trouble, width))
		p.add("")
	}
	p.add(m.line(0, w.T("ask.review.finish")), "")
	for i, it := range m.now.items {
		p.add(m.line(i+1, m.reviewed(it, width-2)))
	}
	p.first = len(p.lines) - len(m.now.items) + m.choice - 1
	if m.choice == 0 {
		p.first = 0
	}
	p.last = p.first
}

func (m *Model) line(n int, text string) string {
	if n == m.choice {
		return m.env.Theme.Selected.Render("▸ " + text)
	}
	return "  " + text
}

// reviewed is one item in one line: its number, the beginning of its text, and the answer.
func (m *Model) reviewed(it casework.ItemView, width int) string {
	text := it.Text
	if text == "" {
		text = it.Cue
	}
	answer := "– " + m.words.T("ask.skipped")
	if it.Response.State == instruments.Answered {
		answer = fmt.Sprint(it.Response.Code)
		for _, o := range it.Options {
			if o.Code == int(it.Response.Code) && o.Text != "" {
				answer += " " + o.Text
			}
		}
	}
	answer = widget.Truncate(oneLine(answer), width/2)
	return widget.Spread(fmt.Sprintf("%2d  %s", it.Number, oneLine(text)), answer, width)
}

func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
