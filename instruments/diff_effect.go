package instruments

import (
	"reflect"
	"slices"
	"strings"
)

// effect says how far a change at a kind of place reaches. What is not known to be harmless is taken to change scores.
func (d *differ) effect(kind string, a, b reflect.Value) Effect {
	parts := strings.Split(kind, ".")
	last := parts[len(parts)-1]
	switch {
	case slices.Contains(parts, "evidence"), slices.Contains([]string{"title", "plain", "meaning", "text", "country", "loinc", "own_text", "main", "for"}, last):
		return ChangesWords
	}
	switch parts[0] {
	case "response_sets", "items":
		return ChangesScores
	case "scales":
		if slices.Contains([]string{"direction", "range"}, parts[min(1, len(parts)-1)]) {
			return ChangesChange
		}
		if len(parts) > 1 && parts[1] == "bands_on" {
			return ChangesVerdicts
		}
		return ChangesScores
	case "band_sets", "cutoffs", "risks":
		return ChangesVerdicts
	case "norms":
		if d.makesScores(a) || d.makesScores(b) {
			return ChangesScores
		}
		return ChangesChange
	case "reliability", "change":
		return ChangesChange
	default:
		return ChangesWords
	}
}

// makesScores reports whether a norm, or a part of one, may be one that scores are made with. A part of a norm does
// not say which it belongs to, so that any T score makes it count.
func (d *differ) makesScores(v reflect.Value) bool {
	if !v.IsValid() || len(d.turned) == 0 {
		return false
	}
	n, whole := v.Interface().(Norm)
	return !whole || slices.Contains(d.turned, n.Scale)
}
