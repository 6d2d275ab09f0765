// Package change compares two or more results of one person on one scale: how far the score moved, whether
// that is more than measurement error, and whether it crossed a cut-off.
//
// The default is the reliable change index of Jacobson and Truax (1991, J Consult Clin Psychol 59:12–19,
// doi:10.1037/0022-006X.59.1.12, with the √2 of Christensen and Mendoza 1986) in five classes.
// Every figure names the SD and the reliability it rests on and where they come from.
package change
