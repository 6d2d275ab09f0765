package questionnaire

import (
	"math"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

// widest is the longest line of text: longer ones are hard to read.
const widest = 76

// page is text with the lines that must stay in sight.
type page struct {
	lines       []string
	first, last int
	options     int // the line at which the answers begin
}

func (p *page) add(lines ...string) { p.lines = append(p.lines, lines...) }

func (p *page) text(s lipgloss.Style, lines []string) {
	for _, l := range lines {
		p.add(s.Render(l))
	}
}

// View draws the page at hand.
func (m *Model) View() string {
	var p page
	switch {
	case m.pinning:
		m.askPage(&p)
	case m.stage == telling:
		p.add(splitLines(m.tell())...)
	case m.stage == paused:
		m.rested(&p)
	case m.stage == curving:
		m.curve(&p)
	case m.stage == sharing:
		m.share(&p)
	case m.stage == greeting:
		m.greet(&p)
	case m.stage == asking:
		m.ask(&p)
	case m.stage == skipping:
		m.askWhy(&p)
	case m.stage == reading:
		p.text(m.env.Theme.Text, widget.Wrap(m.now.instruction, m.column()))
	case m.stage == reviewing:
		m.review(&p)
	case m.stage == ended && m.locked:
		m.thank(&p)
	}
	return m.lay(p)
}

// lay puts the page in the middle of the window, with the keys at the bottom where the root draws none.
func (m *Model) lay(p page) string {
	height := m.room()
	var foot []string
	if m.locked {
		foot = m.foot()
	}
	scroll, above := m.window(p)
	lines := append(make([]string, above), strings.Split(scroll.View(), "\n")...)
	left := strings.Repeat(" ", m.margin())
	for i, l := range lines {
		if l != "" {
			lines[i] = left + l
		}
	}
	body := widget.Fit(strings.Join(lines, "\n"), height)
	if len(foot) == 0 {
		return body
	}
	return body + "\n" + strings.Join(foot, "\n")
}

// window is what of a page is in sight, and how many empty lines are above it.
func (m *Model) window(p page) (scroll widget.Scroll, above int) {
	scroll = widget.NewScroll(m.env.Theme)
	scroll.SetHeight(m.room())
	scroll.SetText(strings.Join(p.lines, "\n"))
	scroll.Keep(0, 0)
	scroll.Keep(p.first, p.last)
	return scroll, max((m.room()-len(splitLines(scroll.View())))/3, 0)
}

// margin is the number of empty columns left of a page.
func (m *Model) margin() int { return max((m.width-m.column())/2, 0) }

// room is the height without the keys of respondent mode.
func (m *Model) room() int {
	if m.locked && m.stage != opening {
		return m.height - 1
	}
	return m.height
}

func splitLines(s string) []string { return strings.Split(s, "\n") }

func (m *Model) column() int { return max(min(m.width-2, widest), 10) }

// foot is the keys of respondent mode, small; the worker's key is always there.
func (m *Model) foot() []string {
	if m.stage == opening {
		return nil
	}
	worker := m.keys().worker.Help()
	right := worker.Key + " " + worker.Desc
	var keys []string
	if !m.pinning {
		keys = describe(m.pageKeys())
	}
	t := m.env.Theme.Faint
	for len(keys) > 0 && lipgloss.Width(strings.Join(keys, " · "))+lipgloss.Width(right)+3 > m.width {
		keys = keys[:len(keys)-1]
	}
	return []string{t.Render(widget.Spread(" "+strings.Join(keys, " · "), right+" ", m.width))}
}

func describe(bindings []key.Binding) []string {
	var out []string
	for _, b := range bindings {
		h := b.Help()
		out = append(out, h.Key+" "+h.Desc)
	}
	return out
}

// greet says what is coming.
func (m *Model) greet(p *page) {
	t, w := m.env.Theme, m.words
	minutes := w.N("count.minutes", max(int(math.Ceil(m.now.def.Minutes)), 1))
	p.text(t.Question, widget.Wrap(w.N("ask.greet", len(m.now.items), "minutes", minutes), m.column()))
	p.add("")
	if done := len(m.now.items) - m.now.left; done > 0 && m.now.atItem {
		p.text(t.Text, widget.Wrap(w.T("ask.greet.resume", "n", m.now.item.Position, "all", m.now.item.Asked), m.column()))
		p.add("")
	}
	p.text(t.Text, widget.Wrap(w.T("ask.greet.free"), m.column()))
	p.text(t.Text, widget.Wrap(w.T("ask.greet.saved"), m.column()))
	if !m.now.official {
		p.add("")
		p.text(t.Text, widget.Wrap(w.T("ask.paper.all"), m.column()))
	}
	if m.now.instruction != "" {
		p.add("")
		p.text(t.Text, widget.Wrap(m.now.instruction, m.column()))
	}
	m.addTrouble(p)
	p.add("")
	p.text(t.Selected, widget.Wrap("▸ "+w.T("ask.greet.go"), m.column()))
	p.first, p.last = 0, len(p.lines)-1
	m.addSpeech(p)
}

// rested is the page of a break.
func (m *Model) rested(p *page) {
	t, w := m.env.Theme, m.words
	p.text(t.Question, widget.Wrap(w.T("ask.pause"), m.column()))
	p.add("")
	p.text(t.Text, widget.Wrap(w.T("ask.pause.text"), m.column()))
	p.add("")
	p.text(t.Selected, widget.Wrap("▸ "+w.T("ask.pause.go"), m.column()))
}

// ask shows one item. The instruction is left out where there is no room for it; the key i shows it.
func (m *Model) ask(p *page) {
	t, w, width := m.env.Theme, m.words, m.column()
	it := m.now.item
	p.add(t.Faint.Render(m.progress(width)), "")
	question := m.question(it, width)
	options, first, last := m.options.View(t, width)
	instruction := widget.Wrap(m.now.instruction, width)
	room := m.height - len(p.lines) - len(question) - len(options) - 5
	if m.now.instruction != "" && len(instruction) <= room {
		p.text(t.Faint, instruction)
		p.add("")
	}
	p.add(question...)
	p.add("")
	p.options = len(p.lines)
	p.first, p.last = p.options+first, p.options+last
	p.add(options...)
	if !m.options.Direct() {
		p.add("")
		p.text(t.Faint, widget.Wrap(w.T("ask.scale"), width))
	}
	switch {
	case m.trouble != "":
		p.add("")
		p.text(t.Warn, widget.Wrap("! "+m.trouble, width))
		p.last = len(p.lines) - 1
	case it.Response.State == instruments.Skipped:
		p.add("", t.Faint.Render("– "+w.T("ask.skipped")))
	}
}

// progress is the place among the items, how many are left, and that the last answer is on disk.
func (m *Model) progress(width int) string {
	it, w := m.now.item, m.words
	text := w.T("ask.progress", "n", it.Position, "all", it.Asked, "left", it.Left)
	saved := ""
	if m.saved {
		saved = "✓ " + w.T("ask.saved")
	}
	bar := min(width-lipgloss.Width(text)-lipgloss.Width(saved)-4, 24)
	if bar >= 6 && it.Asked > 0 {
		done := bar * (it.Asked - it.Left) / it.Asked
		text += "  " + strings.Repeat("━", done) + strings.Repeat("─", bar-done)
	}
	return widget.Spread(text, saved, width)
}

// question is the official text, or our cue with the number that leads to the paper form.
func (m *Model) question(it casework.ItemView, width int) []string {
	t, w := m.env.Theme, m.words
	var out []string
	if it.Text != "" {
		for _, l := range widget.Wrap(it.Text, width) {
			out = append(out, t.Question.Render(l))
		}
		return out
	}
	for _, l := range widget.Wrap(w.T("ask.cue", "n", it.Number, "cue", it.Cue), width) {
		out = append(out, t.Question.Render(l))
	}
	for _, l := range widget.Wrap(w.T("ask.paper"), width) {
		out = append(out, t.Faint.Render(l))
	}
	return out
}

// askWhy offers the reasons for passing over; none has to be given.
func (m *Model) askWhy(p *page) {
	t, w, width := m.env.Theme, m.words, m.column()
	p.add(t.Faint.Render(m.progress(width)), "")
	p.text(t.Question, widget.Wrap(w.T("ask.skip.why"), width))
	p.add("")
	options, first, last := m.reasons.View(t, width)
	p.first, p.last = len(p.lines)+first, len(p.lines)+last
	p.add(options...)
}

func (m *Model) reasonOptions() widget.Options {
	keys := []string{"ask.skip.none", "ask.skip.want", "ask.skip.understand", "ask.skip.fit", "ask.skip.know"}
	items := make([]widget.Option, len(keys))
	for i, k := range keys {
		items[i] = widget.Option{Code: i, Text: m.words.T(k)}
	}
	o := widget.NewOptions(items, 0, false)
	o.Select(int(instruments.NoReason))
	return o
}
