package fuse

import (
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// Steps of 1, 2, 3 and 4 seconds are done at 10 seconds; a half of the last one more makes 12.
func TestFuse(t *testing.T) {
	for share, want := range map[float64]time.Duration{0: 10 * time.Second, 0.5: 12 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			asked, _ := strings.CutPrefix(After(4, share), variable+"=")
			began := time.Now()
			var burnt atomic.Int64 // the fuse may burn down on a timer of its own
			f := light(asked, time.Now, func() { burnt.Store(int64(time.Since(began))) })
			for i := range 8 {
				time.Sleep(time.Duration(1+i) * time.Second)
				f.Step()
			}
			if got := time.Duration(burnt.Load()); got != want {
				t.Errorf("share %v: burnt down after %v", share, got)
			}
		})
	}
}

func TestFuse_notAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, asked := range []string{"", "nonsense", "3"} {
			f := light(asked, time.Now, func() { t.Errorf("%q burnt down", asked) })
			for range 5 {
				f.Step()
			}
			time.Sleep(time.Hour)
		}
	})
}
