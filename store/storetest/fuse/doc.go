// Package fuse lets a process that a test has started kill itself with signal 9, at a moment that is drawn by the work
// it has done and not by the clock: a slow or busy machine kills it at the same place as a fast one.
package fuse
