// Package demo invents a development project in three wellbeing services counties, for trying the program and
// for testing what reports say about many families at once. Every person, answer and organisation in it is made up.
//
// The work is in two steps. Invent is pure: a seed gives the same families, meetings and scores on every machine.
// Build turns what was invented into a record: item answers that add up to the scores, scored by the program's
// own rules, never by hand. Each family draws from its own stream of random numbers, so that a change to one
// leaves the others as they were.
//
// The same true change holds in every area and for every worker. What differs between areas is coverage and
// chance, which is what a reader of the reports has to learn to see. Some families carry a planted case, found
// by its code; Planted lists them.
package demo
