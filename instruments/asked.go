package instruments

import "slices"

// NewResponses gives an empty sheet for the definition: every item unanswered.
func (d *Definition) NewResponses() Responses { return make(Responses, len(d.Items)) }

// ItemIndex gives the place of an item in Items and Responses by its number, or -1.
func (d *Definition) ItemIndex(number int) int {
	i, found := slices.BinarySearchFunc(d.Items, number, func(item Item, n int) int { return item.Number - n })
	if !found {
		return -1
	}
	return i
}

// Set gives a response set by its id, or nil.
func (d *Definition) Set(id string) *ResponseSet {
	for i := range d.ResponseSets {
		if d.ResponseSets[i].ID == id {
			return &d.ResponseSets[i]
		}
	}
	return nil
}

// Scale gives a scale by its id, or nil.
func (d *Definition) Scale(id ScaleID) *Scale {
	for i := range d.Scales {
		if d.Scales[i].ID == id {
			return &d.Scales[i]
		}
	}
	return nil
}

// Option gives the option with a code, or nil.
func (s *ResponseSet) Option(code int) *Option {
	for i := range s.Options {
		if s.Options[i].Code == code {
			return &s.Options[i]
		}
	}
	return nil
}

// On reports whether the item is on the form made for an informant. An empty informant sees every item.
func (i *Item) On(who Informant) bool { return isFor(i.Informants, who) }

// On reports whether the scale belongs to the form made for an informant. An empty informant has every scale.
func (s *Scale) On(who Informant) bool { return isFor(s.Informants, who) }

func isFor(list []Informant, who Informant) bool {
	return len(list) == 0 || who == "" || slices.Contains(list, who)
}

// RuledOut reports whether earlier answers rule out the item at index i, so that it counts its condition's
// Otherwise whatever is recorded for it. An earlier item without an answer rules nothing out; an earlier item
// that was itself ruled out does. Of several earlier items each must rule it out.
func (d *Definition) RuledOut(r Responses, i int) bool {
	condition := d.Items[i].Asked
	if condition == nil {
		return false
	}
	for _, gate := range condition.Gates() {
		if !d.shut(r, i, gate) {
			return false
		}
	}
	return true
}

// shut reports whether a gate lets nobody through to the item at index i.
func (d *Definition) shut(r Responses, i int, gate Gate) bool {
	earlier := d.ItemIndex(gate.Item)
	if earlier < 0 || earlier >= i {
		return false // the loader refuses such a definition
	}
	if d.RuledOut(r, earlier) {
		return true
	}
	return r[earlier].State == Answered && !slices.Contains(gate.Codes, int(r[earlier].Code))
}

// Asked reports whether the item at index i is put to the informant, given the answers so far. An item whose
// condition is not decided yet counts as asked.
func (d *Definition) Asked(r Responses, i int, who Informant) bool {
	return d.Items[i].On(who) && !d.RuledOut(r, i)
}

// NextAsked gives the index of the first item after index i that is asked, or -1 at the end. Start with i = -1.
func (d *Definition) NextAsked(r Responses, i int, who Informant) int {
	for next := i + 1; next < len(d.Items); next++ {
		if d.Asked(r, next, who) {
			return next
		}
	}
	return -1
}

// PreviousAsked gives the index of the last item before index i that is asked, or -1 at the beginning.
func (d *Definition) PreviousAsked(r Responses, i int, who Informant) int {
	for previous := i - 1; previous >= 0; previous-- {
		if d.Asked(r, previous, who) {
			return previous
		}
	}
	return -1
}

// Settle marks in place every item that is not asked as NotAsked, and every item that was so marked but is
// asked after all as Unanswered. Do this when a sheet is completed: until then an answer that a later
// correction rules out should stay in the draft, so that taking the correction back loses nothing.
func (d *Definition) Settle(r Responses, who Informant) {
	for i := range d.Items {
		asked := d.Asked(r, i, who)
		switch {
		case !asked:
			r[i] = Response{State: NotAsked}
		case r[i].State == NotAsked:
			r[i] = Response{}
		}
	}
}
