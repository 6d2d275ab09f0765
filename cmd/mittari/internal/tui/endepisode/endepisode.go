// Package endepisode ends the open episode of a family, with the reason.
package endepisode

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
	Family(context.Context, store.FamilyID) (casework.FamilyView, error)
	EndEpisode(ctx context.Context, id store.EpisodeID, on store.Date, why store.ExitReason) error
}

// New makes the screen.
func New(env *screen.Env, r screen.EndEpisode) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.EndEpisode, d desk) screen.Screen {
	t := env.Lang.T
	today := store.DateOf(env.Clock())
	day, reason := form.WriteDate(today), store.ExitGoalsMet
	var open store.Episode // zero id: none is open
	return form.NewPage(env, form.Spec{
		Title: t("endepisode.title"),
		Intro: t("endepisode.intro"),
		Load: func(ctx context.Context) (func(), error) {
			v, err := d.Family(ctx, r.Family)
			return func() {
				if e := v.Episode(); e != nil && e.End.IsZero() {
					open = *e
				}
			}, err
		},
		Blocked: func() string {
			if open.ID == (store.EpisodeID{}) {
				return t("endepisode.none")
			}
			return ""
		},
		Fields: func() []huh.Field {
			check := form.Day(env.Lang, today, false)
			return []huh.Field{
				form.Text(t("endepisode.date"), t("endepisode.started", "date", env.Lang.Date(open.Start)), &day, func(s string) error {
					if err := check(s); err != nil {
						return err
					}
					if on, err := form.ReadDate(s); err == nil && on.Before(open.Start) {
						return errors.New(t("endepisode.before"))
					}
					return nil
				}),
				form.Choice(t("endepisode.reason"), "", &reason, reasons(t)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			on, err := form.ReadDate(day)
			if err != nil {
				return nil, err
			}
			if err := d.EndEpisode(ctx, open.ID, on, reason); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("endepisode.said")), screen.Back()), nil
		},
	})
}

func reasons(t func(string, ...any) string) []form.Option[store.ExitReason] {
	var out []form.Option[store.ExitReason]
	for _, r := range []store.ExitReason{
		store.ExitGoalsMet, store.ExitLighter, store.ExitStopped, store.ExitMoved, store.ExitPlaced, store.ExitShort, store.ExitOther,
	} {
		out = append(out, form.Option[store.ExitReason]{Text: t("exit." + string(r)), Value: r})
	}
	return out
}
