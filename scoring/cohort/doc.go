// Package cohort describes the change of many persons: paired means, intervals, effect sizes, shares and
// how complete the data are. Every formula names its source; every figure comes with its n.
package cohort
