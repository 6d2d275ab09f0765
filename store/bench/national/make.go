package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
)

// Sizes of what is taken in at once, in administrations.
const (
	delivery    = 50_000
	transaction = 500_000
)

func runMake(ctx context.Context, path string, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("make", flag.ContinueOnError)
	total := flags.Int("administrations", 12_000_000, "how many")
	seed := flags.Uint64("seed", 1, "of the invention")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("read arguments: %w", err)
	}
	w, err := create(ctx, path)
	if err != nil {
		return err
	}
	defer w.Close() //nolint:errcheck // closed below when all went well
	begin := time.Now()
	m := &maker{w: w, c: newCountry(*seed), total: *total, out: out, begin: begin}
	if err := m.fill(ctx); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	took := time.Since(begin)
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("measure the file: %w", err)
	}
	_, err = fmt.Fprintf(out, "%d administrations of %d families in %.0f s: %.0f/s, %.2f GB, %.0f bytes each\n", m.stored, m.c.families,
		took.Seconds(), float64(m.stored)/took.Seconds(), float64(info.Size())/1e9, float64(info.Size())/float64(m.stored))
	return err
}

// maker fills a file day by day.
type maker struct {
	w      *sqlite.Workspace
	c      *country
	total  int
	stored int
	day    int
	out    io.Writer
	begin  time.Time
}

func (m *maker) fill(ctx context.Context) error {
	for m.stored < m.total {
		until := min(m.total, m.stored+transaction)
		if err := m.w.Batch(ctx, func(w *sqlite.Workspace) error { return m.part(ctx, w, until) }); err != nil {
			return err
		}
		if err := m.w.Checkpoint(ctx); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(m.out, "%9d after %4.0f s\n", m.stored, time.Since(m.begin).Seconds()); err != nil {
			return err
		}
	}
	return nil
}

// part takes in days until so many are stored; one transaction.
func (m *maker) part(ctx context.Context, w *sqlite.Workspace, until int) error {
	for m.stored < until {
		d := m.next()
		counts, err := w.Absorb(ctx, d)
		if err != nil {
			return err
		}
		if counts.Waiting+counts.Conflicts+counts.Known > 0 {
			return fmt.Errorf("day %d: %+v", m.day, counts)
		}
		m.stored += counts.Administrations
	}
	return nil
}

// next collects days until there is enough for a delivery, and leaves out what is too much at the very end.
func (m *maker) next() store.Delivery {
	var d store.Delivery
	for len(d.Administrations) < delivery && m.stored+len(d.Administrations) < m.total {
		// So many families a day that the last of them have answered everything when the ten years are over.
		arrivals := 0
		if want := int(float64(m.total) / perFamily * float64(m.day+1) / (365 * years)); want > m.c.families {
			arrivals = want - m.c.families
		}
		today := m.c.day(m.day, arrivals)
		d.Versions = append(d.Versions, today.Versions...)
		d.Administrations = append(d.Administrations, today.Administrations...)
		m.day++
	}
	if most := m.total - m.stored; len(d.Administrations) > most {
		d.Administrations = d.Administrations[:most]
	}
	return d
}
