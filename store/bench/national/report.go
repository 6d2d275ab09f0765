package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
)

func runReport(ctx context.Context, path string, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	instrument := flags.String("instrument", "phq-9", "whose change is told")
	scale := flags.String("scale", "total", "which of its scales")
	reliable := flags.Float64("reliable", 5, "least change that counts, in points; less trouble is better")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("read arguments: %w", err)
	}
	w, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer w.Close() //nolint:errcheck // only read
	begin := time.Now()
	r := newReport(*reliable)
	if err := w.EachStay(ctx, r.addStay); err != nil {
		return err
	}
	stays := time.Since(begin)
	if err := w.EachPoint(ctx, instruments.ID(*instrument), instruments.ScaleID(*scale), r.addPoint); err != nil {
		return err
	}
	points := time.Since(begin)
	r.pairUp()
	took := time.Since(begin)
	if err := r.print(out); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "report in %.1f s: episodes and coverage %.1f, %d sheets of %s %.1f, pairing %.1f\n", took.Seconds(),
		stays.Seconds(), r.points, *instrument, (points - stays).Seconds(), (took - points).Seconds())
	return err
}

// cell is one area in one year of start.
type cell struct{ area, year int }

// figures of a cell. The first ones are the funnel, from episodes to pairs.
type figures struct {
	episodes, answered    int // episodes, and those with any sheet with answers
	completed, declined   int // sheets of all instruments
	offered, start, later int // respondents by what they did with this instrument: anything, a start, something later
	pairs                 int // respondents with two scored sheets
	better, same, worse   int // of the pairs
	change                float64
}

// respondent is one person in one episode.
type respondent struct{ episode, person uint32 }

// sheets is what is kept of a respondent's: the first one of the start, and the last one later on.
type sheets struct {
	first, last       float64
	firstDay, lastDay int32
	started, later    bool
}

// report collects. It keeps two bytes for an episode and a pair of sheets for a respondent, however many there are.
type report struct {
	reliable float64
	regions  []store.RegionID
	cells    []cell
	number   map[cell]uint16
	figures  []figures
	stays    []uint16 // cell by number of the episode
	people   map[respondent]sheets
	points   int
}

func newReport(reliable float64) *report {
	return &report{reliable: reliable, number: map[cell]uint16{}, people: map[respondent]sheets{}}
}

func (r *report) addStay(s sqlite.Stay) error {
	area := slices.Index(r.regions, s.Region)
	if area < 0 {
		area = len(r.regions)
		r.regions = append(r.regions, s.Region)
	}
	c := cell{area, s.Start.Year}
	n, ok := r.number[c]
	if !ok {
		n = uint16(len(r.cells))
		r.number[c], r.cells, r.figures = n, append(r.cells, c), append(r.figures, figures{})
	}
	for int64(len(r.stays)) <= s.Episode {
		r.stays = append(r.stays, 0)
	}
	r.stays[s.Episode] = n
	f := &r.figures[n]
	f.episodes++
	f.completed += s.Completed
	f.declined += s.Declined
	if s.Completed > 0 {
		f.answered++
	}
	return nil
}

// order of the waves of the plan; 0 is outside of it.
func order(w store.Wave) uint8 {
	return uint8(slices.Index([]store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp}, w) + 1)
}

func (r *report) addPoint(p sqlite.Point) error {
	r.points++
	key, day := respondent{uint32(p.Episode), uint32(p.Respondent)}, int32(p.Day)
	s := r.people[key]
	wave := max(order(p.Wave), order(p.Also))
	switch {
	case p.Declined || !p.Scored:
	case wave == 1 && (!s.started || day < s.firstDay):
		s.started, s.first, s.firstDay = true, p.Value, day
	case wave > 1 && (!s.later || day > s.lastDay):
		s.later, s.last, s.lastDay = true, p.Value, day
	}
	r.people[key] = s
	return nil
}

// pairUp counts the respondents, and compares the two sheets of those who have both.
func (r *report) pairUp() {
	for who, s := range r.people {
		f := &r.figures[r.stays[who.episode]]
		f.offered++
		if s.started {
			f.start++
		}
		if s.later {
			f.later++
		}
		if s.started && s.later {
			f.pair(s.last-s.first, r.reliable)
		}
	}
}

// pair counts one change; less trouble is better.
func (f *figures) pair(change, reliable float64) {
	f.pairs++
	f.change += change
	switch {
	case change <= -reliable:
		f.better++
	case change >= reliable:
		f.worse++
	default:
		f.same++
	}
}

// print writes a line for each area and year, areas in the order in which they are met: they are not ranked.
func (r *report) print(out io.Writer) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	order := make([]int, len(r.cells))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := r.cells[a], r.cells[b]
		return 1000*(x.area-y.area) + x.year - y.year
	})
	line := func(name string, f figures) {
		share := func(n, of int) string {
			if of == 0 {
				return "–"
			}
			return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
		}
		mean := "–"
		if f.pairs > 0 {
			mean = fmt.Sprintf("%+.2f", f.change/float64(f.pairs))
		}
		_, _ = fmt.Fprintf(t, "%s\t%d\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t\n", name, f.episodes, share(f.answered, f.episodes),
			f.completed, f.declined, f.offered, f.start, f.later, f.pairs, mean, share(f.better, f.pairs), share(f.same, f.pairs), share(f.worse, f.pairs))
	}
	_, _ = fmt.Fprintln(t, "area, year\tepisodes\tcovered\tsheets\tdeclined\toffered\tstart\tlater\tpairs\tmean change\tbetter\tsame\tworse\t")
	var all figures
	for _, i := range order {
		f := r.figures[i]
		line(fmt.Sprintf("%d, %d", r.cells[i].area+1, r.cells[i].year), f)
		all = all.plus(f)
	}
	line("all", all)
	if err := t.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func (f figures) plus(g figures) figures {
	return figures{
		episodes: f.episodes + g.episodes, answered: f.answered + g.answered, completed: f.completed + g.completed,
		declined: f.declined + g.declined, offered: f.offered + g.offered, start: f.start + g.start, later: f.later + g.later,
		pairs: f.pairs + g.pairs, better: f.better + g.better, same: f.same + g.same, worse: f.worse + g.worse,
		change: f.change + g.change,
	}
}
