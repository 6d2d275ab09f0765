package instruments

// Norm is a mean and SD of a named sample.
type Norm struct {
	ID         string     `yaml:"id"`
	Scale      ScaleID    `yaml:"scale"`
	Mean       float64    `yaml:"mean"`
	SD         float64    `yaml:"sd"`
	N          int        `yaml:"n,omitempty"` // 0: not known
	Population Population `yaml:"population"`
	Evidence   Evidence   `yaml:"evidence"`
}

// Reliability is a coefficient of a named sample.
type Reliability struct {
	ID         string          `yaml:"id"`
	Scale      ScaleID         `yaml:"scale"`
	Kind       ReliabilityKind `yaml:"kind"`
	Value      float64         `yaml:"value"`
	Population Population      `yaml:"population"`
	Evidence   Evidence        `yaml:"evidence"`
}

// ReliabilityKind is how a coefficient was obtained.
type ReliabilityKind string

// Kinds of reliability.
const (
	Alpha  ReliabilityKind = "alpha"
	Retest ReliabilityKind = "test-retest"
)

// ChangeFigure says how large a change of a scale must be. Exactly one of the two forms is used:
// Points is a published figure; Norm and Reliability name the SD and r from which the
// Jacobson–Truax figure is computed. The first entry that fits the population is used.
type ChangeFigure struct {
	Scale       ScaleID    `yaml:"scale"`
	Kind        ChangeKind `yaml:"kind"`
	Points      float64    `yaml:"points,omitempty"`
	Norm        string     `yaml:"norm,omitempty"`
	Reliability string     `yaml:"reliability,omitempty"`
	Population  Population `yaml:"population"`
	Evidence    Evidence   `yaml:"evidence"`
}

// ChangeKind tells a reliable change from a minimal important difference.
type ChangeKind string

// Kinds of change figures.
const (
	ReliableChange   ChangeKind = "reliable"
	MinimalImportant ChangeKind = "minimal-important"
)
