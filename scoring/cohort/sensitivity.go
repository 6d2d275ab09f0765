package cohort

import "math"

// EffectName names an effect size by its definition. It is stable: files and languages look it up.
type EffectName string

// Effect sizes. All have the mean change above the line.
const (
	EffectDPre    EffectName = "d_b"       // ÷ SD of the first scores
	EffectGPre    EffectName = "g_b"       // the same × J: Statistics.Gain, the one for tables
	EffectDZ      EffectName = "d_z"       // ÷ SD of the changes
	EffectGZ      EffectName = "g_z"       // the same × J
	EffectDAvRMS  EffectName = "d_av_rms"  // ÷ root mean square of the two SDs
	EffectGAvRMS  EffectName = "g_av_rms"  // the same × J
	EffectDAvMean EffectName = "d_av_mean" // ÷ mean of the two SDs
	EffectGAvMean EffectName = "g_av_mean" // the same × J
	EffectDRM     EffectName = "d_rm"      // d_z × √(2(1 − r))
	EffectGRM     EffectName = "g_rm"      // the same × J
)

const effects = 10 // how many there are

// IntervalMethod says how an interval was found.
type IntervalMethod string

// Ways to an interval.
const (
	// LargeSample is value ± 1.96 × Becker's standard error √(2(1 − r)/n + d²/2n).
	LargeSample IntervalMethod = "large-sample"
	// NoncentralT inverts the noncentral t distribution; with J, both ends are multiplied by it.
	NoncentralT IntervalMethod = "noncentral-t"
	// NoncentralTRescaled is that of d_z, multiplied as the value is, the SDs and r taken as known.
	NoncentralTRescaled IntervalMethod = "noncentral-t-rescaled"
)

// Effect is one effect size with its 95 % interval. Source is the publication that defines it, Formula the definition
// with D for changes, 1 and 2 for first and second scores.
type Effect struct {
	Name     EffectName
	Value    float64
	Interval Interval
	Method   IntervalMethod
	Formula  string
	Source   string
}

// Sensitivity lists every effect size of one group of pairs, so that a reader sees how far the definitions differ.
type Sensitivity struct {
	N       int
	R       float64 // correlation of the two scores: why they differ
	Effects [effects]Effect
}

// Effect finds an effect size by its name.
func (s *Sensitivity) Effect(name EffectName) (Effect, bool) {
	for _, e := range s.Effects {
		if e.Name == name {
			return e, true
		}
	}
	return Effect{}, false
}

// Range holds the smallest and the largest of the values that are defined; NaN when none is.
func (s *Sensitivity) Range() Interval {
	out := undefined()
	for _, e := range s.Effects {
		if !Defined(e.Value) {
			continue
		}
		if !out.Defined() {
			out = Interval{e.Value, e.Value}
		}
		out = Interval{min(out.Low, e.Value), max(out.High, e.Value)}
	}
	return out
}

// Publications that define the effect sizes.
const (
	becker  = "Becker 1988, Br J Math Stat Psychol 41:257–278"
	cohen   = "Cohen 1988, Statistical Power Analysis, 2nd ed., p. 48"
	cumming = "Cumming 2012, Understanding the New Statistics"
	lakens  = "Lakens 2013, Front Psychol 4:863"
	morris  = "Morris and DeShon 2002, Psychol Methods 7:105–125"
)

// Sensitivity computes every effect size that the statistics allow. After Better, plus is better here too.
func (s Statistics) Sensitivity() Sensitivity {
	z := StandardInterval(s.DZ, s.N)
	root := math.Sqrt(2 * (1 - s.R))
	rms := ratio(s.ChangeSD, math.Sqrt((s.FromSD*s.FromSD+s.ToSD*s.ToSD)/2))
	mean := ratio(s.ChangeSD, (s.FromSD+s.ToSD)/2)
	first := math.Sqrt((2*(1-s.R) + s.DPre*s.DPre/2) / float64(s.N))
	return Sensitivity{N: s.N, R: s.R, Effects: [effects]Effect{
		{EffectDPre, s.DPre, Interval{s.DPre - z975*first, s.DPre + z975*first}, LargeSample, "mean(D)/SD1", becker},
		{EffectGPre, s.Gain, s.GainInterval, LargeSample, "J(n-1)*mean(D)/SD1", becker},
		{EffectDZ, s.DZ, z, NoncentralT, "mean(D)/SD(D)", cohen},
		{EffectGZ, s.DZ * s.J, z.times(s.J), NoncentralT, "J(n-1)*mean(D)/SD(D)", cohen},
		{EffectDAvRMS, s.DAvRMS, z.times(rms), NoncentralTRescaled, "mean(D)/sqrt((SD1^2+SD2^2)/2)", cumming},
		{EffectGAvRMS, s.DAvRMS * s.J, z.times(rms * s.J), NoncentralTRescaled, "J(n-1)*mean(D)/sqrt((SD1^2+SD2^2)/2)", cumming},
		{EffectDAvMean, s.DAvMean, z.times(mean), NoncentralTRescaled, "mean(D)/((SD1+SD2)/2)", lakens},
		{EffectGAvMean, s.DAvMean * s.J, z.times(mean * s.J), NoncentralTRescaled, "J(n-1)*mean(D)/((SD1+SD2)/2)", lakens},
		{EffectDRM, s.DRM, z.times(root), NoncentralTRescaled, "mean(D)/SD(D)*sqrt(2(1-r))", morris},
		{EffectGRM, s.DRM * s.J, z.times(root * s.J), NoncentralTRescaled, "J(n-1)*mean(D)/SD(D)*sqrt(2(1-r))", morris},
	}}
}
