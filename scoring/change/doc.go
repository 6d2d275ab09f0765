// Package change compares results of one person: is a difference more than measurement error, and did it
// cross the border between the clinical and the non-clinical range?
//
// The default method is that of Jacobson and Truax (1991, J Consult Clin Psychol 59:12–19), with the standard
// error of the difference corrected by √2 as in Christensen and Mendoza (1986). A change figure published for
// the instrument comes before one computed from a standard deviation and a reliability, and every Basis names
// where its figures come from. Worsening is computed and named exactly as openly as improvement.
//
// The package is pure: it knows no files, clocks or other persons. Statistics over many persons are in cohort.
package change
