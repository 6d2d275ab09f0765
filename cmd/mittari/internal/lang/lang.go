package lang

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

//go:embed messages/*.yaml
var files embed.FS

// Languages the program speaks, the first is the default.
func Languages() []instruments.Lang {
	return []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English}
}

// Parse reads a language as a person may write it: "fi", "sv-FI", "EN". ok is false for any other language.
func Parse(s string) (l instruments.Lang, ok bool) {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(s, "_", "-")), "-")
	for _, known := range Languages() {
		if string(known) == base {
			return known, true
		}
	}
	return Languages()[0], false
}

// Localizer speaks one language. It is safe for concurrent use.
type Localizer struct {
	tag instruments.Lang
	loc *i18n.Localizer
}

// New loads the messages of one language. An easier form of a language has only the messages that respondents read;
// all others are those of the language itself.
func New(tag instruments.Lang) (*Localizer, error) {
	if once, ok := spoken[tag]; ok {
		return once()
	}
	return read(tag)
}

// spoken reads each language at most once: that takes as long as drawing a frame may, and messages never change.
var spoken = readers()

func readers() map[instruments.Lang]func() (*Localizer, error) {
	out := map[instruments.Lang]func() (*Localizer, error){}
	for _, tag := range append(Languages(), instruments.Variants()...) {
		out[tag] = sync.OnceValues(func() (*Localizer, error) { return read(tag) })
	}
	return out
}

func read(tag instruments.Lang) (*Localizer, error) {
	base := tag.Base()
	t, err := language.Parse(string(base))
	if err != nil {
		return nil, fmt.Errorf("language %q: %w", tag, err)
	}
	bundle := i18n.NewBundle(t)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	if err := load(bundle, base, base); err != nil {
		return nil, err
	}
	if tag != base {
		if err := load(bundle, tag, base); err != nil {
			return nil, err
		}
	}
	return &Localizer{tag: tag, loc: i18n.NewLocalizer(bundle, string(base))}, nil
}

// load reads the files of one language as messages of a language, in place of those read before.
func load(bundle *i18n.Bundle, tag, as instruments.Lang) error {
	names, err := fs.Glob(files, "messages/*."+string(tag)+".yaml")
	if err != nil {
		return fmt.Errorf("list messages: %w", err)
	}
	if len(names) == 0 {
		return fmt.Errorf("no messages in language %q", tag)
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read messages: %w", err)
		}
		if _, err := bundle.ParseMessageFileBytes(raw, string(as)+".yaml"); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	return nil
}

// ForRespondent speaks the language of a respondent, also an easier form of one; false when the program does not speak
// it at all.
func ForRespondent(tag instruments.Lang) (*Localizer, bool) {
	if _, ok := Parse(string(tag)); !ok {
		return nil, false
	}
	if !slices.Contains(instruments.Variants(), tag) {
		tag, _ = Parse(string(tag))
	}
	l, err := New(tag)
	return l, err == nil
}

// Lang is the language spoken.
func (l *Localizer) Lang() instruments.Lang { return l.tag }

// T is the message with a key; pairs fill its placeholders: T("item.of", "n", 3, "all", 9).
// A key that does not exist comes back in angle brackets, which no screen test lets pass.
func (l *Localizer) T(key string, pairs ...any) string {
	s, err := l.loc.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data(pairs)})
	if err != nil {
		return "⟨" + key + "⟩"
	}
	return s
}

// N is the message with a key in the plural form that fits n; {{.n}} is n.
func (l *Localizer) N(key string, n int, pairs ...any) string {
	d := data(pairs)
	d["n"] = n
	s, err := l.loc.Localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: d})
	if err != nil {
		return "⟨" + key + "⟩"
	}
	return s
}

// Has reports whether a key exists.
func (l *Localizer) Has(key string) bool { return !strings.HasPrefix(l.T(key), "⟨") }

func data(pairs []any) map[string]any {
	m := make(map[string]any, len(pairs)/2+1)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return m
}

// Text picks this language from a short text of a definition, or the first of Languages that it has.
func (l *Localizer) Text(t instruments.Text) string {
	return t.In(l.tag)
}

// Date is a civil date as people write it: 22.11.2026 in Finnish and Swedish, 22 Nov 2026 in English.
// The zero date is a dash.
func (l *Localizer) Date(d store.Date) string {
	if d.IsZero() {
		return "–"
	}
	if l.tag == instruments.English {
		return fmt.Sprintf("%d %s %d", d.Day, d.Month.String()[:3], d.Year)
	}
	return fmt.Sprintf("%d.%d.%d", d.Day, int(d.Month), d.Year)
}

// Number writes v with a fixed number of decimals: decimal comma and no-break space between thousands in Finnish and
// Swedish, point and comma in English. The minus is the true minus sign.
func (l *Localizer) Number(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	neg := strings.HasPrefix(s, "-")
	whole, frac, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	sep, mark := "\u00a0", ","
	if l.tag == instruments.English {
		sep, mark = ",", "."
	}
	var b strings.Builder
	if neg && strings.Trim(whole+frac, "0") != "" {
		b.WriteString("−")
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(c)
	}
	if frac != "" {
		b.WriteString(mark + frac)
	}
	return b.String()
}

// Signed is Number with a plus before positive values.
func (l *Localizer) Signed(v float64, decimals int) string {
	s := l.Number(v, decimals)
	if v > 0 && strings.Trim(s, "0.,") != "" {
		return "+" + s
	}
	return s
}
