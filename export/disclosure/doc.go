// Package disclosure hides what would tell about a few people, and proves that the rest does not give it away.
//
// A report first states what it would like to publish as a Problem: counts of persons, sums that tie them
// together across all tables, groups whose means are printed. Protect then decides, in this order:
//
//  1. primary: counts of 1–4 are hidden, and classes of a group whose members are all alike;
//  2. secondary: further counts, the smallest first, until what is published leaves every small count free;
//  3. statistics: means, deviations and effect sizes of groups under ten are hidden, and one more group wherever the
//     total and the other groups would give the hidden ones away.
//
// After the second step an attack is run on the result: with every published number and the rules known, it
// looks for the smallest and largest value each small count can have, by linear programming over the counts
// that hang together. Only when each can still be anything from 1 to 4 is the outcome released.
//
// A count that stands in several tables is one variable, so tables are protected together, not one by one.
// The package is pure and deterministic: the same problem gives the same outcome.
package disclosure
