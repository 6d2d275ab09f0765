package workbook

import "io"

// behind writes chunks in a goroutine of its own, so that rows are encoded while those before are compressed. It
// holds a few chunks and no more.
type behind struct {
	full   chan []byte
	free   chan []byte
	failed chan struct{} // closed when err is set
	ended  chan struct{}
	err    error
	over   bool
}

const chunks = 3

func newBehind(w io.Writer) *behind {
	b := &behind{
		full: make(chan []byte, chunks), free: make(chan []byte, chunks),
		failed: make(chan struct{}), ended: make(chan struct{}),
	}
	for range chunks {
		b.free <- make([]byte, 0, flushAt+flushAt/8)
	}
	go b.run(w)
	return b
}

// run writes until there is nothing more; once writing fails it only hands chunks back.
func (b *behind) run(w io.Writer) {
	defer close(b.ended)
	for chunk := range b.full {
		if b.err == nil {
			if _, err := w.Write(chunk); err != nil {
				b.err = err
				close(b.failed)
			}
		}
		b.free <- chunk[:0]
	}
}

// buffer is an empty chunk to fill.
func (b *behind) buffer() []byte { return <-b.free }

// write hands over a chunk and returns an empty one, or the error of a chunk before.
func (b *behind) write(chunk []byte) ([]byte, error) {
	select {
	case <-b.failed:
		return chunk[:0], b.err
	case b.full <- chunk:
		return <-b.free, nil
	}
}

// Close waits until everything is written.
func (b *behind) Close() error {
	if !b.over {
		b.over = true
		close(b.full)
	}
	<-b.ended
	return b.err
}
