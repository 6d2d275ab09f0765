package keeping

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// NewAct makes the page of one thing to do.
func NewAct(env *screen.Env, r screen.KeepingAct) screen.Screen { return newAct(env, r, env.Desk) }

func newAct(env *screen.Env, r screen.KeepingAct, d desk) screen.Screen {
	a := &act{env: env, desk: d, t: env.Lang.T}
	switch r.Act {
	case screen.KeepBackup:
		return a.backup()
	case screen.KeepRemind:
		return a.remind()
	case screen.KeepMonths:
		return a.months()
	case screen.KeepPassphrase:
		return a.newSecret("passphrase", casework.KeyPassphrase)
	case screen.KeepSecond:
		return a.newSecret("second", casework.KeySecond)
	case screen.KeepSecondRemove:
		return a.removeSecond()
	case screen.KeepRecovery:
		return a.recovery()
	case screen.KeepTest:
		return a.test()
	}
	return nil
}

// act holds what the fields of a page write into. The values go with the page.
type act struct {
	env  *screen.Env
	desk desk
	t    func(string, ...any) string

	known, next, again, path, number string
}

// said is what comes after: a word, and back.
func (a *act) said(id string, pairs ...any) tea.Cmd {
	return tea.Sequence(screen.Say(a.t(id, pairs...)), screen.Back())
}

func (a *act) forget() { a.known, a.next, a.again = "", "", "" }

func (a *act) backup() screen.Screen {
	a.path = filepath.Dir(a.env.Door.Path())
	return form.NewPage(a.env, form.Spec{
		Title: a.t("keeping.backup"), Intro: a.t("keeping.backup.intro"),
		Fields: func() []huh.Field {
			return []huh.Field{form.NewPath(a.env, a.t("keeping.backup.path"), a.t("keeping.backup.path.note"), &a.path, widget.OpenFolder, form.Required(a.env.Lang))}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			path, err := a.desk.Backup(ctx, casework.HomePath(strings.TrimSpace(a.path)))
			if err != nil {
				return nil, err
			}
			return a.said("keeping.backup.said", "path", path), nil
		},
	})
}

func (a *act) remind() screen.Screen {
	return a.count("remind", 1, 90, func(v casework.KeepingView) int { return v.BackupEvery }, a.desk.RemindOfBackup)
}

func (a *act) months() screen.Screen {
	return a.count("months", 1, 600, func(v casework.KeepingView) int { return v.KeepMonths }, a.desk.KeepFor)
}

// count is a page with one whole number.
func (a *act) count(id string, from, to int, now func(casework.KeepingView) int, save func(context.Context, int) error) screen.Screen {
	return form.NewPage(a.env, form.Spec{
		Title: a.t("keeping." + id), Intro: a.t("keeping." + id + ".intro"),
		Load: func(ctx context.Context) (func(), error) {
			v, err := a.desk.Keeping(ctx)
			return func() { a.number = strconv.Itoa(now(v)) }, err
		},
		Fields: func() []huh.Field {
			return []huh.Field{form.Text(a.t("keeping."+id), "", &a.number, form.Whole(a.env.Lang, from, to, false))}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			n, err := strconv.Atoi(strings.TrimSpace(a.number))
			if err != nil {
				return nil, err
			}
			return a.said("settings.said"), save(ctx, n)
		},
	})
}

// knownField asks for a key that opens the file now.
func (a *act) knownField() huh.Field {
	return form.Secret(a.t("keeping.known"), "", &a.known, form.Required(a.env.Lang))
}

// newSecret is a page that asks for a key that fits now and for a new passphrase, twice.
func (a *act) newSecret(id string, kind casework.KeyKind) screen.Screen {
	return form.NewPage(a.env, form.Spec{
		Title: a.t("keeping." + id), Intro: a.t("keeping." + id + ".intro"),
		Fields: func() []huh.Field {
			return []huh.Field{
				a.knownField(),
				form.Secret(a.t("keeping."+id+".next"), "", &a.next, func(s string) error {
					if len([]rune(s)) < casework.ShortestPassphrase {
						return errors.New(a.t("keeping.short", "n", casework.ShortestPassphrase))
					}
					return nil
				}),
				form.Secret(a.t("keeping.again"), "", &a.again, func(s string) error {
					if s != a.next {
						return errors.New(a.t("keeping.differ"))
					}
					return nil
				}),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if err := a.desk.ChangeKey(ctx, a.known, casework.Secret{Kind: kind, Text: a.next}); err != nil {
				return nil, err
			}
			a.forget()
			return a.said("keeping." + id + ".said"), nil
		},
	})
}

func (a *act) removeSecond() screen.Screen {
	return form.NewPage(a.env, form.Spec{
		Title: a.t("keeping.second.remove"), Intro: a.t("keeping.second.remove.intro"),
		Fields: func() []huh.Field { return []huh.Field{a.knownField()} },
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if err := a.desk.RemoveSecond(ctx, a.known); err != nil {
				return nil, err
			}
			a.forget()
			return a.said("keeping.second.removed"), nil
		},
	})
}

// recovery shows a new code once and stores it only when its last group has been typed from paper.
func (a *act) recovery() screen.Screen {
	code, made := a.env.Door.NewRecoveryCode()
	last := code[strings.LastIndexByte(code, '-')+1:]
	return form.NewPage(a.env, form.Spec{
		Title: a.t("keeping.recovery"), Intro: a.t("keeping.recovery.intro") + "\n\n    " + code,
		Fields: func() []huh.Field {
			return []huh.Field{
				form.Text(a.t("keeping.recovery.confirm"), "", &a.again, func(s string) error {
					if !strings.EqualFold(strings.TrimSpace(s), last) {
						return errors.New(a.t("keeping.recovery.wrong"))
					}
					return nil
				}),
				a.knownField(),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if made != nil {
				return nil, made
			}
			if err := a.desk.ChangeKey(ctx, a.known, casework.Secret{Kind: casework.KeyRecovery, Text: code}); err != nil {
				return nil, err
			}
			a.forget()
			return a.said("keeping.recovery.said"), nil
		},
	})
}

func (a *act) test() screen.Screen {
	return form.NewPage(a.env, form.Spec{
		Title: a.t("keeping.test"), Intro: a.t("keeping.test.intro"),
		Fields: func() []huh.Field { return []huh.Field{a.knownField()} },
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if err := a.desk.TryKey(ctx, casework.Secret{Text: a.known}); err != nil {
				return nil, err
			}
			a.forget()
			return a.said("keeping.test.said"), nil
		},
	})
}
