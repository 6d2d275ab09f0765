// Package nextmeeting is where the day of the next meeting with a family is agreed, changed or called off.
package nextmeeting

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Agree(ctx context.Context, family store.FamilyID, on store.Date) error
	CallOff(ctx context.Context, family store.FamilyID) error
}

// New makes the screen.
func New(env *screen.Env, r screen.NextMeeting) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.NextMeeting, d desk) screen.Screen {
	l, today := env.Lang, store.DateOf(env.Clock())
	day := ""
	if !r.Day.IsZero() {
		day = form.WriteDate(r.Day)
	}
	check := func(s string) error {
		if err := form.Day(l, store.Date{}, true)(s); err != nil {
			return err
		}
		if on, err := form.ReadDate(s); err == nil && !on.IsZero() && on.Before(today) {
			return errors.New(l.T("nextmeeting.early"))
		}
		return nil
	}
	return form.NewPage(env, form.Spec{
		Title: l.T("nextmeeting.title"),
		Intro: l.T("nextmeeting.intro"),
		Fields: func() []huh.Field {
			return []huh.Field{form.Text(l.T("nextmeeting.day"), l.T("nextmeeting.day.note"), &day, check)}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			on, err := form.ReadDate(strings.TrimSpace(day))
			if err != nil {
				return nil, err
			}
			said := l.T("agreed.off")
			if on.IsZero() {
				err = d.CallOff(ctx, r.Family)
			} else {
				said, err = l.T("agreed.said", "date", l.Date(on)), d.Agree(ctx, r.Family, on)
			}
			if err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(said), screen.Back()), nil
		},
	})
}
