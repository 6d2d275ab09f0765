// Package change compares results of one person: is a difference more than measurement error, and did it
// cross the border between the clinical and the non-clinical range?
//
// The default method is that of Jacobson and Truax (1991, J Consult Clin Psychol 59:12–19), with the standard
// error of the difference corrected by √2 as in Christensen and Mendoza (1986). A change figure published for
// the instrument comes before one computed from a standard deviation and a reliability, and every Basis names
// where its figures come from. Worsening is computed and named exactly as openly as improvement.
//
// Other methods go by name: Methods needs nothing beyond the basis, CohortMethods are given the Facts of a cohort,
// MinimalImportant and Percentage their thresholds. FitGrowth, slopes of a hierarchical linear model, stands apart: it
// needs three or more occasions and the model of a whole cohort, fitted anew with everyone who joins, so that the
// class of one person changes without that person having answered. It is for analysing files, never for a meeting.
//
// Beside single comparisons there are: several measures (Across), two informants (Disagree), the course of a person
// (Trajectory, AlertRule), a series of numbers (XmR), what was usual in the cohort (Expect) and the SDQ score of a
// group (AddedValue). EvidenceOf says where each rule is from; what is recalled or proposed is never shown without
// that tag.
//
// The package is pure: it knows no files, clocks or other persons. Statistics over many persons are in cohort.
package change
