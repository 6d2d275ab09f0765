package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

// Letters that stand for something else than a code. They are the same in every language, so that a script or a
// habit works everywhere.
const (
	keySkip  = "-"
	keyBack  = "<"
	keyPause = "."
)

// ask goes through the items one line at a time. It returns false when the respondent paused: what was answered is
// on disk already, and the draft waits.
func (a *app) ask(ctx context.Context, s *casework.Sitting) (bool, error) {
	q := &asker{in: a.asker().in, out: a.std.Out}
	a.say(a.loc.T("cli.administer.keys", "skip", keySkip, "back", keyBack, "pause", keyPause))
	if text := s.Instruction(); text != "" {
		a.say(text)
	}
	if !s.Official() {
		a.say(a.loc.T("cli.administer.cues"))
	}
	for {
		item, more := s.Item()
		if !more {
			return true, nil
		}
		a.printItem(item)
		typed, err := q.line(ctx, a.loc.T("cli.administer.answer"))
		if errors.Is(err, io.EOF) || err == nil && typed == keyPause {
			a.say("")
			a.say(a.loc.T("cli.administer.paused"))
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if err := a.take(ctx, s, item, typed); err != nil {
			return false, err
		}
	}
}

func (a *app) printItem(item casework.ItemView) {
	text := item.Text
	if text == "" {
		text = item.Cue
	}
	a.say("")
	a.say(a.loc.T("cli.administer.item", "position", item.Position, "asked", item.Asked, "number", item.Number, "text", text))
	for _, o := range item.Options {
		a.say(strings.TrimRight(fmt.Sprintf("  %d  %s", o.Code, o.Text), " "))
	}
	if item.Response.State == instruments.Answered {
		a.say(a.loc.T("cli.administer.given", "code", item.Response.Code))
	}
}

// take does what was typed. What makes no sense is said and asked again.
func (a *app) take(ctx context.Context, s *casework.Sitting, item casework.ItemView, typed string) error {
	switch typed {
	case keySkip:
		return s.Skip(ctx, instruments.NoReason)
	case keyBack:
		return s.Back(ctx)
	case "":
		if item.Response.State != instruments.Unanswered {
			return s.Forward(ctx)
		}
	}
	code, err := strconv.Atoi(typed)
	if err == nil {
		for _, o := range item.Options {
			if o.Code == code {
				return s.Answer(ctx, code)
			}
		}
	}
	a.say(a.loc.T("cli.administer.not-offered", "typed", printable(typed)))
	return nil
}

// printResult is the result in plain lines: scores with what they mean, the change, and what to talk about.
func (a *app) printResult(w io.Writer, v casework.ResultView) error {
	p := &page{w: w}
	p.line("%s  %s  %s", v.Respondent.Code, a.loc.Text(v.Definition.Title), a.loc.Date(v.Administration.Answered))
	for i := range v.Scales {
		a.printScore(p, &v.Scales[i])
	}
	for _, r := range v.Risks {
		switch r.State {
		case scoring.RiskFlagged:
			p.line("! %s", a.loc.T("cli.result.risk", "item", r.Rule.Item))
			if v.Instruction != "" {
				p.line("  %s", v.Instruction)
			}
		case scoring.RiskUnanswered:
			p.line("? %s", a.loc.T("cli.result.risk-unanswered", "item", r.Rule.Item))
		case scoring.RiskNone:
		}
	}
	return p.err
}

func (a *app) printScore(p *page, s *casework.ScaleView) {
	title := a.loc.Text(s.Scale.Title)
	if s.Now.Status != scoring.Scored {
		p.line("  %s: %s", title, a.loc.T("cli.result.unscored", "missing", s.Now.Items-s.Now.Answered))
		return
	}
	line := fmt.Sprintf("  %s: %s (%s–%s)", title, a.loc.Number(s.Now.Reported, s.Scale.Rounding.Decimals), number(s.Scale.Range.Min), number(s.Scale.Range.Max))
	if b := s.Now.Band(); b != nil {
		line += ", " + a.loc.Text(b.Band.Title) + a.tag(s.Evidence)
	}
	if s.Now.Prorated {
		line += ", " + a.loc.T("cli.result.prorated", "answered", s.Now.Answered, "items", s.Now.Items)
	}
	p.line("%s", line)
	if s.Before == nil {
		return
	}
	decimals := s.Scale.Rounding.Decimals
	from := a.loc.Number(s.Before.Reported, decimals)
	if s.Change == nil || s.Change.Class == change.Unknown {
		better := (s.Now.Value - s.Before.Value) * s.Scale.Direction.Sign()
		p.line("    %s", a.loc.T("cli.result.change-unknown", "from", from, "better", a.loc.Signed(better, decimals)))
		return
	}
	p.line("    %s", a.loc.T("cli.result.change", "from", from,
		"better", a.loc.Signed(s.Change.Better, decimals), "class", a.loc.T("class."+s.Change.Class.String())))
}
