package instruments

import (
	"fmt"
	"math"
	"slices"
)

func (c *checker) bandSets() {
	type key struct {
		name       string
		scale      ScaleID
		population Population
	}
	seen := map[key]bool{}
	for i := range c.d.BandSets {
		set, where := &c.d.BandSets[i], at("band_sets[%d]", i)
		population := set.Population
		population.Text, population.Country = "", ""
		k := key{set.Name, set.Scale, population}
		if seen[k] {
			c.add(BandSetTwice, where, fmt.Sprintf("set %q of scale %s is given twice for the same people", set.Name, set.Scale),
				"Give one of them another name or population")
		}
		seen[k] = true
		c.bands(where, set)
		c.described(where+".population", set.Population, "set of bands")
	}
}

// bands checks that the bands of a set cover the range once, from the lowest value to the highest.
func (c *checker) bands(where string, set *BandSet) {
	s := c.d.Scale(set.Scale)
	step := printedStep(set)
	codes := map[string]bool{}
	for i, band := range set.Bands {
		place := at("%s.bands[%d]", where, i)
		if band.Code == "" || codes[band.Code] {
			c.add(DuplicateID, place, fmt.Sprintf("the band code %q is missing or used twice in this set", band.Code), "Give each band its own code")
		}
		codes[band.Code] = true
		if band.Code == NoBand {
			c.add(BandReserved, place+".code", fmt.Sprintf("the code %q is what an example expects where no band fits", NoBand), "Give the band another code")
		}
		if band.Min < s.Range.Min-tolerance || band.Max > s.Range.Max+tolerance {
			c.add(BandOutside, place, fmt.Sprintf("the band %v to %v reaches outside the range %v to %v", band.Min, band.Max, s.Range.Min, s.Range.Max),
				"Keep bands inside the scale's range")
		}
		if band.Max < band.Min {
			c.add(BandOrder, place, "the band ends before it begins", "Swap min and max")
		}
		if i == 0 {
			continue
		}
		before := set.Bands[i-1]
		switch {
		case band.Min <= before.Min:
			c.add(BandOrder, place, fmt.Sprintf("the band from %v does not come after the one from %v", band.Min, before.Min), "List bands from the lowest to the highest")
		case band.Min <= before.Max:
			c.add(BandOverlap, place, fmt.Sprintf("the band from %v overlaps the one up to %v", band.Min, before.Max), "Let each value belong to one band")
		case band.Min-before.Max > step+tolerance:
			c.add(BandGap, place, fmt.Sprintf("nothing covers the values between %v and %v", before.Max, band.Min), "Move an edge so that every value has a band")
		}
	}
	first, last := set.Bands[0], set.Bands[len(set.Bands)-1]
	if first.Min > s.Range.Min+tolerance || last.Max < s.Range.Max-tolerance {
		c.add(BandUncovered, where+".bands", fmt.Sprintf("the bands go from %v to %v, the scale from %v to %v", first.Min, last.Max, s.Range.Min, s.Range.Max),
			"Let the bands cover the whole range")
	}
}

// printedStep is the step between the end of one band and the start of the next as the edges are printed:
// 1 for whole numbers, 0.1 for one decimal, and so on. A value between two printed edges belongs to the lower band.
func printedStep(set *BandSet) float64 {
	decimals := 0
	for _, band := range set.Bands {
		for _, edge := range []float64{band.Min, band.Max} {
			for decimals < 4 && !nearly(edge*math.Pow10(decimals), math.Round(edge*math.Pow10(decimals))) {
				decimals++
			}
		}
	}
	return math.Pow10(-decimals)
}

// figures checks cut-offs, norms, reliabilities and change figures against their scales.
func (c *checker) figures() {
	d := c.d
	for i, k := range d.Cutoffs {
		where := at("cutoffs[%d]", i)
		if r := d.Scale(k.Scale).Range; k.Value < r.Min-tolerance || k.Value > r.Max+tolerance {
			c.add(CutoffOutside, where+".value", fmt.Sprintf("the cut-off %v is outside the range %v to %v", k.Value, r.Min, r.Max), "Correct the cut-off or the scale")
		}
		if k.Name == "" {
			c.add(ValueMissing, where, "the cut-off has no name", "Name the group of cut-offs it belongs to")
		}
		c.described(where+".population", k.Population, "cut-off")
	}
	for i, n := range d.Norms {
		where := at("norms[%d]", i)
		c.described(where+".population", n.Population, "norm")
		if r := d.Scale(n.Scale).Range; n.SD <= 0 || n.Mean < r.Min || n.Mean > r.Max || n.SD > r.Max-r.Min || n.N < 0 {
			c.add(NormImpossible, where, fmt.Sprintf("a mean of %v with an SD of %v cannot be on a scale from %v to %v", n.Mean, n.SD, r.Min, r.Max), "Check which scale and unit the norm is for")
		}
	}
	for i, r := range d.Reliability {
		where := at("reliability[%d]", i)
		c.described(where+".population", r.Population, "reliability")
		if r.Value <= 0 || r.Value >= 1 {
			c.add(ReliabilityRange, where+".value", fmt.Sprintf("a reliability of %v is not between 0 and 1", r.Value), "Write the coefficient as a share of 1")
		}
	}
	for i := range d.Change {
		f, where := &d.Change[i], at("change[%d]", i)
		c.described(where+".population", f.Population, "change figure")
		if r := d.Scale(f.Scale).Range; f.Points > r.Max-r.Min {
			c.add(ChangeTooLarge, where+".points", fmt.Sprintf("a change of %v does not fit a scale from %v to %v", f.Points, r.Min, r.Max), "Check which scale the figure is for")
		}
	}
}

func (c *checker) described(where string, p Population, what string) {
	if p.Text == "" {
		c.add(NormNoPopulation, where, "the "+what+" does not say whom it comes from", "Describe the sample in population.text")
	}
}

// bandOf gives the band a value belongs to: the one with the highest Min not above it, or nil. A sum of decimals that
// lies below an edge by a rounding error belongs to the upper band, as it does in scoring.
func bandOf(set *BandSet, value float64) *Band {
	i := slices.IndexFunc(set.Bands, func(b Band) bool { return b.Min > value+noise })
	switch {
	case i == 0:
		return nil
	case i < 0:
		i = len(set.Bands)
	}
	return &set.Bands[i-1]
}
