package sheet

import (
	"context"
	"sync"
)

// blockRows and blockBytes end a block: enough to make handing it over cheap, little enough to stay in the cache.
const (
	blockRows  = 256
	blockBytes = 1 << 15
)

// block is a piece of a table on its way through the workers.
type block struct {
	text []byte
	ends []int // where each cell ends in text
	rows []blockRow
	err  error // what ended the reading after these rows
	done chan struct{}
	view [][]byte // room for the cells of one row

	// What a worker made of it.
	out      []byte
	people   []byte // who the rows are about
	problems []RowProblem
	mark     byte // the decimal mark after these rows, taken for the only one
}

// blockRow is one row, and what a worker made of it.
type blockRow struct {
	number              int // in the file
	start               int // of the text
	firstCell, lastCell int

	good                      bool
	key                       fingerprint
	notScored                 int
	firstProblem, lastProblem int
	outEnd                    int
	personEnd                 int // in block.people
}

func newBlock() *block { return &block{done: make(chan struct{}, 1)} }

func (b *block) reset() {
	b.text, b.ends, b.rows, b.err = b.text[:0], b.ends[:0], b.rows[:0], nil
}

func (b *block) full() bool { return len(b.rows) >= blockRows || len(b.text) >= blockBytes }

// add copies a row, whose cells are good only until the next one is read.
func (b *block) add(cells [][]byte, number int) {
	row := blockRow{number: number, start: len(b.text), firstCell: len(b.ends)}
	for _, c := range cells {
		b.text = append(b.text, c...)
		b.ends = append(b.ends, len(b.text))
	}
	row.lastCell = len(b.ends)
	b.rows = append(b.rows, row)
}

// cells are those of a row, good until the next call.
func (b *block) cells(row *blockRow) [][]byte {
	b.view = b.view[:0]
	from := row.start
	for _, to := range b.ends[row.firstCell:row.lastCell] {
		b.view = append(b.view, b.text[from:to:to])
		from = to
	}
	return b.view
}

// parallel reads in one goroutine, scores in several, and takes the results in the order of the rows. At any time
// there is a fixed number of blocks. All goroutines have ended when it returns.
func (r *scoreRun) parallel(ctx context.Context, rows Rows, workers int) error {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()

	blocks := 2*workers + 2
	free, todo, inOrder := make(chan *block, blocks), make(chan *block, blocks), make(chan *block, blocks)
	for range blocks {
		free <- newBlock()
	}
	running.Go(func() { readBlocks(ctx, rows, free, todo, inOrder) })
	for range workers {
		w := r.worker()
		running.Go(func() {
			for b := range todo {
				w.block(b, 0)
				b.done <- struct{}{}
			}
		})
	}
	again := r.worker()
	for b := range inOrder {
		<-b.done
		if b.mark != 0 && r.mark != 0 && b.mark != r.mark {
			r.judge(again, b) // the block was read with the wrong decimal mark
		}
		r.take(b)
		if b.err != nil {
			return unlessEnded(b.err)
		}
		if r.out.err != nil {
			return nil // flush tells it
		}
		free <- b
	}
	return ctx.Err()
}

func unlessEnded(err error) error {
	if ended(err) {
		return nil
	}
	return err
}

// readBlocks fills blocks until the rows end, one cannot be read, or the context is done. It closes both ways out.
func readBlocks(ctx context.Context, rows Rows, free <-chan *block, todo, inOrder chan<- *block) {
	defer close(inOrder)
	defer close(todo)
	for {
		var b *block
		select {
		case b = <-free:
		case <-ctx.Done():
			return
		}
		if ctx.Err() != nil {
			return
		}
		b.reset()
		for b.err == nil && !b.full() {
			cells, row, err := rows.Next()
			switch {
			case err != nil:
				b.err = err
			case !blank(cells):
				b.add(cells, row)
			}
		}
		last := b.err != nil
		todo <- b
		inOrder <- b
		if last {
			return
		}
	}
}
