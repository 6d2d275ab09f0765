package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const benchPassphrase = "neljä sinistä kiveä rannalla"

// BenchmarkFirstScreen starts the program in a terminal of its own until its first screen stands, and in the same
// run a trivial program that opens SQLite; then unlocks and reads how much memory is in use. The metrics are
// medians in milliseconds, their ratio (budget 3) and MB (budget 150). Key derivation is apart: the first
// screen asks for the passphrase.
//
//	go test -run '^$' -bench FirstScreen -benchtime 20x ./cmd/mittari
func BenchmarkFirstScreen(b *testing.B) {
	dir := b.TempDir()
	mittari, trivial := build(b, dir, "."), build(b, dir, "./testdata/trivial")
	file := filepath.Join(dir, "workspace.mittari")
	secret := filepath.Join(dir, "passphrase")
	if err := os.WriteFile(secret, []byte(benchPassphrase+"\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	env := append(os.Environ(), "HOME="+dir, "TERM=xterm-256color", "LANG=C.UTF-8")
	demo := exec.Command(mittari, "demo", "--families", "60", "--keep", file, "--report", filepath.Join(dir, "r.xlsx"), "--passphrase-file", secret)
	demo.Env = env
	if out, err := demo.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var ours, theirs []time.Duration
	var rss int
	for b.Loop() {
		ours = append(ours, firstScreen(b, env, "Salasana", func(t *terminal) {
			t.send(benchPassphrase + "\r")
			t.Sees("vuorossa")
			rss = max(rss, residentKiB(b, t.cmd.Process.Pid))
		}, mittari, "--workspace", file))
		theirs = append(theirs, firstScreen(b, env, "ready", func(*terminal) {}, trivial, filepath.Join(dir, "plain.db")))
	}
	a, c := median(ours), median(theirs)
	b.ReportMetric(float64(a.Microseconds())/1000, "ms/mittari")
	b.ReportMetric(float64(c.Microseconds())/1000, "ms/trivial")
	b.ReportMetric(float64(a)/float64(c), "ratio")
	b.ReportMetric(float64(rss)/1024, "MB/rss")
}

func build(b *testing.B, dir, pkg string) string {
	b.Helper()
	out := filepath.Join(dir, "bin-"+filepath.Base(pkg))
	if msg, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, pkg).CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", pkg, err, msg)
	}
	return out
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// firstScreen is the time from the start of a program until text stands on its screen.
func firstScreen(b *testing.B, env []string, text string, then func(*terminal), name string, args ...string) time.Duration {
	b.Helper()
	began := time.Now()
	t := sit(b, env, name, args...)
	t.seen(text)
	took := time.Since(began)
	then(t)
	t.kill()
	return took
}

// residentKiB is the memory a process holds now.
func residentKiB(b *testing.B, pid int) int {
	b.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return n
		}
	}
	b.Fatal("no VmRSS")
	return 0
}
