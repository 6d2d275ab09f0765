package importer

import (
	"encoding/json"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// scoring takes over the scales, in the order of the dimensions and then by name.
func (o *osdReader) scoring() {
	d := &o.file.Definition
	title := map[string]string{}
	var order []string
	for _, dim := range d.Dimensions {
		title[dim.ID] = clean(dim.Name)
		order = append(order, dim.ID)
	}
	for _, id := range sortedKeys(d.Scoring) {
		if !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	for _, id := range order {
		s, ok := d.Scoring[id]
		if !ok {
			continue
		}
		rule := ScoreRule{ID: clean(id), Method: clean(s.Method), Title: Texts{}}
		if title[id] != "" {
			rule.Title[""] = title[id]
		}
		rule.Items, rule.Reversed = o.members(s.Items)
		for _, t := range s.Norms.Thresholds {
			if t.Min != nil && t.Max != nil {
				rule.Bands = append(rule.Bands, instruments.Range{Min: *t.Min, Max: *t.Max})
			}
		}
		o.draft.Scores = append(o.draft.Scores, rule)
	}
}

// members reads the items of a scale: a list, or signs by item. They come in the order of the items.
func (o *osdReader) members(raw json.RawMessage) (items, reversed []string) {
	signs := map[string]float64{}
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		for _, id := range list {
			signs[clean(id)] = 1
		}
	} else if err := json.Unmarshal(raw, &signs); err != nil {
		return nil, nil // a form of rule that is not known; the scale is left to a person
	}
	for i := range o.draft.Items {
		id := o.draft.Items[i].LinkID
		sign, ok := signs[id]
		if !ok || slices.Contains(items, id) {
			continue
		}
		items = append(items, id)
		if sign < 0 {
			reversed = append(reversed, id)
		}
	}
	return items, reversed
}
