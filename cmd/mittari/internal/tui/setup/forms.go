package setup

import (
	"errors"
	"strings"
	"unicode"

	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func (m *Model) buildForm() *form.Form {
	fields := map[step]func() []huh.Field{
		stepLang:       m.langFields,
		stepPassphrase: m.passphraseFields,
		stepConfirm:    m.confirmFields,
		stepTeam:       m.teamFields,
		stepPIN:        m.pinFields,
	}[m.step]
	if fields == nil {
		return nil
	}
	return form.New(m.env, fields)
}

func (m *Model) langFields() []huh.Field {
	options := make([]form.Option[instruments.Lang], 0, len(lang.Languages()))
	for _, tag := range lang.Languages() {
		options = append(options, form.Option[instruments.Lang]{Text: m.env.Lang.T("setup.lang." + string(tag)), Value: tag})
	}
	return []huh.Field{form.Choice("Kieli · Språk · Language", "", &m.lang, options)}
}

func (m *Model) passphraseFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{
		form.Secret(t("setup.pass.field"), "", &m.phrase, func(s string) error {
			if Judge(s) == Weak {
				return errors.New(t("setup.pass.weak", "length", minLength, "words", minWords))
			}
			return nil
		}),
		form.Secret(t("setup.pass.again"), "", &m.phraseBack, func(s string) error {
			if s != m.phrase {
				return errors.New(t("setup.pass.differ"))
			}
			return nil
		}),
	}
}

func (m *Model) confirmFields() []huh.Field {
	t := m.env.Lang.T
	parts := groups(m.code)
	a, b := asked(m.code)
	check := func(n int) func(string) error {
		return func(s string) error {
			if !same(s, parts[n]) {
				return errors.New(t("setup.confirm.wrong", "n", n+1))
			}
			return nil
		}
	}
	return []huh.Field{
		form.Text(t("setup.confirm.group", "n", a+1, "all", len(parts)), "", &m.typed1, check(a)),
		form.Text(t("setup.confirm.group", "n", b+1, "all", len(parts)), "", &m.typed2, check(b)),
	}
}

func (m *Model) teamFields() []huh.Field {
	t, l := m.env.Lang.T, m.env.Lang
	code := func(limit int) func(string) error {
		return func(s string) error {
			s = strings.TrimSpace(s)
			if s == "" || len([]rune(s)) > limit || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				return errors.New(t("setup.team.code", "limit", limit))
			}
			return nil
		}
	}
	return []huh.Field{
		form.Text(t("setup.team.region"), "", &m.region, form.Required(l)),
		form.Text(t("setup.team.regioncode"), t("setup.team.regioncode.note"), &m.regionCode, func(s string) error {
			if !store.IsRegionCode(coded(s)) {
				return errors.New(t("setup.team.regioncode.wrong"))
			}
			return nil
		}),
		form.Text(t("setup.team.team"), "", &m.team, form.Required(l)),
		form.Text(t("setup.team.teamcode"), t("setup.team.teamcode.note"), &m.teamCode, code(6)),
		form.Text(t("setup.team.worker"), t("setup.team.worker.note"), &m.worker, code(6)),
	}
}

func (m *Model) pinFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{
		form.Secret(t("setup.pin.field"), "", &m.pin, form.PIN(m.env.Lang)),
		form.Secret(t("setup.pin.again"), "", &m.pinBack, func(s string) error {
			if s != m.pin {
				return errors.New(t("setup.pin.differ"))
			}
			return nil
		}),
	}
}

// coded is a code as it is kept, whatever way it was typed.
func coded(typed string) string { return strings.ToUpper(strings.TrimSpace(typed)) }
