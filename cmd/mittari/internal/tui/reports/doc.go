// Package reports leads step by step to a report: which one, of which period, in which language and where to. Before
// anything is written it says how many figures are hidden to protect people, and leaves the choice. A report may be
// frozen on the same way. What is under way can be stopped; then no file is there.
package reports
