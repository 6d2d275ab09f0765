package instruments_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"github.com/mittari/mittari/instruments"
)

// Limits of what a hostile file may cost: two seconds, or slower as the race detector is, and 200 MB of memory asked
// for in all.
const (
	longest = 2 * time.Second * slower
	largest = 200 << 20
)

// bounded runs f and fails when it costs more than a hostile file may.
func bounded(t *testing.T, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if asked := after.TotalAlloc - before.TotalAlloc; asked > largest {
		t.Errorf("%d MB of memory were asked for", asked>>20)
	}
	if took > longest {
		t.Errorf("it took %v", took)
	}
}

// laughs is a text that would grow tenfold with every line if anchors were followed.
func laughs() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	return b.String()
}

func utf16le(text string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

func TestLoad_hostile_files_end_in_a_clear_error(t *testing.T) {
	good, err := os.ReadFile("library/demo-checkin/1/instrument.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const much = 250 << 10
	fill := func(text string) string { return strings.Repeat(text, much/len(text)) }
	files := map[string]struct {
		text string
		code instruments.FindingCode // empty: any
	}{
		"billion laughs":         {laughs(), instruments.AnchorUsed},
		"merge keys":             {"a: &a {b: c}\nd:\n  <<: *a\n", instruments.AnchorUsed},
		"100 MB":                 {strings.Repeat("# nothing\n", 10<<20), instruments.FileTooLarge},
		"NUL bytes":              {fill("\x00"), instruments.FileNotText},
		"NUL in the middle":      {strings.Replace(string(good), "demo", "de\x00mo", 1), instruments.FileNotText},
		"UTF-16":                 {utf16le(string(good)), instruments.FileNotText},
		"Latin-1":                {strings.Replace(string(good), "ä", "\xe4", 1), instruments.FileNotText},
		"brackets":               {fill("["), instruments.FileTooDeep},
		"braces":                 {fill("{a: "), instruments.FileTooDeep},
		"closed brackets":        {strings.Repeat("[", much/2) + strings.Repeat("]", much/2), instruments.FileTooDeep},
		"dashes":                 {fill("- "), instruments.FileTooDeep},
		"question marks":         {fill("? "), instruments.FileTooDeep},
		"colons":                 {fill("a: "), ""},
		"keys on one line":       {fill("a: b: "), ""},
		"stairs":                 {stairs(), instruments.FileTooDeep},
		"many keys":              {numbered("k%d: v\n", 20_000), ""},
		"many elements":          {"notes:\n" + fill("- a\n"), instruments.FileTooWide},
		"many in brackets":       {"notes: [" + fill("a, ") + "a]", instruments.FileTooWide},
		"many documents":         {fill("---\na: b\n"), instruments.SecondDocument},
		"open double quote":      {"id: \"" + fill("a"), ""},
		"open single quote":      {"id: '" + fill("a\n"), ""},
		"only double quotes":     {fill("\""), ""},
		"only single quotes":     {fill("'"), ""},
		"backslashes":            {"id: \"" + fill("\\"), ""},
		"anchors":                {fill("&a "), ""},
		"tags":                   {fill("!!a "), ""},
		"directives":             {fill("%YAML 1.2\n"), ""},
		"block text":             {"id: |\n" + fill(" a\n"), ""},
		"folded text":            {"id: >-\n" + fill(" a\n\n"), ""},
		"comments":               {fill("#"), ""},
		"spaces":                 {fill(" "), ""},
		"tabs":                   {fill("\t"), ""},
		"line breaks":            {fill("\n"), ""},
		"carriage returns":       {fill("\r"), ""},
		"one long key":           {fill("a") + ": b", ""},
		"one long number":        {"version: " + fill("9"), ""},
		"nothing":                {"", instruments.NotReadable},
		"a picture":              {"\x89PNG\r\n\x1a\n" + fill("\x01\x02"), ""},
		"JSON":                   {`{"id": "a", "resourceType": "Questionnaire"}`, instruments.UnknownKey},
		"XML with entities":      {`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, ""},
		"endless escape":         {"id: \"" + fill("\\u0061"), ""},
		"emoji":                  {fill("😀: a\n"), ""},
		"control characters":     {strings.Replace(string(good), "holder: mittari", "holder: \"\\a\\e[31m\"", 1), instruments.TextControl},
		"direction of writing":   {strings.Replace(string(good), "holder: mittari", "holder: \"\u202emittari\"", 1), instruments.TextControl},
		"overflowing version":    {strings.Replace(string(good), "version: 1", "version: 99999999999999999999", 1), ""},
		"formula, kept as text?": {strings.Replace(string(good), "version: 1", "version: =1+1", 1), instruments.WrongType},
	}
	for name, tt := range files {
		t.Run(name, func(t *testing.T) {
			folder := edited(t, demo, nil)
			folder[main] = &fstest.MapFile{Data: []byte(tt.text)}
			var err error
			bounded(t, func() { _, err = instruments.Load(folder, ".") })
			var one *instruments.DefinitionError
			if !errors.As(err, &one) {
				t.Fatalf("the error is %v", err)
			}
			if tt.code != "" && one.Code != tt.code {
				t.Errorf("the finding is %s, want %s: %v", one.Code, tt.code, err)
			}
			if one.Problem == "" || one.Mend == "" || len(err.Error()) > 4<<10 {
				t.Errorf("the message is empty or of %d bytes: %.200s", len(err.Error()), err)
			}
		})
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// stairs is a mapping in a mapping in a mapping.
func stairs() string {
	var b strings.Builder
	for i := range 600 {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// A mark of the byte order at the beginning is what some editors add; the file is read as it is without it.
func TestLoad_reads_past_a_byte_order_mark(t *testing.T) {
	folder := edited(t, demo, nil)
	folder[main] = &fstest.MapFile{Data: append([]byte("\ufeff"), folder[main].Data...)}
	d, err := instruments.Load(folder, ".")
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "demo-checkin" {
		t.Errorf("the id is %q", d.ID)
	}
}

// endless is a file system whose files never end.
type endless struct{ fs.FS }

func (endless) Open(string) (fs.File, error) { return endlessFile{}, nil }

type endlessFile struct{ fs.File }

func (endlessFile) Read(p []byte) (int, error) {
	return copy(p, bytes.Repeat([]byte("#\n"), len(p)/2+1)), nil
}
func (endlessFile) Close() error { return nil }

var _ io.Reader = endlessFile{}

func TestLoad_of_a_file_without_an_end(t *testing.T) {
	bounded(t, func() {
		_, err := instruments.Load(endless{}, ".")
		var one *instruments.DefinitionError
		if !errors.As(err, &one) || one.Code != instruments.FileTooLarge {
			t.Errorf("the error is %v", err)
		}
	})
}

// A definition within every limit, but made so that there is as much to work out as there can be.
func TestLint_of_a_definition_made_to_be_slow(t *testing.T) {
	d, worked := instruments.Scaffold("slow", 500, numbers(0, 100)...)
	for i := range 98 {
		s := d.Scales[0]
		s.ID = instruments.ScaleID(fmt.Sprintf("s%d", i))
		s.Rule = instruments.Rule{Kind: instruments.RuleComposite, Scales: []instruments.CompositeScale{
			{Scale: d.Scales[max(0, len(d.Scales)-1)].ID, Weight: 1.01}, {Scale: d.Scales[max(0, len(d.Scales)-2)].ID, Weight: 0.77},
		}}
		if i%3 == 0 {
			s.Rule = instruments.Rule{Kind: instruments.RuleCriterion}
			for j := range 200 {
				low := float64(j)
				o := instruments.Outcome{Value: low}
				for k := range min(len(d.Scales), 8) {
					o.All = append(o.All, instruments.Requirement{Scale: d.Scales[k].ID, AtLeast: &low})
				}
				s.Rule.Outcomes = append(s.Rule.Outcomes, o)
			}
		}
		d.Scales = append(d.Scales, s)
		d.BandSets = append(d.BandSets, instruments.BandSet{Name: "a", Scale: s.ID, Bands: []instruments.Band{{Code: "a", Min: 0, Max: 1}}})
	}
	bounded(t, func() {
		if len(instruments.Lint(d, worked)) == 0 {
			t.Error("nothing was found")
		}
	})
}

func numbers(from, to int) []int {
	var all []int
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}
