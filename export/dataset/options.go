package dataset

import (
	"context"
	"slices"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// LeastGroup is how many families have to share what may be known of each of them, unless Options.K says more.
const LeastGroup = 5

// Source is what a dataset is made from.
type Source struct {
	// Data is the record without families that are not to be used; its Scored is not looked at.
	Data export.Data
	// Each calls f for the newest revision of every completed or declined administration, oldest first, with its answers.
	Each func(ctx context.Context, f func(store.Scored) error) error
	// Definition finds the version that scores were made with; nil: it is not known here, and its forms are left out.
	Definition func(instruments.Ref) *instruments.Definition
	// Mask turns an id into another one that tells nothing, always the same.
	Mask func(store.ID) store.ID
	// Quarters: the record holds no days, so that weeks would be made up.
	Quarters bool
}

// Options of a dataset.
type Options struct {
	Number       int // of the datasets of this workspace
	Period       export.Period
	Today        store.Date
	Program      string
	K            int    // 0: LeastGroup; less than LeastGroup is raised to it
	Drop         []Step // taken away in any case
	Coarsen      bool   // take away more, in the order of Steps, until no group is too small
	WithoutDates bool   // no weeks and no year
	Words        export.Words
	// ForCheck withholds nothing and looks at no group, so that a report can be recomputed from the rows. It is for
	// tests; nothing that a person can choose sets it.
	ForCheck bool
}

// Step takes one thing away from what may be known of a person.
type Step string

// Steps.
const (
	DropLanguage Step = "language"
	DropHome     Step = "home"
	DropFamily   Step = "family" // rows of one family can no longer be told to belong together
	MergeAges    Step = "ages"   // bands become under 18 and 18 or more
	DropYear     Step = "year"
	DropGender   Step = "gender"
	DropArea     Step = "area"
)

// Steps lists all in the order in which Options.Coarsen takes them: what evaluators miss least goes first.
func Steps() []Step {
	return []Step{DropLanguage, DropHome, DropFamily, MergeAges, DropYear, DropGender, DropArea}
}

func (o *Options) settle() {
	o.K = max(o.K, LeastGroup)
	if o.WithoutDates && !slices.Contains(o.Drop, DropYear) {
		o.Drop = append(slices.Clone(o.Drop), DropYear)
	}
}
