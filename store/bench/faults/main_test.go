package main

import (
	"errors"
	"strings"
	"testing"
)

const passing = `{"Action":"run","Package":"x/vault","Test":"TestA"}
{"Action":"output","Package":"x/vault","Test":"TestA","Output":"    a_test.go:7: fault: kill -9 | 10 | 99 | 0\n"}
{"Action":"pass","Package":"x/vault","Test":"TestA","Elapsed":2}
{"Action":"pass","Package":"x/vault","Elapsed":2}
`

func TestRun_tableOfWhatWasSurvived(t *testing.T) {
	var out strings.Builder
	if err := run(strings.NewReader(passing), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"kill -9  10    99            0     survived  2", "1 tests passed, 0 failed"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestRun_failsWhenATestFailsOrNothingRan(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":      "",
		"lost":         strings.Replace(passing, "| 99 | 0", "| 99 | 1", 1),
		"failed":       strings.Replace(passing, `"pass","Package":"x/vault","Test"`, `"fail","Package":"x/vault","Test"`, 1),
		"not built":    passing + `{"Action":"fail","Package":"x/sqlite"}`,
		"not finished": strings.SplitAfter(passing, "0\\n\"}\n")[0] + `{"Action":"fail","Package":"x/vault"}`,
	} {
		if err := run(strings.NewReader(in), &strings.Builder{}); !errors.Is(err, errFailed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
