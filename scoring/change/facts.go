package change

// Facts are the figures of a cohort that some methods compare one person with: means, standard deviations and
// correlation of the first (From) and the second (To) scores of its pairs. Whoever compares gives them, together
// with the word of which cohort they are; this package keeps none.
//
// They do not replace the SD and the reliability of the Basis, on which the standard error rests in every method.
type Facts struct {
	FromMean, FromSD float64
	ToMean, ToSD     float64
	R                float64 // correlation of the two scores
	// ToReliability is the reliability of the second scores, 0 ≤ r < 1. 0: that of the basis holds for both.
	ToReliability float64
}

// known reports whether facts were given: a cohort whose first scores do not vary is none.
func (f *Facts) known() bool {
	return f.FromSD > 0 && isFinite(f.FromSD) && isFinite(f.FromMean)
}

// CohortMethod is a method that cannot tell anything before it knows the cohort.
type CohortMethod interface {
	Method
	// With gives the method the facts to use.
	With(f Facts) Method
}

// CohortMethods lists the methods that need the facts of a cohort.
//
// They ask whether a later score is more than measurement error away from the one to be expected, not whether it
// is away from the first score. The finding therefore follows the sign of the index, which may differ from the
// sign of the raw change: who gained less than the others can count as reliably worse. Needed stays 0, since the
// number of points depends on the first score and on the direction.
func CohortMethods() []CohortMethod {
	return []CohortMethod{EdwardsNunnally{}, GulliksenLordNovick{}, HsuLinnLord{}, NunnallyKotsch{}, HagemanArrindell{}}
}
