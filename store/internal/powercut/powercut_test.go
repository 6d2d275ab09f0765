package powercut

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/mittari/mittari/store/internal/physical"
)

func step(kind physical.Kind, path string, off int64, fill byte, n int) Step {
	return Step{Operation: physical.Operation{Kind: kind, Path: path, Off: off, Data: bytes.Repeat([]byte{fill}, n)}}
}

// What was synced is always there whole; of what was not, all three fates are met.
func TestImage_keepsWhatWasSynced(t *testing.T) {
	steps := []Step{step(physical.Write, "f", 0, 1, 1024), step(physical.Sync, "f", 0, 0, 0), step(physical.Write, "f", 0, 2, 1024)}
	seen := map[string]int{}
	for seed := range uint64(200) {
		b := Image(steps, Files{"f": nil}, rand.New(rand.NewPCG(seed, 0)))["f"]
		if len(b) != 1024 {
			t.Fatalf("%d bytes", len(b))
		}
		switch first, last := b[0], b[1023]; {
		case first == 1 && last == 1:
			seen["lost"]++
		case first == 2 && last == 2:
			seen["written"]++
		default:
			seen["torn"]++
		}
		if bytes.ContainsRune(b, 0) {
			t.Fatal("what was synced is gone")
		}
	}
	if len(seen) != 3 {
		t.Errorf("fates met: %v", seen)
	}
}

func TestOnly_strikesOneOperation(t *testing.T) {
	steps := []Step{
		step(physical.Write, "f", 0, 1, 1024),
		step(physical.Sync, "f", 0, 0, 0),
		{Mark: 1},
		step(physical.Write, "f", 0, 2, 1024),
		step(physical.Write, "g", 0, 3, 512),
		step(physical.Sync, "f", 0, 0, 0),
		{Mark: 2},
	}
	head := func(f Files) [2]byte { return [2]byte{f["f"][0], f["f"][1023]} }
	for _, c := range []struct {
		fault Fault
		at    int
		want  [2]byte
	}{{TornHead, 3, [2]byte{2, 1}}, {TornTail, 3, [2]byte{1, 2}}, {Lost, 3, [2]byte{1, 1}}, {LostSync, 5, [2]byte{1, 1}}} {
		files := Only(steps, Files{}, c.at, len(steps), c.fault)
		if got := head(files); got != c.want || files["g"][0] != 3 {
			t.Errorf("fault %d: %v", c.fault, got)
		}
	}
	if got := Window(steps, 3); got != 5 {
		t.Errorf("a write stands until step %d", got)
	}
	if got := Last(steps[:6], 0); got != 1 {
		t.Errorf("mark %d", got)
	}
}
