// Package methods records a way of working that a family gets, and shows what it has had and how much work that was.
package methods

import (
	"context"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Methods(ctx context.Context, family store.FamilyID) (casework.MethodsView, error)
	UseMethod(ctx context.Context, family store.FamilyID, name string, from store.Date, planned int) error
}

// New makes the screen.
func New(env *screen.Env, r screen.Methods) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.Methods, d desk) screen.Screen {
	t := env.Lang.T
	today := store.DateOf(env.Clock())
	day := form.WriteDate(today)
	var v casework.MethodsView
	var name, planned string
	return form.NewPage(env, form.Spec{
		Title: t("methods.title"),
		Load: func(ctx context.Context) (func(), error) {
			found, err := d.Methods(ctx, r.Family)
			return func() { v = found }, err
		},
		Blocked: func() string {
			if v.Episode == nil {
				return t("family.noepisode")
			}
			return ""
		},
		Lead: func() string { return lead(env, &v) },
		Fields: func() []huh.Field {
			field := form.Text(t("methods.name"), known(env, &v), &name, form.Required(env.Lang))
			return []huh.Field{
				field,
				form.Text(t("methods.from"), "", &day, form.Day(env.Lang, today, false)),
				form.Text(t("methods.planned"), t("methods.planned.note"), &planned, form.Whole(env.Lang, 1, 1000, true)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			from, err := form.ReadDate(day)
			if err != nil {
				return nil, err
			}
			n, _ := strconv.Atoi(strings.TrimSpace(planned)) // empty: not told
			if err := d.UseMethod(ctx, r.Family, strings.TrimSpace(name), from, n); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("methods.said")), screen.Back()), nil
		},
	})
}

// lead tells the dosage and the methods so far.
func lead(env *screen.Env, v *casework.MethodsView) string {
	t, l := env.Lang.T, env.Lang
	lines := []string{t("methods.dosage", "meetings", v.Dosage.Meetings, "minutes", l.N("count.minutes", v.Dosage.Minutes), "days", l.N("keeping.days", v.Dosage.Days))}
	for _, u := range v.Used {
		lines = append(lines, "· "+v.Name(u.Method)+", "+l.Date(u.From))
	}
	return strings.Join(lines, "\n")
}

// known lists the names that the team uses already.
func known(env *screen.Env, v *casework.MethodsView) string {
	var names []string
	for _, m := range v.Known {
		names = append(names, m.Name)
	}
	if len(names) == 0 {
		return env.Lang.T("methods.name.note")
	}
	return strings.Join(names, " · ")
}
