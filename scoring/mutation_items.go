package scoring

import (
	"slices"

	"github.com/mittari/mittari/instruments"
)

// mutator gathers the mutants of a definition.
type mutator struct {
	def   *instruments.Definition
	reach map[instruments.ScaleID][]float64
	all   []Mutation
}

func (g *mutator) add(m Mutation) { g.all = append(g.all, m) }

// items flips the reversal of every item of a scale, moves it to every other scale with items, and leaves it out.
func (g *mutator) items(scale int) {
	s := &g.def.Scales[scale]
	for _, number := range s.Rule.AllItems() {
		g.reversal(scale, number)
		g.add(Mutation{Kind: MutateDropped, Scale: s.ID, Item: number, apply: func(d *instruments.Definition) {
			take(&d.Scales[scale].Rule, number)
		}})
		for to := range g.def.Scales {
			other := &g.def.Scales[to].Rule
			if numbers := other.AllItems(); to == scale || len(numbers) == 0 || slices.Contains(numbers, number) {
				continue
			}
			g.add(Mutation{Kind: MutateMoved, Scale: s.ID, To: g.def.Scales[to].ID, Item: number, apply: func(d *instruments.Definition) {
				reversed := slices.Contains(d.Scales[scale].Rule.Reversed, number)
				take(&d.Scales[scale].Rule, number)
				put(&d.Scales[to].Rule, number, reversed)
			}})
		}
	}
}

func (g *mutator) reversal(scale, number int) {
	s := &g.def.Scales[scale]
	if k := s.Rule.Kind; k != instruments.RuleSum && k != instruments.RuleMean && k != instruments.RuleCount {
		return // the other kinds reverse nothing
	}
	m := Mutation{Kind: MutateReversed, Scale: s.ID, Item: number, apply: func(d *instruments.Definition) {
		r := &d.Scales[scale].Rule
		if at := slices.Index(r.Reversed, number); at >= 0 {
			r.Reversed = slices.Delete(slices.Clone(r.Reversed), at, at+1)
			return
		}
		r.Reversed = append(slices.Clone(r.Reversed), number)
	}}
	if values := g.values(number); values[0] == values[len(values)-1] {
		m.Equivalent = AllCountTheSame
	}
	g.add(m)
}

// values lists what an item can count, ascending, each once.
func (g *mutator) values(number int) []float64 {
	var values []float64
	for _, o := range g.def.Set(g.def.Items[g.def.ItemIndex(number)].Set).Options {
		values = append(values, o.Value)
	}
	slices.Sort(values)
	return slices.Compact(values)
}

// take removes an item from a rule.
func take(r *instruments.Rule, number int) {
	without := func(list []int) []int {
		return slices.DeleteFunc(slices.Clone(list), func(n int) bool { return n == number })
	}
	r.Items, r.Reversed = without(r.Items), without(r.Reversed)
	r.Weights = slices.DeleteFunc(slices.Clone(r.Weights), func(w instruments.ItemWeight) bool { return w.Item == number })
	r.Counts, r.Sets = slices.Clone(r.Counts), slices.Clone(r.Sets)
	for i := range r.Counts {
		r.Counts[i].Items = without(r.Counts[i].Items)
	}
	for i := range r.Sets {
		r.Sets[i] = without(r.Sets[i])
	}
	r.Sets = slices.DeleteFunc(r.Sets, func(set []int) bool { return len(set) == 0 })
}

// put adds an item to a rule in the plainest way its kind has.
func put(r *instruments.Rule, number int, reversed bool) {
	switch r.Kind {
	case instruments.RuleWeighted:
		r.Weights = append(slices.Clone(r.Weights), instruments.ItemWeight{Item: number, Weight: r.Weights[0].Weight})
	case instruments.RuleCount:
		r.Counts = slices.Clone(r.Counts)
		r.Counts[0].Items = append(slices.Clone(r.Counts[0].Items), number)
	case instruments.RuleHighest:
		r.Sets = append(slices.Clone(r.Sets), []int{number})
	default:
		r.Items = append(slices.Clone(r.Items), number)
	}
	if reversed && r.Kind != instruments.RuleWeighted && r.Kind != instruments.RuleHighest {
		r.Reversed = append(slices.Clone(r.Reversed), number)
	}
}

// missing allows one unanswered item more, and one fewer.
func (g *mutator) missing(scale int) {
	s := &g.def.Scales[scale]
	for i, part := range s.Missing.Parts {
		g.add(Mutation{Kind: MutateNeed, Scale: s.ID, To: part, apply: func(d *instruments.Definition) {
			m := &d.Scales[scale].Missing
			m.Parts = slices.Delete(slices.Clone(m.Parts), i, i+1)
			m.Max = len(s.Rule.Items) // whatever else is unanswered
		}})
	}
	if !s.Rule.Kind.Prorates() || s.Rule.Kind == instruments.RuleWeighted || len(s.Missing.Parts) > 0 {
		return // there is no number to choose
	}
	limit := s.Missing.Max
	for _, becomes := range []int{limit - 1, limit + 1} {
		if becomes < 0 || becomes >= len(s.Rule.Items) {
			continue
		}
		g.add(Mutation{
			Kind: MutateMissing, Scale: s.ID, From: float64(limit), Becomes: float64(becomes),
			apply: func(d *instruments.Definition) {
				m := &d.Scales[scale].Missing
				m.Max = becomes
				if m.Policy == instruments.MissingNone {
					m.Policy = instruments.MissingProrate
				}
			},
		})
	}
}

// options changes what each option counts.
func (g *mutator) options() {
	for i := range g.def.ResponseSets {
		set := &g.def.ResponseSets[i]
		for j, o := range set.Options {
			m := Mutation{
				Kind: MutateOption, Name: set.ID, Code: whole(o.Code), From: o.Value, Becomes: o.Value + 1,
				apply: func(d *instruments.Definition) {
					d.ResponseSets[i].Options = slices.Clone(set.Options)
					d.ResponseSets[i].Options[j].Value++
				},
			}
			if !g.counted(set.ID) {
				m.Equivalent = NeverCounted
			}
			g.add(m)
		}
	}
}

// counted reports whether any scale or risk rule looks at an item with this response set.
func (g *mutator) counted(set string) bool {
	has := func(number int) bool { return g.def.Items[g.def.ItemIndex(number)].Set == set }
	return slices.ContainsFunc(g.def.Scales, func(s instruments.Scale) bool { return slices.ContainsFunc(s.Rule.AllItems(), has) }) ||
		slices.ContainsFunc(g.def.Risks, func(r instruments.RiskRule) bool { return has(r.Item) })
}

// conditions puts each conditional item that counts to everyone, and takes away each of several gates.
func (g *mutator) conditions() {
	for i := range g.def.Items {
		item := &g.def.Items[i]
		used := func(s instruments.Scale) bool { return slices.Contains(s.Rule.AllItems(), item.Number) }
		if item.Asked == nil || !slices.ContainsFunc(g.def.Scales, used) {
			continue
		}
		g.add(Mutation{Kind: MutateCondition, Item: item.Number, apply: func(d *instruments.Definition) { d.Items[i].Asked = nil }})
		if len(item.Asked.Any) < 2 {
			continue
		}
		for j, gate := range item.Asked.Any {
			g.add(Mutation{Kind: MutateGate, Item: item.Number, Code: whole(gate.Item), apply: func(d *instruments.Definition) {
				asked := *item.Asked
				asked.Any = slices.Delete(slices.Clone(asked.Any), j, j+1)
				d.Items[i].Asked = &asked
			}})
		}
	}
}
