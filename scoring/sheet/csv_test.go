package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readAll(t *testing.T, text string) (rows [][]string, lines []int, err error) {
	t.Helper()
	c, err := newCSVRows(strings.NewReader(text), &report{})
	if err != nil {
		return nil, nil, err
	}
	for {
		cells, line, err := c.Next()
		if errors.Is(err, io.EOF) {
			return rows, lines, nil
		}
		if err != nil {
			return rows, lines, err
		}
		var row []string
		for _, cell := range cells {
			row = append(row, string(cell))
		}
		rows, lines = append(rows, row), append(lines, line)
	}
}

func TestCSVRows(t *testing.T) {
	long := strings.Repeat("x", 3*bufferSize)
	for name, c := range map[string]struct {
		text  string
		want  [][]string
		lines []int
	}{
		"plain":                  {"a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}, []int{1, 2}},
		"no end of line":         {"a,b\n1,", [][]string{{"a", "b"}, {"1", ""}}, []int{1, 2}},
		"one column":             {"a\n1\n", [][]string{{"a"}, {"1"}}, []int{1, 2}},
		"quotes":                 {"a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", [][]string{{"a", "b"}, {"x,y", `say "hi"`}}, []int{1, 2}},
		"a cell of two lines":    {"a,b\r\n\"x\r\n\r\ny\",2\r\n3,4", [][]string{{"a", "b"}, {"x\n\ny", "2"}, {"3", "4"}}, []int{1, 2, 5}},
		"a quote inside a cell":  {"a,b\n5\" tall,2\n", [][]string{{"a", "b"}, {`5" tall`, "2"}}, []int{1, 2}},
		"text after a quote":     {"a,b\n\"x\"y,2\n", [][]string{{"a", "b"}, {"xy", "2"}}, []int{1, 2}},
		"semicolons, commas too": {"a;b;c\n1,5;2;3,5\n", [][]string{{"a", "b", "c"}, {"1,5", "2", "3,5"}}, []int{1, 2}},
		"delimiter in quotes":    {"\"a;b;c;d\",e\n1,2\n", [][]string{{"a;b;c;d", "e"}, {"1", "2"}}, []int{1, 2}},
		"longer than the buffer": {"a,b\n" + long + ",2\n3,4\n", [][]string{{"a", "b"}, {long, "2"}, {"3", "4"}}, []int{1, 2, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			rows, lines, err := readAll(t, c.text)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, rows); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.lines, lines); d != "" {
				t.Error(d)
			}
		})
	}
}

// FuzzCSVRows compares with encoding/csv on everything that one accepts.
func FuzzCSVRows(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a;b\r\n\"x;y\";2", "\"a\"\"\",b\n\"\n\n\",", "\t\n\r\n\r", "a\r\rb,\n", "\"\"\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, lines, err := readAll(t, text)
		for i := 1; i < len(lines); i++ {
			if lines[i] <= lines[i-1] {
				t.Fatalf("lines are %v", lines)
			}
		}
		if kind := kindOf(text); kind != "" {
			return
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\xEF\xBB\xBF")))
		head := text[:min(len(text), bufferSize)]
		r.Comma, r.FieldsPerRecord = rune(delimiterOf([]byte(strings.TrimPrefix(head, "\xEF\xBB\xBF")))), -1
		want, wantErr := r.ReadAll()
		if wantErr != nil || len(text) > longestCell {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

// kindOf says why the text of a file is not read as it stands.
func kindOf(text string) ProblemKind {
	if strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF") {
		return "utf-16"
	}
	_, kind := open(strings.NewReader(text))
	return kind
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"7": 7, "0": 0, "-3": -3, "+2": 2, "1.50": 1.5, "12e1": 120, ".5": .5} {
		var d decimals
		if got, kind := d.number([]byte(text)); got != want || kind != "" {
			t.Errorf("%q is %v, %s", text, got, kind)
		}
	}
	for _, text := range []string{"", "x", "0x10", "1_0", "Inf", "nan", "1.2.3", "1.234,5", "1e999", "e", "-", "12 3", strings.Repeat("1", 40)} {
		var d decimals
		if got, kind := d.number([]byte(text)); kind != NotANumber {
			t.Errorf("%q is %v, %s", text, got, kind)
		}
	}
	d := decimals{}
	for _, step := range []struct {
		text string
		kind ProblemKind
	}{{"3", ""}, {"1,5", ""}, {"2", ""}, {"1.5", MixedDecimals}, {"2,5", ""}} {
		if _, kind := d.number([]byte(step.text)); kind != step.kind {
			t.Errorf("%q: %q", step.text, kind)
		}
	}
}

func TestISODate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-01": "2026-03-01", "1.3.2026": "2026-03-01", "01.03.2026": "2026-03-01", "29.2.2024": "2024-02-29",
		"2026-03-01T10:15:00Z": "2026-03-01", "2026-12-31 23:59": "2026-12-31",
	} {
		got, ok := isoDate(nil, []byte(text))
		if !ok || string(got) != want {
			t.Errorf("%q is %q, %t", text, got, ok)
		}
	}
	for _, text := range []string{
		"", "2026-02-29", "29.2.2023", "31.4.2026", "2026-13-01", "2026-00-10", "1.3.26", "3/1/2026", "2026-3-1", "1.3.2026.", "..2026",
		"20260301", "2026-03-01x", "-026-03-01", "1.3.20266", "1.3", "29.2.1900",
	} {
		if got, ok := isoDate(nil, []byte(text)); ok {
			t.Errorf("%q is %q", text, got)
		}
	}
}

func TestKeys_tell_parts_apart(t *testing.T) {
	k, prints := newKeys(), fingerprints{seeds: newSeeds()}
	of := func(person, date string) fingerprint { return prints.of([]byte(person), []byte(date), "") }
	for _, key := range [][2]string{{"a", "b"}, {"ab", ""}, {"", "ab"}, {"a", "bc"}} {
		if !k.add(of(key[0], key[1])) {
			t.Errorf("%q is new", key)
		}
	}
	if k.add(of("a", "b")) {
		t.Error("a key was taken twice")
	}
	for round := range 2 { // many more than fit at first
		for n := range 5 * fewestSlots {
			if got := k.add(of(strconv.Itoa(n), "")); got != (round == 0) {
				t.Fatalf("round %d: key %d new: %t", round, n, got)
			}
		}
	}
}

func TestUTF16Reader_of_broken_text(t *testing.T) {
	// A high half alone, a letter, a whole pair, a half at the end, an odd byte.
	text := []byte{0xFF, 0xFE, 0x00, 0xD8, 'a', 0, 0x3D, 0xD8, 0x00, 0xDE, 0x01, 0xD8, 'x'}
	b, kind := open(bytes.NewReader(text))
	got, err := io.ReadAll(b)
	if want := "\uFFFDa\U0001F600\uFFFD"; kind != "" || err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
}
