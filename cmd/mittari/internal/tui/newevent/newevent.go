// Package newevent notes a dated outcome fact about a young person.
package newevent

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
	Family(context.Context, store.FamilyID) (casework.FamilyView, error)
	AddEvent(context.Context, store.Event) error
}

// New makes the screen.
func New(env *screen.Env, r screen.NewEvent) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.NewEvent, d desk) screen.Screen {
	t := env.Lang.T
	today := store.DateOf(env.Clock())
	day := form.WriteDate(today)
	var persons []form.Option[store.PersonID]
	e := store.Event{Kind: store.EmergencyPlacement}
	return form.NewPage(env, form.Spec{
		Title: t("newevent.title"),
		Intro: t("newevent.intro"),
		Load: func(ctx context.Context) (func(), error) {
			v, err := d.Family(ctx, r.Family)
			return func() {
				persons = youngPersons(v)
				if len(persons) > 0 {
					e.Person = persons[0].Value
				}
			}, err
		},
		Blocked: func() string {
			if len(persons) == 0 {
				return t("newevent.nobody")
			}
			return ""
		},
		Fields: func() []huh.Field {
			var kinds []form.Option[store.EventKind]
			for _, k := range []store.EventKind{store.EmergencyPlacement, store.OpenCarePlacement, store.TakenIntoCare, store.ReturnHome} {
				kinds = append(kinds, form.Option[store.EventKind]{Text: t("event." + string(k)), Value: k})
			}
			return []huh.Field{
				form.Line(t("newevent.person"), &e.Person, persons),
				form.Choice(t("newevent.kind"), "", &e.Kind, kinds),
				form.Text(t("newevent.date"), "", &day, form.Day(env.Lang, today, false)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			var err error
			if e.Date, err = form.ReadDate(day); err != nil {
				return nil, err
			}
			if err := d.AddEvent(ctx, e); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("newevent.said")), screen.Back()), nil
		},
	})
}

func youngPersons(v casework.FamilyView) []form.Option[store.PersonID] {
	var out []form.Option[store.PersonID]
	for _, p := range v.Persons {
		if p.Role == store.YoungPerson {
			out = append(out, form.Option[store.PersonID]{Text: p.Code, Value: p.ID})
		}
	}
	return out
}
