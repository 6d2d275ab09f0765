// Package scoring says what one sheet of answers means. It is pure: no clock, no I/O, no state that changes.
//
// A definition is compiled once into a Scorer; the Scorer turns answer sheets into Results. A missing
// answer is never zero: every scale has a declared policy for missing answers and either yields a value
// or a reason why it cannot be scored. Risk flags look at single answers, before and apart from totals.
// Values are computed once in float64 and rounded half up, only where the definition says so.
package scoring
