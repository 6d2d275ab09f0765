package scoring

import "github.com/mittari/mittari/instruments"

// Fits reports whether a fact made for a population may be used for a subject and respondent. A fact that is
// split by informant, sex or age fits only when that is known and inside; the country of a sample never limits use.
func (c Context) Fits(p instruments.Population) bool {
	if p.Informant != "" && p.Informant != c.Informant {
		return false
	}
	if p.Sex != "" && p.Sex != c.Sex {
		return false
	}
	if p.AgeFrom == 0 && p.AgeTo == 0 {
		return true
	}
	return c.Age >= 0 && c.Age >= p.AgeFrom && (p.AgeTo == 0 || c.Age <= p.AgeTo)
}
