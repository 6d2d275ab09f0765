//go:build !race

package tui

const watched = false
