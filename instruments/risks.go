package instruments

// RiskRule raises a quiet prompt to the worker on one answer, before and apart from any total. It looks at the scored
// value of the answer, not turned round, and has exactly one of the two ends.
type RiskRule struct {
	Item     int      `yaml:"item"`
	AtLeast  *float64 `yaml:"at_least,omitempty"`
	AtMost   *float64 `yaml:"at_most,omitempty"`
	Kind     RiskKind `yaml:"kind"`
	Evidence Evidence `yaml:"evidence"`
}

// Meets reports whether an answer that counts value raises the prompt. Both ends are included.
func (r *RiskRule) Meets(value float64) bool { return within(value, r.AtLeast, r.AtMost) }

// RiskKind is what the prompt is about; the words shown belong to the organisation.
type RiskKind string

// Kinds of risk.
const (
	RiskSelfHarm RiskKind = "self-harm"
	RiskSafety   RiskKind = "safety"
)
