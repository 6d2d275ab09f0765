package definition

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// Columns of a REDCap data dictionary, in its order.
const (
	colName = iota
	colForm
	colSection
	colType
	colLabel
	colChoices
	colNote
	colValidation
	colMin
	colMax
	colIdentifier
	colBranching
	colRequired
	colAlignment
	colNumber
	colMatrix
	colRanking
	colAnnotation
	redcapColumns
)

func redcapHeader() []string {
	return []string{
		"Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
		"Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
		"Text Validation Min", "Text Validation Max", "Identifier?",
		"Branching Logic (Show field only if...)", "Required Field?", "Custom Alignment",
		"Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
	}
}

// RecordField is the field every REDCap project begins with.
const RecordField = "record_id"

// REDCap writes a data dictionary in CSV with one form. Items are radio buttons whose raw value is the code; what an
// option counts stands in the annotation of a field where it differs. Neighbours with the same answers, and no
// condition, form a matrix. The errors are those of the options, and of writing.
func REDCap(w io.Writer, d *instruments.Definition, o Options) error {
	f, err := newForm(d, o)
	if err != nil {
		return err
	}
	table := csv.NewWriter(w)
	rows := append([][]string{redcapHeader()}, (&redcapWriter{form: f, lang: f.langs[0]}).rows()...)
	if err := table.WriteAll(rows); err != nil {
		return fmt.Errorf("write REDCap dictionary of %s: %w", d.Ref(), err)
	}
	return nil
}

type redcapWriter struct {
	*form
	lang instruments.Lang
}

func (r *redcapWriter) row(name, kind, label string) []string {
	cells := make([]string, redcapColumns)
	cells[colName], cells[colForm], cells[colType], cells[colLabel] = name, stem(r.def.ID), kind, safe(label)
	return cells
}

func (r *redcapWriter) rows() [][]string {
	rows := [][]string{r.row(RecordField, "text", "ID")}
	// For whoever builds the form, not for those who answer it.
	about := r.row(r.aboutName(), "descriptive", r.title[r.lang]+". "+r.notice[r.lang]+" "+r.rights[r.lang])
	about[colAnnotation] = "about @HIDDEN"
	rows = append(rows, about)
	if text := r.instruction[r.lang]; text != "" {
		rows = append(rows, r.row(r.instructionName(), "descriptive", text))
	}
	matrices := r.matrices()
	for i := range r.items {
		one := r.itemRow(&r.items[i])
		one[colMatrix] = matrices[i]
		rows = append(rows, one)
	}
	for i := range r.scores {
		if s := &r.scores[i]; s.left == written {
			one := r.row(r.scoreName(s), "calc", r.words[0].Text(s.Title))
			one[colChoices] = r.expression(s, redcapDialect{r.form})
			rows = append(rows, one)
		}
	}
	return rows
}

func (r *redcapWriter) itemRow(i *item) []string {
	row := r.row(r.itemName(i), "radio", r.label(i, r.lang))
	row[colBranching] = r.condition(i, redcapDialect{r.form})
	row[colNumber] = strconv.Itoa(i.Number)
	choices := make([]string, len(i.set.Options))
	counts := make([]string, len(i.set.Options))
	differ := false
	for k, o := range i.set.Options {
		// The bar parts options, and there is no way to write one in a label.
		choices[k] = fmt.Sprintf("%d, %s", o.Code, strings.ReplaceAll(i.set.texts[k][r.lang], "|", "/"))
		counts[k] = fmt.Sprintf("%d=%s", o.Code, strconv.FormatFloat(o.Value, 'f', -1, 64))
		differ = differ || o.Value != float64(o.Code)
	}
	row[colChoices] = strings.Join(choices, " | ")
	if strings.HasPrefix(row[colChoices], "-") {
		row[colChoices] = " " + row[colChoices] // REDCap trims it, and no spreadsheet reads a formula
	}
	if differ {
		row[colAnnotation] = "scores: " + strings.Join(counts, ", ")
	}
	return row
}

// matrices names the matrix of each item: two or more neighbours with the same answers that are always asked.
func (r *redcapWriter) matrices() []string {
	names := make([]string, len(r.items))
	count := 0
	for from := 0; from < len(r.items); {
		to := from + 1
		for to < len(r.items) && r.items[to].Set == r.items[from].Set && r.items[to].Asked == nil && r.items[from].Asked == nil {
			to++
		}
		if to-from > 1 {
			count++
			for i := from; i < to; i++ {
				names[i] = fmt.Sprintf("%s_m%d", stem(r.def.ID), count)
			}
		}
		from = to
	}
	return names
}

// redcapDialect writes REDCap's calculations. A blank field is the empty text there, and a calculation gives one by
// giving the empty text.
type redcapDialect struct{ *form }

func (d redcapDialect) field(i *item) string { return "[" + d.itemName(i) + "]" }
func (d redcapDialect) known(i *item) string { return d.field(i) + ` <> ""` }
func (d redcapDialect) chose(i *item, code int) string {
	return fmt.Sprintf(`%s = "%d"`, d.field(i), code)
}
func (d redcapDialect) number(i *item) string { return d.field(i) }
func (d redcapDialect) when(cond, then, els string) string {
	return fmt.Sprintf("if(%s, %s, %s)", cond, then, els)
}
func (d redcapDialect) divide(a, b string) string { return a + " / " + b }
func (d redcapDialect) round(value string, decimals int) string {
	return fmt.Sprintf("round(%s, %d)", value, decimals)
}
func (d redcapDialect) nothing() string { return `""` }
