package powercut

import (
	"bytes"

	"github.com/mittari/mittari/store/internal/physical"
)

// Step is one thing that happened: a physical operation or, with Kind 0, a mark.
type Step struct {
	physical.Operation
	Mark int // what the program was told is saved, in the test's own counting
}

// IsMark says that the step is no operation.
func (s Step) IsMark() bool { return s.Kind == 0 }

// Recorder writes down what happens on a disk. It is for one goroutine at a time.
type Recorder struct{ Steps []Step }

// Seam is what to hang on a vault.
func (r *Recorder) Seam() *physical.Seam {
	return &physical.Seam{After: func(o physical.Operation) {
		if o.Kind == physical.Read {
			return
		}
		o.Data = bytes.Clone(o.Data)
		r.Steps = append(r.Steps, Step{Operation: o})
	}}
}

// Mark notes that the program was told that n is saved.
func (r *Recorder) Mark(n int) { r.Steps = append(r.Steps, Step{Mark: n}) }

// Last is the greatest mark among steps, or none when there is no mark.
func Last(steps []Step, none int) int {
	last := none
	for _, s := range steps {
		if s.IsMark() {
			last = max(last, s.Mark)
		}
	}
	return last
}
