package reports

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// answers are what the person has filled in.
type answers struct {
	kind     casework.ReportKind
	span     span
	period   string // of a kind of the calendar: 2026Q3
	from, to string // as typed
	lang     instruments.Lang
	path     string
	named    string // the path that was suggested; another one is the person's own
}

// choices are the fields of the first page: which report, and of what kind of period.
func (m *Model) choices() []huh.Field {
	t := m.env.Lang.T
	var kinds []form.Option[casework.ReportKind]
	for _, k := range casework.ReportKinds() {
		kinds = append(kinds, form.Option[casework.ReportKind]{Text: t("report.title." + string(k)), Value: k})
	}
	var lengths []form.Option[span]
	for _, s := range spans() {
		lengths = append(lengths, form.Option[span]{Text: t("reports.span." + string(s)), Value: s})
	}
	return []huh.Field{
		form.Choice(t("reports.kind"), "", &m.in.kind, kinds),
		form.Line(t("reports.span"), &m.in.span, lengths),
	}
}

// details are the fields of the second page: the period itself, the language and the file.
func (m *Model) details() []huh.Field {
	t, l := m.env.Lang.T, m.env.Lang
	var fields []huh.Field
	switch {
	case m.in.span == between:
		fields = append(fields,
			form.Text(t("reports.from"), t("reports.from.note"), &m.in.from, form.Day(l, m.today(), false)),
			form.Text(t("reports.to"), "", &m.in.to, m.last))
	case m.in.span.months() > 0:
		fields = append(fields, form.Line(t("reports.period"), &m.in.period, m.in.span.periods(l, m.today())))
	}
	var langs []form.Option[instruments.Lang]
	for _, tag := range lang.Languages() {
		langs = append(langs, form.Option[instruments.Lang]{Text: t("lang." + string(tag)), Value: tag})
	}
	return append(fields,
		form.Line(t("reports.lang"), &m.in.lang, langs),
		form.NewPath(m.env, t("reports.path"), t("reports.path.note"), &m.in.path, widget.SaveFile, m.named, endings()...))
}

// endings of the files: a workbook, or plain text for reading aloud.
func endings() []string { return []string{".xlsx", ".txt"} }

func (m *Model) named(path string) error {
	if !slices.Contains(endings(), strings.ToLower(filepath.Ext(strings.TrimSpace(path)))) {
		return errors.New(m.env.Lang.T("reports.path.ext"))
	}
	return nil
}

// last accepts the last day of a period: any day from the first on.
func (m *Model) last(typed string) error {
	if err := form.Day(m.env.Lang, store.Date{}, false)(typed); err != nil {
		return err
	}
	from, errFrom := form.ReadDate(m.in.from)
	to, errTo := form.ReadDate(typed)
	if errors.Join(errFrom, errTo) == nil && to.Before(from) {
		return errors.New(m.env.Lang.T("reports.to.before"))
	}
	return nil
}

// detail fills in what goes with the choices of the first page, and leaves what the person has typed.
func (m *Model) detail() {
	today := m.today()
	if options := m.in.span.last(today); !m.fits(m.in.period) {
		m.in.period = options
	}
	if m.in.from == "" {
		from, to := halfYear(today)
		m.in.from, m.in.to = form.WriteDate(from), form.WriteDate(to)
	}
	if m.in.path == m.in.named {
		m.in.named = filepath.Join(m.folder, m.env.Lang.T("report.title."+string(m.in.kind))+".xlsx")
		m.in.path = m.in.named
	}
}

// fits reports whether a period is one of those offered for its kind.
func (m *Model) fits(period string) bool {
	for i := range offered {
		if m.in.span.months() == 0 {
			return period == ""
		}
		y, first := m.in.span.at(m.today(), i)
		if m.in.span.key(y, first) == period {
			return true
		}
	}
	return false
}

func (m *Model) today() store.Date { return store.DateOf(m.env.Clock()) }

// request is what was filled in, for casework.
func (m *Model) request() (casework.ReportRequest, error) {
	words, err := lang.New(m.in.lang)
	if err != nil {
		return casework.ReportRequest{}, err
	}
	r := casework.ReportRequest{
		Kind: m.in.kind, Period: m.in.period, Words: words, Path: casework.HomePath(strings.TrimSpace(m.in.path)), Program: m.env.Program,
	}
	if m.in.span != between {
		return r, nil
	}
	from, errFrom := form.ReadDate(m.in.from)
	to, errTo := form.ReadDate(m.in.to)
	r.Period = casework.DaysKey(from, to)
	return r, errors.Join(errFrom, errTo)
}
