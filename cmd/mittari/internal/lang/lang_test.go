package lang

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// messages returns key → text (or plural form → text, as key#form) of one language.
func messages(t *testing.T, tag instruments.Lang) map[string]string {
	t.Helper()
	out := map[string]string{}
	names, err := fs.Glob(files, "messages/*."+string(tag)+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw, err := files.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := yaml.Unmarshal(raw, &m); err != nil {
			t.Fatalf("%s: %v", n, err)
		}
		for k, v := range m {
			if _, dup := out[k]; dup {
				t.Errorf("%s: key %s stands in another file too", n, k)
			}
			switch v := v.(type) {
			case string:
				out[k] = v
			case map[string]any:
				for form, s := range v {
					out[k+"#"+form], _ = s.(string)
				}
			default:
				t.Errorf("%s: %s is %T; put it in quotes", n, k, v)
			}
		}
	}
	return out
}

func TestEveryLanguageHasEveryKeyWithTheSamePlaceholders(t *testing.T) {
	holes := regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)
	set := func(s string) string {
		var names []string
		for _, m := range holes.FindAllStringSubmatch(s, -1) {
			if !slices.Contains(names, m[1]) {
				names = append(names, m[1])
			}
		}
		slices.Sort(names)
		return strings.Join(names, ",")
	}
	base := messages(t, instruments.Finnish)
	for _, tag := range Languages()[1:] {
		other := messages(t, tag)
		for k, v := range base {
			w, ok := other[k]
			if !ok {
				t.Errorf("%s lacks %s", tag, k)
			} else if set(v) != set(w) {
				t.Errorf("%s: %s has placeholders %q, Finnish has %q", tag, k, set(w), set(v))
			}
			if strings.TrimSpace(v) == "" || ok && strings.TrimSpace(w) == "" {
				t.Errorf("%s is empty", k)
			}
		}
		for k := range other {
			if _, ok := base[k]; !ok {
				t.Errorf("%s has %s, Finnish does not", tag, k)
			}
		}
	}
}

// TestEveryKeyInTheCodeExists looks for T("…") and N("…") with a literal key in the whole program.
func TestEveryKeyInTheCodeExists(t *testing.T) {
	base := messages(t, instruments.Finnish)
	call := regexp.MustCompile(`\.(T|N)\("([a-z0-9][a-zA-Z0-9_.-]*)"`)
	root := filepath.Join("..", "..", "..", "..")
	found := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		for _, m := range call.FindAllStringSubmatch(string(src), -1) {
			found++
			if strings.HasSuffix(m[2], ".") {
				continue // a prefix that is completed at run time
			}
			_, plain := base[m[2]]
			_, plural := base[m[2]+"#other"]
			if !plain && !plural {
				t.Errorf("%s uses %q, which no catalogue has", p, m[2])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found == 0 {
		t.Error("no use of a message was found: the search is broken")
	}
}

func TestNumbersAndDatesByLanguage(t *testing.T) {
	for _, c := range []struct {
		tag                instruments.Lang
		number, sign, date string
	}{
		{instruments.Finnish, "−1\u00a0234,5", "+2,0", "2.11.2026"},
		{instruments.Swedish, "−1\u00a0234,5", "+2,0", "2.11.2026"},
		{instruments.English, "−1,234.5", "+2.0", "2 Nov 2026"},
	} {
		l, err := New(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Number(-1234.5, 1); got != c.number {
			t.Errorf("%s: %q, want %q", c.tag, got, c.number)
		}
		if got := l.Signed(2, 1); got != c.sign {
			t.Errorf("%s: %q, want %q", c.tag, got, c.sign)
		}
		if got := l.Date(store.Date{Year: 2026, Month: 11, Day: 2}); got != c.date {
			t.Errorf("%s: %q, want %q", c.tag, got, c.date)
		}
		if got := l.Number(-0.01, 1); strings.Contains(got, "−") {
			t.Errorf("%s: %q is a negative zero", c.tag, got)
		}
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]instruments.Lang{"fi": "fi", "SV_fi": "sv", "en-GB": "en"} {
		if got, ok := Parse(s); !ok || got != want {
			t.Errorf("Parse(%q) = %q, %v", s, got, ok)
		}
	}
	if _, ok := Parse("de"); ok {
		t.Error("German is not a language of the program")
	}
}

func TestMessagesAndPlurals(t *testing.T) {
	l, err := New(instruments.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.T("app.name"); got != "Mittari" {
		t.Errorf("app.name = %q", got)
	}
	if got := l.N("count.days", 1); got != "1 päivä" {
		t.Errorf("one day = %q", got)
	}
	if got := l.N("count.days", 3); got != "3 päivää" {
		t.Errorf("three days = %q", got)
	}
	if got := l.T("no.such.key"); got != "⟨no.such.key⟩" || l.Has("no.such.key") {
		t.Errorf("a missing key shows as %q", got)
	}
}
