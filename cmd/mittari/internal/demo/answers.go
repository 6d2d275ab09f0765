package demo

import (
	"slices"

	"github.com/mittari/mittari/instruments"
)

// Items about harming oneself; they get points more seldom than the rest.
const (
	selfHarmItem = 4 // of YP-CORE
	rareWeight   = 0.1
)

func rare(id instruments.ID, item int) bool {
	return id == ypCore && item == selfHarmItem || id == core10 && item == 6 || id == phq9 && item == 9
}

// key is how the answers of one form are made: which items add up to the points, and how far each goes.
type key struct {
	def      *instruments.Definition
	main     []keyed
	byNumber map[int]int // item number → index in the definition
	better   map[int]bool
}

// keyed is an item of the main scale.
type keyed struct {
	number   int
	reversed bool
	codes    []int // code of each value 0, 1, 2 …
}

// newKey reads the key from a definition whose item values are 0, 1, 2 … in the main scale.
func newKey(def *instruments.Definition) *key {
	k := &key{def: def, byNumber: map[int]int{}, better: map[int]bool{}}
	for i := range def.Items {
		k.byNumber[def.Items[i].Number] = i
	}
	for i := range def.Scales {
		s := &def.Scales[i]
		if s.Main && len(k.main) == 0 {
			k.add(s)
		}
		if s.Direction == instruments.HigherBetter {
			for _, n := range s.Rule.Items {
				k.better[n] = true
			}
		}
	}
	return k
}

func (k *key) add(s *instruments.Scale) {
	for _, part := range s.Rule.Scales {
		if sub := k.def.Scale(part.Scale); sub != nil {
			k.add(sub)
		}
	}
	for _, n := range s.Rule.Items {
		k.main = append(k.main, keyed{number: n, reversed: slices.Contains(s.Rule.Reversed, n), codes: k.codes(n)})
	}
}

func (k *key) codes(number int) []int {
	set := k.def.Set(k.def.Items[k.byNumber[number]].Set)
	options := slices.Clone(set.Options)
	slices.SortStableFunc(options, func(a, b instruments.Option) int { return int(a.Value - b.Value) })
	out := make([]int, len(options))
	for i, o := range options {
		out[i] = o.Code
	}
	return out
}

// fill makes a sheet whose main scale's values add up to the points, before anything is passed over.
func (k *key) fill(s source, sh *sheet) instruments.Responses {
	out := make(instruments.Responses, len(k.def.Items))
	for i, v := range k.spread(s, sh) {
		m := k.main[i]
		if m.reversed {
			v = len(m.codes) - 1 - v
		}
		out[k.byNumber[m.number]] = instruments.Answer(m.codes[v])
	}
	k.fillRest(s, sh, out)
	for n := range sh.skipped {
		if i, ok := k.byNumber[n]; ok {
			out[i] = instruments.Skip(instruments.NoReason)
		}
	}
	return out
}

// spread shares the points out among the items of the main scale, one at a time; an item grows less likely to
// get the next one the fuller it is, so that sheets look like answers and not like dice.
func (k *key) spread(s source, sh *sheet) []int {
	values, left := make([]int, len(k.main)), sh.points
	weights, settled := make([]float64, len(k.main)), make([]bool, len(k.main))
	for i, m := range k.main {
		weights[i] = 0.5 + s.Float64()
		if rare(k.def.ID, m.number) {
			weights[i] = rareWeight
		}
		if v, ok := sh.fixed[m.number]; ok {
			values[i], settled[i] = v, true
			left -= v
		}
	}
	chances := make([]float64, len(k.main))
	for ; left > 0; left-- {
		room := false
		for i, m := range k.main {
			top := len(m.codes) - 1
			chances[i] = 0
			if !settled[i] && values[i] < top {
				chances[i], room = weights[i]*float64(top-values[i]), true
			}
		}
		if !room {
			break
		}
		values[s.pick(chances...)]++
	}
	return values
}

// fillRest answers the items outside the main scale: mostly high where high is good, mostly low elsewhere, and
// not at all where an earlier answer or the informant rules them out.
func (k *key) fillRest(s source, sh *sheet, out instruments.Responses) {
	for i, item := range k.def.Items {
		if out[i].State != instruments.Unanswered {
			continue
		}
		if len(item.Informants) > 0 && !slices.Contains(item.Informants, sh.Informant) {
			out[i].State = instruments.NotAsked
			continue
		}
		if k.def.RuledOut(out, i) {
			out[i].State = instruments.NotAsked
			continue
		}
		codes := k.codes(item.Number)
		at := min(s.pick(50, 28, 15, 7), len(codes)-1)
		if k.better[item.Number] {
			at = len(codes) - 1 - at
		}
		out[i] = instruments.Answer(codes[at])
	}
}
