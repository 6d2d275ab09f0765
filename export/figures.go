package export

import (
	"cmp"
	"math"
	"strings"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
)

func sameFigure(a, b change.Basis) bool { return compareFigures(a, b) == 0 }

func compareFigures(a, b change.Basis) int {
	cut := func(x change.Basis) float64 {
		if x.Cutoff == nil {
			return math.Inf(-1)
		}
		return x.Cutoff.Value
	}
	return cmp.Or(
		cmp.Compare(a.Points, b.Points), cmp.Compare(a.SD, b.SD), cmp.Compare(a.R, b.R), cmp.Compare(cut(a), cut(b)),
		cmp.Compare(a.SDSource, b.SDSource), cmp.Compare(a.RSource, b.RSource),
	)
}

// figureRow is one figure; n counts the pairs of the series, for a deviation that is their own.
func figureRow(s *series, b *change.Basis, n disclosure.Var, from *Origin) []draftCell {
	nan := math.NaN()
	needed, sd, r, cut := nan, nan, nan, nan
	basis := Msg("report.basis.none")
	confidence := blank()
	number := constant
	switch {
	case b.Points > 0:
		needed, basis = b.Points, Msg("report.basis.published")
	case b.SD > 0:
		needed, sd, r = change.Smallest(b.SD, b.R, critical(b)), b.SD, b.R
		basis = Msg("report.basis.norm")
		if b.SDSource == change.CohortBaseline {
			basis = Msg("report.basis.cohort")
			number = func(v float64, decimals int) draftCell { return statistic(n, v, decimals, false, from) }
		}
	}
	if b.Evidence.Confidence != "" {
		confidence = text(confidenceLabel(b.Evidence))
	}
	if b.Cutoff != nil {
		cut = b.Cutoff.Value
	}
	return []draftCell{
		text(s.label), number(needed, 1), number(sd, 2), constant(r, 2), constant(cut, 1), text(basis), confidence,
		text(Name(sourceNames(s.def, b.Evidence))),
	}
}

func critical(b *change.Basis) float64 {
	if b.Critical > 0 {
		return b.Critical
	}
	return change.CriticalValue
}

// confidenceLabel names how sure a fact is.
func confidenceLabel(e instruments.Evidence) Label { return Msg("confidence." + string(e.Confidence)) }

// sourceNames are the publications behind a fact. One that was not seen is marked with an asterisk.
func sourceNames(def *instruments.Definition, e instruments.Evidence) string {
	var names []string
	for _, id := range e.Sources {
		name := id
		for i := range def.Sources {
			if def.Sources[i].ID == id && !def.Sources[i].Seen {
				name += "*"
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}
