package scoring_test

import (
	"errors"
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// FuzzScore gives every definition of the library sheets of any length with any states and codes: never a panic,
// and never a value that is not a number.
func FuzzScore(f *testing.F) {
	f.Add(uint8(0), []byte{1, 0, 0, 0, 1, 0, 1, 0}, "self", "female", 12)
	f.Add(uint8(5), []byte{}, "", "", -1)
	f.Add(uint8(3), []byte{1, 0, 0xff, 0x7f, 200, 9, 9, 9}, "teacher", "x", 1<<40)
	_, defs := library(f)
	defs = append(defs, allKinds())
	scorers := make([]*scoring.Scorer, len(defs))
	for i, def := range defs {
		scorers[i] = compile(f, def)
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte, informant, sex string, age int) {
		i := int(which) % len(defs)
		def := defs[i]
		responses := def.NewResponses()
		if which >= 200 { // any length
			responses = make(instruments.Responses, len(data)/4)
		}
		for k := range responses {
			if len(data) < 4 {
				break
			}
			responses[k] = instruments.Response{
				State: instruments.ResponseState(data[0]), Reason: instruments.SkipReason(data[1]),
				Code: int16(uint16(data[2]) | uint16(data[3])<<8),
			}
			data = data[4:]
		}
		ctx := scoring.Context{Informant: instruments.Informant(informant), Sex: instruments.Sex(sex), Age: age}
		r, err := scorers[i].Score(responses, ctx)
		if err != nil {
			_, isCode := errors.AsType[*scoring.CodeError](err)
			_, isLength := errors.AsType[*scoring.LengthError](err)
			if !isCode && !isLength || len(r.Scales) != 0 {
				t.Fatalf("%v with %d scales", err, len(r.Scales))
			}
			return
		}
		for _, s := range r.Scales {
			if math.IsNaN(s.Value) || math.IsInf(s.Value, 0) || math.IsNaN(s.Reported) || math.IsInf(s.Reported, 0) {
				t.Fatalf("%+v", s)
			}
		}
		if _, err := scoring.Explain(def, responses, ctx, r); err != nil {
			t.Fatal(err)
		}
	})
}
