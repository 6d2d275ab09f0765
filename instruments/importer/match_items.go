package importer

import (
	"math"
	"regexp"
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
)

// pairing is an item of the definition with the question found for it.
type pairing struct {
	number int
	item   *Item
	basis  Basis
}

// pairItems finds the question for each item: by code where both sides have one, then by number, and by order only
// when nothing says otherwise and exactly as many questions fit as there are items. What is left stays unpaired.
func pairItems(def *instruments.Definition, draft *Draft) []pairing {
	p := &pairer{def: def, free: map[*Item]bool{}}
	p.questions = draft.Choices()
	for _, q := range p.questions {
		p.free[q] = true
	}
	p.byCode()
	p.byNumber()
	p.byOrder()
	slices.SortFunc(p.found, func(a, b pairing) int { return a.number - b.number })
	return p.found
}

type pairer struct {
	def       *instruments.Definition
	questions []*Item
	free      map[*Item]bool
	found     []pairing
}

func (p *pairer) take(number int, item *Item, basis Basis) {
	p.found = append(p.found, pairing{number, item, basis})
	p.free[item] = false
}

func (p *pairer) paired(number int) bool {
	return slices.ContainsFunc(p.found, func(one pairing) bool { return one.number == number })
}

// fits reports whether a question offers the answers an item needs and carries no other item's code. A file that
// words questions without their answers says nothing against any.
func (p *pairer) fits(item *instruments.Item, q *Item) bool {
	if contradicts(item, q) {
		return false
	}
	set := p.def.Set(item.Set)
	if q.unanswered() {
		return set != nil && (q.Type != TypeYesNo || len(set.Options) == 2)
	}
	return fitOptions(set, q.offered()) != nil
}

// unanswered reports whether a file gives a question without the answers to it, and not because a list is missing.
func (i *Item) unanswered() bool { return len(i.Options) == 0 && i.Problem == nil }

// offered gives the answers that count, without those that stand for no answer.
func (i *Item) offered() []Option {
	if !slices.ContainsFunc(i.Options, func(o Option) bool { return o.Missing }) {
		return i.Options
	}
	return slices.DeleteFunc(slices.Clone(i.Options), func(o Option) bool { return o.Missing })
}

// fitting lists the free questions that fit an item.
func (p *pairer) fitting(item *instruments.Item) []*Item {
	var list []*Item
	for _, q := range p.questions {
		if p.free[q] && p.fits(item, q) {
			list = append(list, q)
		}
	}
	return list
}

func (p *pairer) byCode() {
	for i := range p.def.Items {
		item := &p.def.Items[i]
		if item.LOINC == "" {
			continue
		}
		var same []*Item
		for _, q := range p.fitting(item) {
			if q.loinc(item.LOINC) {
				same = append(same, q)
			}
		}
		if len(same) == 1 {
			p.take(item.Number, same[0], ByCode)
		}
	}
}

func (p *pairer) byNumber() {
	numbers := numbering(p.questions)
	for i := range p.def.Items {
		item := &p.def.Items[i]
		if p.paired(item.Number) {
			continue
		}
		var same []*Item
		for _, q := range p.fitting(item) {
			if numbers[q] == item.Number {
				same = append(same, q)
			}
		}
		if len(same) == 1 {
			p.take(item.Number, same[0], ByNumber)
		}
	}
	// Numbers alone prove nothing when some items have none: any form has a question 1.
	byNumberAlone := !slices.ContainsFunc(p.found, func(one pairing) bool { return one.basis == ByCode })
	if byNumberAlone && len(p.found) < len(p.def.Items) {
		for _, one := range p.found {
			p.free[one.item] = true
		}
		p.found = nil
	}
}

// byOrder pairs whole questionnaires only: exactly as many questions fit as there are items, each fits the item in
// its place, and none was found by code or number, for then the order of the rest says nothing for certain.
func (p *pairer) byOrder() {
	if len(p.found) > 0 {
		return
	}
	var fitting []*Item
	for _, q := range p.questions {
		if slices.ContainsFunc(p.def.Items, func(item instruments.Item) bool { return p.fits(&item, q) }) {
			fitting = append(fitting, q)
		}
	}
	if len(fitting) != len(p.def.Items) {
		return
	}
	for i, q := range fitting {
		if !p.fits(&p.def.Items[i], q) {
			return
		}
	}
	for i, q := range fitting {
		p.take(p.def.Items[i].Number, q, ByOrder)
	}
}

// loincSystem is the address of LOINC as a code system. Some files leave the system out.
const loincSystem = "http://loinc.org"

var loincCode = regexp.MustCompile(`^\d{1,7}-\d$`)

func (i *Item) loinc(code string) bool {
	return slices.ContainsFunc(i.Codes, func(c Coding) bool { return c.isLOINC() && c.Code == code })
}

func (c Coding) isLOINC() bool {
	return (c.System == loincSystem || c.System == "") && loincCode.MatchString(c.Code)
}

// contradicts reports whether a question carries LOINC codes and none of them is the item's.
func contradicts(item *instruments.Item, q *Item) bool {
	if item.LOINC == "" || q.loinc(item.LOINC) {
		return false
	}
	return slices.ContainsFunc(q.Codes, Coding.isLOINC)
}

var (
	prefixNumber = regexp.MustCompile(`^\D{0,3}(\d{1,3})\D{0,3}$`)
	digits       = regexp.MustCompile(`\d+`)
)

// numbering reads the numbers questions carry: printed before them, or else in their ids. Ids count only when they
// agree in everything but one number and no number comes twice: the digits of a code are no numbering.
func numbering(questions []*Item) map[*Item]int {
	numbers := map[*Item]int{}
	for _, q := range questions {
		if m := prefixNumber.FindStringSubmatch(q.Prefix); m != nil {
			numbers[q], _ = strconv.Atoi(m[1])
		}
	}
	if len(numbers) > 0 {
		return numbers
	}
	stems := map[string]map[*Item]int{}
	for _, q := range questions {
		for _, at := range digits.FindAllStringIndex(q.LinkID, 6) {
			n, err := strconv.Atoi(q.LinkID[at[0]:at[1]])
			if err != nil || n > 999 {
				continue
			}
			stem := q.LinkID[:at[0]] + "\x00" + q.LinkID[at[1]:]
			if stems[stem] == nil {
				stems[stem] = map[*Item]int{}
			}
			stems[stem][q] = n
		}
	}
	most := ""
	for stem, list := range stems {
		if len(list) > len(stems[most]) || len(list) == len(stems[most]) && stem < most {
			most = stem
		}
	}
	seen := map[int]bool{}
	for _, n := range stems[most] {
		if seen[n] || len(stems[most]) < 2 {
			return numbers
		}
		seen[n] = true
	}
	return stems[most]
}

// fitOptions pairs the options of a response set with the answers of a question: result[i] is the index of the
// answer for option i. It gives nil when they do not fit one to one.
func fitOptions(set *instruments.ResponseSet, offered []Option) []int {
	if set == nil || len(set.Options) != len(offered) || len(offered) == 0 {
		return nil
	}
	for _, key := range []func(instruments.Option) float64{
		func(o instruments.Option) float64 { return o.Value },
		func(o instruments.Option) float64 { return float64(o.Code) },
	} {
		if pairs := fitBy(set, offered, key); pairs != nil {
			return pairs
		}
	}
	if slices.ContainsFunc(offered, func(o Option) bool { return o.points() != nil }) {
		return nil // it says what answers count, and that is something else
	}
	pairs := make([]int, len(offered))
	for i := range pairs {
		pairs[i] = i
	}
	return pairs
}

func fitBy(set *instruments.ResponseSet, offered []Option, key func(instruments.Option) float64) []int {
	var pairs []int
	taken := make([]bool, len(offered))
	for _, o := range set.Options {
		at := slices.IndexFunc(offered, func(one Option) bool {
			v := one.points()
			return v != nil && math.Abs(*v-key(o)) < 1e-9
		})
		if at < 0 || taken[at] {
			return nil
		}
		taken[at] = true
		pairs = append(pairs, at)
	}
	return pairs
}

// points is what an answer counts: its score, or else its code where that is a plain number.
func (o *Option) points() *float64 {
	if o.Score != nil {
		return o.Score
	}
	v, err := strconv.ParseInt(o.Code, 10, 16)
	if err != nil {
		return nil
	}
	f := float64(v)
	return &f
}
