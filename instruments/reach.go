package instruments

import (
	"maps"
	"math"
	"slices"
)

// tolerance is how far two scores may differ and still be the same; cases give four decimals.
const tolerance = 1e-4

// noise is how far a sum of decimals may lie beside the number it is on paper; that of package scoring.
const noise = 1e-9

func nearly(a, b float64) bool { return math.Abs(a-b) < tolerance }

// reachable is what complete sheets of answers can make of a scale.
type reachable struct {
	known     bool
	low, high float64
	values    []float64 // ascending; nil when there are too many to list
}

// Bounds of the list and of the work for it; a sum of whole numbers never comes near them.
const (
	maxReachable = 5_000
	maxSums      = 200_000
)

func reachableOf(values []float64) reachable {
	if len(values) == 0 {
		return reachable{}
	}
	values = distinct(values)
	return reachable{known: true, low: values[0], high: values[len(values)-1], values: values}
}

// reach works out the scores that complete sheets can give, over all people. Scales that a scale is built from are
// taken to be independent of each other.
func (c *checker) reach(id ScaleID) reachable {
	if found, known := c.reached[id]; known {
		return found
	}
	c.reached[id] = reachable{} // a scale that is built from itself, which the loader refuses, reaches nothing
	s := c.d.Scale(id)
	values := c.reachValues(s)
	if s.Rounding.Score {
		for i, v := range values {
			values[i] = roundHalfUp(v, s.Rounding.Decimals)
		}
	}
	found := reachableOf(values)
	c.reached[id] = found
	return found
}

func (c *checker) reachValues(s *Scale) []float64 {
	d, r := c.d, &s.Rule
	values := []float64{r.Constant}
	switch r.Kind {
	case RuleSum, RuleMean:
		for _, n := range r.Items {
			values = sums(values, d.itemValues(n, slices.Contains(r.Reversed, n)))
		}
		factor := cmpOr(r.Multiplier, 1)
		if r.Kind == RuleMean {
			factor /= float64(len(r.Items))
		}
		return scaled(values, factor)
	case RuleWeighted:
		for _, w := range r.Weights {
			values = sums(values, scaled(d.itemValues(w.Item, false), w.Weight))
		}
	case RuleComposite:
		for _, part := range r.Scales {
			values = sums(values, scaled(c.reach(part.Scale).values, cmpOr(part.Weight, 1)))
		}
	case RuleCount:
		for _, part := range r.Counts {
			for _, n := range part.Items {
				values = sums(values, counted(d.itemValues(n, slices.Contains(r.Reversed, n)), part.AtLeast))
			}
		}
	case RuleHighest:
		for _, set := range r.Sets {
			values = sums(values, d.highestValues(set))
		}
	case RuleLookup:
		return c.lookedUp(r)
	case RuleTScore:
		return c.compared(r)
	case RuleCriterion:
		return c.decided(r)
	}
	return values
}

// counted is what an item of these values can add to a count.
func counted(values []float64, atLeast float64) []float64 {
	var out []float64
	for _, v := range values {
		one := 0.0
		if v >= atLeast-tolerance {
			one = 1
		}
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// highestValues lists what the highest of several items can be: nothing below what each of them counts at least.
func (d *Definition) highestValues(set []int) []float64 {
	least := math.Inf(-1)
	var all []float64
	for _, n := range set {
		values := d.itemValues(n, false)
		least = max(least, slices.Min(values))
		all = append(all, values...)
	}
	return slices.DeleteFunc(all, func(v float64) bool { return v < least })
}

// lookedUp lists the values of rows whose score can be reached; of every row when the scores are not known.
func (c *checker) lookedUp(r *Rule) []float64 {
	of := c.reach(r.Of)
	var values []float64
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			if !of.known || holdsNearly(of.values, row.Score) {
				values = append(values, row.Value)
			}
		}
	}
	return values
}

// compared lists the T scores by every norm of the scale that is compared.
func (c *checker) compared(r *Rule) []float64 {
	of := c.reach(r.Of)
	var values []float64
	for _, n := range c.d.Norms {
		if n.Scale != r.Of || n.SD <= 0 {
			continue
		}
		for _, v := range of.values {
			values = append(values, 50+10*(v-n.Mean)/n.SD)
		}
	}
	return values
}

func cmpOr(value, otherwise float64) float64 {
	if value == 0 {
		return otherwise
	}
	return value
}

// itemValues lists what an item can count, reversed within the limits of its response set.
func (d *Definition) itemValues(number int, reversed bool) []float64 {
	item := &d.Items[d.ItemIndex(number)]
	set := d.Set(item.Set)
	low, high := set.limits()
	var values []float64
	for _, o := range set.Options {
		v := o.Value
		if reversed {
			v = low + high - v
		}
		values = append(values, v)
	}
	return values
}

func scaled(values []float64, factor float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v * factor
	}
	return out
}

// sums lists every sum of one value of each list, once, ascending; nil when a list is empty or there are too many. The
// order matters: of sums that differ by rounding errors only, always the same one is kept.
func sums(a, b []float64) []float64 {
	if len(a)*len(b) > maxSums {
		return nil
	}
	seen := map[int64]float64{}
	for _, x := range a {
		for _, y := range b {
			seen[int64(math.Round((x+y)/tolerance))] = x + y
		}
		if len(seen) > maxReachable {
			return nil
		}
	}
	return slices.Sorted(maps.Values(seen))
}

// distinct sorts values and keeps one of those that are nearly the same.
func distinct(values []float64) []float64 {
	values = slices.Clone(values)
	slices.Sort(values)
	return slices.CompactFunc(values, nearly)
}

// holdsNearly reports whether an ascending list holds a value.
func holdsNearly(values []float64, v float64) bool {
	i, _ := slices.BinarySearch(values, v-tolerance)
	return i < len(values) && nearly(values[i], v)
}

// roundHalfUp rounds as scores are rounded; package scoring documents and proves it.
func roundHalfUp(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Floor(v*scale+0.5+1e-9) / scale
}

// Reachable lists in ascending order the scores of a scale that complete sheets of answers can give, over all people;
// nil when there are too many to list. The definition must be one that loads.
func (d *Definition) Reachable(id ScaleID) []float64 { return newChecker(d).reach(id).values }
