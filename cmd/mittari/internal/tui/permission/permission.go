// Package permission records what the holder of an instrument has allowed: by whom, on what reference, for how long
// and for how many forms.
package permission

import (
	"context"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Standing(ctx context.Context, id instruments.ID) (casework.Standing, error)
	RecordPermission(ctx context.Context, n casework.NewPermission) (store.Permission, error)
}

// mostUses is more than any agreement with a team counts.
const mostUses = 1_000_000

// New makes the screen.
func New(env *screen.Env, r screen.Permission) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.Permission, d desk) screen.Screen {
	t := env.Lang.T
	var holder, reference, expires, uses string
	given := form.WriteDate(store.DateOf(env.Clock()))
	return form.NewPage(env, form.Spec{
		Title: t("permission.title", "id", string(r.ID)),
		Intro: t("permission.intro"),
		Load: func(ctx context.Context) (func(), error) {
			s, err := d.Standing(ctx, r.ID)
			if err != nil {
				return nil, err
			}
			return func() { holder = s.Definition.Rights.Holder }, nil
		},
		Fields: func() []huh.Field {
			return []huh.Field{
				form.Text(t("permission.holder"), "", &holder, form.Required(env.Lang)),
				form.Text(t("permission.reference"), t("permission.reference.note"), &reference, form.Required(env.Lang)),
				form.Text(t("permission.given"), "", &given, form.Day(env.Lang, store.Date{}, false)),
				form.Text(t("permission.expires"), t("permission.expires.note"), &expires, form.Day(env.Lang, store.Date{}, true)),
				form.Text(t("permission.uses"), t("permission.uses.note"), &uses, form.Whole(env.Lang, 1, mostUses, true)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			n := casework.NewPermission{Instrument: r.ID, Holder: strings.TrimSpace(holder), Reference: strings.TrimSpace(reference)}
			var err error
			if n.Given, err = form.ReadDate(given); err != nil {
				return nil, err
			}
			if n.Expires, err = form.ReadDate(expires); err != nil {
				return nil, err
			}
			if u := strings.TrimSpace(uses); u != "" {
				if n.Uses, err = strconv.Atoi(u); err != nil {
					return nil, err
				}
			}
			if _, err := d.RecordPermission(ctx, n); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("permission.said")), screen.Back()), nil
		},
	})
}
