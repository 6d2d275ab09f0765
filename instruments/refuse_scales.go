package instruments

import (
	"fmt"
	"slices"
)

func (c *checker) scales() {
	d := c.d
	if len(d.Scales) == 0 || len(d.Scales) > maxScales {
		c.add(NumberOutside, "scales", fmt.Sprintf("%d scales cannot be scored", len(d.Scales)), fmt.Sprintf("Define 1 to %d scales", maxScales))
	}
	seen := map[string]bool{}
	for i := range d.Scales {
		s, where := &d.Scales[i], at("scales[%d]", i)
		c.unique(seen, where+".id", string(s.ID))
		if s.ID != "" && !scalePattern.MatchString(string(s.ID)) {
			c.add(BadID, where+".id", fmt.Sprintf("%q is not an id", s.ID), "Use lower-case letters, digits, hyphens and underscores")
		}
		c.informants(where+".informants", s.Informants)
		oneOf(c, where+".for", s.For, "", ForWorker)
		oneOf(c, where+".direction", s.Direction, HigherWorse, HigherBetter)
		oneOf(c, where+".bands_on", s.BandsOn, "", BandsOnReported, BandsOnExact)
		if s.Range.Min >= s.Range.Max {
			c.add(NumberOutside, where+".range", "the range is empty", "Give the smallest and the largest possible score")
		}
		if s.Rounding.Decimals < 0 || s.Rounding.Decimals > 6 {
			c.add(NumberOutside, where+".rounding.decimals", "decimals are not 0 to 6", "Give how many decimals are reported")
		}
		c.rule(where+".rule", i)
		c.missing(where+".missing", i)
	}
}

func (c *checker) missing(where string, scale int) {
	s := &c.d.Scales[scale]
	m := s.Missing
	oneOf(c, where+".policy", m.Policy, MissingNone, MissingProrate, MissingMean)
	size := len(s.Rule.AllItems())
	switch {
	case len(s.Rule.Parts()) > 0 && m.Policy != MissingNone:
		c.add(MissingMismatch, where+".policy", "a scale made of others needs every part", "Use none; the parts have policies of their own")
	case !s.Rule.Kind.Prorates() && m.Policy != MissingNone:
		c.add(MissingMismatch, where+".policy", fmt.Sprintf("nothing can stand in for an answer in a rule of kind %s", s.Rule.Kind), "Use none")
	case m.Policy == MissingMean && s.Rule.Kind != RuleMean:
		c.add(MissingMismatch, where+".policy", "answered-mean is for rules of kind mean", "Use prorate or none")
	case m.Policy == MissingProrate && s.Rule.Kind == RuleWeighted:
		c.add(MissingMismatch, where+".policy", "items with weights of their own have no common mean", "Use none")
	case m.Policy == MissingNone && m.Max != 0:
		c.add(MissingMismatch, where+".max", "none allows no unanswered item", "Remove max, or use prorate")
	case len(m.Parts) > 0:
		c.missingParts(where, scale)
	case m.Policy != MissingNone && (m.Max < 1 || m.Max >= size):
		c.add(MissingMismatch, where+".max", fmt.Sprintf("%d of %d items cannot be left unanswered", m.Max, size), "Allow at least one and fewer than all, or use none")
	}
}

// missingParts checks that the scales which must have a score bound the unanswered items of this one.
func (c *checker) missingParts(where string, scale int) {
	s := &c.d.Scales[scale]
	if s.Missing.Policy == MissingNone || s.Missing.Max != 0 {
		c.add(MissingMismatch, where+".parts", "the parts already say how many items may be unanswered", "Use prorate or answered-mean without max, or remove parts")
	}
	inside := map[int]bool{}
	for i, id := range s.Missing.Parts {
		c.part(at("%s.parts[%d]", where, i), scale, id)
		if slices.Contains(s.Missing.Parts[:i], id) {
			c.add(DuplicateID, at("%s.parts[%d]", where, i), fmt.Sprintf("%q is named twice", id), "Keep it once")
		}
		if part := c.d.Scale(id); part != nil {
			for _, n := range part.Rule.AllItems() {
				inside[n] = true
			}
		}
	}
	for _, n := range s.Rule.AllItems() {
		if !inside[n] {
			c.add(MissingMismatch, where+".parts", fmt.Sprintf("item %d is in none of the scales that must have a score", n), "Name the scale that counts it, or use max")
		}
	}
}

func (c *checker) item(where string, number int) {
	if !slices.ContainsFunc(c.d.Items, func(i Item) bool { return i.Number == number }) {
		c.unknown(where, "item", fmt.Sprint(number))
	}
}

func (c *checker) scale(where string, id ScaleID) {
	if c.d.Scale(id) == nil {
		c.unknown(where, "scale", string(id))
	}
}

func (c *checker) population(where string, p Population) {
	if p.Informant != "" && !slices.Contains(c.d.Informants, p.Informant) {
		c.unknown(where+".informant", "informant of this form", string(p.Informant))
	}
	oneOf(c, where+".sex", p.Sex, "", Female, Male)
	if p.AgeFrom < 0 || p.AgeTo < 0 || p.AgeTo > 0 && p.AgeTo < p.AgeFrom {
		c.add(NumberOutside, where, "the age range ends before it begins", "Give age_from and age_to in full years")
	}
}

// references checks everything that hangs on scales and items: bands, cut-offs, norms, change, risks.
func (c *checker) references() {
	d := c.d
	for i, u := range d.Unscored {
		c.item(at("unscored[%d].item", i), u.Item)
	}
	for i, b := range d.BandSets {
		where := at("band_sets[%d]", i)
		c.scale(where+".scale", b.Scale)
		c.population(where+".population", b.Population)
		if b.Name == "" || len(b.Bands) == 0 {
			c.add(ValueMissing, where, "a set of bands needs a name and bands", "Add them")
		}
	}
	ids := map[string]bool{}
	for i, k := range d.Cutoffs {
		where := at("cutoffs[%d]", i)
		c.unique(ids, where+".id", k.ID)
		c.scale(where+".scale", k.Scale)
		c.population(where+".population", k.Population)
		oneOf(c, where+".clinical", k.Clinical, AtOrAbove, AtOrBelow)
	}
	ids = map[string]bool{}
	for i, n := range d.Norms {
		where := at("norms[%d]", i)
		c.unique(ids, where+".id", n.ID)
		c.scale(where+".scale", n.Scale)
		c.population(where+".population", n.Population)
	}
	ids = map[string]bool{}
	for i, r := range d.Reliability {
		where := at("reliability[%d]", i)
		c.unique(ids, where+".id", r.ID)
		c.scale(where+".scale", r.Scale)
		c.population(where+".population", r.Population)
		oneOf(c, where+".kind", r.Kind, Alpha, Retest)
	}
	for i := range d.Change {
		c.changeFigure(at("change[%d]", i), &d.Change[i])
	}
	for i, r := range d.Risks {
		where := at("risks[%d]", i)
		c.item(where+".item", r.Item)
		oneOf(c, where+".kind", r.Kind, RiskSelfHarm, RiskSafety)
		if (r.AtLeast == nil) == (r.AtMost == nil) {
			c.add(RiskForm, where, "the rule does not have exactly one end", "Give at_least or at_most, the value from which or up to which it holds")
		}
	}
}

func (c *checker) changeFigure(where string, f *ChangeFigure) {
	c.scale(where+".scale", f.Scale)
	c.population(where+".population", f.Population)
	oneOf(c, where+".kind", f.Kind, ReliableChange, MinimalImportant)
	computed := f.Norm != "" || f.Reliability != ""
	if (f.Points != 0) == computed || f.Points < 0 {
		c.add(ChangeForm, where, "a change figure is either points or a norm with a reliability", "Give exactly one of the two")
		return
	}
	if !computed {
		return
	}
	if n := c.d.NormByID(f.Norm); n == nil || n.Scale != f.Scale {
		c.unknown(where+".norm", "norm of this scale", f.Norm)
	}
	if r := c.d.ReliabilityByID(f.Reliability); r == nil || r.Scale != f.Scale {
		c.unknown(where+".reliability", "reliability of this scale", f.Reliability)
	}
}
