package sheet

import (
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

// ChangeOptions says how long data are read and by what a change is judged. Either Scorer names an instrument, or
// Direction and Reliability stand in for one.
type ChangeOptions struct {
	File   string // name for reports
	Format Format
	// Problem is told of every problem, in the order of the file; may be nil.
	Problem func(RowProblem)
	// Progress is told now and then how many rows were read; may be nil.
	Progress func(rows int)

	// Columns by name, whatever their case. Empty: Person is id, person, subject or patient; Occasion is occasion,
	// wave, time, measurement or date; Value is value, score or the id of the scale; there are no groups.
	Person, Occasion, Value, Group string
	// From and To name the two occasions to compare. Both empty: the first and the last of each person that have
	// a score, in order of number or date when all occasions are such, else in the order in which the file first names them.
	From, To string

	Scorer    *scoring.Scorer       // nil: there is no instrument
	Scale     instruments.ScaleID   // empty: the main scale
	Informant instruments.Informant // of rows that do not say
	Sex       instruments.Sex

	Direction   instruments.Direction // needed without an instrument; with one it is the scale's
	Reliability float64               // 0: the instrument's
	// SD of the scores for the standard error of a difference. 0: that of the instrument's norm; where Reliability is
	// given or there is no norm, that of the first scores of the complete pairs.
	SD float64
	// NormMean and NormSD describe the functional (non-clinical) group; cut-offs b and c need them.
	NormMean, NormSD float64
	// Cutoff is the border to look at. The zero value is the instrument's, if there is one.
	Cutoff CutoffChoice
	Method change.Method // nil: Jacobson and Truax
}

// CutoffChoice says which border between the clinical and the non-clinical range is used.
type CutoffChoice struct {
	Kind  CutoffKind
	Value float64 // with CutoffAt; the border is on the clinical side
}

// CutoffKind is how a border is found.
type CutoffKind string

// Kinds of cut-offs: a, b and c are those of Jacobson and Truax.
const (
	CutoffOfInstrument CutoffKind = ""
	CutoffA            CutoffKind = "a"
	CutoffB            CutoffKind = "b"
	CutoffC            CutoffKind = "c"
	CutoffAt           CutoffKind = "number"
	NoCutoff           CutoffKind = "none"
)

// OptionError says which option of Change cannot be used.
type OptionError struct {
	Option OptionName
}

func (e *OptionError) Error() string { return "option " + string(e.Option) + " cannot be used" }

// OptionName names a field of ChangeOptions.
type OptionName string

// Names of options.
const (
	OptionScale       OptionName = "scale"       // the instrument has no such scale
	OptionDirection   OptionName = "direction"   // missing without an instrument
	OptionReliability OptionName = "reliability" // not between 0 and 1
	OptionSD          OptionName = "sd"          // not positive
	OptionNorm        OptionName = "norm"        // missing for cut-off b or c, or its SD is not positive
	OptionCutoff      OptionName = "cutoff"      // not a kind of cut-off
	OptionOccasions   OptionName = "occasions"   // one of two is named, or both are the same
)

func (o *ChangeOptions) check() error {
	bad := func(name OptionName) error { return &OptionError{name} }
	switch {
	case o.Scorer != nil && o.scale() == nil:
		return bad(OptionScale)
	case o.Scorer == nil && o.Direction != instruments.HigherBetter && o.Direction != instruments.HigherWorse:
		return bad(OptionDirection)
	case !(o.Reliability >= 0 && o.Reliability < 1):
		return bad(OptionReliability)
	case !(o.SD >= 0) || math.IsInf(o.SD, 0):
		return bad(OptionSD)
	case (o.From == "") != (o.To == "") || o.From != "" && o.From == o.To:
		return bad(OptionOccasions)
	}
	switch o.Cutoff.Kind {
	case CutoffB, CutoffC:
		if !(o.NormSD > 0) || math.IsInf(o.NormSD, 0) || math.IsNaN(o.NormMean) || math.IsInf(o.NormMean, 0) {
			return bad(OptionNorm)
		}
	case CutoffAt:
		if math.IsNaN(o.Cutoff.Value) || math.IsInf(o.Cutoff.Value, 0) {
			return bad(OptionCutoff)
		}
	case CutoffOfInstrument, CutoffA, NoCutoff:
	default:
		return bad(OptionCutoff)
	}
	return nil
}

// scale is the scale compared, or nil.
func (o *ChangeOptions) scale() *instruments.Scale {
	if o.Scorer == nil {
		return nil
	}
	def := o.Scorer.Definition()
	if o.Scale != "" {
		return def.Scale(o.Scale)
	}
	for i := range def.Scales {
		if def.Scales[i].Main || len(def.Scales) == 1 {
			return &def.Scales[i]
		}
	}
	return nil
}

func (o *ChangeOptions) direction() instruments.Direction {
	if s := o.scale(); s != nil {
		return s.Direction
	}
	return o.Direction
}

func (o *ChangeOptions) method() change.Method {
	if o.Method == nil {
		return change.JacobsonTruax{}
	}
	return o.Method
}
