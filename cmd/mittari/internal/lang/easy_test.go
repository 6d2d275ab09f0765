package lang

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
)

// onlyTheWorker are messages of the respondent's screen that need no easier words, since the worker reads them.
var onlyTheWorker = []string{
	"ask.title", "ask.kept", "ask.key.leave",
	"ask.speak.fi", "ask.speak.fi-x-selko", "ask.speak.sv", "ask.speak.en", // names that are the same everywhere
}

// TestEasyFinnishHasEverythingARespondentReads: and nothing else, with the same placeholders.
func TestEasyFinnishHasEverythingARespondentReads(t *testing.T) {
	plain, easy := messages(t, instruments.Finnish), messages(t, instruments.EasyFinnish)
	holes := regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)
	for k, v := range easy {
		p, ok := plain[k]
		if !ok {
			t.Errorf("easy Finnish has %s, Finnish does not", k)
		}
		if a, b := holes.FindAllString(v, -1), holes.FindAllString(p, -1); !sameHoles(a, b) {
			t.Errorf("%s has placeholders %v, Finnish has %v", k, a, b)
		}
	}
	for k := range plain {
		key, _, _ := strings.Cut(k, "#")
		respondent := strings.HasPrefix(k, "ask.") || strings.HasPrefix(k, "told.")
		if _, ok := easy[k]; respondent && !ok && !slices.Contains(onlyTheWorker, key) {
			t.Errorf("easy Finnish lacks %s", k)
		}
	}
}

func sameHoles(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// TestEasyFinnishIsShort: a sentence has at most thirteen words, as the guidance for easy language has it. The limit of
// plain Finnish is not tested.
func TestEasyFinnishIsShort(t *testing.T) {
	const most = 13
	for k, v := range messages(t, instruments.EasyFinnish) {
		for _, s := range regexp.MustCompile(`[.!?:]\s|\n`).Split(v, -1) {
			if n := len(strings.Fields(s)); n > most {
				t.Errorf("%s: a sentence of %d words: %s", k, n, s)
			}
		}
	}
}

func TestEasyFinnishFallsBackToFinnish(t *testing.T) {
	l, err := New(instruments.EasyFinnish)
	if err != nil {
		t.Fatal(err)
	}
	fi, err := New(instruments.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	if l.Lang() != instruments.EasyFinnish || l.T("told.title") == fi.T("told.title") {
		t.Errorf("%s speaks plain Finnish: %q", l.Lang(), l.T("told.title"))
	}
	if l.T("app.name") != fi.T("app.name") || l.T("wave.start") != fi.T("wave.start") {
		t.Error("what has no easier words is not said in Finnish")
	}
	if got := l.N("ask.greet", 1, "minutes", "x"); !strings.HasPrefix(got, "Nyt tulee 1 kysymys.") {
		t.Errorf("plural: %q", got)
	}
}

func TestForRespondent(t *testing.T) {
	for tag, want := range map[instruments.Lang]instruments.Lang{"fi-x-selko": "fi-x-selko", "fi": "fi", "sv-FI": "sv", "en": "en"} {
		if l, ok := ForRespondent(tag); !ok || l.Lang() != want {
			t.Errorf("%s: %v", tag, ok)
		}
	}
	if _, ok := ForRespondent("ar"); ok {
		t.Error("speaks Arabic")
	}
}
