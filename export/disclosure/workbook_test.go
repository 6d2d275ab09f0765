package disclosure_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/bench/attack/attacker"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
)

// attacked writes a report of an invented project as a workbook and attacks it.
func attacked(ctx context.Context, t *testing.T, k export.Kind, seed uint64, families int, lang instruments.Lang) attacker.Result {
	t.Helper()
	d := exporttest.Sample(t, seed, families)
	o := export.Options{Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To}}
	r, err := export.Build(ctx, k, d, o)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := workbook.Write(ctx, &file, r, exporttest.NewWords(t, lang), workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	b, err := attacker.Read(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return attacker.Attack(b)
}

// The attack reads the finished file only. With everything in place it finds nothing; when only small counts are
// hidden and nothing protects them, it finds what they are, so that finding nothing says something.
func TestAttackOnTheFinishedWorkbook(t *testing.T) {
	for _, c := range []struct {
		kind     export.Kind
		families int
		lang     instruments.Lang
	}{
		{export.TeamReport, 58, instruments.Finnish},
		{export.TeamReport, 34, instruments.Swedish},
		{export.AnnexReport, 58, instruments.English},
	} {
		r := attacked(t.Context(), t, c.kind, 7, c.families, c.lang)
		if len(r.Found)+len(r.Faults) > 0 {
			t.Errorf("%s of %d families: told %v; faults %v", c.kind, c.families, r.Found, r.Faults)
		}
		if r.Hidden < 20 || r.Sums < 60 || r.Programs < 50 || r.Unsolved > r.Programs/10 {
			t.Errorf("%s of %d families: the attack had little to work with: %+v", c.kind, c.families, r)
		}
		r = attacked(disclosure.WithoutSecondary(t.Context()), t, c.kind, 7, c.families, c.lang)
		if len(r.Found) == 0 {
			t.Errorf("%s of %d families: nothing protects small counts, and none was told", c.kind, c.families)
		}
	}
}
