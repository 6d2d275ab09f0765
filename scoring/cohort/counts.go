package cohort

import "github.com/mittari/mittari/scoring/change"

// Classes counts persons by class of change. The zero value is ready to use.
type Classes struct {
	counts      [change.Harmed + 1]int
	crossedOnly int
}

// Add takes in the comparison of one person.
func (c *Classes) Add(r change.Result) {
	c.counts[min(r.Class, change.Harmed)]++
	if r.CrossedOnly {
		c.crossedOnly++
	}
}

// Merge takes in what another counted.
func (c *Classes) Merge(o *Classes) {
	for i, n := range o.counts {
		c.counts[i] += n
	}
	c.crossedOnly += o.crossedOnly
}

// Count is how many persons are in a class.
func (c *Classes) Count(class change.Class) int {
	if class > change.Harmed {
		return 0
	}
	return c.counts[class]
}

// Judged is how many persons have a class other than unknown.
func (c *Classes) Judged() int {
	n := 0
	for class := change.Recovered; class <= change.Harmed; class++ {
		n += c.counts[class]
	}
	return n
}

// CrossedOnly is how many crossed the cut-off by a change that is within measurement error. They are among the unchanged.
func (c *Classes) CrossedOnly() int { return c.crossedOnly }

// ReliablyImproved counts recovered and improved together.
func (c *Classes) ReliablyImproved() int {
	return c.counts[change.Recovered] + c.counts[change.Improved]
}

// ReliablyWorse counts deteriorated and harmed together.
func (c *Classes) ReliablyWorse() int { return c.counts[change.Deteriorated] + c.counts[change.Harmed] }

// Share is the part of those judged that is in a class.
func (c *Classes) Share(class change.Class) Share { return NewShare(c.Count(class), c.Judged()) }

// Completeness counts persons at each step from referral to a pair of measurements. Each step is a part of the one before.
type Completeness struct {
	Referred int // came to the service
	Informed int // were told about the measuring
	Started  int // answered at the start
	Due      int // were due for the second measurement
	Done     int // answered the second time
	Paired   int // have a scored result at both times
}

// Merge adds another count.
func (c *Completeness) Merge(o Completeness) {
	c.Referred += o.Referred
	c.Informed += o.Informed
	c.Started += o.Started
	c.Due += o.Due
	c.Done += o.Done
	c.Paired += o.Paired
}

// StartedShare is the part of the referred that answered at the start.
func (c Completeness) StartedShare() Share { return NewShare(c.Started, c.Referred) }

// DoneShare is the part of those due that answered the second time.
func (c Completeness) DoneShare() Share { return NewShare(c.Done, c.Due) }

// PairedShare is the part of those due that have a pair: the number that says how far a mean can be trusted.
func (c Completeness) PairedShare() Share { return NewShare(c.Paired, c.Due) }
