package mergebundles

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// wide is from where on long names of files have room.
const wide = 110

// View draws the page at hand.
func (m *Model) View() string {
	t, th, width := m.env.Lang.T, m.env.Theme, min(m.width, textWidth)
	switch m.stage {
	case checking:
		return m.job.View(m.env, t("mergebundles.checking"), width)
	case merging:
		return m.job.View(m.env, t("mergebundles.merging"), width)
	case looking, merged:
		return m.scroll.View()
	case comparing:
		return m.ask.View(th, width)
	case asking, witnessing:
	}
	intro := t("mergebundles.intro")
	if m.stage == witnessing {
		intro = t("mergebundles.intro.witness", "n", len(m.good()))
	}
	out := widget.Paragraph(intro, width) + "\n\n" + m.form.View()
	if m.failed != nil {
		out += "\n\n" + th.Error.Render(widget.Paragraph("! "+m.why(m.failed), width))
	}
	return out
}

// why says what went wrong. What was stopped has a sentence of its own: nothing is lost by it.
func (m *Model) why(err error) string {
	if errors.Is(err, context.Canceled) {
		return m.env.Lang.T("mergebundles.stopped")
	}
	return transfer.Words(m.env.Lang, err)
}

func (m *Model) fill() {
	m.scroll.SetHeight(m.height)
	switch m.stage {
	case looking:
		m.scroll.SetText(strings.Join(m.found(min(m.width, textWidth)), "\n"))
	case merged:
		m.scroll.SetText(strings.Join(m.outcome(min(m.width, textWidth)), "\n"))
	case asking, checking, witnessing, merging, comparing:
	}
}

// found says of each file what is in it, or why it cannot come in.
func (m *Model) found(width int) []string {
	t, th := m.env.Lang.T, m.env.Theme
	good := len(m.good())
	out := []string{th.Strong.Render(t("mergebundles.found", "good", good, "all", len(m.files))), ""}
	for _, f := range m.files {
		name := widget.Clean(filepath.Base(f.Path))
		if f.Err != nil {
			out = append(out, th.Error.Render("× "+name))
			out = append(out, indent(m.why(f.Err), width)...)
			continue
		}
		v := f.Manifest
		out = append(out, "✓ "+name)
		out = append(out, indent(t("mergebundles.inside", "sender", m.sender(v.Sender), "date", m.env.Lang.Date(store.DateOf(v.Created)),
			"versions", v.Counts.Versions, "administrations", v.Counts.Administrations), width)...)
		out = append(out, indent(t("mergebundles.signed", "mark", f.Mark.String()), width)...)
	}
	if good == 0 {
		return append(out, "", t("mergebundles.found.none"))
	}
	return append(append(out, ""), widget.Wrap(t("mergebundles.found.note"), width)...)
}

// sender is who packed. An evaluator's bundle does not say.
func (m *Model) sender(name string) string {
	if name == "" {
		return m.env.Lang.T("mergebundles.sender.none")
	}
	return widget.Clean(name)
}

func indent(text string, width int) []string {
	var out []string
	for _, line := range widget.Wrap(text, width-4) {
		out = append(out, "    "+line)
	}
	return out
}

// outcome is the table of what came of each file, with what a person has to look at below.
func (m *Model) outcome(width int) []string {
	t, th := m.env.Lang.T, m.env.Theme
	head := m.row(t("cli.head.file"), t("cli.head.sender"), t("cli.head.new"), t("cli.head.changed"), t("cli.head.known"), t("cli.head.erased"), t("cli.head.outcome"))
	out := []string{th.Faint.Render(head)}
	var notes []string
	for _, f := range m.result.Files {
		what, name := t("cli.merge.taken"), widget.Clean(filepath.Base(f.Name))
		switch {
		case f.Err != nil:
			what = "× " + t("cli.merge.refused")
			notes = append(notes, "! "+t("cli.merge.why", "file", name, "why", m.refusal(f.Err)))
		case f.Already:
			what = t("cli.merge.already")
		}
		if f.NewSender {
			notes = append(notes, t("mergebundles.new-sender", "sender", m.sender(f.Manifest.Sender), "mark", f.Mark.String()))
		}
		b := f.Brought
		out = append(out, m.row(name, m.sender(f.Manifest.Sender), strconv.Itoa(b.Versions-f.Changed+b.Administrations), strconv.Itoa(f.Changed),
			strconv.Itoa(b.Known), strconv.Itoa(b.Erased), what))
	}
	if n := m.result.Total.Waiting; n > 0 {
		notes = append(notes, t("cli.merge.waiting", "n", n))
	}
	if n := len(m.result.Conflicts); n > 0 {
		notes = append(notes, "? "+t("mergebundles.conflicts", "n", n))
	}
	for _, n := range notes {
		out = append(append(out, ""), widget.Wrap(n, width)...)
	}
	return out
}

func (m *Model) refusal(err error) string {
	var signer *casework.SignerError
	if errors.As(err, &signer) {
		return m.signer(signer) + "\n" + m.env.Lang.T("mergebundles.signer.do")
	}
	return m.why(err)
}

// signer tells who signed with a key that is not known, and with which.
func (m *Model) signer(e *casework.SignerError) string {
	sender, mark := widget.Clean(e.Sender), e.Mark.String()
	if !e.Changed {
		return m.env.Lang.T("mergebundles.first-signer", "sender", sender, "mark", mark)
	}
	return m.env.Lang.T("mergebundles.signer", "sender", sender, "mark", mark, "known", e.Known.String())
}

func (m *Model) row(file, sender, isNew, changed, known, erased, outcome string) string {
	room := 14
	if m.width >= wide {
		room = 40
	}
	return strings.TrimRight(strings.Join([]string{
		widget.Pad(file, room), widget.Pad(sender, 9), widget.PadLeft(isNew, 6), widget.PadLeft(changed, 11), widget.PadLeft(known, 6),
		widget.PadLeft(erased, 12), outcome,
	}, " "), " ")
}
