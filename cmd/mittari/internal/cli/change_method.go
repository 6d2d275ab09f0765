package cli

import (
	"math"

	"github.com/mittari/mittari/scoring/change"
)

// plainMethods need nothing but the basis, or find what they need in the cohort.
func plainMethods() []change.Method {
	all := change.Methods()
	for _, m := range change.CohortMethods() {
		all = append(all, m)
	}
	return all
}

// methodNames lists what --method takes.
func methodNames() []string {
	var names []string
	for _, m := range plainMethods() {
		names = append(names, m.Name())
	}
	return append(names, change.MinimalImportant{}.Name(), change.Percentage{}.Name())
}

// method is the method of the flags. The two that judge by a threshold need their number, and no other has a use for it.
func (a *app) method(o changeFlags) (change.Method, error) {
	if err := a.oneOf("method", o.method, methodNames()...); err != nil {
		return nil, err
	}
	mid, percentage := change.MinimalImportant{}.Name(), change.Percentage{}.Name()
	switch {
	case !threshold(o.mid):
		return nil, a.usage("cli.usage.threshold", "flag", "mid")
	case !threshold(o.percent):
		return nil, a.usage("cli.usage.threshold", "flag", "percent")
	case (o.mid > 0) != (o.method == mid):
		return nil, a.usage("cli.usage.method-number", "flag", "mid", "method", mid)
	case (o.percent > 0) != (o.method == percentage):
		return nil, a.usage("cli.usage.method-number", "flag", "percent", "method", percentage)
	case o.method == mid:
		return change.MinimalImportant{Better: o.mid}, nil
	case o.method == percentage:
		return change.Percentage{Better: o.percent / 100}, nil
	}
	for _, m := range plainMethods() {
		if m.Name() == o.method {
			return m, nil
		}
	}
	return nil, a.oneOf("method", o.method, methodNames()...)
}

// threshold reports whether a number can be one; 0 is a flag that was left out.
func threshold(v float64) bool { return v >= 0 && !math.IsInf(v, 0) }
