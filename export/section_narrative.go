package export

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/cohort"
)

// narrative puts the project's own texts beside sentences made from the figures of this very report. A sentence quotes
// nothing that the tables hide, and none says what caused a change.
func (b *builder) narrative() *draftSection {
	own := b.ownTexts()
	if len(own) == 0 {
		own = []Label{Msg("report.narrative.empty")}
	}
	return &draftSection{
		Section: Section{Key: narrativeKey, Title: Msg("report.sheet.narrative"), Paragraphs: append([]Label{Msg("report.narrative.own")}, own...)},
		quotes: func(out *disclosure.Outcome, s *Section) {
			s.Closing = append(s.Closing, Msg("report.narrative.figures"))
			for _, m := range b.series {
				if m.main() {
					s.Closing = append(s.Closing, b.sayChange(out, m))
					s.Closing = append(s.Closing, b.sayDropout(out, m)...)
				}
			}
			s.Closing = append(s.Closing, Msg("report.limits.nocontrol"), Msg("report.narrative.limits"))
		},
	}
}

// ownTexts are the blocks in order: aims, work packages, then what a final report asks for.
func (b *builder) ownTexts() []Label {
	texts := map[string]instruments.Text{}
	var keys []string
	in := b.x.data.projectID()
	for _, block := range b.x.data.Blocks {
		if in != b.x.data.Project.ID && block.Project != in || block.Written.After(b.o.Today) {
			continue
		}
		if texts[block.Key] == nil {
			texts[block.Key] = instruments.Text{}
			keys = append(keys, block.Key)
		}
		texts[block.Key][block.Lang] = block.Text
	}
	order := []string{"aim", "wp", "problems", "continuity", "suggestions"}
	slices.SortFunc(keys, func(a, b string) int {
		kind := func(key string) int {
			name, _, _ := strings.Cut(key, "-")
			return slices.Index(order, name)
		}
		if kind(a) != kind(b) {
			return kind(a) - kind(b)
		}
		return strings.Compare(a, b)
	})
	out := make([]Label, len(keys))
	for i, k := range keys {
		name, number, _ := strings.Cut(k, "-")
		out[i] = Join(": ", Msg("report.narrative."+name, "n", number), TextOf(everyLanguage(texts[k])))
	}
	return out
}

// everyLanguage lends a text that was not written in a language the words of another one.
func everyLanguage(t instruments.Text) instruments.Text {
	languages := []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English}
	out := maps.Clone(t)
	for _, missing := range languages {
		for _, have := range languages {
			if out[missing] == "" && t[have] != "" {
				out[missing] = t[have]
			}
		}
	}
	return out
}

// sayDirections sorts the instruments by what can be said of their mean change. Every kind is named, also when there is
// none of it.
func (b *builder) sayDirections(out *disclosure.Outcome) Label {
	kinds := map[string][]Label{}
	for _, s := range b.series {
		if !s.main() {
			continue
		}
		k := b.directionOf(out, s)
		kinds[k] = append(kinds[k], s.label)
	}
	parts := make([]Label, 0, len(changeKeys()))
	for _, k := range changeKeys() {
		names := Msg("report.narrative.none")
		if len(kinds[k]) > 0 {
			names = Join(", ", kinds[k]...)
		}
		parts = append(parts, Msg("report.narrative.direction."+k, "scales", names))
	}
	return Join(" ", parts...)
}

func changeKeys() []string { return []string{"better", "worse", "unclear", "hidden"} }

// directionOf is what the interval of a mean change says.
func (b *builder) directionOf(out *disclosure.Outcome, s *series) string {
	if out.Statistic(last(b.pairVars(s))) != disclosure.Shown {
		return "hidden"
	}
	st := s.statistics(nil).Better(s.scale.Direction)
	switch {
	case st.Interval.Low > 0:
		return "better"
	case st.Interval.High < 0:
		return "worse"
	}
	return "unclear"
}

// sayWorse names how many got reliably worse, instrument by instrument, in the order of the tables.
func (b *builder) sayWorse(out *disclosure.Outcome) Label {
	var parts []Label
	for _, s := range b.series {
		if !s.main() || !s.judgeable() {
			continue
		}
		v := b.classesOf(s)
		parts = append(parts, Msg("report.narrative.worse.one", "scale", s.label, "p", percent(out, v.worse, v.judged), "n", shown(out, v.judged)))
	}
	if len(parts) == 0 {
		return Msg("report.narrative.worse.unknown")
	}
	return Msg("report.narrative.worse", "list", Join("; ", parts...))
}

// sayDropout compares the starts of those with and without an end: when the interval of the difference leaves out zero,
// those who are missing were different from the beginning.
func (b *builder) sayDropout(out *disclosure.Outcome, s *series) []Label {
	n, lost := last(b.pairVars(s)), b.lostVar(s)
	if out.Statistic(n) != disclosure.Shown || out.Statistic(lost) != disclosure.Shown {
		return nil
	}
	paired, missing := s.starts(), s.lostStarts()
	key := "report.limits.dropout.alike"
	if i := cohort.Compare(paired, missing).Welch.Interval; i.Low > 0 || i.High < 0 {
		key = "report.limits.dropout.differ"
	}
	return []Label{Msg(
		key, "scale", s.label, "n", shown(out, n), "lost", shown(out, lost), "paired", Number{Value: paired.Mean(), Decimals: 1},
		"mean", Number{Value: missing.Mean(), Decimals: 1},
	)}
}

// sayRegression says how much nearer to the mean an extreme start is to be expected at the end without any help.
func (b *builder) sayRegression(out *disclosure.Outcome, s *series) []Label {
	r := s.statistics(nil).R
	if out.Statistic(last(b.pairVars(s))) != disclosure.Shown || math.IsNaN(r) {
		return nil
	}
	return []Label{Msg("report.limits.regression", "scale", s.label, "r", Number{Value: r, Decimals: 2}, "back", Percent(min(1, 1-r)))}
}
