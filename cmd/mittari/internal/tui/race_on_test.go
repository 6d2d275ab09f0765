//go:build race

package tui

// watched: the race detector watches, which takes several times as long.
const watched = true
