package importer

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// listed gives the id of the response set of a question, which is known when a question before it had the same list.
func (b *definer) listed(q *Item, n int) string {
	if len(q.Options) == 0 {
		return b.responses(q, n)
	}
	first := &q.Options[0]
	if _, known := b.list[first]; !known {
		b.list[first] = b.responses(q, n)
	}
	return b.list[first]
}

// responses gives the id of the response set of a question, which is made when no question before it had the same
// answers in the same words. It is empty when the file offers none.
func (b *definer) responses(q *Item, n int) string {
	options := b.counting(q, n)
	if len(options) == 0 && q.Type == TypeYesNo {
		no, yes := 0.0, 1.0
		options = []Option{{Code: "0", Score: &no}, {Code: "1", Score: &yes}}
	}
	if len(options) == 0 {
		b.unanswered(q, n)
		return ""
	}
	coded, ask := coded(options)
	set := instruments.ResponseSet{Options: coded}
	key := fmt.Sprint(set.Options)
	for _, o := range options {
		key += "|" + fold(o.Text.first(b.draft.Lang))
	}
	if id, ok := b.set[key]; ok {
		return id
	}
	set.ID = b.freeSetID(plainID(q.List, "answers"))
	b.set[key] = set.ID
	if ask != "" {
		b.decide(Decision{Kind: ask, Item: n, LinkID: q.LinkID, Text: q.Text.first(b.draft.Lang)})
	}
	b.def.ResponseSets = append(b.def.ResponseSets, set)
	return set.ID
}

// unanswered notes that there are no answers for an item; one decision is enough for all that simply have none.
func (b *definer) unanswered(q *Item, n int) {
	d := Decision{Kind: DecideOptions, Item: n, LinkID: q.LinkID, Text: q.Text.first(b.draft.Lang)}
	if q.Problem != nil {
		d.Kind, d.Other = DecideList, q.Problem.Detail
	}
	for i := range b.decisions {
		if q.Problem == nil && b.decisions[i].Kind == DecideOptions {
			b.decisions[i].Other = joinWords(b.decisions[i].Other, strconv.Itoa(n))
			return
		}
	}
	b.decide(d)
}

func (b *definer) freeSetID(id string) string {
	for i, base := 2, id; b.def.Set(id) != nil; i++ {
		id = base + "-" + strconv.Itoa(i)
	}
	return id
}

// counting leaves out the answers that count nothing: those that stand for no answer, and those without a score
// beside others that have one.
func (b *definer) counting(q *Item, n int) []Option {
	scored := slices.ContainsFunc(q.Options, func(o Option) bool { return o.Score != nil })
	var kept []Option
	out := map[DecisionKind][]string{}
	for _, o := range q.Options {
		switch {
		case o.Missing:
			out[DecideNoAnswer] = append(out[DecideNoAnswer], joinWords(o.Code, o.Text.first(b.draft.Lang)))
		case scored && o.Score == nil:
			out[DecideUnscored] = append(out[DecideUnscored], joinWords(o.Code, o.Text.first(b.draft.Lang)))
		default:
			kept = append(kept, o)
		}
	}
	for _, kind := range []DecisionKind{DecideNoAnswer, DecideUnscored} {
		other := strings.Join(out[kind], "; ")
		known := slices.ContainsFunc(b.decisions, func(d Decision) bool { return d.Kind == kind && d.Other == other })
		if other != "" && !known {
			b.decide(Decision{Kind: kind, Item: n, LinkID: q.LinkID, Text: q.Text.first(b.draft.Lang), Other: other})
		}
	}
	return kept
}

// coded gives the answers their codes and values: the file's own where they are numbers, else their scores, else
// their places. Ask is what a person must then look at, if anything.
func coded(options []Option) (list []instruments.Option, ask DecisionKind) {
	codes := distinct(options, func(o *Option) *float64 { return parseNumber(o.Code) })
	if codes == nil {
		codes = distinct(options, func(o *Option) *float64 { return o.Score })
	}
	switch {
	case codes == nil:
		ask = DecideCodes
		for i := range options {
			codes = append(codes, i)
		}
	case options[0].Score == nil:
		ask = DecideScores
	}
	for i, o := range options {
		one := instruments.Option{Code: codes[i], Value: float64(codes[i])}
		if o.Score != nil {
			one.Value = *o.Score
		}
		list = append(list, one)
	}
	return list, ask
}

// distinct gives a whole number for each option, or nil when some have none or two have the same.
func distinct(options []Option, of func(*Option) *float64) []int {
	var numbers []int
	for i := range options {
		v := of(&options[i])
		if v == nil || *v != math.Trunc(*v) || math.Abs(*v) > math.MaxInt16 || slices.Contains(numbers, int(*v)) {
			return nil
		}
		numbers = append(numbers, int(*v))
	}
	return numbers
}
