package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// A small country is made and reported on; every sheet that was stored is counted in the report.
func TestRun_makesAndReports(t *testing.T) {
	path := filepath.Join(t.TempDir(), "small.mittari")
	var made, told strings.Builder
	if err := run(t.Context(), []string{"-file", path, "make", "-administrations", "3000"}, &made); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(made.String(), "3000 administrations of ") {
		t.Error(made.String())
	}
	if err := run(t.Context(), []string{"-file", path, "report"}, &told); err != nil {
		t.Fatal(err)
	}
	var episodes, completed, declined int
	var covered string
	for _, line := range strings.Split(told.String(), "\n") {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "all "); ok {
			if _, err := fmt.Sscanf(rest, "%d %s %% %d %d", &episodes, &covered, &completed, &declined); err != nil {
				t.Fatalf("%q: %v", rest, err)
			}
		}
	}
	if episodes < 50 || completed+declined != 3000 {
		t.Errorf("%d episodes, %d and %d sheets\n%s", episodes, completed, declined, told.String())
	}
}

func TestRun_saysWhatItNeeds(t *testing.T) {
	for _, args := range [][]string{{}, {"other"}, {"-file"}} {
		if err := run(t.Context(), args, &strings.Builder{}); err == nil {
			t.Errorf("%q went through", args)
		}
	}
}
