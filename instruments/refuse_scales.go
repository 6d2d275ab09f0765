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
		oneOf(c, where+".direction", s.Direction, HigherWorse, HigherBetter)
		oneOf(c, where+".bands_on", s.BandsOn, "", BandsOnReported, BandsOnExact)
		if s.Range.Min >= s.Range.Max {
			c.add(NumberOutside, where+".range", "the range is empty", "Give the smallest and the largest possible score")
		}
		if s.Rounding.Decimals < 0 || s.Rounding.Decimals > 6 {
			c.add(NumberOutside, where+".rounding.decimals", "decimals are not 0 to 6", "Give how many decimals are reported")
		}
		c.rule(where+".rule", i)
		c.missing(where+".missing", s)
	}
}

// rule checks that a rule has the parameters of its kind, no others, and that they name what exists.
func (c *checker) rule(where string, scale int) {
	r := &c.d.Scales[scale].Rule
	oneOf(c, where+".kind", r.Kind, RuleSum, RuleMean, RuleWeighted, RuleComposite)
	c.only(where, "items", len(r.Items) > 0, r.Kind == RuleSum || r.Kind == RuleMean, true)
	c.only(where, "weights", len(r.Weights) > 0, r.Kind == RuleWeighted, true)
	c.only(where, "scales", len(r.Scales) > 0, r.Kind == RuleComposite, true)
	c.only(where, "reversed", len(r.Reversed) > 0, r.Kind == RuleSum || r.Kind == RuleMean, false)
	c.only(where, "multiplier", r.Multiplier != 0, r.Kind == RuleSum || r.Kind == RuleMean, false)
	c.only(where, "constant", r.Constant != 0, r.Kind == RuleWeighted || r.Kind == RuleComposite, false)
	if r.Multiplier == 0 && c.written(where, "multiplier") {
		c.add(ZeroFactor, where+".multiplier", "a multiplier of 0 makes every score 0", "Leave it out, or write the factor")
	}
	for i, number := range r.Items {
		c.item(at("%s.items[%d]", where, i), number)
	}
	for i, number := range r.Reversed {
		if !slices.Contains(r.Items, number) {
			c.add(UnknownRef, at("%s.reversed[%d]", where, i), fmt.Sprintf("item %d is reversed but not in the scale", number), "List it under items too")
		}
	}
	for i, w := range r.Weights {
		c.item(at("%s.weights[%d].item", where, i), w.Item)
		if w.Weight == 0 {
			c.add(ZeroFactor, at("%s.weights[%d]", where, i), "a weight of 0 takes the item out", "Write the weight, or remove the item")
		}
	}
	for i, part := range r.Scales {
		c.part(at("%s.scales[%d]", where, i), scale, part)
	}
}

// part checks one part of a composite: a scale further up, so that scales can be scored in the order of the file.
func (c *checker) part(where string, scale int, part CompositeScale) {
	above := slices.IndexFunc(c.d.Scales[:scale], func(s Scale) bool { return s.ID == part.Scale })
	if above < 0 {
		c.add(PartLater, where+".scale", fmt.Sprintf("there is no scale %q above this one", part.Scale), "Define the parts of a composite before it")
	}
	if part.Weight == 0 && c.written(where, "weight") {
		c.add(ZeroFactor, where+".weight", "a weight of 0 takes the part out", "Leave it out for 1, or write the weight")
	}
}

// only checks that a parameter is given when its rule kind needs it and not given when the kind has no use for it.
func (c *checker) only(where, key string, given, allowed, needed bool) {
	switch {
	case given && !allowed:
		c.add(RuleParameters, where+"."+key, "this kind of rule has no "+key, "Remove it, or use another kind")
	case !given && allowed && needed:
		c.add(RuleParameters, where, "this kind of rule needs "+key, "Add "+key)
	}
}

// written reports whether a key whose value is 0 stands in the file, rather than being left out. Searching the
// text first, and once, saves parsing it again for every definition that has no zero there.
func (c *checker) written(where, key string) bool {
	if c.zero == nil {
		found := zeroFactor.Match(c.d.files[instrumentFile])
		c.zero = &found
	}
	return *c.zero && c.node(instrumentFile, where+"."+key) != nil
}

func (c *checker) missing(where string, s *Scale) {
	m := s.Missing
	oneOf(c, where+".policy", m.Policy, MissingNone, MissingProrate, MissingMean)
	size := len(s.Rule.Items) + len(s.Rule.Weights)
	switch {
	case s.Rule.Kind == RuleComposite && m.Policy != MissingNone:
		c.add(MissingMismatch, where+".policy", "a composite needs every part", "Use none; the parts have policies of their own")
	case m.Policy == MissingMean && s.Rule.Kind != RuleMean:
		c.add(MissingMismatch, where+".policy", "answered-mean is for rules of kind mean", "Use prorate or none")
	case m.Policy == MissingProrate && s.Rule.Kind == RuleWeighted:
		c.add(MissingMismatch, where+".policy", "items with weights of their own have no common mean", "Use none")
	case m.Policy == MissingNone && m.Max != 0:
		c.add(MissingMismatch, where+".max", "none allows no unanswered item", "Remove max, or use prorate")
	case m.Policy != MissingNone && (m.Max < 1 || m.Max >= size):
		c.add(MissingMismatch, where+".max", fmt.Sprintf("%d of %d items cannot be left unanswered", m.Max, size), "Allow at least one and fewer than all, or use none")
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
