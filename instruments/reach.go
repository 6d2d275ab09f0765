package instruments

import (
	"math"
	"slices"
)

// tolerance is how far two scores may differ and still be the same; cases give four decimals.
const tolerance = 1e-4

func nearly(a, b float64) bool { return math.Abs(a-b) < tolerance }

// reachable is what complete sheets of answers can make of a scale.
type reachable struct {
	known     bool
	low, high float64
	values    []float64 // ascending; nil when there are too many to list
}

// maxReachable bounds the list; a sum of whole numbers never comes near it.
const maxReachable = 20_000

// reach works out the scores that complete sheets can give. Parts of a composite are taken to be independent.
func (d *Definition) reach(s *Scale) reachable {
	values := []float64{s.Rule.Constant}
	add := func(choices []float64) { values = sums(values, choices) }
	switch s.Rule.Kind {
	case RuleSum, RuleMean:
		for _, n := range s.Rule.Items {
			add(d.itemValues(n, slices.Contains(s.Rule.Reversed, n)))
		}
	case RuleWeighted:
		for _, w := range s.Rule.Weights {
			add(scaled(d.itemValues(w.Item, false), w.Weight))
		}
	case RuleComposite:
		for _, part := range s.Rule.Scales {
			add(scaled(d.reach(d.Scale(part.Scale)).values, cmpOr(part.Weight, 1)))
		}
	}
	if len(values) == 0 {
		return reachable{}
	}
	factor := cmpOr(s.Rule.Multiplier, 1)
	if s.Rule.Kind == RuleMean {
		factor /= float64(len(s.Rule.Items))
	}
	values = scaled(values, factor)
	slices.Sort(values)
	return reachable{known: true, low: values[0], high: values[len(values)-1], values: values}
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

// sums lists every sum of one value of each list, once; nil when a list is empty or there are too many.
func sums(a, b []float64) []float64 {
	seen := map[int64]float64{}
	for _, x := range a {
		for _, y := range b {
			seen[int64(math.Round((x+y)/tolerance))] = x + y
		}
		if len(seen) > maxReachable {
			return nil
		}
	}
	var out []float64
	for _, v := range seen {
		out = append(out, v)
	}
	return out
}
