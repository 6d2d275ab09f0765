package definition

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// XLSForm writes an XLSForm workbook: the sheets survey, choices and settings, a label column for each language, and
// in the choices what each option counts, in a column "score" of our own. The errors are those of the options, and of
// writing.
func XLSForm(w io.Writer, d *instruments.Definition, o Options) error {
	f, err := newForm(d, o)
	if err != nil {
		return err
	}
	if err := writeBook(w, (&xlsWriter{f}).sheets()); err != nil {
		return fmt.Errorf("write XLSForm of %s: %w", d.Ref(), err)
	}
	return nil
}

type xlsSheet struct {
	name string
	rows [][]string
}

// noTempDir does not exist, so that the library, should it ever want to spill to disk, cannot.
const noTempDir = "/nonexistent/mittari-writes-no-temporary-files"

func writeBook(w io.Writer, sheets []xlsSheet) error {
	file := excelize.NewFile(excelize.Options{TmpDir: noTempDir})
	defer file.Close() //nolint:errcheck // nothing is open: the file lives in memory
	for _, sheet := range sheets {
		if _, err := file.NewSheet(sheet.name); err != nil {
			return err
		}
		for y, row := range sheet.rows {
			for x, text := range row {
				if text == "" {
					continue
				}
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					return err
				}
				if err := file.SetCellStr(sheet.name, at, text); err != nil {
					return err
				}
			}
		}
	}
	if err := file.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	file.SetActiveSheet(0)
	// A fixed date: the same definition gives the same file.
	const made = "2000-01-01T00:00:00Z"
	if err := file.SetDocProps(&excelize.DocProperties{Created: made, Modified: made}); err != nil {
		return err
	}
	if err := file.SetAppProps(&excelize.AppProperties{Application: "Mittari"}); err != nil {
		return err
	}
	return file.Write(w)
}

type xlsWriter struct{ *form }

func (x *xlsWriter) sheets() []xlsSheet {
	return []xlsSheet{{"survey", x.survey()}, {"choices", x.choices()}, {"settings", x.settings()}}
}

// language is the name of a language as XLSForm writes it.
func language(l instruments.Lang) string {
	switch l {
	case instruments.Finnish:
		return "suomi (fi)"
	case instruments.Swedish:
		return "svenska (sv)"
	case instruments.English:
		return "English (en)"
	case instruments.EasyFinnish:
		return "selkosuomi (fi-x-selko)"
	}
	return string(l)
}

func (x *xlsWriter) labelHeads() []string {
	heads := make([]string, len(x.langs))
	for i, l := range x.langs {
		heads[i] = "label::" + language(l)
	}
	return heads
}

// row puts the labels between the two halves of a row.
func (x *xlsWriter) row(before []string, text instruments.Text, after ...string) []string {
	row := append([]string(nil), before...)
	for _, l := range x.langs {
		row = append(row, safe(text[l]))
	}
	return append(row, after...)
}

func (x *xlsWriter) survey() [][]string {
	head := append(append([]string{"type", "name"}, x.labelHeads()...), "relevant", "calculation")
	about := instruments.Text{}
	for _, l := range x.langs {
		about[l] = x.notice[l] + " " + x.rights[l]
	}
	rows := [][]string{head}
	if len(x.instruction) > 0 {
		rows = append(rows, x.row([]string{"note", x.instructionName()}, x.instruction))
	}
	dialect := xpath{x.form}
	for i := range x.items {
		one := &x.items[i]
		label := instruments.Text{}
		for _, l := range x.langs {
			label[l] = x.label(one, l)
		}
		rows = append(rows, x.row([]string{"select_one " + listName(one.set), x.itemName(one)}, label, x.condition(one, dialect)))
	}
	for i := range x.scores {
		if s := &x.scores[i]; s.left == written {
			rows = append(rows, x.row([]string{"calculate", x.scoreName(s)}, x.say(func(w export.Words) string { return w.Text(s.Title) }), "", x.expression(s, dialect)))
		}
	}
	// For whoever builds the form, not for those who answer it.
	return append(rows, x.row([]string{"note", x.aboutName()}, about, "false()"))
}

func (x *xlsWriter) choices() [][]string {
	rows := [][]string{append(append([]string{"list_name", "name"}, x.labelHeads()...), "score")}
	for i := range x.sets {
		s := &x.sets[i]
		for k, o := range s.Options {
			rows = append(rows, x.row([]string{listName(s), strconv.Itoa(o.Code)}, s.texts[k], strconv.FormatFloat(o.Value, 'f', -1, 64)))
		}
	}
	return rows
}

func (x *xlsWriter) settings() [][]string {
	return [][]string{
		{"form_title", "form_id", "version", "default_language"},
		{safe(x.title[x.langs[0]]), stem(x.def.ID), strconv.Itoa(x.def.Version), language(x.langs[0])},
	}
}

// listName is the name of a list of answers.
func listName(s *set) string { return stem(instruments.ID(s.ID)) }

// xpath writes the expressions of XLSForm. The answer to a question without one is the empty text.
type xpath struct{ *form }

func (d xpath) field(i *item) string           { return "${" + d.itemName(i) + "}" }
func (d xpath) known(i *item) string           { return d.field(i) + " != ''" }
func (d xpath) chose(i *item, code int) string { return fmt.Sprintf("%s = '%d'", d.field(i), code) }
func (d xpath) number(i *item) string          { return "number(" + d.field(i) + ")" }
func (d xpath) when(cond, then, els string) string {
	return fmt.Sprintf("if(%s, %s, %s)", cond, then, els)
}
func (d xpath) divide(a, b string) string { return a + " div " + b }
func (d xpath) round(value string, decimals int) string {
	return fmt.Sprintf("round(%s, %d)", value, decimals)
}
func (d xpath) nothing() string { return "''" }
