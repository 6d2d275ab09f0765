// Package exporttest holds what the tests of the export packages share: the program's own messages as export.Words,
// and invented data. It is used by tests only.
package exporttest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Words reads the message files as they are, so that a report is tested with the words people see. A key that does
// not exist fails the test. The files are flat, one message a line, and are read as such.
type Words struct {
	tb       testing.TB
	lang     instruments.Lang
	messages map[string]string
}

// pluralForms is how a message with two forms is written.
var pluralForms = regexp.MustCompile(`^\{one: "(.*)", other: "(.*)"\}$`)

// NewWords loads the messages of a language.
func NewWords(tb testing.TB, lang instruments.Lang) *Words {
	tb.Helper()
	_, here, _, _ := runtime.Caller(0)
	dir := filepath.Join(filepath.Dir(here), "..", "..", "..", "cmd", "mittari", "internal", "lang", "messages")
	w := &Words{tb: tb, lang: lang, messages: map[string]string{}}
	files, err := filepath.Glob(filepath.Join(dir, "*."+string(lang)+".yaml"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no messages in %s: %v", dir, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		plural := ""
		for line := range strings.Lines(string(raw)) {
			if !strings.HasPrefix(line, " ") {
				plural = strings.TrimSuffix(strings.TrimSpace(line), ":")
			}
			key, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok || strings.HasPrefix(key, "#") {
				continue
			}
			if strings.HasPrefix(line, " ") {
				key = plural + "#" + key
			}
			if quoted, err := strconv.Unquote(text); err == nil {
				text = quoted
			}
			if m := pluralForms.FindStringSubmatch(text); m != nil {
				w.messages[key+"#one"], w.messages[key+"#other"] = m[1], m[2]
			}
			w.messages[key] = text
		}
	}
	return w
}

// Lang is the language spoken.
func (w *Words) Lang() instruments.Lang { return w.lang }

// T is a message with its placeholders filled.
func (w *Words) T(key string, pairs ...any) string {
	s, ok := w.messages[key]
	if !ok {
		w.tb.Errorf("no message %q in %s", key, w.lang)
		return "⟨" + key + "⟩"
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, fmt.Sprintf("{{.%v}}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	if strings.Contains(s, "{{") {
		w.tb.Errorf("message %q has an empty place: %s", key, s)
	}
	return s
}

// N is a message with a plural: one and other, as all three languages have.
func (w *Words) N(key string, n int, pairs ...any) string {
	form := "#other"
	if n == 1 {
		form = "#one"
	}
	return w.T(key+form, append(pairs, "n", n)...)
}

// Text picks the language from a text of a definition.
func (w *Words) Text(t instruments.Text) string { return t[w.lang] }

// Date is a date in ISO form.
func (w *Words) Date(d store.Date) string { return d.String() }

// Number is a number with a comma, but for English.
func (w *Words) Number(v float64, decimals int) string {
	s := strings.Replace(strconv.FormatFloat(v, 'f', decimals, 64), "-", "−", 1)
	if w.lang == instruments.English {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}

// Signed is Number with a plus.
func (w *Words) Signed(v float64, decimals int) string {
	if v > 0 {
		return "+" + w.Number(v, decimals)
	}
	return w.Number(v, decimals)
}
