// Package checkmark shows the last value of the access log to be noted on paper, and looks for one noted earlier: a
// file that does not hold it was put back to an earlier state, or is another one.
package checkmark

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	LogMark(ctx context.Context) (store.LogHead, error)
	CheckLogMark(ctx context.Context, noted store.LogHead) error
}

// New makes the screen.
func New(env *screen.Env, _ screen.CheckMark) screen.Screen { return newPage(env, env.Desk) }

func newPage(env *screen.Env, d desk) screen.Screen {
	t := env.Lang.T
	var now store.LogHead
	typed := ""
	return form.NewPage(env, form.Spec{
		Title: t("checkmark.title"),
		Intro: t("checkmark.intro"),
		Load: func(ctx context.Context) (func(), error) {
			head, err := d.LogMark(ctx)
			return func() { now = head }, err
		},
		Lead: func() string {
			return "\n" + t("checkmark.now", "date", env.Lang.Date(store.DateOf(env.Clock())), "mark", casework.MarkText(now))
		},
		Fields: func() []huh.Field {
			return []huh.Field{
				form.Text(t("checkmark.noted"), t("checkmark.noted.note"), &typed, func(s string) error {
					if _, err := casework.ParseLogMark(s); err != nil {
						return errors.New(env.Lang.Err(err).String())
					}
					return nil
				}),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			noted, err := casework.ParseLogMark(typed)
			if err != nil {
				return nil, err
			}
			if err := d.CheckLogMark(ctx, noted); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("checkmark.said", "n", noted.Count)), screen.Back()), nil
		},
	})
}
