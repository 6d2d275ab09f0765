package storetest

import (
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
)

// PublicIndicator is an invented figure of an area.
func PublicIndicator(tb testing.TB) store.PublicIndicator {
	tb.Helper()
	p := store.PublicIndicator{
		Area: "ES", Year: 2024, Indicator: "emergency placements, per 1 000", Value: 7.4, Decimals: 1,
		Source: "invented example", Licence: "CC BY 4.0", Imported: Day(tb, "2026-05-01"),
	}
	p.ID = p.Key()
	return p
}

// FrozenReport is a frozen report with figures that no report has.
func FrozenReport(tb testing.TB) store.FrozenReport {
	tb.Helper()
	f := store.FrozenReport{
		Report: "annex", Period: "2026Q1", From: Day(tb, "2026-01-01"), To: Day(tb, "2026-03-31"), DataDate: Day(tb, "2026-03-31"),
		Made: time.Date(2026, 4, 10, 9, 30, 0, 0, time.UTC), Program: "1.0", Rules: "1",
		Used:     []store.FrozenDefinition{{Instrument: "yp-core", Version: 1, Hash: "abc"}},
		Checksum: strings.Repeat("0a", 32), Figures: []byte("figures"), Position: store.Cursor{Versions: 12, Administrations: 3},
	}
	key, err := f.Key()
	if err != nil {
		tb.Fatal(err)
	}
	f.ID = key
	return f
}
