// Package team is how the work of the team goes: coverage, change, families that are stuck, how much work was done and
// how much was asked. Figures come protected as in a report; teams stand in the order of names and workers are not told
// apart.
package team
