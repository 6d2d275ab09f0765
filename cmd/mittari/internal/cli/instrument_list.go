package cli

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
)

// instrumentLine is one instrument for machines.
type instrumentLine struct {
	ID         string   `json:"id"`
	Version    int      `json:"version"`
	Title      string   `json:"title"`
	Status     string   `json:"status"`
	Class      string   `json:"class"`
	Informants []string `json:"informants"`
	AgeFrom    int      `json:"age_from"`
	AgeTo      int      `json:"age_to,omitempty"` // 0: no upper end
	Items      int      `json:"items"`
	Minutes    float64  `json:"minutes"`
	Off        string   `json:"off,omitempty"` // why it is switched off
	// Wordings are the languages in which full wording can be shown; null when no workspace was opened.
	Wordings []string `json:"wordings"`
}

// listFilter is which instruments are asked for.
type listFilter struct {
	informant, class, lang string
	age                    int
	all, wide              bool
}

func newInstrumentList(a *app) *cobra.Command {
	o := listFilter{age: -1}
	c := a.command("instrument-list", "list",
		"mittari instrument list", "mittari instrument list --informant parent --class open", "mittari instrument list --age 9 --json",
		"mittari instrument list --wording-lang fi --passphrase-file secret.txt")
	f := c.Flags()
	f.StringVar(&o.informant, "informant", "", a.loc.T("cli.flag.list.informant"))
	f.IntVar(&o.age, "age", -1, a.loc.T("cli.flag.list.age"))
	f.StringVar(&o.class, "class", "", a.loc.T("cli.flag.list.class"))
	f.StringVar(&o.lang, wordingLangFlag, "", a.loc.T("cli.flag.list.lang"))
	f.BoolVar(&o.wide, "wide", false, a.loc.T("cli.flag.list.wide"))
	f.BoolVar(&o.all, "all", false, a.loc.T("cli.flag.list.all"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.checkFilter(o); err != nil {
			return err
		}
		known, problems := a.standings(cmd.Context(), o)
		if known == nil && problems != nil {
			return problems
		}
		list := slices.DeleteFunc(known.list, func(s casework.Standing) bool { return !o.fits(&s, known.opened) })
		lines := make([]instrumentLine, len(list))
		for i := range list {
			lines[i] = a.instrumentLine(&list[i], known.opened)
		}
		return errors.Join(a.show(lines, func(w io.Writer) error { return a.printInstruments(w, list, known.opened, o.wide) }), problems)
	}
	return c
}

func (a *app) checkFilter(o listFilter) error {
	if err := a.who(o.informant, ""); err != nil || o.class == "" {
		return err
	}
	return a.oneOf("class", o.class, texts([]instruments.Class{instruments.Own, instruments.Open, instruments.Permission, instruments.PaperOnly})...)
}

func (o *listFilter) fits(s *casework.Standing, opened bool) bool {
	d := s.Definition
	switch {
	case o.informant != "" && !slices.Contains(d.Informants, instruments.Informant(o.informant)),
		o.class != "" && string(d.Rights.Class) != o.class,
		o.age >= 0 && (o.age < d.Ages.From || d.Ages.To > 0 && o.age > d.Ages.To),
		o.lang != "" && opened && !slices.Contains(s.Langs(), instruments.Lang(o.lang)):
		return false
	}
	return true
}

// known is what may be done with each instrument, as far as is known: without a workspace nobody's checks, permissions
// and wordings are.
type known struct {
	list   []casework.Standing
	opened bool
}

// standings lists the newest version of every instrument, or every version. The workspace is opened when a passphrase
// is given, or when only it can tell. Definitions that cannot be read are in the error beside the others.
func (a *app) standings(ctx context.Context, o listFilter) (_ *known, err error) {
	cat, err := a.definitions()
	if err != nil {
		return nil, err
	}
	if a.secretGiven() || o.lang != "" {
		desk, _, err := a.desk(ctx)
		if err != nil {
			return nil, err
		}
		list, problems := desk.Standings(ctx)
		return &known{list, true}, errors.Join(problems, desk.Leave(ctx))
	}
	if !o.all {
		defs, problems := cat.List()
		return &known{list: unopened(defs)}, problems
	}
	var defs []*instruments.Definition
	var problems []error
	for _, ref := range cat.Refs() {
		d, err := cat.At(ref)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		defs = append(defs, d)
	}
	return &known{list: unopened(defs)}, errors.Join(problems...)
}

func unopened(defs []*instruments.Definition) []casework.Standing {
	list := make([]casework.Standing, len(defs))
	for i, d := range defs {
		list[i] = casework.StandingOf(d)
	}
	return list
}

// secretGiven reports whether the passphrase comes from the command line, so that nobody has to be asked for it.
func (a *app) secretGiven() bool { return a.flags.passphraseFile != "" || a.flags.passphraseFD >= 0 }

func (a *app) instrumentLine(s *casework.Standing, opened bool) instrumentLine {
	d := s.Definition
	l := instrumentLine{
		ID: string(d.ID), Version: d.Version, Title: a.loc.Text(d.Title), Status: string(d.Status), Class: string(d.Rights.Class),
		Informants: texts(d.Informants), AgeFrom: d.Ages.From, AgeTo: d.Ages.To, Items: len(d.Items), Minutes: d.Minutes,
	}
	if s.Off != nil {
		l.Off = "needs-check"
	}
	if opened {
		l.Wordings = append([]string{}, texts(s.Langs())...)
	}
	return l
}

// What a line of the narrow list has room for on 80 columns.
const (
	titleRoom       = 34
	titleRoomOpened = 23 // beside the languages of wording
)

func (a *app) printInstruments(w io.Writer, list []casework.Standing, opened, wide bool) error {
	table := [][]string{a.heads("instrument", "title", "ages", "class")}
	if wide {
		table[0] = append(table[0], a.heads("informants", "items", "minutes")...)
	}
	if wide || opened {
		table[0] = append(table[0], a.heads("wordings")...)
	}
	off := 0
	for i := range list {
		s, d := &list[i], list[i].Definition
		title := a.loc.Text(d.Title)
		if s.Off != nil {
			off++
			title = "× " + title
		}
		if !wide {
			title = cutTitle(title, opened)
		}
		row := []string{d.Ref().String(), title, ageSpan(d.Ages.From, d.Ages.To), a.loc.T("instrument.class." + string(d.Rights.Class))}
		if wide {
			row = append(row, a.informants(d), strconv.Itoa(len(d.Items)), a.loc.Number(d.Minutes, 0))
		}
		if wide || opened {
			row = append(row, listedLangs(s, opened))
		}
		table = append(table, row)
	}
	if err := grid(w, table); err != nil {
		return err
	}
	if off > 0 {
		a.note("cli.list.off", "n", off)
	}
	if !opened {
		a.note("cli.list.closed")
	}
	return nil
}

func cutTitle(title string, opened bool) string {
	room := titleRoom
	if opened {
		room = titleRoomOpened
	}
	runes := []rune(title)
	if len(runes) <= room {
		return title
	}
	return strings.TrimRight(string(runes[:room-1]), " ") + "…"
}

// listedLangs are the languages in which wording can be shown, as far as is known.
func listedLangs(s *casework.Standing, opened bool) string {
	langs := strings.Join(instruments.ShortNames(s.Langs()), " ")
	if langs == "" && !opened {
		return "?"
	}
	return orDash(langs)
}

func orDash(s string) string {
	if s == "" {
		return dash
	}
	return s
}

func (a *app) informants(d *instruments.Definition) string {
	names := make([]string, len(d.Informants))
	for i, who := range d.Informants {
		names[i] = a.loc.T("informant." + string(who))
	}
	return strings.Join(names, ", ")
}

func (a *app) ages(d *instruments.Definition) string {
	if d.Ages.To == 0 {
		return a.loc.T("instrument.ages.from", "from", d.Ages.From)
	}
	return a.loc.T("instrument.ages.range", "from", d.Ages.From, "to", d.Ages.To)
}
