// Package newperson adds a member to a family: role, birth month at most, no name.
package newperson

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	AddPerson(context.Context, store.FamilyID, casework.NewPerson) (store.Person, error)
}

// oldest is how long ago a person may have been born, in years.
const oldest = 110

// New makes the screen.
func New(env *screen.Env, r screen.NewPerson) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.NewPerson, d desk) screen.Screen {
	t := env.Lang.T
	p := casework.NewPerson{Role: store.YoungPerson, Lang: env.Lang.Lang()}
	var year, month string
	this := env.Clock().Year()
	return form.NewPage(env, form.Spec{
		Title: t("newperson.title"),
		Intro: t("newperson.intro"),
		Fields: func() []huh.Field {
			return []huh.Field{
				form.Line(t("newperson.role"), &p.Role, roles(env.Lang)),
				form.Text(t("newperson.year"), "", &year, form.Whole(env.Lang, this-oldest, this, true)),
				form.Text(t("newperson.month"), "", &month, form.Whole(env.Lang, 1, int(time.December), true)),
				form.Line(t("newperson.gender"), &p.Gender, genders(env.Lang)),
				form.Line(t("newperson.lang"), &p.Lang, langs(env.Lang)),
				form.Line(t("newperson.other"), &p.OtherHome, form.YesNo(env)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			n := p
			n.BirthYear, n.BirthMonth = number(year), number(month)
			n.OtherHome = p.OtherHome && p.Role == store.Guardian
			added, err := d.AddPerson(ctx, r.Family, n)
			if err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("newperson.said", "code", added.Code)), screen.Back()), nil
		},
	})
}

// number reads a field that has passed its check; an empty one is 0, "not told".
func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 0
	}
	return n
}

func roles(l *lang.Localizer) []form.Option[store.Role] {
	var out []form.Option[store.Role]
	for _, r := range []store.Role{store.YoungPerson, store.Guardian} {
		out = append(out, form.Option[store.Role]{Text: l.T("role." + string(r)), Value: r})
	}
	return out
}

func genders(l *lang.Localizer) []form.Option[store.Gender] {
	out := []form.Option[store.Gender]{{Text: l.T("gender.not-told"), Value: store.NotTold}}
	for _, g := range []store.Gender{store.Girl, store.Boy, store.OtherGender} {
		out = append(out, form.Option[store.Gender]{Text: l.T("gender." + string(g)), Value: g})
	}
	return out
}

func langs(l *lang.Localizer) []form.Option[instruments.Lang] {
	var out []form.Option[instruments.Lang]
	for _, s := range casework.Speeches(nil) {
		out = append(out, form.Option[instruments.Lang]{Text: l.T("lang." + string(s.Lang)), Value: s.Lang})
	}
	return out
}
