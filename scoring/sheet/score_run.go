package sheet

import (
	"context"
	"hash/maphash"
	"runtime"

	"github.com/mittari/mittari/scoring"
)

// scoreRun is one run of Score: what belongs to the table as a whole and goes by the order of its rows.
type scoreRun struct {
	scorer  *scoring.Scorer
	header  *header
	options *ScoreOptions
	layout  layout
	report  *report
	sum     *Summary
	out     *table
	keys    *keys // nil when rows have no ids
	seeds   [2]maphash.Seed
	mark    byte // the decimal mark of the file, 0 until one is met
}

// progressEvery is how many rows lie between two reports of progress.
const progressEvery = 100_000

// all scores every row: several at a time, unless somebody wants to see each sheet.
func (r *scoreRun) all(ctx context.Context, rows Rows) error {
	if workers := runtime.GOMAXPROCS(0); workers > 1 && r.options.Scored == nil {
		return r.parallel(ctx, rows, workers)
	}
	w := r.worker()
	if r.options.Scored != nil {
		w.scored, w.score = r.options.Scored, r.scorer.ScoreInto
	}
	b := newBlock()
	return eachRow(ctx, rows, func(cells [][]byte, row int) {
		b.reset()
		b.add(cells, row)
		r.judge(w, b)
		r.take(b)
	})
}

// judge scores the rows of a block in the goroutine of the caller, knowing all rows before it.
func (r *scoreRun) judge(w *scoreWorker, b *block) {
	w.seen = r.keys
	w.block(b, r.mark)
	w.seen = nil
}

// take adds what a worker made of a block. The first of several rows with one key counts, and the first decimal mark
// met is that of the file: both go by the order of the rows, which only this place knows.
func (r *scoreRun) take(b *block) {
	if b.mark != 0 {
		r.mark = b.mark
	}
	start, who := 0, 0
	for i := range b.rows {
		row := &b.rows[i]
		r.sum.Rows++
		if r.options.Progress != nil && r.sum.Rows%progressEvery == 0 {
			r.options.Progress(r.sum.Rows)
		}
		for _, p := range b.problems[row.firstProblem:row.lastProblem] {
			r.report.pass(p)
		}
		text := b.out[start:row.outEnd]
		person := b.people[who:row.personEnd]
		start, who = row.outEnd, row.personEnd
		switch {
		case !row.good:
			r.sum.Refused++
		case r.keys != nil && !r.keys.add(row.key):
			r.report.add(row.number, "", person, DuplicateKey)
			r.sum.Refused++
		default:
			r.sum.Sheets++
			r.sum.NotScored += row.notScored
			r.out.rows(text)
		}
	}
}

// scoreWorker scores rows without looking at other rows. It is for one goroutine.
type scoreWorker struct {
	score   scoreFunc
	layout  layout
	answers *answers
	out     *table
	result  scoring.Result
	prints  fingerprints
	hasKeys bool
	found   *[]RowProblem
	scored  func(Scored) // nil: nobody asks
	seen    *keys        // keys of earlier rows, when they are known

	head, list, risks []byte // room for cells
	source            []byte // cells of the definition at the end of a row
	ref               string
	sure              []remembered // by place among the scales of a sheet
}

func (r *scoreRun) worker() *scoreWorker {
	def := r.scorer.Definition()
	w := &scoreWorker{
		score: r.layout.score(r.scorer), layout: r.layout, out: r.out.holder(), prints: fingerprints{seeds: r.seeds},
		hasKeys: r.keys != nil, ref: def.Ref().String(),
	}
	rep := &report{file: r.report.file, to: func(p RowProblem) { *w.found = append(*w.found, p) }}
	w.answers = newAnswers(r.header, def, usual(def, r.options.Informant, r.options.Sex), rep)
	w.source = w.out.cells(nil, func() {
		w.out.text(w.ref)
		w.out.text(def.Hash)
	})
	return w
}

// block scores the rows of a block, taking mark for the decimal mark of the rows before it.
func (w *scoreWorker) block(b *block, mark byte) {
	b.problems, b.people = b.problems[:0], b.people[:0]
	w.found, w.out.buf, w.answers.decimals.mark = &b.problems, b.out[:0], mark
	for i := range b.rows {
		w.row(b, &b.rows[i])
	}
	b.out, b.mark = w.out.buf, w.answers.decimals.mark
}

func (w *scoreWorker) row(b *block, row *blockRow) {
	row.good, row.notScored, row.firstProblem = false, 0, len(b.problems)
	defer func() {
		row.lastProblem, row.outEnd = len(b.problems), len(w.out.buf)
		row.personEnd = len(b.people)
	}()
	a := w.answers
	if !a.read(b.cells(row), row.number) {
		return
	}
	if w.hasKeys {
		b.people = append(b.people, a.person...)
		row.key = w.prints.of(a.person, a.date, string(a.context.Informant))
	}
	if err := w.score(&w.result, a.responses, a.context); err != nil {
		a.report.add(row.number, "", nil, CodeNotOffered) // not reached: every cell was looked at
		return
	}
	row.good = true
	for i := range w.result.Scales {
		if w.result.Scales[i].Status != scoring.Scored {
			row.notScored++
		}
	}
	if w.scored != nil && (w.seen == nil || !w.seen.has(row.key)) {
		w.scored(Scored{Row: row.number, Person: string(a.person), Responses: a.responses, Context: a.context, Result: &w.result})
	}
	w.layout.write(w, row.number)
}

// names writes who and when.
func (w *scoreWorker) names(row int) {
	if w.hasKeys {
		w.out.bytes(w.answers.person)
	} else {
		w.out.integer(row)
	}
	w.out.bytes(w.answers.date)
}
