package export_test

import (
	"regexp"
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

// There is no comparison group, so no sentence may say what caused a change or who was best. The one sentence that says
// so is left out of the search.
func TestNoSentenceNamesACauseOrAWinner(t *testing.T) {
	never := map[instruments.Lang][]string{
		"fi": {"ansiosta", "johtui", "johtuu", "aiheutti", "vaikutuksesta", "takia", "paras", "parhaiten", "huonoin", "vaikuttavuus"},
		"sv": {"tack vare", "på grund av", "orsakade", "ledde till", "bäst", "sämst", "effekten av"},
		"en": {"thanks to", "because of", "caused by", "led to", "due to the work", "best", "worst", "impact of"},
	}
	for seed, families := range map[uint64]int{1: 12, 2: 45} {
		d := exporttest.Sample(t, seed, families)
		r := annex(t, d, options(d))
		for lang, words := range never {
			text := strings.ReplaceAll(sentences(t, r, lang), exporttest.NewWords(t, lang).T("report.summary.nocause"), "")
			for _, word := range words {
				if strings.Contains(strings.ToLower(text), word) {
					t.Errorf("%d families, %s: a sentence says %q:\n%s", families, lang, word, text)
				}
			}
		}
	}
}

// Worsening and those who are missing are told in every annex, also when there is nothing good or bad to say.
func TestWorseningAndDropoutAreAlwaysNamed(t *testing.T) {
	for seed, families := range map[uint64]int{1: 6, 2: 45} {
		d := exporttest.Sample(t, seed, families)
		summary := annex(t, d, options(d)).Section("summary")
		w := exporttest.NewWords(t, "en")
		var text []string
		for _, l := range summary.Paragraphs {
			text = append(text, l.In(w))
		}
		all := strings.Join(text, "\n")
		for _, want := range []string{"Worse on average:", "got reliably worse|Reliably worse:", "How the others changed is not known", "no comparison group"} {
			found := false
			for _, w := range strings.Split(want, "|") {
				found = found || strings.Contains(all, w)
			}
			if !found {
				t.Errorf("%d families: %q is not said in:\n%s", families, want, all)
			}
		}
		if n := len(summary.Paragraphs); n < 6 || n > 8 {
			t.Errorf("%d families: the summary has %d sentences, want six to eight", families, n)
		}
	}
}

// What the tables hide is in no sentence either: no count of one to four, and no mean of a few.
func TestSentencesHoldNoSmallFigure(t *testing.T) {
	small := regexp.MustCompile(`(?m)(^|[ (])[1-4]([ );.]|$)`)
	tooSmall := false
	for seed := uint64(1); seed <= 3; seed++ {
		d := exporttest.Sample(t, seed, 2+4*int(seed))
		r := annex(t, d, options(d))
		text := sentences(t, r, "en")
		tooSmall = tooSmall || strings.Contains(text, "too small")
		if at := small.FindString(text); at != "" {
			t.Errorf("seed %d: a sentence holds %q:\n%s", seed, at, text)
		}
		eachCell(r, func(table string, c export.Cell) {
			if why := wrong(c); why != "" {
				t.Errorf("seed %d: %s shows %s: %+v", seed, table, why, c)
			}
		})
	}
	if !tooSmall {
		t.Error("no group was too small: nothing was tested")
	}
}
