package scoring_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

func TestCompile_refuses_what_cannot_be_scored(t *testing.T) {
	for name, c := range map[string]struct {
		spoil   func(*instruments.Definition)
		mention string
	}{
		"unknown item":            {func(d *instruments.Definition) { d.Scales[0].Rule.Items[0] = 99 }, "99"},
		"item counted twice":      {func(d *instruments.Definition) { d.Scales[0].Rule.Items[0] = 8 }, "8 is counted twice"},
		"no items":                {func(d *instruments.Definition) { d.Scales[0].Rule.Items = nil }, "names no items"},
		"reversed stranger":       {func(d *instruments.Definition) { d.Scales[0].Rule.Reversed = []int{1} }, "reversed item 1"},
		"unknown kind":            {func(d *instruments.Definition) { d.Scales[0].Rule.Kind = "median" }, "median"},
		"unknown policy":          {func(d *instruments.Definition) { d.Scales[0].Missing.Policy = "guess" }, "guess"},
		"no policy":               {func(d *instruments.Definition) { d.Scales[0].Missing = instruments.Missing{} }, "policy"},
		"negative limit":          {func(d *instruments.Definition) { d.Scales[0].Missing.Max = -1 }, "-1"},
		"mean policy on a sum":    {func(d *instruments.Definition) { d.Scales[0].Missing.Policy = instruments.MissingMean }, "answered-mean"},
		"prorated composite":      {func(d *instruments.Definition) { d.Scales[5].Missing.Policy = instruments.MissingProrate }, "every part"},
		"unknown part":            {func(d *instruments.Definition) { d.Scales[5].Rule.Scales[0].Scale = "z" }, "z"},
		"part counted twice":      {func(d *instruments.Definition) { d.Scales[5].Rule.Scales[0].Scale = "b" }, "twice"},
		"no parts":                {func(d *instruments.Definition) { d.Scales[5].Rule.Scales = nil }, "names no scales"},
		"built from itself":       {func(d *instruments.Definition) { d.Scales[5].Rule.Scales[0].Scale = "total" }, "itself"},
		"scale twice":             {func(d *instruments.Definition) { d.Scales[1].ID = "a" }, "twice"},
		"decimals":                {func(d *instruments.Definition) { d.Scales[0].Rounding.Decimals = 12 }, "12"},
		"bands on something":      {func(d *instruments.Definition) { d.Scales[0].BandsOn = "mood" }, "mood"},
		"multiplier":              {func(d *instruments.Definition) { d.Scales[0].Rule.Multiplier = math.Inf(1) }, "Inf"},
		"constant":                {func(d *instruments.Definition) { d.Scales[5].Rule.Constant = math.NaN() }, "NaN"},
		"item number twice":       {func(d *instruments.Definition) { d.Items[3].Number = 3 }, "twice"},
		"unknown set":             {func(d *instruments.Definition) { d.Items[3].Set = "none" }, "none"},
		"empty set":               {func(d *instruments.Definition) { d.ResponseSets[0].Options = nil }, "no options"},
		"code twice":              {func(d *instruments.Definition) { d.ResponseSets[0].Options[1].Code = 0 }, "twice"},
		"value that is no number": {func(d *instruments.Definition) { d.ResponseSets[0].Options[1].Value = math.NaN() }, "NaN"},
		"code out of reach":       {func(d *instruments.Definition) { d.ResponseSets[0].Options[1].Code = 1 << 20 }, "apart"},
		"later condition":         {func(d *instruments.Definition) { d.Items[3].Asked = &instruments.Condition{Item: 5} }, "not an earlier"},
		"condition on a code": {
			func(d *instruments.Definition) { d.Items[3].Asked = &instruments.Condition{Item: 1, Codes: []int{9}} }, "code 9",
		},
		"condition on a code out of reach": {
			func(d *instruments.Definition) {
				d.Items[3].Asked = &instruments.Condition{Item: 1, Codes: []int{1 << 16}}
			}, "65536",
		},
		"risk of no item": {func(d *instruments.Definition) { d.Risks[0].Item = 77 }, "77"},
		"side of a cut-off": {
			func(d *instruments.Definition) {
				d.Cutoffs = []instruments.Cutoff{{ID: "cut", Scale: "a", Clinical: "left"}}
			}, "left",
		},
	} {
		t.Run(name, func(t *testing.T) {
			def := fiveScales()
			c.spoil(def)
			_, err := scoring.Compile(def)
			compileErr, ok := errors.AsType[*scoring.CompileError](err)
			if !ok || !strings.Contains(err.Error(), c.mention) {
				t.Fatalf("error is %v, want one that mentions %q", err, c.mention)
			}
			if compileErr.Definition != def.Ref() {
				t.Errorf("the error names %s", compileErr.Definition)
			}
		})
	}
	if _, err := scoring.Compile(nil); err == nil {
		t.Error("nothing was compiled")
	}
}

func TestCompile_puts_parts_before_what_is_built_from_them(t *testing.T) {
	def := fiveScales()
	first := def.Scales[5]
	first.ID, first.Rule.Scales = "grand", []instruments.CompositeScale{{Scale: "total", Weight: 2}, {Scale: "a", Weight: -1}}
	first.Rule.Constant = 3
	def.Scales = append([]instruments.Scale{first}, def.Scales...)
	codes := make([]int, 25)
	for i := range codes {
		codes[i] = 1
	}
	r := score(t, def, sheet(codes...), scoring.Context{})
	// Every item counts 1: the total is 20, scale a is 5, so 3 + 2 × 20 − 5.
	if g := r.Scale("grand"); g.Value != 38 || g.Items != 20 || g.Answered != 20 {
		t.Errorf("grand is %+v", g)
	}
}
