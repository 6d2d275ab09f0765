package change

import (
	"errors"
	"math"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// Errors of expected bands.
var (
	// ErrNotFinite: a score that is not a number.
	ErrNotFinite = errors.New("a score is not a finite number")
	// ErrExpectOptions: edges that do not rise, or percentiles that are not in order between 0 and 1.
	ErrExpectOptions = errors.New("edges or percentiles cannot be used")
)

// Pair is the first and the second score of one person.
type Pair struct {
	From, To float64
}

// ExpectOptions says how expected bands are made.
type ExpectOptions struct {
	// Edges part the first scores: a band holds scores from one edge up to, but without, the next. Scores below the
	// first edge and from the last one on are bands as well. No edges: one band.
	Edges []float64
	// Minimum number of pairs in a band, below which nothing is expected of it. 0: MinimumExpected.
	Minimum int
	// Low and High are the percentiles between which a second score is as expected. Both 0: .10 and .90.
	Low, High float64
}

// MinimumExpected is the fewest pairs of a band from which percentiles are taken, unless said otherwise.
const MinimumExpected = 30

// ExpectedBand is where second scores lay after a first score in [From, To). Limits of the outermost bands are
// infinite.
type ExpectedBand struct {
	From, To          float64
	N                 int
	Known             bool // N reaches the minimum; the rest is 0 otherwise
	Low, Median, High float64
}

// Fit says how well the bands tell the very pairs that they are made of, each judged by the bands of all others.
// All figures are 0 when no band is known.
type Fit struct {
	Pairs   int     // in known bands
	Left    int     // in bands with too few pairs: nothing is said of them
	Nominal float64 // share that should lie between Low and High
	Covered float64 // share that does
	Miss    float64 // mean distance from the median of the band, in points
	// Gain is how much smaller Miss is than the mean distance from one median for all: 0 says that the first score
	// tells nothing, 1 that it tells everything. It may be below 0.
	Gain float64
}

// Expected are bands of second scores by band of the first, made of a cohort's own pairs. They show what has been
// usual for people who started alike in the same cohort: no norm, no proof, and no forecast for one person. Figures
// of a band come close to the scores of single people and must pass disclosure control before they leave.
type Expected struct {
	Bands     []ExpectedBand
	Fit       Fit
	Low, High float64 // the percentiles used
	Evidence  instruments.Evidence
}

// Expect makes expected bands. Percentiles are interpolated linearly between the two nearest scores (type 7 of
// Hyndman & Fan 1996, the default of R). The pairs given are not changed.
func Expect(pairs []Pair, o ExpectOptions) (Expected, error) {
	if err := o.complete(); err != nil {
		return Expected{}, err
	}
	later := make([][]float64, len(o.Edges)+1)
	for _, p := range pairs {
		if !isFinite(p.From) || !isFinite(p.To) {
			return Expected{}, ErrNotFinite
		}
		i := o.band(p.From)
		later[i] = append(later[i], p.To)
	}
	e := Expected{Low: o.Low, High: o.High, Evidence: EvidenceOf(RuleExpected)}
	for i, scores := range later {
		slices.Sort(scores)
		e.Bands = append(e.Bands, o.expected(i, scores))
	}
	e.Fit = o.fit(later)
	return e, nil
}

// complete fills in what was left out and refuses what cannot be used.
func (o *ExpectOptions) complete() error {
	if o.Minimum == 0 {
		o.Minimum = MinimumExpected
	}
	if o.Low == 0 && o.High == 0 {
		o.Low, o.High = .10, .90
	}
	if !(o.Low >= 0 && o.Low < o.High && o.High <= 1) || o.Minimum < 2 {
		return ErrExpectOptions
	}
	for i, e := range o.Edges {
		if !isFinite(e) || i > 0 && !(e > o.Edges[i-1]) {
			return ErrExpectOptions
		}
	}
	return nil
}

func (o *ExpectOptions) band(from float64) int {
	for i, e := range o.Edges {
		if from < e-tolerance {
			return i
		}
	}
	return len(o.Edges)
}

func (o *ExpectOptions) expected(i int, sorted []float64) ExpectedBand {
	b := ExpectedBand{From: math.Inf(-1), To: math.Inf(1), N: len(sorted), Known: len(sorted) >= o.Minimum}
	if i > 0 {
		b.From = o.Edges[i-1]
	}
	if i < len(o.Edges) {
		b.To = o.Edges[i]
	}
	if b.Known {
		b.Low, b.Median, b.High = percentile(sorted, o.Low, -1), percentile(sorted, .5, -1), percentile(sorted, o.High, -1)
	}
	return b
}

// fit leaves out one pair after the other and asks what the rest would have expected of it.
func (o *ExpectOptions) fit(later [][]float64) Fit {
	f := Fit{}
	var known []float64
	covered, miss := 0, 0.0
	for _, scores := range later {
		if len(scores) < o.Minimum {
			f.Left += len(scores)
			continue
		}
		known = append(known, scores...)
		for i, v := range scores {
			if v >= percentile(scores, o.Low, i)-tolerance && v <= percentile(scores, o.High, i)+tolerance {
				covered++
			}
			miss += math.Abs(v - percentile(scores, .5, i))
		}
	}
	f.Pairs = len(known)
	if f.Pairs == 0 {
		return f
	}
	slices.Sort(known)
	plain := 0.0
	for i, v := range known {
		plain += math.Abs(v - percentile(known, .5, i))
	}
	n := float64(f.Pairs)
	f.Nominal, f.Covered, f.Miss = o.High-o.Low, float64(covered)/n, miss/n
	if plain > 0 {
		f.Gain = 1 - miss/plain
	}
	return f
}

// percentile of sorted scores, as if the one at index without were not there; −1 leaves none out.
func percentile(sorted []float64, share float64, without int) float64 {
	n := len(sorted)
	at := func(i int) float64 { return sorted[i] }
	if without >= 0 {
		n--
		at = func(i int) float64 {
			if i >= without {
				i++
			}
			return sorted[i]
		}
	}
	h := float64(n-1) * share
	i := min(int(h), n-1)
	part := h - float64(i)
	if i == n-1 || part == 0 {
		return at(i)
	}
	return (1-part)*at(i) + part*at(i+1)
}

// Placing is where a second score lies about what was usual.
type Placing uint8

// Placings.
const (
	NotPlaced Placing = iota // too few pairs started alike
	BetterThanExpected
	AsExpected
	WorseThanExpected
)

// String is the stable name used in files.
func (p Placing) String() string {
	switch p {
	case BetterThanExpected:
		return "better-than-expected"
	case AsExpected:
		return "as-expected"
	case WorseThanExpected:
		return "worse-than-expected"
	case NotPlaced:
	}
	return "not-placed"
}

// Place tells where a person's second score lies about what was usual after such a first score, with the band.
// The bands should be made of others: a person's own pair pulls them towards it.
func (e *Expected) Place(from, to float64, d instruments.Direction) (Placing, ExpectedBand) {
	for _, b := range e.Bands {
		if !(from >= b.From-tolerance) || !(from < b.To-tolerance) {
			continue
		}
		better, worse := to > b.High+tolerance, to < b.Low-tolerance
		if d.Sign() < 0 {
			better, worse = worse, better
		}
		switch {
		case !b.Known || !isFinite(to):
			return NotPlaced, b
		case better:
			return BetterThanExpected, b
		case worse:
			return WorseThanExpected, b
		default:
			return AsExpected, b
		}
	}
	return NotPlaced, ExpectedBand{}
}
