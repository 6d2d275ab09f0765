// Package newfamily adds a family: no names, a code is given by the program.
package newfamily

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
	Agency(context.Context) (casework.AgencyView, error)
	AddFamily(context.Context, casework.NewFamily) (store.Family, error)
}

// New makes the screen.
func New(env *screen.Env, _ screen.NewFamily) screen.Screen { return newPage(env, env.Desk) }

func newPage(env *screen.Env, d desk) screen.Screen {
	t := env.Lang.T
	var (
		regions []store.Region
		region  store.RegionID // zero: that of the worker's team
		today   = store.DateOf(env.Clock())
		start   = form.WriteDate(today)
		apart   bool
	)
	return form.NewPage(env, form.Spec{
		Title: t("newfamily.title"),
		Intro: t("newfamily.intro"),
		Load: func(ctx context.Context) (func(), error) {
			a, err := d.Agency(ctx)
			return func() { regions = a.Regions }, err
		},
		Fields: func() []huh.Field {
			fields := []huh.Field{
				form.Text(t("newfamily.start"), t("newfamily.start.note"), &start, form.Day(env.Lang, today, false)),
				form.Line(t("newfamily.apart"), &apart, form.YesNo(env)).Description(t("newfamily.apart.note")),
			}
			if len(regions) > 1 {
				options := []form.Option[store.RegionID]{{Text: t("newfamily.region.team")}}
				for _, r := range regions {
					options = append(options, form.Option[store.RegionID]{Text: r.Name, Value: r.ID})
				}
				fields = append(fields, form.Line(t("newfamily.region"), &region, options))
			}
			return fields
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			day, err := form.ReadDate(start)
			if err != nil {
				return nil, err
			}
			f, err := d.AddFamily(ctx, casework.NewFamily{Region: region, AnswersApart: apart, Start: day})
			if err != nil {
				return nil, err
			}
			return tea.Sequence(
				screen.Say(t("newfamily.said", "code", f.Code)),
				screen.Replace(screen.Family{ID: f.ID}),
			), nil
		},
	})
}
