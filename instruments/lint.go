package instruments

import (
	"cmp"
	"fmt"
	"slices"
)

// Codes of findings of the linter. A definition with such a finding can be scored, but not released.
const (
	ItemUnused        FindingCode = "item-unused"
	UnscoredNoReason  FindingCode = "unscored-without-reason"
	UnscoredUsed      FindingCode = "unscored-but-used"
	ScoredTwice       FindingCode = "scored-twice"
	TableUneven       FindingCode = "table-not-monotone"
	TableRowUnmet     FindingCode = "table-row-unreachable"
	TableRowMissing   FindingCode = "table-row-missing"
	TableTwice        FindingCode = "table-twice"
	CountPointless    FindingCode = "count-threshold"
	RiskPointless     FindingCode = "risk-threshold"
	OutcomeNever      FindingCode = "outcome-never-holds"
	OutcomeShadowed   FindingCode = "outcome-shadowed"
	TScoreNoNorm      FindingCode = "t-score-without-norm"
	ReversalNoRange   FindingCode = "reversal-without-range"
	RangeMismatch     FindingCode = "range-mismatch"
	NoMainScale       FindingCode = "main-scale"
	BandOrder         FindingCode = "band-order"
	BandOverlap       FindingCode = "band-overlap"
	BandGap           FindingCode = "band-gap"
	BandOutside       FindingCode = "band-outside-range"
	BandUncovered     FindingCode = "band-uncovered"
	BandSetTwice      FindingCode = "band-set-twice"
	BandReserved      FindingCode = "band-code-reserved"
	CutoffOutside     FindingCode = "cutoff-outside-range"
	NormNoPopulation  FindingCode = "norm-without-population"
	NormImpossible    FindingCode = "norm-impossible"
	ReliabilityRange  FindingCode = "reliability-outside"
	ChangeTooLarge    FindingCode = "change-outside"
	RightsMissing     FindingCode = "rights-missing"
	SourcesMissing    FindingCode = "sources-missing"
	SourceUnknown     FindingCode = "source-unknown"
	SourceUnused      FindingCode = "source-unused"
	EvidenceMissing   FindingCode = "evidence-missing"
	EvidenceUnseen    FindingCode = "evidence-unseen"
	EvidenceOwn       FindingCode = "evidence-own"
	TextMissing       FindingCode = "text-missing"
	CueMissing        FindingCode = "cue-missing"
	CueTooLong        FindingCode = "cue-too-long"
	CueUnknown        FindingCode = "cue-unknown"
	WordingIncomplete FindingCode = "wording-incomplete"
	OwnTextForeign    FindingCode = "own-text-foreign"
	CaseNoSource      FindingCode = "case-without-source"
	CaseFloor         FindingCode = "case-floor"
	CaseCeiling       FindingCode = "case-ceiling"
	CaseBandEdge      FindingCode = "case-band-edge"
	CaseMissingLimit  FindingCode = "case-missing-at-limit"
	CaseMissingPast   FindingCode = "case-missing-past-limit"
	CaseRisk          FindingCode = "case-risk"
)

// Lint lists everything that keeps a definition from being released, with its worked examples: what the loader
// refuses, and what can be scored but not defended. An empty list means that the definition is fit for release.
// Findings are ordered by file and line.
func Lint(d *Definition, cases []Case) []Finding {
	c := newChecker(d)
	c.structure()
	if len(c.findings) == 0 { // the rest relies on references that hold
		c.keys()
		c.bandSets()
		c.figures()
		c.risks()
		c.evidence()
		c.texts()
		c.cues()
		c.wording()
		c.cases(cases)
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(fileRank(a.File), fileRank(b.File)), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return c.findings
}

// fileRank puts the definition first and its cases last.
func fileRank(file string) int {
	switch file {
	case instrumentFile:
		return 0
	case casesFile:
		return 2
	default:
		return 1
	}
}

// keys checks the scoring keys: that every item counts where it should and every range is what answers can give.
func (c *checker) keys() {
	d := c.d
	used := map[int]bool{}
	mains := 0
	for i := range d.Scales {
		s, where := &d.Scales[i], at("scales[%d]", i)
		if s.Main {
			mains++
		}
		for _, n := range s.Rule.AllItems() {
			used[n] = true
		}
		c.twice(where+".rule", s)
		for j, n := range s.Rule.Reversed {
			set := d.Set(d.Items[d.ItemIndex(n)].Set)
			if low, high := set.limits(); low == high {
				c.add(ReversalNoRange, at("%s.rule.reversed[%d]", where, j),
					fmt.Sprintf("item %d is reversed but all its options count the same", n), "Give its options different values, or do not reverse it")
			}
		}
		if s.Main && s.For != "" {
			c.add(NoMainScale, where+".for", "the main scale is the one that is shown first, but only the worker sees it", "Mark another scale main")
		}
		c.conversions(where+".rule", s)
		if reach := c.reach(s.ID); reach.known && !nearly(reach.low, s.Range.Min) || reach.known && !nearly(reach.high, s.Range.Max) {
			c.add(RangeMismatch, where+".range",
				fmt.Sprintf("the range is %v to %v but answers give %v to %v", s.Range.Min, s.Range.Max, reach.low, reach.high),
				"Correct the range, the items or the option values")
		}
	}
	if mains != 1 {
		c.add(NoMainScale, "scales", fmt.Sprintf("%d scales are marked main", mains), "Mark the one scale that is shown first")
	}
	reasons := map[int]bool{}
	for i, u := range d.Unscored {
		where := at("unscored[%d]", i)
		reasons[u.Item] = true
		if u.Reason == "" {
			c.add(UnscoredNoReason, where, fmt.Sprintf("item %d is left out without a reason", u.Item), "Say why it is not scored")
		}
		if used[u.Item] {
			c.add(UnscoredUsed, where, fmt.Sprintf("item %d is listed as unscored but is in a scale", u.Item), "Remove one of the two")
		}
	}
	for i, item := range d.Items {
		if !used[item.Number] && !reasons[item.Number] {
			c.add(ItemUnused, at("items[%d]", i), fmt.Sprintf("item %d is in no scale", item.Number), "Add it to a scale, or to unscored with the reason")
		}
	}
}

func (c *checker) twice(where string, s *Scale) {
	seen := map[string]bool{}
	report := func(place, what string) {
		if seen[what] {
			c.add(ScoredTwice, place, what+" is scored twice in this scale", "Keep it once")
		}
		seen[what] = true
	}
	for i, n := range s.Rule.Items {
		report(at("%s.items[%d]", where, i), fmt.Sprintf("item %d", n))
	}
	for i, w := range s.Rule.Weights {
		report(at("%s.weights[%d]", where, i), fmt.Sprintf("item %d", w.Item))
	}
	for i, part := range s.Rule.Counts {
		for j, n := range part.Items {
			report(at("%s.counts[%d].items[%d]", where, i, j), fmt.Sprintf("item %d", n))
		}
	}
	for i, set := range s.Rule.Sets {
		for j, n := range set {
			report(at("%s.sets[%d][%d]", where, i, j), fmt.Sprintf("item %d", n))
		}
	}
	for i, part := range s.Rule.Scales {
		report(at("%s.scales[%d]", where, i), fmt.Sprintf("scale %s", part.Scale))
	}
	reversed := map[int]bool{}
	for i, n := range s.Rule.Reversed {
		if reversed[n] {
			c.add(ScoredTwice, at("%s.reversed[%d]", where, i), fmt.Sprintf("item %d is reversed twice", n), "Keep it once")
		}
		reversed[n] = true
	}
}

func (s *ResponseSet) limits() (low, high float64) {
	low, high = s.Options[0].Value, s.Options[0].Value
	for _, o := range s.Options {
		low, high = min(low, o.Value), max(high, o.Value)
	}
	return low, high
}
