package choices

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type recorder interface {
	GiveNotice(ctx context.Context, n store.Notice) error
	DecideParticipation(ctx context.Context, c store.Participation) error
	DecideSharing(ctx context.Context, s store.Sharing) error
}

// NewChoice makes the page on which one thing is recorded.
func NewChoice(env *screen.Env, r screen.Choice) screen.Screen { return newChoice(env, r, env.Desk) }

func newChoice(env *screen.Env, r screen.Choice, d recorder) screen.Screen {
	c := &page{env: env, desk: d, person: r.Person, today: store.DateOf(env.Clock())}
	c.day = form.WriteDate(c.today)
	switch r.What {
	case screen.ChoiceNotice:
		return c.notice()
	case screen.ChoiceDecision:
		return c.decision()
	case screen.ChoiceSharing:
		return c.sharing()
	}
	return nil
}

// page holds what the fields write into.
type page struct {
	env    *screen.Env
	desk   recorder
	person store.PersonID
	today  store.Date
	day    string
}

// make builds a page: its own fields, then the day.
func (c *page) make(id string, fields func() []huh.Field, save func(ctx context.Context, on store.Date) error) screen.Screen {
	t := c.env.Lang.T
	return form.NewPage(c.env, form.Spec{
		Title: t("choices." + id), Intro: t("choices." + id + ".intro"),
		Fields: func() []huh.Field {
			return append(fields(), form.Text(t("choices.day"), "", &c.day, form.Day(c.env.Lang, c.today, false)))
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			on, err := form.ReadDate(c.day)
			if err != nil {
				return nil, err
			}
			if err := save(ctx, on); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("choices.said")), screen.Back()), nil
		},
	})
}

func (c *page) notice() screen.Screen {
	t := c.env.Lang.T
	n := store.Notice{Person: c.person, How: store.NoticeSpoken}
	return c.make("notice", func() []huh.Field {
		return []huh.Field{
			form.Line(t("choices.version"), &n.Version, append(
				[]form.Option[store.NoticeVersion]{{Text: t("choices.version.by-age"), Value: ""}},
				options(c, "notice.version.", store.NoticeYounger, store.NoticeOlder, store.NoticeAdult)...)),
			form.Line(t("choices.how"), &n.How, options(c, "notice.how.", store.NoticeSpoken, store.NoticePaper, store.NoticeScreen)),
			form.Text(t("choices.edition"), t("choices.edition.note"), &n.Edition, nil),
		}
	}, func(ctx context.Context, on store.Date) error {
		n.Date = on
		return c.desk.GiveNotice(ctx, n)
	})
}

func (c *page) decision() screen.Screen {
	t := c.env.Lang.T
	p := store.Participation{Person: c.person, Decision: store.TakesPart}
	return c.make("decision", func() []huh.Field {
		return []huh.Field{
			form.Choice(t("choices.decision"), "", &p.Decision, options(c, "decision.", store.TakesPart, store.NoPart, store.Restricted, store.Objects)),
			form.Text(t("choices.why"), t("choices.why.note"), &p.Why, nil),
		}
	}, func(ctx context.Context, on store.Date) error {
		p.Date = on
		return c.desk.DecideParticipation(ctx, p)
	})
}

func (c *page) sharing() screen.Screen {
	t := c.env.Lang.T
	s := store.Sharing{Person: c.person, Topic: store.TopicWellbeing}
	return c.make("sharing", func() []huh.Field {
		return []huh.Field{
			form.Choice(t("choices.topic"), "", &s.Topic, options(c, "topic.", store.Topics()...)),
			form.Line(t("choices.allowed"), &s.Allowed, form.YesNo(c.env)),
		}
	}, func(ctx context.Context, on store.Date) error {
		s.Date = on
		return c.desk.DecideSharing(ctx, s)
	})
}

func options[T ~string](c *page, prefix string, values ...T) []form.Option[T] {
	out := make([]form.Option[T], len(values))
	for i, v := range values {
		out[i] = form.Option[T]{Text: c.env.Lang.T(prefix + string(v)), Value: v}
	}
	return out
}
