package cohort

// StepName names a step on the way from referral to a pair of measurements. It is stable: languages look it up.
type StepName string

// Steps, in order.
const (
	StepReferred StepName = "referred"
	StepInformed StepName = "informed"
	StepStarted  StepName = "started"
	StepDue      StepName = "due"
	StepDone     StepName = "done"
	StepPaired   StepName = "paired"
)

// FunnelStep is how many persons came as far as a step.
type FunnelStep struct {
	Name   StepName
	N      int
	OfAll  Share // of the referred
	OfLast Share // of the step before; at the first step of itself
	Lost   int   // between the step before and this one
}

// Funnel lists the steps of completeness in order, so that a reader sees where persons are lost. A step that counts more
// than the one before it, which only wrong counts do, has shares that are not defined.
func (c Completeness) Funnel() []FunnelStep {
	counts := []struct {
		name StepName
		n    int
	}{
		{StepReferred, c.Referred},
		{StepInformed, c.Informed},
		{StepStarted, c.Started},
		{StepDue, c.Due},
		{StepDone, c.Done},
		{StepPaired, c.Paired},
	}
	out := make([]FunnelStep, len(counts))
	last := c.Referred
	for i, s := range counts {
		out[i] = FunnelStep{
			Name: s.name, N: s.n, OfAll: NewShare(s.n, c.Referred), OfLast: NewShare(s.n, last), Lost: last - s.n,
		}
		last = s.n
	}
	return out
}
