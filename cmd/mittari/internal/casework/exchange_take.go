package casework

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// takeBatch is how many records are taken in with one transaction, at least, unless the order says otherwise: each one
// writes pages all over the indexes. takePart is how many are in memory together.
const (
	takeBatch = 100_000
	takePart  = 5000
)

// take brings a checked bundle into the record, batch by batch. Reading goes on while a batch is being stored.
func (m *merging) take(ctx context.Context, c *bundle.Checked, out *MergedFile) error {
	reading, stop := context.WithCancel(ctx)
	defer stop()
	parts, failed := make(chan store.Delivery, 1), make(chan error, 1)
	go func() {
		defer close(parts)
		failed <- m.read(reading, out.Name, c, parts)
	}()
	for more := true; more; {
		var err error
		if more, err = m.store(ctx, c.Manifest, parts, out); err != nil {
			stop()
			for range parts { // the reader ends when nothing is left in its way
			}
			return err
		}
	}
	if err := <-failed; err != nil {
		return err
	}
	return m.finish(ctx, c.Manifest, out)
}

// read sends what has not been taken in before.
func (m *merging) read(ctx context.Context, name string, c *bundle.Checked, to chan<- store.Delivery) error {
	skip := 0
	if r := m.s.receipt(c.Manifest.Bundle); r != nil {
		skip = r.Done
	}
	size := min(cmp.Or(m.o.Batch, takeBatch), takePart)
	var batch store.Delivery
	send := func() error {
		select {
		case to <- batch:
			batch = store.Delivery{}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := c.Each(ctx, m.teller(name, false), func(p bundle.Part) error {
		if n := len(p.Versions) + len(p.Administrations); n <= skip {
			skip -= n
			return nil
		}
		batch.Versions = append(batch.Versions, p.Versions...)
		batch.Administrations = append(batch.Administrations, p.Administrations...)
		if len(batch.Versions)+len(batch.Administrations) < size {
			return nil
		}
		return send()
	})
	if err != nil {
		return err
	}
	return send()
}

// store takes one batch in and notes how far the bundle has come, in one transaction. more is false when nothing is left.
func (m *merging) store(ctx context.Context, of bundle.Manifest, parts <-chan store.Delivery, out *MergedFile) (more bool, err error) {
	var brought store.Absorbed
	err = m.update(ctx, func(_ Record, x Exchange, s *exchangeState) error {
		s.know(of, m.d)
		s.Evaluator = of.Purpose == bundle.Evaluator
		got, err := s.receiving(ctx, of.Bundle, x)
		if err != nil {
			return err
		}
		for n := 0; n < cmp.Or(m.o.Batch, takeBatch); {
			var p store.Delivery
			if p, more = <-parts; !more {
				break
			}
			p.From = got.From
			brought, err = absorbOn(ctx, x, p, brought)
			if err != nil {
				return err
			}
			n += len(p.Versions) + len(p.Administrations)
			got.Done += len(p.Versions) + len(p.Administrations)
		}
		got.At = m.d.clock().UTC()
		return nil
	})
	if err != nil {
		return false, err
	}
	m.empty = false
	out.Brought = out.Brought.Add(brought)
	return more, nil
}

// absorbOn takes a part in and adds what it brought to what came before.
func absorbOn(ctx context.Context, x Exchange, p store.Delivery, before store.Absorbed) (store.Absorbed, error) {
	now, err := x.Absorb(ctx, p)
	return before.Add(now), err
}

// receiving is the receipt of a bundle, begun when it is the first time that something of it comes in.
func (s *exchangeState) receiving(ctx context.Context, id store.ID, x Exchange) (*receipt, error) {
	if got := s.receipt(id); got != nil {
		return got, nil
	}
	at, err := x.Position(ctx)
	s.Received = append(s.Received, receipt{Bundle: id, From: at.Versions + 1})
	return &s.Received[len(s.Received)-1], err
}

// finish notes that a bundle is whole, and logs it.
func (m *merging) finish(ctx context.Context, of bundle.Manifest, out *MergedFile) error {
	return m.update(ctx, func(r Record, _ Exchange, s *exchangeState) error {
		if got := s.receipt(of.Bundle); got != nil {
			got.Whole = true
		}
		why := fmt.Sprintf("from %s (%s), witness %s: %d versions, %d administrations new",
			of.Sender, out.Mark.Hex, m.witness, out.Brought.Versions, out.Brought.Administrations)
		return m.d.logTo(ctx, r, store.ActImport, store.FamilyID{}, bundleObject(of), why)
	})
}

// update changes record and state in one transaction; the state in memory follows when that is on disk.
func (m *merging) update(ctx context.Context, f func(Record, Exchange, *exchangeState) error) error {
	var after *exchangeState
	err := m.d.changeExchange(ctx, func(r Record, s *exchangeState) error {
		after = s
		return f(r, r, s)
	})
	if err != nil {
		return errors.Join(err, ctx.Err())
	}
	m.s = after
	return nil
}
