package packbundle

import (
	"errors"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// leastSecret is how many characters a passphrase of a bundle has: whoever finds the stick may guess for years.
const leastSecret = 12

func (m *Model) askFields() []huh.Field {
	t := m.env.Lang.T
	var to []form.Option[target]
	for _, o := range m.others {
		to = append(to, form.Option[target]{Text: o.Name + "  " + o.Mark.Words, Value: target{name: o.Name}})
	}
	to = append(to, form.Option[target]{Text: t("packbundle.to.passphrase"), Value: target{secret: true}})
	note := t("packbundle.to.note")
	if len(m.others) == 0 {
		note = t("packbundle.to.nobody")
	}
	what := []form.Option[contents]{
		{Text: t("packbundle.what.new"), Value: newOnes},
		{Text: t("packbundle.what.again"), Value: lastAgain},
		{Text: t("packbundle.what.all"), Value: all},
		{Text: t("packbundle.what.families"), Value: families},
		{Text: t("packbundle.what.pseudonymous"), Value: pseudonymous},
	}
	return []huh.Field{
		form.Choice(t("packbundle.to"), note, &m.in.to, to),
		form.Choice(t("packbundle.what"), "", &m.in.what, what),
	}
}

func (m *Model) placeFields() []huh.Field {
	t, l := m.env.Lang.T, m.env.Lang
	fields := []huh.Field{form.NewPath(m.env, t("packbundle.path"), t("packbundle.path.note"), &m.in.path, widget.SaveFile, func(s string) error {
		if !strings.EqualFold(filepath.Ext(strings.TrimSpace(s)), casework.BundleExt) {
			return errors.New(t("packbundle.path.ext"))
		}
		return nil
	}, casework.BundleExt)}
	if m.in.what == families {
		fields = append(fields, form.Text(t("packbundle.families"), t("packbundle.families.note"), &m.in.codes, form.Required(l)))
	}
	if !m.in.to.secret {
		return fields
	}
	return append(fields,
		form.Secret(t("packbundle.secret"), t("packbundle.secret.note"), &m.in.secret, func(s string) error {
			if utf8.RuneCountInString(s) < leastSecret {
				return errors.New(t("packbundle.secret.short", "n", leastSecret))
			}
			return nil
		}),
		form.Secret(t("packbundle.secret.again"), "", &m.in.secondly, func(s string) error {
			if s != m.in.secret {
				return errors.New(t("packbundle.secret.differ"))
			}
			return nil
		}))
}

// suggested is a name by recipient and day, where the last file was put or in the home folder.
func (m *Model) suggested() string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
			return r
		}
		return '-'
	}, m.in.to.name)
	if m.in.to.secret || name == "" {
		name = "mittari"
	}
	folder := m.env.Taste.Folder
	if folder == "" {
		folder = "~"
	}
	return filepath.Join(folder, name+"-"+store.DateOf(m.env.Clock()).String()+casework.BundleExt)
}
