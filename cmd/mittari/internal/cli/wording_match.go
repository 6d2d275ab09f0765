package cli

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// printMatch shows the pairs for a person to compare with the paper, what each rests on, and what is in doubt.
func (a *app) printMatch(m *importer.Match) error {
	p := &page{w: a.std.Out}
	t := a.loc.T
	cues, ok := m.Definition.Cues[a.loc.Lang()]
	if !ok {
		cues = m.Definition.Cues[instruments.Finnish]
	}
	p.line("%s", t("cli.wording.match", "title", m.Title, "ref", m.Definition.Ref(), "lang", m.Lang))
	a.printDirection(p, m.Lang)
	for _, i := range m.Items {
		p.line("%s%3d  %-30s  %s  (%s)", unsure(i.Confidence), i.Number, cues.Items[i.Number], i.Text, a.basis(i.Basis, i.Confidence))
	}
	for _, o := range m.Options {
		p.line("%s%3d  %-30s  %s  (%s)", unsure(o.Confidence), o.Code, o.Set+": "+cues.Options[o.Set][o.Code], o.Text, a.basis(o.Basis, o.Confidence))
	}
	for _, n := range m.MissingItems {
		p.line("%s", t("cli.wording.missing", "what", strconv.Itoa(n)))
	}
	for _, o := range m.MissingOptions {
		p.line("%s", t("cli.wording.missing", "what", o.Set+" "+strconv.Itoa(o.Code)))
	}
	for _, d := range m.Doubts {
		if !pair(d) {
			p.line("? %s", a.doubt(d))
		}
	}
	for _, w := range m.Draft.Warnings {
		p.line("! %s", a.warning(w))
	}
	return p.err
}

// unsure marks a pair that a person has to compare with the paper.
func unsure(c importer.Confidence) string {
	if c == importer.Certain {
		return "  "
	}
	return "? "
}

// basis is what a pair rests on and how far it can be trusted.
func (a *app) basis(b importer.Basis, c importer.Confidence) string {
	return a.loc.T("cli.basis."+string(b)) + ": " + a.loc.T("cli.confidence."+string(c))
}

func (a *app) doubt(d importer.Doubt) string {
	return a.loc.T("cli.doubt."+string(d.Kind), "item", d.Item, "option", d.Option.Code, "text", d.Text, "other", d.Other)
}

// askDoubts asks about each doubt. Pairs that rest on the same are asked about together first, since all of them
// stand above: a person who is not sure of all goes through them one by one.
func (a *app) askDoubts(ctx context.Context, ask *asker, m *importer.Match) error {
	for i := 0; i < len(m.Doubts); {
		j := i + 1
		for j < len(m.Doubts) && together(m.Doubts[i], m.Doubts[j]) {
			j++
		}
		if err := a.askGroup(ctx, ask, m.Doubts[i:j]); err != nil {
			return err
		}
		i = j
	}
	return nil
}

// together reports whether two doubts can be settled by one answer.
func together(a, b importer.Doubt) bool {
	return a.Kind == b.Kind && a.Basis == b.Basis && pair(a)
}

// pair reports whether a doubt is about one of the pairs listed, which are marked there.
func pair(d importer.Doubt) bool {
	return d.Kind == importer.DoubtItem || d.Kind == importer.DoubtOption
}

func (a *app) askGroup(ctx context.Context, ask *asker, doubts []importer.Doubt) error {
	if len(doubts) > 1 {
		key := "cli.doubts.item"
		if doubts[0].Kind == importer.DoubtOption {
			key = "cli.doubts.option"
		}
		answer, err := ask.line(ctx, a.loc.T(key, "n", len(doubts), "basis", a.loc.T("cli.basis."+string(doubts[0].Basis))))
		if err != nil || answer != a.loc.T("cli.doubts.each") {
			return a.sure(answer, err)
		}
	}
	for _, d := range doubts {
		if err := a.sure(ask.line(ctx, a.doubt(d)+" "+a.loc.T("cli.doubts.right"))); err != nil {
			return err
		}
	}
	return nil
}

// sure is nil for yes. Without an answer nothing is assumed.
func (a *app) sure(answer string, err error) error {
	if errors.Is(err, io.EOF) {
		return a.usage("cli.usage.confirm")
	}
	if err != nil {
		return err
	}
	if slices.Contains([]string{"k", "kyllä", "j", "ja", "y", "yes"}, answer) {
		return nil
	}
	return &problem{key: "not-confirmed"}
}

// confirm asks a person for yes.
func (a *app) confirm(ctx context.Context, question string) error {
	return a.sure(a.asker().line(ctx, question))
}

// warning words what an importer left out or took on trust.
func (a *app) warning(w importer.Warning) string {
	return a.loc.T("cli.import-warning."+string(w.Kind), "where", printable(w.Where), "detail", printable(w.Detail), "line", w.Line)
}
