package scoring

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// CodeError says that a sheet holds a code that its item does not offer.
type CodeError struct {
	Item int // number of the item, as printed
	Code int
}

func (e *CodeError) Error() string {
	return fmt.Sprintf("item %d does not offer code %d", e.Item, e.Code)
}

// LengthError says that a sheet does not have one response for each item of the definition.
type LengthError struct {
	Want, Got int
}

func (e *LengthError) Error() string {
	return fmt.Sprintf("the sheet has %d responses, the definition %d items", e.Got, e.Want)
}

// CompileError says why a definition cannot be turned into a Scorer.
type CompileError struct {
	Definition instruments.Ref
	Scale      instruments.ScaleID // empty when the fault is not in a scale
	Problem    string
}

func (e *CompileError) Error() string {
	if e.Scale == "" {
		return fmt.Sprintf("definition %s: %s", e.Definition, e.Problem)
	}
	return fmt.Sprintf("definition %s, scale %s: %s", e.Definition, e.Scale, e.Problem)
}
