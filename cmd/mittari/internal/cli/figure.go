package cli

import (
	"encoding/json"
	"math"
)

// figure is a statistic that may be undefined, as a mean of nobody or the spread of one person is. Undefined is null in
// JSON and a dash on the screen, never 0.
type figure float64

func (f figure) defined() bool { return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0) }

// MarshalJSON implements json.Marshaler.
func (f figure) MarshalJSON() ([]byte, error) {
	if !f.defined() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(f))
}

const dash = "–"

// num writes a statistic with two decimals.
func (a *app) num(f figure) string {
	if !f.defined() {
		return dash
	}
	return a.loc.Number(float64(f), 2)
}

// signed is num with a plus before positive values.
func (a *app) signed(f figure) string {
	if !f.defined() {
		return dash
	}
	return a.loc.Signed(float64(f), 2)
}

// between writes an interval.
func (a *app) between(low, high figure) string {
	if !low.defined() || !high.defined() {
		return dash
	}
	return a.signed(low) + " … " + a.signed(high)
}
