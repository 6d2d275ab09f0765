// Package widget holds the parts that several screens share: lists, tables, fields, questions, the trend chart.
// A widget is a plain value that its screen keeps; it sends no commands, knows no use case and says no words of
// its own: every text comes in. Each View fits the size it is given, and where something does not fit a mark says
// that there is more. ntcharts is used here and nowhere else.
package widget
