// Package exporttest holds what the tests of the export packages share: the program's own messages as export.Words,
// and invented data. It is used by tests only.
package exporttest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Words reads the message files as they are, so that a report is tested with the words people see. A key that does
// not exist fails the test.
type Words struct {
	t        testing.TB
	lang     instruments.Lang
	messages map[string]any
}

// NewWords loads the messages of a language.
func NewWords(t testing.TB, lang instruments.Lang) *Words {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	dir := filepath.Join(filepath.Dir(here), "..", "..", "..", "cmd", "mittari", "internal", "lang", "messages")
	w := &Words{t: t, lang: lang, messages: map[string]any{}}
	for _, area := range []string{"common", "report"} {
		raw, err := os.ReadFile(filepath.Join(dir, area+"."+string(lang)+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := yaml.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		maps.Copy(w.messages, m)
	}
	return w
}

// Lang is the language spoken.
func (w *Words) Lang() instruments.Lang { return w.lang }

// T is a message with its placeholders filled.
func (w *Words) T(key string, pairs ...any) string {
	s, ok := w.messages[key].(string)
	if !ok {
		w.t.Errorf("no message %q in %s", key, w.lang)
		return "⟨" + key + "⟩"
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, fmt.Sprintf("{{.%v}}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	if strings.Contains(s, "{{") {
		w.t.Errorf("message %q has an empty place: %s", key, s)
	}
	return s
}

// N is a message with a plural.
func (w *Words) N(key string, n int, pairs ...any) string {
	forms, _ := w.messages[key].(map[string]any)
	form := "other"
	if n == 1 {
		form = "one"
	}
	s, _ := forms[form].(string)
	return strings.ReplaceAll(s, "{{.n}}", strconv.Itoa(n))
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
