package instruments

import (
	"math"
	"slices"
)

// NormByID gives a norm by its id, or nil.
func (d *Definition) NormByID(id string) *Norm {
	for i := range d.Norms {
		if d.Norms[i].ID == id {
			return &d.Norms[i]
		}
	}
	return nil
}

// ReliabilityByID gives a reliability by its id, or nil.
func (d *Definition) ReliabilityByID(id string) *Reliability {
	for i := range d.Reliability {
		if d.Reliability[i].ID == id {
			return &d.Reliability[i]
		}
	}
	return nil
}

// ChangePoints gives a change figure in points of its scale: as published, or by Jacobson and Truax 1991 as
// 1.96 · √2 · SD · √(1 − r) from its norm and reliability. It is NaN when those do not exist, which the loader refuses.
func (d *Definition) ChangePoints(f *ChangeFigure) float64 {
	if f.Points != 0 {
		return f.Points
	}
	norm, reliability := d.NormByID(f.Norm), d.ReliabilityByID(f.Reliability)
	if norm == nil || reliability == nil {
		return math.NaN()
	}
	return 1.96 * math.Sqrt2 * norm.SD * math.Sqrt(1-reliability.Value)
}

// ChangeConfidence says how sure a change figure is: as sure as the weakest of the figure, its norm and its reliability.
// A figure derived from recalled facts is recalled.
func (d *Definition) ChangeConfidence(f *ChangeFigure) Confidence {
	all := []Confidence{f.Evidence.Confidence}
	if norm := d.NormByID(f.Norm); norm != nil {
		all = append(all, norm.Evidence.Confidence)
	}
	if reliability := d.ReliabilityByID(f.Reliability); reliability != nil {
		all = append(all, reliability.Evidence.Confidence)
	}
	return Weakest(all...)
}

// surest lists the confidences, surest first; facts of our own forms stand beside verified ones.
func surest() []Confidence {
	return []Confidence{OurOwn, Verified, Derived, Partial, Inferred, Convention, Proposed, Recalled}
}

// Weakest gives the least sure of several confidences. One that is not known is weaker than all.
func Weakest(all ...Confidence) Confidence {
	order := surest()
	weakest := OurOwn
	for _, one := range all {
		rank := slices.Index(order, one)
		if rank < 0 {
			return one
		}
		if rank > slices.Index(order, weakest) {
			weakest = one
		}
	}
	return weakest
}

// Fits reports whether a fact for this population may be used for a respondent: informant, sex and age (full
// years, negative when unknown) of the subject. What is unknown fits no population limited by it.
func (p *Population) Fits(who Informant, sex Sex, age int) bool {
	if p.Informant != "" && p.Informant != who || p.Sex != "" && p.Sex != sex {
		return false
	}
	if p.AgeFrom == 0 && p.AgeTo == 0 {
		return true
	}
	return age >= 0 && age >= p.AgeFrom && (p.AgeTo == 0 || age <= p.AgeTo)
}
