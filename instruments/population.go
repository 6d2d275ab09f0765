package instruments

// Population limits a fact to some respondents. Zero fields mean "any".
type Population struct {
	Informant Informant `yaml:"informant,omitempty"`
	Sex       Sex       `yaml:"sex,omitempty"`
	AgeFrom   int       `yaml:"age_from,omitempty"`
	AgeTo     int       `yaml:"age_to,omitempty"`
	Country   string    `yaml:"country,omitempty"` // ISO 3166 alpha-2; says where the figure comes from, does not limit use
	Text      string    `yaml:"text,omitempty"`    // the sample in words
}

// Sex is what norm tables are split by. It is empty when unknown or other; such a person matches no split table.
type Sex string

// Sexes in norm tables.
const (
	Female Sex = "female"
	Male   Sex = "male"
)
