package instruments

// RiskRule raises a quiet prompt to the worker on one answer, before and apart from any total.
type RiskRule struct {
	Item     int      `yaml:"item"`
	AtLeast  float64  `yaml:"at_least"` // scored value of the answer
	Kind     RiskKind `yaml:"kind"`
	Evidence Evidence `yaml:"evidence"`
}

// RiskKind is what the prompt is about; the words shown belong to the organisation.
type RiskKind string

// Kinds of risk.
const (
	RiskSelfHarm RiskKind = "self-harm"
	RiskSafety   RiskKind = "safety"
)
