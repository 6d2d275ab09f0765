package export_test

import (
	"testing"
	"time"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
)

func TestTmp(t *testing.T) {
	for _, n := range []int{240, 60, 12} {
		d := exporttest.Sample(t, 1, n)
		began := time.Now()
		r, err := export.Team(t.Context(), d, export.Options{Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To}})
		t.Log(n, len(d.Scored), time.Since(began), err)
		if err == nil {
			t.Logf("%+v", r.Proof)
		}
	}
}
