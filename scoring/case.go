package scoring

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
)

// caseTolerance is how exactly the value of a worked example is met.
const caseTolerance = 0.0001

// Aspect is what a worked example expects something of.
type Aspect string

// Aspects of a result.
const (
	AspectScale    Aspect = "scale" // that the form has the scale at all
	AspectStatus   Aspect = "status"
	AspectValue    Aspect = "value"
	AspectReported Aspect = "reported"
	AspectProrated Aspect = "prorated"
	AspectBand     Aspect = "band"
	AspectCutoff   Aspect = "cutoff"
	AspectRisk     Aspect = "risk"
)

// Mismatch is where a result is not what a worked example expects. Got and Want are stable names, codes or numbers.
type Mismatch struct {
	Aspect    Aspect
	Scale     instruments.ScaleID // empty for a risk
	Item      int                 // with AspectRisk
	Name      string              // of the band set or cut-off
	Got, Want string
}

// String names the place and both values.
func (m Mismatch) String() string {
	place := string(m.Scale)
	if m.Aspect == AspectRisk {
		place = fmt.Sprintf("item %d", m.Item)
	}
	what := string(m.Aspect)
	if m.Name != "" {
		what += " " + m.Name
	}
	return fmt.Sprintf("%s: %s is %s, want %s", place, what, m.Got, m.Want)
}

// absent is what a mismatch got where the result has nothing.
const absent = "none"

// CheckCase scores a worked example and lists where the result is not the expected one. The error is that of Score.
func (s *Scorer) CheckCase(c *instruments.Case) ([]Mismatch, error) {
	ctx := Context{Informant: c.For(s.def), Sex: c.Sex, Age: c.AgeOr(-1)}
	got, err := s.Score(c.Responses(s.def), ctx)
	if err != nil {
		return nil, err
	}
	var out []Mismatch
	for _, id := range slices.Sorted(maps.Keys(c.Expected)) {
		out = append(out, compareScale(got.Scale(id), id, c.Expected[id])...)
	}
	for _, item := range slices.Sorted(maps.Keys(c.Risks)) {
		found := absent
		for _, r := range got.Risks {
			if r.Rule.Item == item {
				found = r.State.String()
			}
		}
		if want := string(c.Risks[item]); found != want {
			out = append(out, Mismatch{Aspect: AspectRisk, Item: item, Got: found, Want: want})
		}
	}
	return out, nil
}

func compareScale(got *ScaleResult, id instruments.ScaleID, want instruments.Expected) []Mismatch {
	if got == nil {
		return []Mismatch{{Aspect: AspectScale, Scale: id, Got: absent, Want: string(want.Status)}}
	}
	if got.Status.String() != string(want.Status) {
		return []Mismatch{{Aspect: AspectStatus, Scale: id, Got: got.Status.String(), Want: string(want.Status)}}
	}
	var out []Mismatch
	differs := func(aspect Aspect, name, is, should string) {
		out = append(out, Mismatch{Aspect: aspect, Scale: id, Name: name, Got: is, Want: should})
	}
	if want.Value != nil && math.Abs(got.Value-*want.Value) > caseTolerance {
		differs(AspectValue, "", number(got.Value), number(*want.Value))
	}
	if want.Reported != nil && got.Reported != *want.Reported {
		differs(AspectReported, "", number(got.Reported), number(*want.Reported))
	}
	if want.Prorated != nil && got.Prorated != *want.Prorated {
		differs(AspectProrated, "", strconv.FormatBool(got.Prorated), strconv.FormatBool(*want.Prorated))
	}
	for _, name := range slices.Sorted(maps.Keys(want.Bands)) {
		found := instruments.NoBand
		for _, b := range got.Bands {
			if b.Set.Name == name {
				found = b.Band.Code
			}
		}
		if found != want.Bands[name] {
			differs(AspectBand, name, found, want.Bands[name])
		}
	}
	return append(out, compareCutoffs(got, id, want)...)
}

func compareCutoffs(got *ScaleResult, id instruments.ScaleID, want instruments.Expected) []Mismatch {
	var out []Mismatch
	sides := map[string]bool{}
	for _, c := range got.Cutoffs {
		sides[c.Cutoff.ID] = c.Clinical
		if want.NoCutoffs {
			out = append(out, Mismatch{Aspect: AspectCutoff, Scale: id, Name: c.Cutoff.ID, Got: strconv.FormatBool(c.Clinical), Want: absent})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want.Cutoffs)) {
		found := absent
		if clinical, fits := sides[name]; fits {
			found = strconv.FormatBool(clinical)
		}
		if should := strconv.FormatBool(want.Cutoffs[name]); found != should {
			out = append(out, Mismatch{Aspect: AspectCutoff, Scale: id, Name: name, Got: found, Want: should})
		}
	}
	return out
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
