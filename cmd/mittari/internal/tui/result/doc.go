// Package result is the result in the meeting, for worker and family to look at together.
//
// Plain words come first: what the form asks about, where things are now, how they moved, and how sure that is.
// Numbers with cut-off, reliable change and their sources stand below. Names of bands and meanings of cut-offs,
// which can sound like a diagnosis, are shown only there, and figures that are not checked carry their tag.
// Worsening is told in the same place, size and form as improvement. A risk answer is told to the worker in one
// quiet frame, and that it was shown is logged.
package result
