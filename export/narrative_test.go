package export_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
)

// sentences are the running text of the sheets that tell a story, without what the project wrote itself.
func sentences(t *testing.T, r *export.Report, lang instruments.Lang) string {
	t.Helper()
	w := exporttest.NewWords(t, lang)
	var all []string
	for _, key := range []string{"summary", "narrative"} {
		s := r.Section(key)
		for _, l := range append(append([]export.Label{}, s.Paragraphs...), s.Closing...) {
			all = append(all, l.In(w))
		}
	}
	return strings.Join(all, "\n")
}

// Sentences are made from projects of few and of more families. The proof for few takes seconds, so each report is made
// once for all that is asked of it.
func TestSentences(t *testing.T) {
	tooSmall := false
	for seed, families := range map[uint64]int{1: 6, 3: 14, 2: 45} {
		d := exporttest.Sample(t, seed, families)
		r := annex(t, d, options(d))
		t.Run(strconv.Itoa(families)+" families", func(t *testing.T) {
			t.Run("name no cause and no winner", func(t *testing.T) { namesNoCause(t, r) })
			t.Run("name worsening and drop-out", func(t *testing.T) { namesWorsening(t, r) })
			t.Run("hold no small figure", func(t *testing.T) { holdsNoSmallFigure(t, r) })
		})
		tooSmall = tooSmall || strings.Contains(sentences(t, r, "en"), "too small")
	}
	if !tooSmall {
		t.Error("no group was too small: nothing was tested")
	}
}

// There is no comparison group, so no sentence may say what caused a change or who was best. The one sentence that says
// so is left out of the search.
func namesNoCause(t *testing.T, r *export.Report) {
	t.Helper()
	never := map[instruments.Lang][]string{
		"fi": {"ansiosta", "johtui", "johtuu", "aiheutti", "vaikutuksesta", "takia", "paras", "parhaiten", "huonoin", "vaikuttavuus"},
		"sv": {"tack vare", "på grund av", "orsakade", "ledde till", "bäst", "sämst", "effekten av"},
		"en": {"thanks to", "because of", "caused by", "led to", "due to the work", "best", "worst", "impact of"},
	}
	for lang, words := range never {
		text := strings.ReplaceAll(sentences(t, r, lang), exporttest.NewWords(t, lang).T("report.summary.nocause"), "")
		for _, word := range words {
			if strings.Contains(strings.ToLower(text), word) {
				t.Errorf("%s: a sentence says %q:\n%s", lang, word, text)
			}
		}
	}
}

// Worsening and those who are missing are told in every annex, also when there is nothing good or bad to say.
func namesWorsening(t *testing.T, r *export.Report) {
	t.Helper()
	summary, w := r.Section("summary"), exporttest.NewWords(t, "en")
	var text []string
	for _, l := range summary.Paragraphs {
		text = append(text, l.In(w))
	}
	all := strings.Join(text, "\n")
	for _, want := range []string{"Worse on average:", "got reliably worse|Reliably worse:", "How the others changed is not known", "no comparison group"} {
		if !slices.ContainsFunc(strings.Split(want, "|"), func(one string) bool { return strings.Contains(all, one) }) {
			t.Errorf("%q is not said in:\n%s", want, all)
		}
	}
	if n := len(summary.Paragraphs); n < 6 || n > 8 {
		t.Errorf("the summary has %d sentences, want six to eight", n)
	}
}

// What the tables hide is in no sentence either: no count of one to four, and no mean of a few.
func holdsNoSmallFigure(t *testing.T, r *export.Report) {
	t.Helper()
	text := sentences(t, r, "en")
	if at := regexp.MustCompile(`(?m)(^|[ (])[1-4]([ );.]|$)`).FindString(text); at != "" {
		t.Errorf("a sentence holds %q:\n%s", at, text)
	}
	eachCell(r, func(table string, c export.Cell) {
		if why := wrong(c); why != "" {
			t.Errorf("%s shows %s: %+v", table, why, c)
		}
	})
}
