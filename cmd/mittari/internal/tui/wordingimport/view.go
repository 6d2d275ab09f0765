package wordingimport

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// widest is the longest line of text.
const widest = 110

// question is one thing that a person has to settle.
type question struct{ text string }

// questions are what is in doubt. Pairs that rest on the same are one question: all of them stand in the list.
func questions(l *lang.Localizer, match *importer.Match) []question {
	var out []question
	groups := map[importer.DoubtKind]int{}
	for _, d := range match.Doubts {
		if d.Kind == importer.DoubtItem || d.Kind == importer.DoubtOption {
			groups[d.Kind]++
			continue
		}
		out = append(out, question{doubt(l, d)})
	}
	for _, kind := range []importer.DoubtKind{importer.DoubtItem, importer.DoubtOption} {
		if n := groups[kind]; n > 0 {
			out = append(out, question{l.T("wordingimport.group."+string(kind), "n", n)})
		}
	}
	return out
}

func doubt(l *lang.Localizer, d importer.Doubt) string {
	return l.T("cli.doubt."+string(d.Kind), "item", d.Item, "option", d.Option.Code, "text", widget.Clean(d.Text), "other", widget.Clean(d.Other))
}

func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		return m.escape()
	}
	switch m.stage {
	case asking, choosing, keying:
		return m.formKey(k)
	case looking:
		if k.Type == tea.KeyEnter {
			m.stage = settling
			return m.next(0)
		}
		m.scroll.Update(k)
	case settling:
		switch strings.ToLower(k.String()) {
		case "y", "k", "j":
			return m.next(m.at + 1)
		case "n", "e":
			m.look()
			return screen.Say(m.env.Lang.T("wordingimport.not-stored"))
		}
	case loading:
	}
	return nil
}

// escape goes back a page; from the first it leaves.
func (m *Model) escape() tea.Cmd {
	switch m.stage {
	case settling:
		m.look()
		return nil
	case choosing, keying, looking:
		m.in.form = ""
		m.stage = asking
		return m.open(m.askFields)
	case loading, asking:
	}
	return screen.Back()
}

func (m *Model) formKey(k tea.KeyMsg) tea.Cmd {
	cmd := m.form.Update(k)
	if !m.form.Done() {
		return cmd
	}
	if m.stage == asking || m.stage == choosing {
		return m.read()
	}
	for i, key := range m.missing {
		casework.SetOption(m.match, key, strings.TrimSpace(m.texts[i]))
	}
	m.look()
	return nil
}

// next asks the question at i, or stores when all have been answered.
func (m *Model) next(i int) tea.Cmd {
	if m.at = i; m.at < len(m.questions) {
		return nil
	}
	return m.store()
}

// View draws the page at hand.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	width := min(m.width, widest)
	var parts []string
	switch {
	case m.stage == loading && m.blocked == nil:
		return t("form.wait")
	case m.blocked != nil:
		return lines(th.Warn, "× "+m.whyNot(), width)
	case m.job != nil:
		return m.job.View(m.env, t("wordingimport.reading"), width)
	case m.busy:
		return t("form.wait")
	case m.stage == asking:
		parts = []string{widget.Paragraph(t("wordingimport.intro"), width), "", m.form.View()}
	case m.stage == choosing:
		parts = []string{m.form.View()}
	case m.stage == keying:
		parts = []string{widget.Paragraph(t("wordingimport.key-in"), width), "", m.form.View()}
	case m.stage == looking:
		parts = []string{m.scroll.View()}
	case m.stage == settling:
		head := t("wordingimport.question", "i", m.at+1, "n", len(m.questions))
		parts = []string{th.Title.Render(head), "", widget.Paragraph(m.questions[m.at].text, width), "", th.Strong.Render(t("wordingimport.right"))}
	}
	if m.failed != nil {
		parts = append(parts, "", lines(th.Error, "! "+m.why(), width))
	}
	return strings.Join(parts, "\n")
}

// why says what went wrong; what was stopped has a sentence of its own.
func (m *Model) why() string {
	if errors.Is(m.failed, context.Canceled) {
		return m.env.Lang.T("wordingimport.stopped")
	}
	return m.env.Lang.Err(m.failed).String()
}

// whyNot says why wording may not be brought in, and where in the app the permission is recorded.
func (m *Model) whyNot() string {
	var asked *casework.PermissionError
	if errors.As(m.blocked, &asked) {
		return m.env.Lang.Err(m.blocked).What + " " + m.env.Lang.T("wordingimport.ask-first")
	}
	return m.env.Lang.Err(m.blocked).String()
}

// fill lays the pairs out.
func (m *Model) fill() {
	if m.stage != looking {
		return
	}
	room := m.height
	if m.failed != nil {
		room -= headRoom
	}
	m.scroll.SetHeight(room)
	m.scroll.SetText(m.page(min(m.width, widest)))
}

func (m *Model) page(width int) string {
	t, l, th := m.env.Lang.T, m.env.Lang, m.env.Theme
	d := m.match.Definition
	cues, ok := d.Cues[l.Lang()]
	if !ok {
		cues = d.Cues[instruments.Finnish]
	}
	out := []string{th.Strong.Render(widget.Truncate(t("wordingimport.match", "title", widget.Clean(m.match.Title), "ref", d.Ref().String(), "lang", string(m.match.Lang)), width))}
	if casework.RightToLeft(m.match.Lang) {
		out = append(out, lines(th.Warn, "← "+t("wording.rtl"), width))
	}
	out = append(out, lines(th.Faint, t("wordingimport.compare"), width), "")
	for _, q := range m.questions {
		out = append(out, lines(th.Warn, "? "+q.text, width))
	}
	for _, n := range m.match.MissingItems {
		out = append(out, lines(th.Error, "! "+t("wordingimport.missing", "item", n, "cue", cues.Items[n]), width))
	}
	for _, p := range m.match.Items {
		out = append(out, m.pair(fmt.Sprint(p.Number), cues.Items[p.Number], p.Text, p.Basis, p.Confidence, width)...)
	}
	set := ""
	for _, o := range sorted(m.match) {
		if o.Set != set {
			set = o.Set
			out = append(out, "", th.Title.Render(t("wordingimport.answers", "set", set)))
		}
		out = append(out, m.pair(fmt.Sprint(o.Code), cues.Options[o.Set][o.Code], o.Text, o.Basis, o.Confidence, width)...)
	}
	return strings.Join(out, "\n")
}

// sorted keeps the options of a set together, in the order of the definition, also those keyed in.
func sorted(match *importer.Match) []importer.OptionPair {
	place := func(k importer.OptionKey) (int, int) {
		for i, set := range match.Definition.ResponseSets {
			if set.ID == k.Set {
				return i, slices.IndexFunc(set.Options, func(o instruments.Option) bool { return o.Code == k.Code })
			}
		}
		return -1, -1
	}
	out := slices.Clone(match.Options)
	slices.SortStableFunc(out, func(a, b importer.OptionPair) int {
		ai, aj := place(a.OptionKey)
		bi, bj := place(b.OptionKey)
		if ai != bi {
			return ai - bi
		}
		return aj - bj
	})
	return out
}

// pair is our label and what the pair rests on, with the official text below.
func (m *Model) pair(number, cue, text string, b importer.Basis, c importer.Confidence, width int) []string {
	t, th := m.env.Lang.T, m.env.Theme
	mark := "● "
	if c != importer.Certain {
		mark = "? "
	}
	head := mark + number + "  " + cue + "  " + th.Faint.Render("("+t("cli.basis."+string(b))+": "+t("cli.confidence."+string(c))+")")
	out := []string{head}
	for _, line := range widget.Wrap(widget.Clean(text), max(width-6, 20)) {
		out = append(out, "      "+line)
	}
	return out
}

// lines breaks a text and draws it line by line, so that no line is filled up with spaces.
func lines(style lipgloss.Style, text string, width int) string {
	parts := widget.Wrap(text, width)
	for i := range parts {
		parts[i] = style.Render(parts[i])
	}
	return strings.Join(parts, "\n")
}
