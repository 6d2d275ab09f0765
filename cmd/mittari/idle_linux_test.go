package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
)

// TestAnIdleProgramSleeps leaves the program alone on three screens: it draws nothing, and nothing of ours runs. What is
// left is the drawing clock of bubbletea, which looks sixty times a second whether there is something to draw and cannot
// be stopped from outside. Measured on two busy cores over 20 seconds each: 0.11 s of processor time on Today, 0.10 s on
// a person, 0.11 s on a questionnaire, and 0.10 s in the trivial program of testdata/trivial; half a hundredth of a core.
// Only the full suite fails on processor time, which other work on the machine changes.
func TestAnIdleProgramSleeps(t *testing.T) {
	alone, full := 2*time.Second, os.Getenv("MITTARI_FULL_FAULTS") != ""
	if full {
		alone = 20 * time.Second
	}
	ui := unlock(t, threeMonths(t, nil), "en", "Today")
	for _, screen := range []struct {
		name string
		open func()
	}{
		{"Today", func() {}},
		{"a person", func() {
			ui.Press("2")
			ui.Sees("Code Members", "▸ ES-0042")
			ui.Press("enter")
			ui.Sees("What has happened")
			ui.Press("enter")
			ui.Sees("There are no results")
		}},
		{"a questionnaire", func() { deeds.HandOver(ui) }},
	} {
		screen.open()
		ui.settled()
		time.Sleep(500 * time.Millisecond) // what was begun comes to its end
		before, drawn := ticks(t, ui.cmd.Process.Pid), ui.drawnBytes()
		time.Sleep(alone)
		used := ticks(t, ui.cmd.Process.Pid) - before
		if n := ui.drawnBytes() - drawn; n > 0 {
			t.Errorf("%s: %d bytes were drawn in idleness", screen.name, n)
		}
		t.Logf("%s: %d hundredths of a second in %v", screen.name, used, alone)
		if most := 5 + int(alone/time.Second); full && used > most { // a hundredth of a core, and what the clock rounds
			t.Errorf("%s: the idle program used %d hundredths of a second in %v", screen.name, used, alone)
		}
	}
}

// ticks is the processor time a process has used, in hundredths of a second.
func ticks(t *testing.T, pid int) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	// The name of the program, in brackets, may hold anything; counted from behind it utime and stime are 11 and 12.
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	sum := 0
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return sum
}
