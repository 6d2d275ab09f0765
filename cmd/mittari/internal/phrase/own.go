package phrase

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
)

// Own says to a respondent how the own answers have moved; empty when none of them has a score. Which way is said only
// where the figure that tells it from chance is known for certain: others are never shown to a family.
func Own(l *lang.Localizer, s *casework.Series) string {
	scored := Scored(s)
	switch len(scored) {
	case 0:
		return ""
	case 1:
		return l.T("ask.curve.first")
	}
	decimals := s.Scale.Rounding.Decimals
	text := ""
	if s.Latest != nil && s.Basis != nil && s.Basis.Evidence.Confidence.Sure() {
		text = ownWay(l, s.Latest.Class)
	}
	direction := l.T("ask.curve.lower")
	if s.Scale.Direction == instruments.HigherBetter {
		direction = l.T("ask.curve.higher")
	}
	values := l.T("ask.curve.values", "first", l.Number(scored[0].Reported, decimals),
		"now", l.Number(scored[len(scored)-1].Reported, decimals), "direction", direction)
	return strings.TrimSpace(text + " " + values)
}

func ownWay(l *lang.Localizer, c change.Class) string {
	switch c {
	case change.Recovered, change.Improved:
		return l.T("ask.curve.better")
	case change.Deteriorated, change.Harmed:
		return l.T("ask.curve.worse")
	case change.Unchanged:
		return l.T("ask.curve.same")
	case change.Unknown:
	}
	return ""
}
