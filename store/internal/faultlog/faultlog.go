// Package faultlog says what a fault test has survived, in lines that the program store/bench/faults makes its table of.
package faultlog

import (
	"fmt"
	"os"
	"testing"
)

// Full is the environment variable that asks for the whole fault suite.
const Full = "MITTARI_FULL_FAULTS"

// Mark starts a line.
const Mark = "fault: "

// Draw returns how many samples to take: few in an ordinary run, many in the full suite.
func Draw(few, many int) int {
	if os.Getenv(Full) != "" {
		return many
	}
	return few
}

// Line is what one test has survived.
type Line struct {
	Fault        string // in a few words
	Runs         int    // how many times it was made to happen
	Acknowledged int    // what the program was told is saved, over all runs
	Lost         int    // of it
}

// Log writes the line.
func (l Line) Log(tb testing.TB) {
	tb.Helper()
	tb.Logf("%s%s | %d | %d | %d", Mark, l.Fault, l.Runs, l.Acknowledged, l.Lost)
}

// Parse reads the line in what a test has printed; ok is false when there is none.
func Parse(s string) (l Line, ok bool) {
	for i := range len(s) - len(Mark) {
		if s[i:i+len(Mark)] != Mark {
			continue
		}
		return parse(s[i+len(Mark):])
	}
	return Line{}, false
}

func parse(s string) (l Line, ok bool) {
	for i := range s {
		if s[i] == '|' {
			l.Fault = s[:max(0, i-1)]
			n, err := fmt.Sscanf(s[i:], "| %d | %d | %d", &l.Runs, &l.Acknowledged, &l.Lost)
			return l, err == nil && n == 3
		}
	}
	return Line{}, false
}
