package scoring

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// risk is a compiled instruments.RiskRule.
type risk struct {
	def   *instruments.RiskRule
	index int // of the item
}

func compileRisks(def *instruments.Definition, items []item) ([]risk, error) {
	var risks []risk
	for i := range def.Risks {
		r := &def.Risks[i]
		index := indexOf(items, r.Item)
		if index < 0 {
			problem := fmt.Sprintf("a risk rule names unknown item %d", r.Item)
			return nil, &CompileError{Definition: def.Ref(), Problem: problem}
		}
		if (r.AtLeast == nil) == (r.AtMost == nil) {
			problem := fmt.Sprintf("the risk rule of item %d does not have exactly one end", r.Item)
			return nil, &CompileError{Definition: def.Ref(), Problem: problem}
		}
		risks = append(risks, risk{def: r, index: index})
	}
	return risks, nil
}

// judge looks at the single answer, never at a total: that a scale could be prorated says nothing about it.
func (r *risk) judge(w *work) RiskResult {
	out := RiskResult{Rule: r.def}
	switch {
	case w.states[r.index] == unanswered:
		out.State = RiskUnanswered
	case r.def.Meets(w.values[r.index]):
		out.State = RiskFlagged
	default:
		out.State = RiskNone
	}
	return out
}
