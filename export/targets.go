package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// promised is an indicator that a target may be set for, and how the record counts it.
type promised struct {
	key    string
	atMost bool // the target is not to be passed
	// counts are the actual values by group, the total last, or the total only; whole is what a share is of, nil for a
	// plain count. Without counts the project tells the value itself.
	counts func(b *builder) (part, whole []disclosure.Var)
	facts  func(b *builder) []any // of the name
}

// promises lists the indicators of the annex, in its order. Others may be promised too: the common indicators by their
// codes, and whatever the project tells itself.
func promises() []promised {
	plain := func(pick func(b *builder) []disclosure.Var) func(*builder) (part, whole []disclosure.Var) {
		return func(b *builder) (part, whole []disclosure.Var) { return pick(b), nil }
	}
	return []promised{
		{key: "families", counts: plain(func(b *builder) []disclosure.Var { return b.people.families })},
		{key: "young-people", counts: plain(func(b *builder) []disclosure.Var { return b.people.byRole[store.YoungPerson] })},
		{key: "professionals", counts: (*builder).professionals},
		{key: "start-done", counts: (*builder).startsDone},
		{key: "end-done", counts: (*builder).endsDone},
		{key: "discussed", counts: (*builder).allDiscussed},
		{key: "reliably-better", counts: (*builder).leadBetter, facts: (*builder).leadFacts},
		{key: "reliably-worse", atMost: true, counts: (*builder).leadWorse, facts: (*builder).leadFacts},
		{key: "goal-reached", counts: (*builder).goalsReached},
		{key: "emergency-placements", atMost: true, counts: func(b *builder) (part, whole []disclosure.Var) {
			return b.duringVars(store.EmergencyPlacement), b.people.byRole[store.YoungPerson]
		}},
		{key: "experts"},
		{key: "areas-continuing"},
	}
}

// together adds up counts of several roles, and says so.
func (b *builder) together(name string, parts, wholes []disclosure.Var) (part, whole []disclosure.Var) {
	some, all := b.p.Total(name+"/part", parts...), b.p.Total(name+"/whole", wholes...)
	var rests []disclosure.Var
	for i := range parts {
		rests = append(rests, b.p.Share(parts[i], wholes[i]))
	}
	b.p.Sum(b.p.Share(some, all), rests...)
	return []disclosure.Var{some}, []disclosure.Var{all}
}

func (b *builder) funnels(name string, part, whole int) ([]disclosure.Var, []disclosure.Var) {
	var parts, wholes []disclosure.Var
	for _, r := range roles() {
		f := b.funnelOf(r)
		parts, wholes = append(parts, f[part]), append(wholes, f[whole])
	}
	return b.together("funnel/"+name, parts, wholes)
}

func (b *builder) startsDone() (part, whole []disclosure.Var) { return b.funnels("start", 2, 1) }
func (b *builder) endsDone() (part, whole []disclosure.Var)   { return b.funnels("end", 4, 3) }

func (b *builder) allDiscussed() (part, whole []disclosure.Var) {
	var parts, wholes []disclosure.Var
	for _, r := range roles() {
		some, all := b.discussedVars(r)
		parts, wholes = append(parts, some), append(wholes, all)
	}
	return b.together("discussed/all", parts, wholes)
}

// lead is the series that stands for young people where one has to: the one with most pairs among those of which
// reliable change can be told; nil when there is none.
func (b *builder) lead() *series {
	var best *series
	for _, s := range b.series {
		if s.key.role == store.YoungPerson && s.main() && s.judgeable() && (best == nil || len(s.pairs) > len(best.pairs)) {
			best = s
		}
	}
	return best
}

func (b *builder) leadFacts() []any {
	if s := b.lead(); s != nil {
		return []any{"scale", s.label}
	}
	return []any{"scale", Msg("report.target.noscale")}
}

func (b *builder) leadBetter() (part, whole []disclosure.Var) {
	return b.leadClass(func(v classVars) disclosure.Var { return v.better })
}

func (b *builder) leadWorse() (part, whole []disclosure.Var) {
	return b.leadClass(func(v classVars) disclosure.Var { return v.worse })
}

func (b *builder) leadClass(pick func(classVars) disclosure.Var) (part, whole []disclosure.Var) {
	s := b.lead()
	if s == nil {
		return nil, nil
	}
	v := b.classesOf(s)
	return []disclosure.Var{pick(v)}, []disclosure.Var{v.judged}
}

// goalReached is the rating from which on an own goal counts as reached, on the form's scale of 0–10.
const goalReached = 7

// goalsReached counts families that rated their own goals at the end, and those of them with a goal that was reached.
func (b *builder) goalsReached() (part, whole []disclosure.Var) {
	rated, met := map[store.FamilyID]bool{}, map[store.FamilyID]bool{}
	for i := range b.x.data.Scored {
		a := &b.x.data.Scored[i]
		e := b.x.episodes[a.Episode]
		if e == nil || a.State != store.Completed || !serves(a, store.End) || !b.x.period.Has(a.Answered) || a.Answered.After(b.x.asOf) {
			continue
		}
		def := b.x.defs[a.Instrument]
		if def == nil {
			continue
		}
		for j, item := range def.Items {
			if !item.OwnText || j >= len(a.Responses) {
				continue
			}
			if r := a.Responses[j]; r.State == instruments.Answered {
				rated[e.Family] = true
				met[e.Family] = met[e.Family] || r.Code >= goalReached
			}
		}
	}
	n := 0
	for _, yes := range met {
		if yes {
			n++
		}
	}
	some, all := b.p.Count("goals/reached", n), b.p.Count("goals/rated", len(rated))
	b.p.Share(some, all)
	return []disclosure.Var{some}, []disclosure.Var{all}
}

// professionals counts the colleagues who took part, each once. Where no participants are on record nothing is known.
func (b *builder) professionals() (part, whole []disclosure.Var) {
	if len(b.x.data.Participants) == 0 {
		return nil, nil
	}
	e := b.newESF()
	all := e.count(e.byTeam(), "professionals", func(p esfPerson) bool { return p.Type == store.Professional })
	return []disclosure.Var{last(all)}, nil
}

// commonIndicator counts one of the funder's common indicators by its code.
func (b *builder) commonIndicator(code string) (disclosure.Var, bool) {
	if len(b.x.data.Participants) == 0 {
		return 0, false
	}
	e := b.newESF()
	vars, ok := e.counts(e.byGender())[code]
	if !ok {
		return 0, false
	}
	return last(vars), true
}
