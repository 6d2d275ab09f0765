// Package paperform writes a form to be answered on paper, from installed wording, to a file.
package paperform

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

type desk interface {
	Standing(ctx context.Context, id instruments.ID) (casework.Standing, error)
	WritePaper(ctx context.Context, req casework.PaperRequest) error
}

// New makes the screen.
func New(env *screen.Env, r screen.PaperForm) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.PaperForm, d desk) screen.Screen {
	t := env.Lang.T
	var (
		langs      []form.Option[instruments.Lang]
		informants []form.Option[instruments.Informant]
		tag        instruments.Lang
		who        instruments.Informant
		path       string
		replace    bool
	)
	return form.NewPage(env, form.Spec{
		Title: t("paperform.title", "id", string(r.ID)),
		Intro: t("paperform.intro"),
		Load: func(ctx context.Context) (func(), error) {
			s, err := d.Standing(ctx, r.ID)
			if err != nil {
				return nil, err
			}
			return func() {
				for _, l := range s.Langs() {
					langs = append(langs, form.Option[instruments.Lang]{Text: name(env.Lang, l), Value: l})
				}
				if slices.Contains(s.Langs(), env.Lang.Lang()) {
					tag = env.Lang.Lang()
				}
				for _, i := range s.Definition.Informants {
					informants = append(informants, form.Option[instruments.Informant]{Text: t("informant." + string(i)), Value: i})
				}
				path = filepath.Join("~", string(r.ID)+".xlsx")
			}, nil
		},
		Blocked: func() string {
			if len(langs) == 0 {
				return t("paperform.none")
			}
			return ""
		},
		Fields: func() []huh.Field {
			fields := []huh.Field{form.Line(t("paperform.lang"), &tag, langs)}
			if len(informants) > 1 {
				fields = append(fields, form.Line(t("paperform.informant"), &who, informants))
			}
			return append(fields,
				form.NewPath(env, t("paperform.path"), t("paperform.path.note"), &path, widget.SaveFile, func(s string) error {
					if ext := strings.ToLower(filepath.Ext(strings.TrimSpace(s))); ext != ".xlsx" && ext != ".txt" {
						return errors.New(t("paperform.path.ext"))
					}
					return nil
				}, ".xlsx", ".txt"),
				form.Line(t("paperform.replace"), &replace, form.YesNo(env)))
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			words := env.Lang
			if own, ok := lang.Parse(string(tag)); ok { // what is ours, in the language of the rest
				var err error
				if words, err = lang.New(own); err != nil {
					return nil, err
				}
			}
			file := casework.HomePath(strings.TrimSpace(path))
			err := d.WritePaper(ctx, casework.PaperRequest{Instrument: r.ID, Lang: tag, Informant: who, Words: words, Path: file, Overwrite: replace})
			if err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("paperform.said", "path", file)), screen.Back()), nil
		},
	})
}

func name(l *lang.Localizer, tag instruments.Lang) string {
	if id := "lang." + string(tag); l.Has(id) {
		return l.T(id)
	}
	return string(tag)
}
