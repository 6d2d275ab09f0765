package sheet_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/sheet"
)

// FuzzScore gives any text as a file: never a panic, every row is either scored or refused with a problem.
func FuzzScore(f *testing.F) {
	f.Add("id,1,2,10\na,1,1,1\n")
	f.Add("id;date;age;sex;informant;1;2;10\nb;2026-02-30;x;f;self;1,0;1.0;\"\n")
	f.Add("\xFF\xFEi\x00,\x001\x00\n\x00")
	s := scorer(f)
	f.Fuzz(func(t *testing.T, text string) {
		var out bytes.Buffer
		problems := 0
		sum, err := sheet.Score(t.Context(), strings.NewReader(text), &out, s, sheet.ScoreOptions{
			Problem: func(sheet.RowProblem) { problems++ },
		})
		if err != nil {
			if _, ok := errors.AsType[*sheet.FileError](err); !ok {
				t.Fatal(err)
			}
		}
		if sum.Sheets+sum.Refused != sum.Rows || sum.Problems != problems || sum.Refused > problems {
			t.Fatalf("%+v with %d problems", sum, problems)
		}
		if strings.Contains(out.String(), "NaN") || strings.Contains(out.String(), "Inf") {
			t.Skip("a name may hold this") // the cells of numbers are checked by the scorer's own fuzzing
		}
	})
}

// FuzzChange gives any text as long data: never a panic, everybody has a class or no pair.
func FuzzChange(f *testing.F) {
	f.Add("id,time,value,group\na,1,3,x\na,2,5,y\n", "1", "2", uint8(2))
	f.Add("id;date;score\na;1.1.2026;3,5\na;2026-02-01;\n", "", "", uint8(0))
	f.Fuzz(func(t *testing.T, text, from, to string, cut uint8) {
		kinds := []sheet.CutoffKind{sheet.CutoffOfInstrument, sheet.CutoffA, sheet.CutoffB, sheet.CutoffC, sheet.CutoffAt, sheet.NoCutoff}
		var out bytes.Buffer
		sum, err := sheet.Change(t.Context(), strings.NewReader(text), &out, sheet.ChangeOptions{
			From: from, To: to, Direction: instruments.HigherBetter, Reliability: .8, NormMean: 10, NormSD: 3,
			Cutoff: sheet.CutoffChoice{Kind: kinds[int(cut)%len(kinds)], Value: 4},
		})
		if err != nil {
			_, isFile := errors.AsType[*sheet.FileError](err)
			_, isOption := errors.AsType[*sheet.OptionError](err)
			if !isFile && !isOption {
				t.Fatal(err)
			}
			return
		}
		all := sum.All
		if all.Statistics.N > all.Persons || all.AtFrom > all.Persons || all.Classes.Judged() > all.Statistics.N {
			t.Fatalf("%+v", all)
		}
	})
}
