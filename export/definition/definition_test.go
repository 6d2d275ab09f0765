package definition_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/definition"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
)

func library(tb testing.TB) []*instruments.Definition {
	tb.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	list, err := c.List()
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

func get(tb testing.TB, id instruments.ID) *instruments.Definition {
	tb.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	d, err := c.Get(id)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func words(tb testing.TB, langs ...instruments.Lang) []export.Words {
	tb.Helper()
	var all []export.Words
	for _, l := range langs {
		all = append(all, exporttest.NewWords(tb, l))
	}
	return all
}

type writer func(io.Writer, *instruments.Definition, definition.Options) error

func formats() map[string]writer {
	return map[string]writer{"fhir": definition.FHIR, "redcap": definition.REDCap, "xlsform": definition.XLSForm}
}

func write(tb testing.TB, w writer, d *instruments.Definition, o definition.Options) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := w(&b, d, o); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// sheets gives the cells of a workbook by sheet.
func sheets(tb testing.TB, data []byte) map[string][][]string {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	all := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		if all[name], err = f.GetRows(name); err != nil {
			tb.Fatal(err)
		}
	}
	return all
}

func table(tb testing.TB, data []byte) [][]string {
	tb.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

// dump writes a workbook as text, for golden files.
func dump(tb testing.TB, data []byte) []byte {
	tb.Helper()
	var b strings.Builder
	all := sheets(tb, data)
	for _, name := range []string{"survey", "choices", "settings"} {
		fmt.Fprintf(&b, "== %s\n", name)
		for _, row := range all[name] {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return []byte(b.String())
}

// The forms of the golden files: one of our own with a reversed item and one blank allowed, and one of others with a
// condition.
func TestGolden(t *testing.T) {
	for _, id := range []instruments.ID{"demo-checkin", "audit-c"} {
		o := definition.Options{Words: words(t, "en", "fi", "sv")}
		for name, w := range formats() {
			t.Run(string(id)+" "+name, func(t *testing.T) {
				out := write(t, w, get(t, id), o)
				if name == "xlsform" {
					out = dump(t, out)
				}
				golden.RequireEqual(t, out)
			})
		}
	}
}

func TestTheSameFileEveryTime(t *testing.T) {
	o := definition.Options{Words: words(t, "fi", "sv", "en")}
	for _, id := range []instruments.ID{"demo-checkin", "sdq"} {
		d := get(t, id)
		for name, w := range formats() {
			if diff := cmp.Diff(string(write(t, w, d, o)), string(write(t, w, d, o))); diff != "" {
				t.Errorf("%s as %s differs from one time to the next: %s", d.Ref(), name, diff)
			}
		}
	}
}

func TestNoCellStartsWithASignOfFormulas(t *testing.T) {
	d := *get(t, "demo-checkin")
	evil := d.Own["en"]
	evil.Title, evil.Instruction = "=HYPERLINK(1)", "@cmd|'/C calc'!A0"
	evil.Options = map[string]map[int]string{"amount": {-4: "-", 1: "+1", 2: "=2", 3: "@3", 4: "|"}}
	d.Own = map[instruments.Lang]instruments.Wording{"en": evil}
	d.ResponseSets = []instruments.ResponseSet{{ID: "amount"}}
	for _, code := range []int{-4, 1, 2, 3, 4} {
		d.ResponseSets[0].Options = append(d.ResponseSets[0].Options, instruments.Option{Code: code, Value: float64(code)})
	}
	o := definition.Options{Words: words(t, "en")}
	rows := table(t, write(t, definition.REDCap, &d, o))
	for name, sheet := range sheets(t, write(t, definition.XLSForm, &d, o)) {
		for _, row := range sheet {
			if name == "choices" {
				row = row[2:] // list and code: a number in a text cell
			}
			rows = append(rows, row)
		}
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && cell != "-4" {
				t.Errorf("a cell starts with a sign of formulas: %q", cell)
			}
		}
	}
}

func TestWordingOfOthersStays(t *testing.T) {
	open, closed := *get(t, "demo-checkin"), *get(t, "demo-checkin")
	open.Rights.Class, open.Own = instruments.Open, nil
	closed.Rights.Class, closed.Own = instruments.Permission, nil
	pack := get(t, "demo-checkin").Own["en"]
	pack.Lang, pack.Holder, pack.Licence, pack.Source = "de", "somebody", "free to use", "file"
	for n, text := range pack.Items {
		pack.Items[n] = text + " SENTENCE"
	}
	o := definition.Options{Words: words(t, "en", "fi"), Wording: &pack}
	for name, w := range formats() {
		var refused *definition.Refusal
		if err := w(io.Discard, &closed, o); !errors.As(err, &refused) || !errors.Is(err, definition.ErrWordingStays) {
			t.Errorf("%s: got %v, want ErrWordingStays", name, err)
		}
		out := write(t, w, &open, o)
		if name == "xlsform" {
			out = dump(t, out)
		}
		if got := strings.Count(string(out), " SENTENCE"); got != 5 {
			t.Errorf("%s: the pack's %d sentences are in the file, want 5", name, got)
		}
		if strings.Contains(string(out), "short cues") {
			t.Errorf("%s speaks of cues although it has the wording", name)
		}
	}
}

func TestAPackForAnotherFormIsRefused(t *testing.T) {
	d := get(t, "demo-checkin")
	pack := d.Own["en"]
	pack.Informant, pack.Holder, pack.Licence, pack.Source = instruments.Self, "h", "l", "s"
	o := definition.Options{Words: words(t, "en"), Wording: &pack, Informant: instruments.Parent}
	if err := definition.FHIR(io.Discard, d, o); !errors.Is(err, definition.ErrOtherForm) {
		t.Errorf("got %v, want ErrOtherForm", err)
	}
	if err := definition.FHIR(io.Discard, d, definition.Options{}); err == nil {
		t.Error("a file without a language was written")
	}
}

// What others own is named by cues, with a sentence about the wording; what may only be used on paper says that.
func TestEveryFileOfOthersSaysThatTheWordingIsMissing(t *testing.T) {
	o := definition.Options{Words: words(t, "en")}
	for _, d := range library(t) {
		out := string(write(t, definition.FHIR, d, o))
		cues := strings.Contains(out, "Put in the official wording from your licensed copy")
		paper := strings.Contains(out, "may be used on paper only")
		want := [2]bool{d.Rights.Class != instruments.Own && d.Rights.Class != instruments.PaperOnly, d.Rights.Class == instruments.PaperOnly}
		if got := [2]bool{cues, paper}; got != want {
			t.Errorf("%s: speaks of cues and paper: %v, want %v", d.Ref(), got, want)
		}
		active := strings.Contains(out, `"status": "active",
  "subjectType"`)
		if active != (d.Rights.Class == instruments.Own && d.Status == instruments.Released) {
			t.Errorf("%s is active: %v", d.Ref(), active)
		}
	}
}

// The teacher's form lacks two items of the parents' one; a score that needs what is not there is named as left out.
func TestOnlyWhatIsOnTheFormIsWritten(t *testing.T) {
	d := *get(t, "demo-checkin")
	d.Items = append([]instruments.Item(nil), d.Items...)
	d.Items[1].Informants = []instruments.Informant{instruments.Parent}
	d.Items[2].Asked = &instruments.Condition{Item: 2, Codes: []int{1}}
	for name, w := range formats() {
		out := write(t, w, &d, definition.Options{Words: words(t, "en"), Informant: instruments.Self})
		if name == "xlsform" {
			out = dump(t, out)
		}
		text := string(out)
		if strings.Contains(text, "I have carried worries") || !strings.Contains(text, "My nights") {
			t.Errorf("%s has not the items of the form", name)
		}
		if strings.Contains(text, "demo_checkin_2") || strings.Contains(text, `"question": "2"`) {
			t.Errorf("%s still refers to item 2", name)
		}
		if !strings.Contains(text, "some of its items are not on this form") {
			t.Errorf("%s does not say that the score is left out", name)
		}
	}
}

// A score that is built from others cannot be written for certain. The file says which.
func TestScoresThatAreLeftOutAreNamed(t *testing.T) {
	for name, w := range formats() {
		out := write(t, w, get(t, "sdq"), definition.Options{Words: words(t, "en")})
		if name == "xlsform" {
			out = dump(t, out)
		}
		title := get(t, "sdq").Scale("total").Title["en"]
		want := strings.NewReplacer(`"`, map[string]string{"fhir": `\"`, "redcap": `""`, "xlsform": `"`}[name]).
			Replace(`The score "` + title + `" is not computed in this file`)
		if !strings.Contains(string(out), want) {
			t.Errorf("%s does not say: %s", name, want)
		}
	}
}
