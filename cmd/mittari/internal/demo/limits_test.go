package demo

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
)

// figures are what the acceptance limits of the project's domain notes (section 6.3) speak about, for the
// YP-CORE of the young people.
type figures map[string]float64

// limit is the 5–95 % range over 300 runs of the reference rule, and its median.
type limit struct {
	name              string
	median, low, high float64
}

func limits() []limit {
	return []limit{
		{"young people", 286, 275, 300},
		{"guardians", 370, 358, 383},
		{"families in work", 29, 22, 37},
		{"running past the project", 18, 13, 26},
		{"stopped early", 37, 29, 47},
		{"coverage start", 87, 84, 90},
		{"coverage 3-months", 72, 68, 77},
		{"coverage 6-months", 61, 54, 67},
		{"coverage end", 58, 54, 63},
		{"coverage follow-up", 34, 29, 39},
		{"due 6-months", 121, 106, 139},
		{"due follow-up", 164, 147, 186},
		{"pairs", 127, 113, 143},
		{"start mean", 16.8, 15.9, 18.0},
		{"start SD", 7.3, 6.7, 8.1},
		{"correlation", 0.61, 0.50, 0.70},
		{"change", -2.7, -3.7, -1.6},
		{"change SD", 6.7, 6.0, 7.4},
		{"effect size", -0.36, -0.51, -0.22},
		{"reliably better", 24, 17, 31},
		{"reliably worse", 6, 3, 10},
		{"pairs ES", 43, 34, 50},
		{"pairs KA", 24, 18, 32},
		{"pairs PS", 61, 51, 70},
		{"workers under ten pairs", 5, 3, 7},
		{"open in 2/2026, median", 6.5, 5, 7.5},
		{"open in 2/2026, most", 12, 9, 15},
	}
}

// TestDefaultSeedGivesAProjectWithinTheLimits counts on what is invented, before it is written down.
func TestDefaultSeedGivesAProjectWithinTheLimits(t *testing.T) {
	got := figuresOf(invent(DefaultSeed, DefaultFamilies, DataDate()))
	for _, l := range limits() {
		if v := got[l.name]; v < l.low || v > l.high {
			t.Errorf("%s = %.2f, want %.2f to %.2f", l.name, v, l.low, l.high)
		}
	}
}

// TestManySeedsGiveTheReferenceMedians runs the rule twenty times, or 300 times with MITTARI_FULL. With n runs
// the median wanders: it is allowed a share of the reference range that shrinks with the square root of n.
func TestManySeedsGiveTheReferenceMedians(t *testing.T) {
	runs := 20
	if os.Getenv("MITTARI_FULL") != "" {
		runs = 300
	}
	all := map[string][]float64{}
	for seed := range runs {
		for name, v := range figuresOf(invent(uint64(1000+seed), DefaultFamilies, DataDate())) {
			all[name] = append(all[name], v)
		}
	}
	var table strings.Builder
	for _, l := range limits() {
		values := all[l.name]
		slices.Sort(values)
		median := (values[(runs-1)/2] + values[runs/2]) / 2
		fmt.Fprintf(&table, "%-26s %8.2f (%.2f to %.2f), reference %.2f (%.2f to %.2f)\n",
			l.name, median, values[runs/20], values[runs-1-runs/20], l.median, l.low, l.high)
		// The planted families and whole-number figures take a fifth of the range, chance the rest.
		room := (l.high - l.low) * (0.2 + 1.2/math.Sqrt(float64(runs)))
		if math.Abs(median-l.median) > room {
			t.Errorf("%s: median %.2f is more than %.2f away from %.2f", l.name, median, room, l.median)
		}
	}
	t.Logf("%d runs, median (5–95 %%)\n%s", runs, table.String())
}

// figuresOf counts as the reference did: a pair is a scored start and a scored end of one person in one episode.
func figuresOf(w *world) figures {
	c := counter{fig: figures{}, pairsOf: map[string]float64{}, perWorker: map[store.WorkerID]int{}}
	for _, a := range w.agency.areas {
		for _, p := range a.posts {
			now, _ := p.holder(DataDate())
			c.perWorker[now.ID] = 0
		}
	}
	for _, f := range w.families {
		c.family(f)
	}
	c.coverages()
	c.changes()
	c.workers(w)
	return c.fig
}

type counter struct {
	fig       figures
	due, done [5]float64
	from, to  []float64
	pairsOf   map[string]float64
	perWorker map[store.WorkerID]int
}

func protocolWaves() []store.Wave {
	return []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp}
}

func (c *counter) family(f *family) {
	c.fig["young people"] += float64(len(f.young))
	c.fig["guardians"] += float64(len(f.grown))
	for i, e := range f.episodes {
		sp := f.shape.spans[i]
		if e.End.IsZero() {
			c.fig["families in work"]++
			if e.Start.AddDays(sp.days).After(projectTo) {
				c.fig["running past the project"]++
			}
		} else if e.early {
			c.fig["stopped early"]++
		}
		for _, p := range f.young {
			c.person(f, e, sp, p)
		}
	}
}

func (c *counter) person(f *family, e *episode, sp span, p *person) {
	offsets := []int{0, 91, 182, sp.days, sp.days + 182}
	var points [5]*sheet
	for i, wave := range protocolWaves() {
		inWork := i == 0 || i >= 3 || offsets[i] <= sp.days
		if !inWork || e.Start.AddDays(offsets[i]).After(DataDate()) || i == 3 && e.short() {
			continue
		}
		c.due[i]++
		for _, sh := range f.sheets {
			if sh.Episode == e.ID && sh.respondent == p && sh.Instrument.ID == ypCore && sh.State == store.Completed && (sh.Wave == wave || sh.Also == wave) {
				c.done[i]++
				points[i] = sh
				break
			}
		}
	}
	if points[0] == nil || points[3] == nil {
		return
	}
	c.from, c.to = append(c.from, float64(points[0].points)), append(c.to, float64(points[3].points))
	c.pairsOf[f.area.code]++
	if _, ok := c.perWorker[e.Worker]; ok {
		c.perWorker[e.Worker]++
	}
}

func (c *counter) coverages() {
	for i, wave := range protocolWaves() {
		c.fig["coverage "+string(wave)] = 100 * c.done[i] / c.due[i]
	}
	c.fig["due 6-months"], c.fig["due follow-up"] = c.due[2], c.due[4]
}

func (c *counter) changes() {
	n := float64(len(c.from))
	c.fig["pairs"] = n
	for code, pairs := range c.pairsOf {
		c.fig["pairs "+code] = pairs
	}
	diffs := make([]float64, len(c.from))
	for i := range c.from {
		diffs[i] = c.to[i] - c.from[i]
		if diffs[i] <= -8 {
			c.fig["reliably better"] += 100 / n
		}
		if diffs[i] >= 8 {
			c.fig["reliably worse"] += 100 / n
		}
	}
	m, sd := moments(c.from)
	end, endSD := moments(c.to)
	c.fig["start mean"], c.fig["start SD"] = m, sd
	c.fig["change"], c.fig["change SD"] = moments(diffs)
	c.fig["effect size"] = c.fig["change"] / sd
	product := 0.0
	for i := range c.from {
		product += (c.from[i] - m) * (c.to[i] - end)
	}
	c.fig["correlation"] = product / (n - 1) / sd / endSD
}

func moments(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, math.Sqrt(sd)
}

func (c *counter) workers(w *world) {
	for _, pairs := range c.perWorker {
		if pairs < 10 {
			c.fig["workers under ten pairs"]++
		}
	}
	on := day(2026, time.February, 15)
	open := map[store.WorkerID]float64{}
	for _, a := range w.agency.areas {
		for _, p := range a.posts {
			if h, held := p.holder(on); held {
				open[h.ID] = 0
			}
		}
	}
	for _, f := range w.families {
		for i, e := range f.episodes {
			sp := f.shape.spans[i]
			if sp.start.After(on) || sp.start.AddDays(sp.days).Before(on) {
				continue
			}
			open[f.area.worker(e.main, e.standIn, on).ID]++
		}
	}
	var counts []float64
	for _, n := range open {
		counts = append(counts, n)
	}
	slices.Sort(counts)
	c.fig["open in 2/2026, median"] = (counts[(len(counts)-1)/2] + counts[len(counts)/2]) / 2
	c.fig["open in 2/2026, most"] = counts[len(counts)-1]
}
