package phrase

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// Person puts the series of results about one person into words.
type Person struct {
	L         *lang.Localizer
	View      *casework.PersonView
	Catalogue *instruments.Catalogue // for the titles of bands
}

// Name is the form, the scale and who answered.
func (p Person) Name(s *casework.Series) string {
	return strings.Join([]string{
		p.L.Text(s.Short), p.L.Text(s.Scale.Title), p.L.T("person.by", "code", s.Respondent, "who", p.L.T("informant."+string(s.Informant))),
	}, " · ")
}

// Facts are the role of the person, the age when it is known, and how many goals there are.
func (p Person) Facts() []string {
	who := p.View.Person
	parts := []string{p.L.T("role." + string(who.Role))}
	if who.Age >= 0 {
		parts = append(parts, p.L.T("family.age", "n", who.Age))
	}
	if n := len(p.View.Goals); n > 0 {
		parts = append(parts, p.L.T("person.goals", "n", n))
	}
	return parts
}

// Number is a score of a series.
func (p Person) Number(s *casework.Series, v float64) string {
	return p.L.Number(v, s.Scale.Rounding.Decimals)
}

// Tagged adds how sure a fact is, unless it is sure enough to stand alone.
func (p Person) Tagged(text string, e instruments.Evidence) string {
	if e.Confidence.Sure() {
		return text
	}
	return text + " [" + p.L.T("confidence."+string(e.Confidence)) + "]"
}

// Scored are the occasions of a series that have a score.
func Scored(s *casework.Series) []casework.Point {
	var out []casework.Point
	for _, p := range s.Points {
		if p.Scored {
			out = append(out, p)
		}
	}
	return out
}

// Moved says where the person started and is now, and which way that is.
func (p Person) Moved(s *casework.Series) string {
	l := p.L
	points := Scored(s)
	if len(points) == 0 {
		return l.T("person.noscore")
	}
	first, last := points[0], points[len(points)-1]
	direction := l.T("person.direction." + string(s.Scale.Direction))
	if len(points) == 1 {
		return l.T("person.once", "value", p.Number(s, first.Reported), "date", l.Date(first.Date)) + " " + direction
	}
	raw := last.Reported - first.Reported
	text := l.T("person.moved", "first", p.Number(s, first.Reported), "from", l.Date(first.Date),
		"last", p.Number(s, last.Reported), "to", l.Date(last.Date), "raw", l.Signed(raw, s.Scale.Rounding.Decimals))
	if s.Latest != nil {
		text += " " + sign(s.Latest.Class) + " " + l.T("class."+s.Latest.Class.String()) + "."
	}
	return text + " " + direction
}

// sign differs in shape, so that better and worse are told apart without colour.
func sign(c change.Class) string {
	switch c {
	case change.Recovered, change.Improved:
		return "▲"
	case change.Deteriorated, change.Harmed:
		return "▼"
	case change.Unchanged:
		return "■"
	case change.Unknown:
	}
	return "?"
}

// Sure says how certain the change is and on what that rests; empty when there is none to be sure of.
func (p Person) Sure(s *casework.Series) string {
	l := p.L
	if len(Scored(s)) < 2 {
		return ""
	}
	if s.Latest == nil || s.Basis == nil {
		return l.T("person.sure.unknown")
	}
	id := "person.sure.no"
	if reliable(s.Latest.Class) {
		id = "person.sure.yes"
	}
	text := l.T(id, "needed", l.Number(s.Latest.Needed, 1))
	if s.Latest.CrossedOnly {
		text += " " + l.T("person.sure.crossed")
	}
	return p.Tagged(text, s.Basis.Evidence)
}

// Cutoff is the cut-off and its meaning; empty when none fits the person.
func (p Person) Cutoff(s *casework.Series) string {
	if s.Cutoff == nil {
		return ""
	}
	text := p.L.T("person.cutoff.words", "value", p.Number(s, s.Cutoff.Value), "meaning", p.L.Text(s.Cutoff.Meaning))
	return p.Tagged(text, s.Cutoff.Evidence)
}

// Events are what happened to the person from the first result on, or in the half year before it.
func (p Person) Events(s *casework.Series) []store.Event {
	const before = 183
	var out []store.Event
	for _, e := range p.View.Events {
		if len(s.Points) > 0 && s.Points[0].Date.DaysSince(e.Date) <= before {
			out = append(out, e)
		}
	}
	return out
}

// Event is one of them in words.
func (p Person) Event(e store.Event) string {
	return p.L.Date(e.Date) + " " + p.L.T("event."+string(e.Kind))
}

// Reason says why an occasion has no score.
func (p Person) Reason(at casework.Point) string {
	switch at.Reason {
	case "too-few-answers":
		return p.L.T("person.reason.few")
	case "part-missing":
		return p.L.T("person.reason.part")
	case "not-in-table":
		return p.L.T("person.reason.no-row")
	case "no-table-fits", "no-norm-fits":
		return p.L.T("person.reason.no-norm")
	}
	return p.L.T("person.reason.other")
}

// Wave is the name of an occasion.
func (p Person) Wave(w store.Wave) string {
	if w == "" {
		return "–"
	}
	return p.L.T("wave." + string(w))
}

// Value is the score of an occasion, or a dash, and what it means: its band and whether answers were estimated, or why
// there is no score.
func (p Person) Value(s *casework.Series, at casework.Point) (value, meaning string) {
	if !at.Scored {
		return "–", p.L.T("person.unscored") + ": " + p.Reason(at)
	}
	meaning = p.band(s, at.Band)
	if at.Prorated {
		meaning = strings.TrimPrefix(meaning+", "+p.L.T("person.prorated"), ", ")
	}
	return p.Number(s, at.Reported), meaning
}

// band is the title of a band, with its tag; empty when no band fits the person.
func (p Person) band(s *casework.Series, code string) string {
	def, err := p.Catalogue.At(s.Ref)
	if err != nil || code == "" {
		return code
	}
	for _, set := range def.BandSets {
		if set.Scale != s.Scale.ID {
			continue
		}
		for _, b := range set.Bands {
			if b.Code == code {
				return p.Tagged(p.L.Text(b.Title), set.Evidence)
			}
		}
	}
	return code
}
