package instruments

// BandSet divides a scale's range into named bands for one population. Sets of the same scale are tried
// in the order of the file within one Name; different Names are alternatives, the first of which is shown.
type BandSet struct {
	Name       string     `yaml:"name"`
	Scale      ScaleID    `yaml:"scale"`
	Population Population `yaml:"population"`
	Bands      []Band     `yaml:"bands"`
	Evidence   Evidence   `yaml:"evidence"`
}

// Band is a named part of a scale's range. A value belongs to the band with the highest Min not above it.
type Band struct {
	Code  string  `yaml:"code"`
	Min   float64 `yaml:"min"`
	Max   float64 `yaml:"max"`
	Title Text    `yaml:"title,omitempty"` // absent: taken from Definition.BandTitles
}

// Cutoff separates the clinical from the non-clinical range. As with bands, cut-offs of one Name belong together
// and split a population; different Names are alternatives. The first one in the file that fits is the one to use.
type Cutoff struct {
	ID         string     `yaml:"id"`
	Name       string     `yaml:"name"`
	Scale      ScaleID    `yaml:"scale"`
	Value      float64    `yaml:"value"`
	Clinical   Side       `yaml:"clinical"`
	Population Population `yaml:"population"`
	Meaning    Text       `yaml:"meaning"`
	Evidence   Evidence   `yaml:"evidence"`
}

// Side says which values are on the clinical side of a cut-off.
type Side string

// Sides.
const (
	AtOrAbove Side = "at-or-above"
	AtOrBelow Side = "at-or-below"
)
