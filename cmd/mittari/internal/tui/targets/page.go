package targets

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/store"
)

// typed is a target as it stands in the fields.
type typed struct{ value, from, to, told, source, comment string }

// open opens the page: for a target that is there, with its name, or for another one.
func (m *Model) open(target store.Target, name string) tea.Cmd {
	f := typed{source: target.Source, comment: target.Comment}
	if name != "" {
		f.value = number(target.Value)
	}
	if target.Told != nil {
		f.told = number(*target.Told)
	}
	f.from, f.to = day(target.From), day(target.To)
	title, intro := m.env.Lang.T("targets.add"), m.env.Lang.T("targets.add.intro")
	if name != "" {
		title, intro = m.env.Lang.T("targets.change"), name
	}
	m.page = form.NewPage(m.env, form.Spec{
		Title: title, Intro: intro,
		Fields: func() []huh.Field { return m.fields(&target, &f, name == "") },
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if err := f.into(&target); err != nil {
				return nil, err
			}
			if err := m.desk.SetTarget(ctx, target); err != nil {
				return nil, err
			}
			return func() tea.Msg { return setMsg{} }, nil
		},
	})
	m.page.SetSize(m.Width(), m.Height())
	return m.page.Init()
}

// fields of the page. What a target is about, and from when, tells it from others: only a new one is asked.
func (m *Model) fields(target *store.Target, f *typed, fresh bool) []huh.Field {
	l := m.env.Lang
	t := l.T
	var out []huh.Field
	if fresh {
		var indicators []form.Option[string]
		for _, i := range m.view.Indicators {
			indicators = append(indicators, form.Option[string]{Text: i.Name, Value: i.Key})
		}
		out = append(out, form.Line(t("targets.indicator"), &target.Indicator, indicators))
		if len(m.view.Teams) > 1 {
			teams := []form.Option[store.TeamID]{{Text: t("targets.whole")}}
			for _, team := range m.view.Teams {
				teams = append(teams, form.Option[store.TeamID]{Text: team.Name, Value: team.ID})
			}
			out = append(out, form.Line(t("targets.who"), &target.Team, teams))
		}
	}
	out = append(out, form.Text(t("targets.value"), "", &f.value, m.amount(false)))
	if fresh {
		out = append(out, form.Text(t("targets.from"), "", &f.from, form.Day(l, store.Date{}, false)))
	}
	ends := func(s string) error {
		if err := form.Day(l, store.Date{}, false)(s); err != nil {
			return err
		}
		from, _ := form.ReadDate(f.from) // a first day that is not one has been refused in its own field
		if to, err := form.ReadDate(s); err == nil && to.Before(from) {
			return errors.New(t("targets.order"))
		}
		return nil
	}
	return append(out,
		form.Text(t("targets.to"), "", &f.to, ends),
		form.Text(t("targets.told"), t("targets.told.note"), &f.told, m.amount(true)),
		form.Text(t("targets.source"), "", &f.source, nil),
		form.Text(t("targets.comment"), "", &f.comment, nil),
	)
}

// amount accepts a number that is not negative, with a point or a comma.
func (m *Model) amount(empty bool) func(string) error {
	return func(s string) error {
		if empty && strings.TrimSpace(s) == "" {
			return nil
		}
		if _, err := readNumber(s); err != nil {
			return errors.New(m.env.Lang.T("targets.number"))
		}
		return nil
	}
}

// into puts the fields into a target.
func (f *typed) into(t *store.Target) (err error) {
	if t.Value, err = readNumber(f.value); err != nil {
		return err
	}
	if t.From, err = form.ReadDate(f.from); err != nil {
		return err
	}
	if t.To, err = form.ReadDate(f.to); err != nil {
		return err
	}
	t.Told = nil
	if strings.TrimSpace(f.told) != "" {
		told, err := readNumber(f.told)
		if err != nil {
			return err
		}
		t.Told = &told
	}
	t.Source, t.Comment = strings.TrimSpace(f.source), strings.TrimSpace(f.comment)
	return nil
}

var errNumber = errors.New("not a number from 0 up")

func readNumber(s string) (float64, error) {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || v < 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, errNumber
	}
	return v, nil
}

// number writes a value as it may be typed, without more digits than it has.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func day(d store.Date) string {
	if d.IsZero() {
		return ""
	}
	return form.WriteDate(d)
}
