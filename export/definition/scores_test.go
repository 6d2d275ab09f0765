package definition_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/export/definition"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
	"github.com/mittari/mittari/scoring"
)

// written gives the expression of every score of a file, by scale and in the common spelling.
func written(tb testing.TB, d *instruments.Definition, format string, o definition.Options) map[instruments.ScaleID]string {
	tb.Helper()
	file := write(tb, formats()[format], d, o)
	draft, err := importer.Read(tb.Context(), "form", bytes.NewReader(file), nil, importer.DefaultLimits())
	if err != nil {
		tb.Fatal(err)
	}
	all := map[instruments.ScaleID]string{}
	for _, c := range draft.Calculations {
		for _, s := range d.Scales {
			if c.Name == "score-"+string(s.ID) || c.Name == plainName(string(d.ID))+"_"+plainName(string(s.ID)) {
				all[s.ID] = common(format, c.Text)
			}
		}
	}
	if len(all) != len(draft.Calculations) {
		tb.Errorf("%s as %s: %d calculations, %d belong to scales", d.Ref(), format, len(draft.Calculations), len(all))
	}
	return all
}

// plainName is how an id is written in the names of a table.
func plainName(id string) string {
	id = strings.ReplaceAll(id, "-", "_")
	if id[0] >= '0' && id[0] <= '9' {
		id = "i_" + id
	}
	return id
}

// Every score that is written gives, on any sheet, what we report for it; and no value where we have none.
func TestProperty_a_written_score_is_ours(t *testing.T) {
	inWords := words(t, "en")
	scores := 0
	for _, d := range library(t) {
		scorer, err := scoring.Compile(d)
		if err != nil {
			t.Fatal(err)
		}
		expressions := map[string]map[instruments.ScaleID]string{}
		for format := range formats() {
			expressions[format] = written(t, d, format, definition.Options{Words: inWords})
			scores += len(expressions[format])
		}
		t.Run(string(d.ID), rapid.MakeCheck(func(t *rapid.T) {
			sheet := drawSheet(t, d)
			result, err := scorer.Score(sheet, scoring.Context{Age: -1})
			if err != nil {
				t.Fatal(err)
			}
			for format := range expressions {
				sameScores(t, expressions[format], d, sheet, &result)
			}
		}))
	}
	if scores < 3*len(library(t)) {
		t.Errorf("only %d scores are written", scores)
	}
}

func sameScores(t *rapid.T, expressions map[instruments.ScaleID]string, d *instruments.Definition, sheet instruments.Responses, result *scoring.Result) {
	for id, expression := range expressions {
		got, err := evaluate(expression, d, sheet)
		if err != nil {
			t.Fatal(err)
		}
		r := result.Scale(id)
		switch {
		case (got != nil) != (r.Status == scoring.Scored):
			t.Fatalf("%s has value %v, ours is %s: %s", id, got, r.Status, expression)
		case got != nil && math.Abs(*got-r.Reported) > 1e-9:
			t.Fatalf("%s is %v, ours is %v: %s", id, *got, r.Reported, expression)
		}
	}
}

// drawSheet draws a sheet with some gaps. What an earlier answer rules out is not asked, here as there.
func drawSheet(t *rapid.T, d *instruments.Definition) instruments.Responses {
	sheet := d.NewResponses()
	gaps := rapid.SampledFrom([]int{0, 4, 10, 30}).Draw(t, "one gap in")
	for i := range d.Items {
		set := d.Set(d.Items[i].Set)
		if gaps > 0 && rapid.IntRange(1, gaps).Draw(t, "gap") == 1 {
			continue
		}
		sheet[i] = instruments.Answer(rapid.SampledFrom(set.Options).Draw(t, "option").Code)
	}
	d.Settle(sheet, "")
	return sheet
}
