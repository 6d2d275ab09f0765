package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"
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
			t.wait("vuorossa")
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

// terminal is a program in a pseudo-terminal of 80×24.
type terminal struct {
	b    *testing.B
	cmd  *exec.Cmd
	pty  *os.File
	mu   sync.Mutex
	seen bytes.Buffer
}

// firstScreen is the time from the start of a program until text stands on its screen.
func firstScreen(b *testing.B, env []string, text string, then func(*terminal), name string, args ...string) time.Duration {
	b.Helper()
	t := &terminal{b: b, cmd: exec.Command(name, args...)}
	tty := t.open()
	t.cmd.Env, t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = env, tty, tty, tty
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	began := time.Now()
	if err := t.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	_ = tty.Close()
	go t.read()
	t.wait(text)
	took := time.Since(began)
	then(t)
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.pty.Close()
	return took
}

// open makes the pseudo-terminal and gives its far end.
func (t *terminal) open() *os.File {
	t.b.Helper()
	pty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.b.Skip("no pseudo-terminals here: ", err)
	}
	var n, unlock int32
	size := [4]uint16{24, 80, 0, 0}
	err = errors.Join(
		ioctl(pty, syscall.TIOCSPTLCK, unsafe.Pointer(&unlock)),
		ioctl(pty, syscall.TIOCGPTN, unsafe.Pointer(&n)),
		ioctl(pty, syscall.TIOCSWINSZ, unsafe.Pointer(&size)),
	)
	if err != nil {
		t.b.Fatal(err)
	}
	tty, err := os.OpenFile("/dev/pts/"+strconv.Itoa(int(n)), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.b.Fatal(err)
	}
	t.pty = pty
	return tty
}

func ioctl(f *os.File, request uintptr, arg unsafe.Pointer) error {
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(arg)); errno != 0 {
		return fmt.Errorf("ioctl %#x: %w", request, errno)
	}
	return nil
}

// read collects the screen and answers what a terminal is asked at the start: its background and the cursor's place.
func (t *terminal) read() {
	buf := make([]byte, 1<<16)
	for {
		n, err := t.pty.Read(buf)
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], []byte("\x1b]11;?")) {
			t.send("\x1b]11;rgb:0000/0000/0000\x1b\\")
		}
		if bytes.Contains(buf[:n], []byte("\x1b[6n")) {
			t.send("\x1b[1;1R")
		}
		t.mu.Lock()
		t.seen.Write(buf[:n])
		t.mu.Unlock()
	}
}

func (t *terminal) send(s string) {
	if _, err := t.pty.WriteString(s); err != nil {
		t.b.Error(err)
	}
}

func (t *terminal) wait(text string) {
	t.b.Helper()
	for range 200_000 {
		t.mu.Lock()
		found := bytes.Contains(t.seen.Bytes(), []byte(text))
		t.mu.Unlock()
		if found {
			return
		}
		time.Sleep(100 * time.Microsecond)
	}
	t.b.Fatalf("%q never came; the screen had:\n%q", text, t.seen.String())
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
