// Package erasure decides on erasing a family: it shows what would go and what would stay, asks for the decision with
// its ground, and for the family's code before anything is erased.
package erasure

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Erasable(ctx context.Context, family store.FamilyID) (casework.Erasable, error)
	AskedFor(ctx context.Context, r store.Request) (store.Request, error)
	DecideErasure(ctx context.Context, v casework.Ruling) error
	EraseOld(ctx context.Context, family store.FamilyID) error
}

// What is done besides deciding: only noting the request, or erasing because the time is over.
const (
	noteRequest store.Ruling = "note"
	timeIsOver  store.Ruling = "time-is-over"
)

// New makes the screen.
func New(env *screen.Env, r screen.Erasure) screen.Screen { return newPage(env, r, env.Desk) }

func newPage(env *screen.Env, r screen.Erasure, d desk) screen.Screen {
	t := env.Lang.T
	var e casework.Erasable
	ruling := noteRequest
	var ground, done, typed string
	erases := func() bool { return ruling == store.Granted || ruling == timeIsOver }
	return form.NewPage(env, form.Spec{
		Title: t("erasure.title"),
		Load: func(ctx context.Context) (func(), error) {
			found, err := d.Erasable(ctx, r.Family)
			return func() {
				if e = found; e.Due != nil {
					ruling = timeIsOver
				}
			}, err
		},
		Lead: func() string { return goes(env, e) },
		Fields: func() []huh.Field {
			return []huh.Field{
				form.Choice(t("erasure.ruling"), "", &ruling, rulings(env, e)),
				form.Text(t("erasure.ground"), t("erasure.ground.note"), &ground, func(s string) error {
					if ruling != noteRequest && ruling != timeIsOver && strings.TrimSpace(s) == "" {
						return errors.New(t("form.required"))
					}
					return nil
				}),
				form.Text(t("erasure.done"), t("erasure.done.note"), &done, func(s string) error {
					if ruling == store.Partly && strings.TrimSpace(s) == "" {
						return errors.New(t("form.required"))
					}
					return nil
				}),
				form.Text(t("erasure.code"), t("erasure.code.note", "code", e.Family.Code), &typed, func(s string) error {
					if erases() && !strings.EqualFold(strings.TrimSpace(s), e.Family.Code) {
						return errors.New(t("erasure.code.wrong", "code", e.Family.Code))
					}
					return nil
				}),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if err := decide(ctx, d, e, casework.Ruling{Family: r.Family, Ruling: ruling, Ground: ground, Done: done}); err != nil {
				return nil, err
			}
			if erases() {
				return tea.Sequence(screen.Say(t("erasure.said.erased", "code", e.Family.Code)), screen.Home(screen.Today{})), nil
			}
			return tea.Sequence(screen.Say(t("erasure.said.noted")), screen.Back()), nil
		},
	})
}

func decide(ctx context.Context, d desk, e casework.Erasable, v casework.Ruling) error {
	switch v.Ruling {
	case noteRequest:
		_, err := d.AskedFor(ctx, store.Request{Family: v.Family, Kind: store.AskErasure})
		return err
	case timeIsOver:
		return d.EraseOld(ctx, v.Family)
	default:
		return d.DecideErasure(ctx, v)
	}
}

// rulings are what can be done now: the time of keeping is over only for families on that list.
func rulings(env *screen.Env, e casework.Erasable) []form.Option[store.Ruling] {
	all := []store.Ruling{noteRequest, store.Granted, store.Partly, store.Refusal}
	if e.Due != nil {
		all = append([]store.Ruling{timeIsOver}, all...)
	}
	var out []form.Option[store.Ruling]
	for _, r := range all {
		out = append(out, form.Option[store.Ruling]{Text: env.Lang.T("erasure.ruling." + string(r)), Value: r})
	}
	return out
}

// goes tells what would be erased and what would stay.
func goes(env *screen.Env, e casework.Erasable) string {
	t := env.Lang.T
	lines := []string{t("erasure.goes", "code", e.Family.Code, "persons", e.Persons, "meetings", e.Meetings, "sheets", e.Administration+e.Drafts)}
	for _, r := range e.Open {
		lines = append(lines, t("cli.erase.open", "date", env.Lang.Date(r.Received)))
	}
	lines = append(lines, t("erasure.stays", "lines", fmt.Sprint(e.Keeps.LogEntries)), t("erase.law"))
	return strings.Join(lines, "\n")
}
