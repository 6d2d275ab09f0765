// Package outage cuts the power under a program that works on a record, for the tests of packages above the store, which
// cannot see the disk themselves.
package outage
