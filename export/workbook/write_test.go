package workbook_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
)

func TestTmp(t *testing.T) {
	d := exporttest.Sample(t, 1, 240)
	r, err := export.Team(t.Context(), d, export.Options{Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To}})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []string{"fi", "sv", "en"} {
		var b bytes.Buffer
		began := time.Now()
		if err := workbook.Write(t.Context(), &b, r, exporttest.NewWords(t, instruments.Lang(l)), workbook.Options{}); err != nil {
			t.Fatal(err)
		}
		t.Log(l, b.Len(), time.Since(began))
		os.WriteFile("/tmp/exp/"+l+".xlsx", b.Bytes(), 0o600)
	}
}
