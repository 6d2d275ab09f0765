// Package casework holds what a worker does: begin an administration, answer, resume, complete, see the
// change, talk about it, and report. The terminal app, the command line and the demo call the same use
// cases; none of them touches the store or the scoring rules by itself.
//
// Time comes in as a clock and ids from a source, so that every story can be told in a test.
package casework
