package fuse

import (
	"fmt"
	"os"
	"time"
)

// variable of the environment that tells a process when to end.
const variable = "MITTARI_TEST_FUSE"

// After is what the environment of a process says when it shall be killed that many steps after Light, and then a share,
// from 0 to 1, of the time that the last of them took: somewhere in the next one, or later when the machine is busy. With
// a share of 0 there is no next one, ever.
func After(steps int, share float64) string { return fmt.Sprintf("%s=%d %g", variable, steps, share) }

// Fuse of this process. It is used by one goroutine.
type Fuse struct {
	left  int // steps, 0 when it never burns down or has done so
	share float64
	last  time.Time
	now   func() time.Time
	kill  func()
}

// Light makes the fuse the environment asks for; one that nobody asked for never burns down. The first step begins now.
func Light(now func() time.Time) *Fuse { return light(os.Getenv(variable), now, killSelf) }

func light(asked string, now func() time.Time, kill func()) *Fuse {
	f := &Fuse{last: now(), now: now, kill: kill}
	if n, err := fmt.Sscanf(asked, "%d %g", &f.left, &f.share); n != 2 || err != nil {
		f.left = 0
	}
	return f
}

// Step says that a step is done.
func (f *Fuse) Step() {
	if f.left == 0 {
		return
	}
	took := f.now().Sub(f.last)
	f.last = f.last.Add(took)
	if f.left--; f.left > 0 {
		return
	}
	if f.share == 0 {
		f.kill()
		return
	}
	time.AfterFunc(time.Duration(f.share*float64(took)), f.kill)
}

// killSelf ends this process as kill -9 from outside does: nothing is flushed, closed or deferred.
func killSelf() {
	p, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = p.Kill()
	}
	if err != nil {
		panic(err)
	}
}
