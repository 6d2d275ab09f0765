// Package cohort holds the statistics of many persons: paired change with intervals and effect sizes, shares
// with Wilson intervals, classes of change and completeness.
//
// Everything is gathered in one pass and constant memory: values are added one pair at a time, gatherings of
// parts can be merged, and nothing about a single person is kept. A statistic that is not defined, such as the
// standard deviation of one value, is NaN and never 0; Defined asks.
//
// Effect sizes go by several definitions that differ by a factor of two on the same data, so every field is
// named by its definition. The one for tables is Gain: mean change ÷ baseline SD of the pairs, with Hedges' exact
// correction. This is the only package that uses gonum.
package cohort
