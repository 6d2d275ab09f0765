// Package newmeeting notes a working meeting: day, length and place.
package newmeeting

import (
	"context"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	AddMeeting(context.Context, store.FamilyID, store.Meeting) error
}

// longest is the longest meeting that is not a slip of the finger, in minutes.
const longest = 600

// New makes the screen.
func New(env *screen.Env, r screen.NewMeeting) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.NewMeeting, d desk) screen.Screen {
	t := env.Lang.T
	today := store.DateOf(env.Clock())
	day, minutes, place := form.WriteDate(today), "60", store.AtHome
	return form.NewPage(env, form.Spec{
		Title: t("newmeeting.title"),
		Intro: t("newmeeting.intro"),
		Fields: func() []huh.Field {
			var places []form.Option[store.Place]
			for _, p := range []store.Place{store.AtHome, store.AtOffice, store.Remote} {
				places = append(places, form.Option[store.Place]{Text: t("place." + string(p)), Value: p})
			}
			return []huh.Field{
				form.Text(t("newmeeting.date"), "", &day, form.Day(env.Lang, today, false)),
				form.Text(t("newmeeting.minutes"), "", &minutes, form.Whole(env.Lang, 1, longest, false)),
				form.Choice(t("newmeeting.place"), "", &place, places),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			m := store.Meeting{Place: place}
			var err error
			if m.Date, err = form.ReadDate(day); err != nil {
				return nil, err
			}
			if m.Minutes, err = strconv.Atoi(strings.TrimSpace(minutes)); err != nil {
				return nil, err
			}
			if err := d.AddMeeting(ctx, r.Family, m); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("newmeeting.said")), screen.Back()), nil
		},
	})
}
