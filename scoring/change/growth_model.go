package change

import "math"

// A model of straight lines needs of each person no more than the line through their own scores, its uncertainty
// and what is left over. With A = Z'Z of the person, B = A⁻¹, own line β and G the covariance of lines in units of
// the residual variance, P = (B + G)⁻¹ is the weight of a person, the cohort's line is b = (ΣP)⁻¹·ΣPβ, and
//
//	residual sum of squares  rss = Σ left + Σ (β − b)'·P·(β − b)
//	criterion, less constants    (N − 2)·log rss + Σ log|B + G| + log|ΣP|
//	its gradient for G           Σ (P − P·(ΣP)⁻¹·P − P(β − b)(β − b)'P ÷ σ²),  σ² = rss ÷ (N − 2)
//	deviation                    u = G·P·(β − b)
//	its variance, given scores   σ²·L·(I + L'·A·L)⁻¹·L',  G = L·L'
//
// This is the profiled restricted likelihood of Bates et al. 2015 (J Stat Softw 67(1), 10.18637/jss.v067.i01), as
// lme4 has it, written for 2×2 blocks.
type growthModel struct {
	own          []ownLine
	left         float64 // sum of squares about own lines
	observations int
}

// ownLine is the line of least squares through the scores of one person.
type ownLine struct {
	a, b mat2 // Z'Z and its inverse
	beta vec2
	logA float64 // log|A|
}

// units are those in which the model is estimated: centred on the mean and scaled by the SD of all observations.
type units struct {
	time, value           float64 // means
	timeScale, valueScale float64
}

func unitsOf(courses []Course) (units, bool) {
	var times, values []float64
	for _, c := range courses {
		times, values = append(times, c.Times...), append(values, c.Values...)
	}
	u := units{}
	u.time, u.timeScale = meanAndSD(times)
	u.value, u.valueScale = meanAndSD(values)
	usable := func(v float64) bool { return v > 0 && isFinite(v) && isFinite(1/v) }
	return u, usable(u.timeScale) && usable(u.valueScale)
}

func meanAndSD(list []float64) (mean, sd float64) {
	for _, v := range list {
		mean += v / float64(len(list))
	}
	for _, v := range list {
		sd += (v - mean) * (v - mean) / float64(len(list))
	}
	return mean, math.Sqrt(sd)
}

func modelOf(courses []Course, u units) *growthModel {
	m := &growthModel{}
	for _, c := range courses {
		var n, sumT, sumY, tt, ty float64
		for i := range c.Times {
			n, sumT, sumY = n+1, sumT+(c.Times[i]-u.time)/u.timeScale, sumY+(c.Values[i]-u.value)/u.valueScale
		}
		t0, y0 := sumT/n, sumY/n
		for i := range c.Times {
			t, y := (c.Times[i]-u.time)/u.timeScale-t0, (c.Values[i]-u.value)/u.valueScale-y0
			tt, ty = tt+t*t, ty+t*y
		}
		slope := ty / tt
		for i := range c.Times {
			e := (c.Values[i]-u.value)/u.valueScale - y0 - slope*((c.Times[i]-u.time)/u.timeScale-t0)
			m.left += e * e
		}
		m.observations += len(c.Times)
		m.own = append(m.own, ownLine{
			a:    mat2{{n, sumT}, {sumT, tt + n*t0*t0}},
			b:    mat2{{1/n + t0*t0/tt, -t0 / tt}, {-t0 / tt, 1 / tt}},
			beta: vec2{y0 - slope*t0, slope},
			logA: math.Log(n * tt),
		})
	}
	return m
}

// factor is L, the lower triangle of which G is made: both on the diagonal, the one below in between.
type factor [3]float64

func (f factor) lower() mat2      { return mat2{{f[0], 0}, {f[1], f[2]}} }
func (f factor) covariance() mat2 { return f.lower().mul(f.lower().transposed()) }

// state is the model at one factor.
type state struct {
	criterion float64
	gradient  factor
	line      vec2    // of the cohort
	variance  float64 // of the residuals
	logWeight float64 // log|ΣP|
}

func (m *growthModel) at(f factor) state {
	g := f.covariance()
	weights := make([]mat2, len(m.own))
	total, pull, logs := mat2{}, vec2{}, 0.0
	for i := range m.own {
		spread := m.own[i].b.plus(g, 1)
		weights[i] = spread.inverse()
		total = total.plus(weights[i], 1)
		w := weights[i].apply(m.own[i].beta)
		pull[0], pull[1] = pull[0]+w[0], pull[1]+w[1]
		logs += math.Log(spread.det()) + m.own[i].logA
	}
	inverse := total.inverse()
	s := state{line: inverse.apply(pull), logWeight: math.Log(total.det())}
	rss, toG, outer := m.left, mat2{}, mat2{}
	for i, p := range weights {
		d := vec2{m.own[i].beta[0] - s.line[0], m.own[i].beta[1] - s.line[1]}
		w := p.apply(d)
		rss += d[0]*w[0] + d[1]*w[1]
		toG = toG.plus(p, 1).plus(p.mul(inverse).mul(p), -1)
		outer = outer.plus(mat2{{w[0] * w[0], w[0] * w[1]}, {w[0] * w[1], w[1] * w[1]}}, 1)
	}
	free := float64(m.observations - 2)
	s.variance = rss / free
	s.criterion = free*(1+math.Log(2*math.Pi*s.variance)) + logs + s.logWeight
	toL := toG.plus(outer, -1/s.variance).mul(f.lower())
	s.gradient = factor{2 * toL[0][0], 2 * toL[1][0], 2 * toL[1][1]}
	return s
}

// deviation of one person from the cohort's line, and the variance of its slope in units of the residual variance.
func (o *ownLine) deviation(f factor, line vec2) (u vec2, variance float64) {
	l, g := f.lower(), f.covariance()
	d := vec2{o.beta[0] - line[0], o.beta[1] - line[1]}
	u = g.apply(o.b.plus(g, 1).inverse().apply(d))
	inner := l.transposed().mul(o.a).mul(l).plus(mat2{{1, 0}, {0, 1}}, 1)
	slope := inner.inverse().apply(vec2(l[1]))
	return u, l[1][0]*slope[0] + l[1][1]*slope[1]
}

// estimate fills in the model and everyone's line, in the units of the scores.
func (g *Growth) estimate(courses []Course) error {
	u, ok := unitsOf(courses)
	if !ok {
		return ErrNoGrowthModel
	}
	m := modelOf(courses, u)
	f, ok := m.minimum()
	if !ok {
		return ErrNoGrowthModel
	}
	s := m.at(f)
	perTime := u.valueScale / u.timeScale
	// From centred and scaled time to time as it was given.
	back := mat2{{u.valueScale, -u.time * perTime}, {0, perTime}}
	line := back.apply(s.line)
	g.Intercept, g.Slope = line[0]+u.value, line[1]
	cov := back.mul(f.covariance()).mul(back.transposed())
	for i := range cov {
		for j := range cov[i] {
			g.Covariance[i][j] = cov[i][j] * s.variance
		}
	}
	g.Residual = s.variance * u.valueScale * u.valueScale
	g.Criterion = s.criterion + 2*float64(m.observations-2)*math.Log(u.valueScale) + 2*math.Log(u.timeScale)
	alike := math.Hypot(f[1], f[2]) < sameSlopes
	for i, c := range courses {
		l := Line{Slope: g.Slope, From: c.Values[0], To: c.Values[len(c.Values)-1]}
		if dev, variance := m.own[i].deviation(f, s.line); !alike {
			l.Deviation, l.SE = dev[1]*perTime, math.Sqrt(s.variance*variance)*perTime
			l.Slope += l.Deviation
		}
		if !isFinite(l.Slope) || !isFinite(l.SE) {
			return ErrNoGrowthModel
		}
		g.lines[c.ID] = l
	}
	if !isFinite(g.Intercept) || !isFinite(g.Criterion) || !isFinite(g.Residual) {
		return ErrNoGrowthModel
	}
	return nil
}
