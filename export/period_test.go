package export_test

import (
	"errors"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/store"
)

func TestParsePeriod(t *testing.T) {
	w := exporttest.NewWords(t, "en")
	for _, c := range []struct{ in, key, from, to, words string }{
		{"2026", "2026", "2026-01-01", "2026-12-31", "2026"},
		{"2026h2", "2026H2", "2026-07-01", "2026-12-31", "half-year 2 of 2026"},
		{"2026Q1", "2026Q1", "2026-01-01", "2026-03-31", "quarter 1 of 2026"},
		{"2028-02", "2028-02", "2028-02-01", "2028-02-29", "month 2/2028"},
		{"2026-01-15..2026-07-14", "2026-01-15..2026-07-14", "2026-01-15", "2026-07-14", "2026-01-15–2026-07-14"},
	} {
		p, err := export.ParsePeriod(c.in, store.Project{})
		if err != nil || p.Key != c.key || p.From.String() != c.from || p.To.String() != c.to || p.Label().In(w) != c.words {
			t.Errorf("%s: %+v %q, %v", c.in, p, p.Label().In(w), err)
		}
	}
	for _, bad := range []string{"2026Q5", "Q3", "26", "2026-13", "2026-00", "2026H3", "2026-01-02..2026-01-01", "2026-01-02..", "..", "a..b"} {
		if _, err := export.ParsePeriod(bad, store.Project{}); !errors.Is(err, export.ErrBadPeriod) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
