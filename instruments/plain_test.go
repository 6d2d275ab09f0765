package instruments

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// target gives an empty value of the kind that a file of a definition holds.
func target(file string) any {
	switch base := filepath.Base(file); {
	case strings.HasPrefix(base, "cues."):
		return &Cues{}
	case strings.HasPrefix(base, "wording."):
		return &Wording{}
	case base == casesFile:
		return &casesText{}
	default:
		return &Definition{}
	}
}

// agree reads a text both ways: what the plain reader takes, the full one takes too and means the same by it.
func agree(t *testing.T, file string, data []byte) (plain bool) {
	t.Helper()
	quick, full := target(file), target(file)
	if readable(file, data) != nil || !readPlain(data, quick) {
		if reflect.ValueOf(quick).Elem().Kind() == reflect.Struct && !cmp.Equal(quick, target(file), cmpopts.IgnoreUnexported(Definition{})) {
			t.Errorf("%s: the plain reader gave up but left something behind", file)
		}
		return false
	}
	if err := decode(file, data, full); err != nil {
		t.Errorf("%s: the plain reader takes what the full one refuses: %v\n%s", file, err, data)
		return true
	}
	if diff := cmp.Diff(full, quick, cmpopts.IgnoreUnexported(Definition{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s means two things (-full +plain):\n%s", file, diff)
	}
	return true
}

// The whole library is in the plain part of YAML; a file that is not would be slow to open.
func TestPlain_reads_the_library_as_the_full_reader_does(t *testing.T) {
	files, err := filepath.Glob("library/*/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no library")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !agree(t, file, data) {
			t.Errorf("%s is not plain, so that it is slow to open; write it like the others", file)
		}
	}
}

// FuzzPlain looks for a text that the two readers understand differently.
func FuzzPlain(f *testing.F) {
	for _, file := range []string{"demo-checkin/1/instrument.yaml", "demo-checkin/1/cues.fi.yaml", "phq-9/1/instrument.yaml", "goals/1/cases.yaml", "goals/1/wording.sv.yaml"} {
		data, err := os.ReadFile(filepath.Join("library", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file, data)
	}
	for _, text := range []string{
		"id: a\n b", "id: 'it''s'", "id: \"a\\n\"", "notes: [a, 'b', \"c\", d's, a:b, https://x]", "notes:\n- a\n- b # c\n", "title: {fi: yes, sv: 1, en: 0x1f}",
		"version: 01", "version: 1_0", "minutes: 1e3", "minutes: -0.5", "validated: True", "ages: {from: 1, to: 2,}", "ages: {from: 1, from: 2}", "id: a: b",
		"items: [{number: 1, set: a}, {number: 2, set: b, asked: {item: 1, codes: [1], otherwise: 0, evidence: {confidence: own}}}]", "notes: [a b, c  d , e]",
		"ages:\n  from: 1\n   to: 2\n", "notes:\n  - a\n   - b\n", "notes: []\nsources: []\n", "band_titles: {}", "notes: [a\n  b, c]", "id: a#b", "id: a #b", "notes: [a #b\n]",
		"id: null", "id: ~", "id:", "id: -", "id: - a", "id: a:", "notes: [-1, - 1]", "notes: [a, , b]", "title:\n  fi: a\n  fi: b\n", "id: \"a\" b", "id: 'a'b", "id: =", "id: <<",
		"title: {<<: a}", "id: a\u00a0", "id: \u00a0a", "\ufeffid: a", "id: a\u2028b", "notes: [a]b", "notes: [a] # b", "notes:[a]", "notes: [a,b]", "title: {fi:a}", "title: {fi: a,sv: b}",
		"id: 2020-01-01", "id: 12:30", "id: .5", "id: +1", "id: 1.", "id: 0o7", "id: 'a' # b", "id: a'b\"c", "notes: [a'b, \"c\"]", "notes: [\"a\"b]", "notes: ['a' 'b']", "id: a\n\n\n", "\n\n# c\nid: a", "id:  +.5  ", "# d\r\r: c\nid: a",
	} {
		f.Add("instrument.yaml", []byte(text))
	}
	f.Fuzz(func(t *testing.T, file string, data []byte) {
		if len(data) > 8<<10 {
			return
		}
		agree(t, file, data)
	})
}
