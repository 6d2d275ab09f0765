// Package cohort holds the statistics of many persons: paired change with intervals and effect sizes, groups
// compared and adjusted, repeated measures, reliability of a scale in the cohort's own data, shares with Wilson
// intervals and their differences, classes of change, completeness and who was lost.
//
// What rests on moments is gathered in one pass and constant memory: values are added one at a time, gatherings of
// parts can be merged, and nothing about a single person is kept. That is Pairs, Moments, Shape, Baseline, Items,
// Repeated, Classes, Completeness and Frequencies, and Compare, Adjust and Sensitivity that read them. What rests on
// ranks or places in an order needs all values at once and says so: SignedRank, CompareRanks, Spearman, Quantiles.
//
// A statistic that is not defined, such as the standard deviation of one value, is NaN and never 0; Defined asks.
//
// Effect sizes go by several definitions that differ by a factor of two on the same data, so every field is named by
// its definition and Sensitivity lists them side by side. The one for tables is Gain: mean change ÷ baseline SD of the
// pairs, with Hedges' exact correction. Of the scoring packages only this one uses gonum.
package cohort
