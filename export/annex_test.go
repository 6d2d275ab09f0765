package export_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
)

func annex(t *testing.T, d export.Data, o export.Options) *export.Report {
	t.Helper()
	r, err := export.Build(t.Context(), export.AnnexReport, d, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The order is the one that the funder's guide gives.
func TestAnnexHasItsSheetsInOrder(t *testing.T) {
	d := exporttest.Sample(t, 2, 60)
	var got []string
	for _, s := range annex(t, d, options(d)).Sections {
		got = append(got, s.Key)
	}
	want := []string{
		"cover", "summary", "participants", "completeness", "change", "reliable", "sub-projects", "events", "targets",
		"feedback", "narrative", "method", "protection",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(export.Kinds(), export.AnnexReport) {
		t.Error("the annex is not offered")
	}
}
