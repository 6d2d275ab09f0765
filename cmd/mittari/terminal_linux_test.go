package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// patience is how long something may take to appear, on a machine that does much else.
const patience = 30 * time.Second

// reaction is how fast a respondent is at most.
const reaction = 250 * time.Millisecond

// terminal is a program in a pseudo-terminal.
type terminal struct {
	tb       testing.TB
	cmd      *exec.Cmd
	pty, tty *os.File

	mu      sync.Mutex
	drawn   *sync.Cond // the window has changed, or the program has ended
	window  *window
	ended   bool
	written int // bytes

	forbidden []string // must not stand in the window
	leaked    string   // the window in which one did
}

// sit starts a program in a terminal of 80×24.
func sit(tb testing.TB, env []string, name string, args ...string) *terminal {
	tb.Helper()
	t := &terminal{tb: tb, cmd: exec.Command(name, args...), window: newWindow(80, 24)}
	t.drawn = sync.NewCond(&t.mu)
	t.open()
	t.cmd.Env, t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = env, t.tty, t.tty, t.tty
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := t.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	go t.read()
	tb.Cleanup(t.kill)
	return t
}

// open makes the pseudo-terminal.
func (t *terminal) open() {
	t.tb.Helper()
	var err error
	if t.pty, err = os.OpenFile("/dev/ptmx", os.O_RDWR, 0); err != nil {
		t.tb.Skip("no pseudo-terminals here: ", err)
	}
	var n, unlock int32
	err = errors.Join(
		ioctl(t.pty, syscall.TIOCSPTLCK, unsafe.Pointer(&unlock)),
		ioctl(t.pty, syscall.TIOCGPTN, unsafe.Pointer(&n)),
	)
	if err != nil {
		t.tb.Fatal(err)
	}
	t.resize(t.window.width, t.window.height)
	if t.tty, err = os.OpenFile("/dev/pts/"+strconv.Itoa(int(n)), os.O_RDWR|syscall.O_NOCTTY, 0); err != nil {
		t.tb.Fatal(err)
	}
}

func ioctl(f *os.File, request uintptr, arg unsafe.Pointer) error {
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(arg)); errno != 0 {
		return fmt.Errorf("ioctl %#x: %w", request, errno)
	}
	return nil
}

func (t *terminal) resize(width, height int) {
	t.tb.Helper()
	t.mu.Lock()
	t.window.resize(width, height)
	t.mu.Unlock()
	size := [4]uint16{uint16(height), uint16(width), 0, 0}
	if err := ioctl(t.pty, syscall.TIOCSWINSZ, unsafe.Pointer(&size)); err != nil {
		t.tb.Fatal(err)
	}
}

// read draws what the program writes and answers what a terminal is asked at the start: its background and the cursor's
// place.
func (t *terminal) read() {
	buf := make([]byte, 1<<16)
	for {
		n, err := t.pty.Read(buf)
		t.mu.Lock()
		t.ended = t.ended || err != nil
		t.written += n
		_, _ = t.window.Write(buf[:n]) // takes everything
		t.watch()
		t.drawn.Broadcast()
		t.mu.Unlock()
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], []byte("\x1b]11;?")) {
			t.send("\x1b]11;rgb:0000/0000/0000\x1b\\")
		}
		if bytes.Contains(buf[:n], []byte("\x1b[6n")) {
			t.send("\x1b[1;1R")
		}
	}
}

// watch looks for what must not stand in the window.
func (t *terminal) watch() {
	if len(t.forbidden) == 0 || t.leaked != "" {
		return
	}
	view := t.window.String()
	for _, s := range t.forbidden {
		if strings.Contains(view, s) {
			t.leaked = fmt.Sprintf("%q stands in the window:\n%s", s, view)
		}
	}
}

// forbid says what must not stand in the window from here on, with nothing that it may, and fails when something did.
func (t *terminal) forbid(texts ...string) {
	t.tb.Helper()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.leaked != "" {
		t.tb.Fatal(t.leaked)
	}
	t.forbidden = texts
	t.watch()
}

// send writes as one piece.
func (t *terminal) send(s string) {
	if _, err := t.pty.WriteString(s); err != nil {
		t.tb.Error(err)
	}
}

// key sends one key at the pace of a fast typist and waits until the program has taken it: what comes faster runs
// together with the next key, or is pasted.
func (t *terminal) key(bytes string) {
	t.tb.Helper()
	t.send(bytes)
	time.Sleep(8 * time.Millisecond)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Microsecond) {
		var waiting int32
		if err := ioctl(t.tty, syscall.TIOCINQ, unsafe.Pointer(&waiting)); err != nil {
			t.tb.Fatal(err)
		}
		if waiting == 0 {
			return
		}
	}
	t.tb.Fatalf("the program does not read its keys:\n%s", t.View())
}

// Press presses keys by name.
func (t *terminal) Press(keys ...string) {
	t.tb.Helper()
	for _, k := range keys {
		t.key(codeOf(k))
	}
}

// codeOf is what a terminal sends for a key.
func codeOf(key string) string {
	named := map[string]string{
		"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "space": " ",
		"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
		"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "delete": "\x1b[3~", "f1": "\x1bOP", "f12": "\x1b[24~",
	}
	if code, ok := named[key]; ok {
		return code
	}
	if letter, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return string(rune(letter[0] & 0x1f))
	}
	return key
}

// Type types a text, one key for each character.
func (t *terminal) Type(text string) {
	t.tb.Helper()
	for _, r := range text {
		t.key(string(r))
	}
}

// View is what stands in the window.
func (t *terminal) View() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.window.String()
}

// Sees waits until every text stands in the window. Line breaks count as spaces.
func (t *terminal) Sees(texts ...string) {
	t.tb.Helper()
	t.seen(texts...)
	t.react()
}

// seen is Sees without a person's moment after it.
func (t *terminal) seen(texts ...string) {
	t.tb.Helper()
	t.until(fmt.Sprintf("%q", texts), func(flat string) bool {
		for _, s := range texts {
			if !strings.Contains(flat, s) {
				return false
			}
		}
		return true
	})
}

// react gives a respondent's page the moment in which it takes no key, so that one that is held down answers nothing.
func (t *terminal) react() {
	if !strings.Contains(t.View(), "Mittari") {
		time.Sleep(reaction)
	}
}

func (t *terminal) until(what string, seen func(flat string) bool) {
	t.tb.Helper()
	late := time.AfterFunc(patience, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.ended = true
		t.drawn.Broadcast()
	})
	defer late.Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !seen(strings.Join(strings.Fields(t.window.String()), " ")) {
		if t.ended {
			t.tb.Fatalf("%s never came:\n%s", what, t.window)
		}
		t.drawn.Wait()
	}
}

// drawnBytes is how much the program has written.
func (t *terminal) drawnBytes() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.written
}

// leave quits and waits for the program to end.
func (t *terminal) leave() {
	t.tb.Helper()
	t.Press("ctrl+c", "enter")
	if err := t.cmd.Wait(); err != nil {
		t.tb.Errorf("the program ended with %v:\n%s", err, t.View())
	}
	t.close()
}

// kill ends the program as kill -9 does, if it still runs.
func (t *terminal) kill() {
	if t.cmd.ProcessState == nil {
		_ = t.cmd.Process.Kill() // it may have ended
		_ = t.cmd.Wait()         // killed
	}
	t.close()
}

// close hangs up; a second time does nothing.
func (t *terminal) close() {
	_ = t.tty.Close()
	_ = t.pty.Close()
}
