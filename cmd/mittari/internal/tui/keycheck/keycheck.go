// Package keycheck records that somebody has compared the scoring key of a definition with the original form, which
// switches the definition on.
package keycheck

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	ApproveKey(ctx context.Context, n casework.NewKeyCheck) (store.KeyCheck, error)
}

// New makes the screen.
func New(env *screen.Env, r screen.KeyCheck) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.KeyCheck, d desk) screen.Screen {
	t := env.Lang.T
	today := store.DateOf(env.Clock())
	var who, against string
	day, same := form.WriteDate(today), false
	return form.NewPage(env, form.Spec{
		Title: t("keycheck.title", "ref", r.Ref.String()),
		Intro: t("keycheck.intro"),
		Fields: func() []huh.Field {
			return []huh.Field{
				form.Text(t("keycheck.who"), t("keycheck.who.note"), &who, form.Required(env.Lang)),
				form.Text(t("keycheck.against"), t("keycheck.against.note"), &against, form.Required(env.Lang)),
				form.Text(t("keycheck.day"), "", &day, form.Day(env.Lang, today, false)),
				form.Line(t("keycheck.same"), &same, form.YesNo(env)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if !same {
				return tea.Sequence(screen.Say(t("keycheck.not-same")), screen.Back()), nil
			}
			n := casework.NewKeyCheck{Definition: r.Ref, Checker: strings.TrimSpace(who), Against: strings.TrimSpace(against)}
			var err error
			if n.Date, err = form.ReadDate(day); err != nil {
				return nil, err
			}
			if _, err := d.ApproveKey(ctx, n); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("keycheck.said", "ref", r.Ref.String())), screen.Back()), nil
		},
	})
}
