package change

// AcrossMeasures is what happened to one person over several measures of the same time, by the rule of CORC:
// improved when at least one measure improved reliably and none got reliably worse, worse when any did.
type AcrossMeasures struct {
	Class    Class // Improved, Unchanged, Deteriorated or Unknown
	Better   int   // measures that improved reliably
	Worse    int   // measures that got reliably worse
	Same     int   // measures within measurement error
	Unjudged int   // measures without a basis: nothing is known of them, least of all that they did not get worse
}

// Across joins the results of one person, one for each measure. The rule is by EvidenceOf(RuleAcross). Measures
// that cannot be judged are counted apart and decide nothing; when there are no others, the class is unknown.
// A border that was crossed plays no part: the rule does not know it.
func Across(results []Result) AcrossMeasures {
	var a AcrossMeasures
	for i := range results {
		switch results[i].Class {
		case Recovered, Improved:
			a.Better++
		case Deteriorated, Harmed:
			a.Worse++
		case Unchanged:
			a.Same++
		case Unknown:
			a.Unjudged++
		}
	}
	switch {
	case a.Worse > 0:
		a.Class = Deteriorated
	case a.Better > 0:
		a.Class = Improved
	case a.Same > 0:
		a.Class = Unchanged
	}
	return a
}

// Mixed reports whether some measures improved while others got worse, which the class alone would hide.
func (a AcrossMeasures) Mixed() bool { return a.Better > 0 && a.Worse > 0 }
