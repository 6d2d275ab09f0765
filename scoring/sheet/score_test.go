package sheet_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/sheet"
)

func TestScore_writes_a_row_for_each_sheet_and_scale(t *testing.T) {
	got := score(t, `id,date,sex,informant,1,2,10
ES-1,2026-03-01,female,self,3,0,2
ES-2,1.4.2026,,parent,1,,0
"ES-3, later",,f,self,,,1
`, sheet.ScoreOptions{})
	want := []string{
		"id,date,scale,status,reason,value,reported,answered,items,prorated,band,cutoff,t,norm,risk,definition,hash,confidence",
		"ES-1,2026-03-01,total,scored,,8,8.0,3,3,false,high,clinical,66.67,girls,10:flagged,mood-3@2,feed,",
		"ES-1,2026-03-01,strict,scored,,5,5,2,2,false,,,,,10:flagged,mood-3@2,feed,",
		"ES-2,2026-04-01,total,scored,,1.5,1.5,2,3,true,,non-clinical,,,,mood-3@2,feed,",
		"ES-2,2026-04-01,strict,scored,,1,1,2,2,false,,,,,,mood-3@2,feed,",
		`"ES-3, later",,total,cannot-be-scored,too-few-answers,,,1,3,false,,,,,,mood-3@2,feed,`,
		`"ES-3, later",,strict,cannot-be-scored,too-few-answers,,,1,2,false,,,,,,mood-3@2,feed,`,
	}
	if d := cmp.Diff(want, got.rows); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(sheet.Summary{Rows: 3, Sheets: 3, NotScored: 2}, got.summary); d != "" || got.problems != nil {
		t.Error(d, got.problems)
	}
}

func TestScore_recognises_columns_delimiters_and_marks(t *testing.T) {
	want := []string{
		"7,,total,scored,,7.5,7.5,2,3,true,,clinical,,,10:unanswered,mood-3@2,feed,",
		"7,,strict,cannot-be-scored,too-few-answers,,,1,2,false,,,,,10:unanswered,mood-3@2,feed,",
	}
	for name, text := range map[string]string{
		"numbers":              "id,1,2,10\n7,3,1,\n",
		"q":                    "id;Q1;q2;q10\r\n7;3;1;NA\r\n",
		"item, padded":         "id\titem01\titem_02\tItem 10\n7\t3\t1\t.\n",
		"i":                    "ID,i1,i2,i010\n7,3,1,n/a\n",
		"the id":               "id,mood-3_1,MOOD3_2,mood_3.10\n7,3,1,NULL",
		"quoted":               "\"id\",\"1\",\"2\",\"10\"\n\"7\",\"3\",\"1\",\"\"\n",
		"decimal comma":        "id;1;2;10\n7;3,0;1,0;\n",
		"decimal point":        "id,1,2,10\n7,3.0,1.000,\n",
		"byte order mark":      "\xEF\xBB\xBFid,1,2,10\n7,3,1,\n",
		"blank lines":          "\n\nid,1,2,10\n\n7,3,1,\n,,,\n\n",
		"spaces":               "id, 1, 2, 10\n 7 , 3 ,\u00a01, \n",
		"order":                "10,language,2,id,1\n,fi,1,7,3\n",
		"UTF-16, little end":   utf16Text("id\t1\t2\t10\n7\t3\t1\t\n", binary.LittleEndian),
		"UTF-16, big end":      utf16Text("id\t1\t2\t10\n7\t3\t1\t\n", binary.BigEndian),
		"more commas in a row": "id;1;2;10\n\"7\";\"3,0\";1,0;\n",
	} {
		t.Run(name, func(t *testing.T) {
			got := score(t, text, sheet.ScoreOptions{})
			if d := cmp.Diff(want, got.results()); d != "" || got.problems != nil {
				t.Error(d, got.problems)
			}
		})
	}
}

func utf16Text(s string, order binary.ByteOrder) string {
	var out []byte
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		var unit [2]byte
		order.PutUint16(unit[:], u)
		out = append(out, unit[:]...)
	}
	return string(out)
}

func TestScore_reports_every_problem_and_scores_the_rest(t *testing.T) {
	got := score(t, "id;date;age;sex;informant;1;2;10;colour\n"+
		"a;2026-01-01;12;girl;self;1;1;1;red\n"+
		"b;2026-02-30;;;;1;1;1;\n"+ // no such day
		"c;;250;;;4;x;1;\n"+ // age, a code that is not offered, a word
		"d;;;both;nurse;1;1;1;\n"+
		"a;1.1.2026;;;self;1;1;1;\n"+ // the same person and day, written another way
		";;;;;1;1;1;\n"+
		"e;;;;;1,0;1;1;\n"+
		"f;;;;;1.0;1;1;\n"+ // the other decimal mark
		"g;;;;;1,5;1;99;\n"+
		"h;;;;;1;1\n"+
		"i\xe4;;;;;1;1;1;\n"+ // Latin-1
		"j;;;;;;1;1;\n",
		sheet.ScoreOptions{Informant: instruments.Self})
	want := []string{
		`answers.csv: row 1, column "colour": unknown-column: ""`,
		`answers.csv: row 3, column "date": bad-date: "2026-02-30"`,
		`answers.csv: row 4, column "age": bad-age: "250"`,
		`answers.csv: row 4, column "1": code-not-offered: "4"`,
		`answers.csv: row 4, column "2": not-a-number: "x"`,
		`answers.csv: row 5, column "sex": bad-sex: "both"`,
		`answers.csv: row 5, column "informant": bad-informant: "nurse"`,
		`answers.csv: row 6, column "": duplicate-key: "a"`,
		`answers.csv: row 7, column "id": missing-key: ""`,
		`answers.csv: row 9, column "1": mixed-decimals: "1.0"`,
		`answers.csv: row 10, column "1": code-not-offered: "1,5"`,
		`answers.csv: row 10, column "10": code-not-offered: "99"`,
		`answers.csv: row 11, column "": cell-count: "h"`,
		"answers.csv: row 12, column \"id\": not-text: \"i\uFFFD\"",
	}
	if d := cmp.Diff(want, got.problems); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(sheet.Summary{Rows: 12, Sheets: 3, Refused: 9, Problems: 14, NotScored: 1}, got.summary); d != "" {
		t.Error(d)
	}
	var ids []string
	for _, r := range got.results() {
		ids = append(ids, strings.Split(r, ",")[0])
	}
	if d := cmp.Diff([]string{"a", "a", "e", "e", "j", "j"}, ids); d != "" {
		t.Error(d)
	}
}

func TestScore_of_files_that_cannot_be_read(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		kind sheet.ProblemKind
		row  int
	}{
		"nothing":           {"", sheet.EmptyFile, 0},
		"blank lines":       {"\n\n\r\n", sheet.EmptyFile, 0},
		"a workbook":        {"PK\x03\x04\x14\x00", sheet.NotATable, 0},
		"UTF-16, no mark":   {"i\x00d\x00\n\x00", sheet.WrongEncoding, 0},
		"no items":          {"id,colour\n1,red\n", sheet.NoItems, 1},
		"an item twice":     {"id,1,q1\n1,2,2\n", sheet.DuplicateColumn, 1},
		"two ids":           {"id,person,1\n1,2,2\n", sheet.DuplicateColumn, 1},
		"a quote left open": {"id,1,2,10\na,1,1,1\n\"b,1,1,1\nc,1,1,1\n", sheet.OpenQuote, 3},
		"an endless row":    {"id,1,2,10\n" + strings.Repeat("x", 2<<20), sheet.RowTooLong, 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Score(t.Context(), strings.NewReader(c.text), io.Discard, scorer(t), sheet.ScoreOptions{File: "f"})
			fileErr, ok := errors.AsType[*sheet.FileError](err)
			if !ok || fileErr.Problem.Kind != c.kind || fileErr.Problem.Row != c.row || fileErr.Problem.File != "f" {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestScore_keeps_what_was_scored_before_a_file_breaks_off(t *testing.T) {
	var out bytes.Buffer
	_, err := sheet.Score(t.Context(), strings.NewReader("id,1,2,10\na,1,1,1\n\"b,1"), &out, scorer(t), sheet.ScoreOptions{})
	if _, ok := errors.AsType[*sheet.FileError](err); !ok || !strings.Contains(out.String(), "\na,,total,scored") {
		t.Errorf("%v after %q", err, out.String())
	}
}

func TestScore_names_items_that_no_column_holds(t *testing.T) {
	got := score(t, "1,10\n2,1\n", sheet.ScoreOptions{})
	if d := cmp.Diff([]int{2}, got.summary.AbsentItems); d != "" {
		t.Error(d)
	}
	// The sheet has no id and is named by its row; the absent item is missing, never 0: (2 + 1) × 3 ÷ 2.
	if want := "2,,total,scored,,4.5,4.5,2,3,true,"; !strings.HasPrefix(got.results()[0], want) {
		t.Errorf("%q", got.results()[0])
	}
}

func TestScore_writes_decimal_commas(t *testing.T) {
	got := score(t, "id,1,2,10\na,2,,1\n", sheet.ScoreOptions{Format: sheet.Format{DecimalComma: true}})
	if want := "a;;total;scored;;4,5;4,5;2;3;true;"; !strings.HasPrefix(got.results()[0], want) {
		t.Errorf("%q", got.results()[0])
	}
	got = score(t, "id,1,2,10\na,2,,1\n", sheet.ScoreOptions{Format: sheet.Format{DecimalComma: true, Delimiter: ','}})
	if want := `a,,total,scored,,"4,5","4,5",2,3,true,`; !strings.HasPrefix(got.results()[0], want) {
		t.Errorf("%q", got.results()[0])
	}
}

func TestScoreRows_takes_rows_of_a_workbook(t *testing.T) {
	rows := [][]string{{"id", "1", "2", "10"}, {"a", "1", "1", "1"}, {"b", "1"}, {}, {"c", "1", "1", "1", "1"}}
	next := func() ([]string, error) {
		if len(rows) == 0 {
			return nil, io.EOF
		}
		r := rows[0]
		rows = rows[1:]
		return r, nil
	}
	var problems []sheet.RowProblem
	sum, err := sheet.ScoreRows(t.Context(), sheet.Strings(next), io.Discard, scorer(t), sheet.ScoreOptions{
		Problem: func(p sheet.RowProblem) { problems = append(problems, p) },
	})
	if err != nil || sum.Sheets != 2 || sum.Refused != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
	if d := cmp.Diff([]sheet.RowProblem{{Row: 5, Value: "c", Kind: sheet.CellCount}}, problems); d != "" {
		t.Error(d)
	}
}

func TestScore_passes_on_errors_of_reader_writer_and_context(t *testing.T) {
	text := "id,1,2,10\n" + strings.Repeat("a,1,1,1\n", 10)
	broken := errors.New("disk gone")
	_, err := sheet.Score(t.Context(), io.MultiReader(strings.NewReader(text), failing{broken}), io.Discard, scorer(t), sheet.ScoreOptions{})
	if !errors.Is(err, broken) {
		t.Errorf("reader: %v", err)
	}
	_, err = sheet.Score(t.Context(), strings.NewReader(text), failing{broken}, scorer(t), sheet.ScoreOptions{})
	if !errors.Is(err, broken) {
		t.Errorf("writer: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = sheet.Score(ctx, strings.NewReader(text), io.Discard, scorer(t), sheet.ScoreOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("context: %v", err)
	}
}

// failing is a reader and writer that fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error) { return 0, f.err }
