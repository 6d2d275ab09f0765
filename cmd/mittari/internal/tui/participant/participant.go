// Package participant is the funder's fields of one person: what was true on entering the project and on leaving it.
// Names and identity codes are asked in the funder's own system, never here.
package participant

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Participant(ctx context.Context, person store.PersonID) (casework.ParticipantView, error)
	SaveParticipant(ctx context.Context, p store.Participant) error
}

// New makes the screen.
func New(env *screen.Env, r screen.Participant) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.Participant, d desk) screen.Screen {
	t := env.Lang.T
	today := store.DateOf(env.Clock())
	var v casework.ParticipantView
	var entry, exit string
	return form.NewPage(env, form.Spec{
		Title: t("participant.title"), Intro: t("participant.intro"),
		Load: func(ctx context.Context) (func(), error) {
			found, err := d.Participant(ctx, r.Person)
			return func() {
				v = found
				entry, exit = form.WriteDate(v.Participant.Entry), form.WriteDate(v.Participant.Exit)
			}, err
		},
		Fields: func() []huh.Field {
			p := &v.Participant
			answers := optional(env, "answer.", store.Yes, store.No)
			return []huh.Field{
				form.Text(t("participant.entry"), "", &entry, form.Day(env.Lang, today, false)),
				form.Line(t("participant.labour"), &p.Labour, optional(env, "labour.", store.Unemployed, store.LongTermUnemployed, store.Inactive, store.Employed)),
				form.Line(t("participant.education"), &p.Education, optional(env, "education.", store.LowerSecondary, store.UpperSecondary, store.Tertiary)),
				form.Text(t("participant.exit"), t("participant.exit.note"), &exit, form.Day(env.Lang, today, true)),
				form.Line(t("participant.job-search"), &p.JobSearch, answers),
				form.Line(t("participant.training"), &p.InTraining, answers),
				form.Line(t("participant.qualification"), &p.Qualification, answers),
				form.Line(t("participant.employed"), &p.Employed, answers),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			var err error
			if v.Participant.Entry, err = form.ReadDate(entry); err != nil {
				return nil, err
			}
			if v.Participant.Exit, err = form.ReadDate(exit); err != nil {
				return nil, err
			}
			if err := d.SaveParticipant(ctx, v.Participant); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("settings.said")), screen.Back()), nil
		},
	})
}

// optional are the values, after "not told".
func optional[T ~string](env *screen.Env, prefix string, values ...T) []form.Option[T] {
	out := []form.Option[T]{{Text: env.Lang.T("participant.not-told"), Value: ""}}
	for _, v := range values {
		out = append(out, form.Option[T]{Text: env.Lang.T(prefix + string(v)), Value: v})
	}
	return out
}
