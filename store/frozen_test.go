package store_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// breaks reports the field that a noun breaks a rule with, or "".
func breaks(t *testing.T, err error) string {
	t.Helper()
	var invalid *store.InvalidError
	if err == nil || !errors.As(err, &invalid) {
		return ""
	}
	return invalid.Field
}

// Whatever is changed in a frozen report, its id no longer fits, in this file and after a journey.
func TestFrozenReport_isRefusedWhenAltered(t *testing.T) {
	whole := storetest.FrozenReport(t)
	same(t, "", breaks(t, whole.Validate()))
	for name, alter := range map[string]func(*store.FrozenReport){
		"figures":  func(f *store.FrozenReport) { f.Figures = []byte("figurez") },
		"checksum": func(f *store.FrozenReport) { f.Checksum = "ff" + f.Checksum[2:] },
		"period":   func(f *store.FrozenReport) { f.Period = "2026Q2" },
		"rules":    func(f *store.FrozenReport) { f.Rules = "2" },
		"earlier":  func(f *store.FrozenReport) { f.Earlier = []store.DocumentID{{1}} },
		"used":     func(f *store.FrozenReport) { f.Used[0].Hash = "abd" },
		"position": func(f *store.FrozenReport) { f.Position.Administrations++ },
		"time":     func(f *store.FrozenReport) { f.Made = f.Made.Add(time.Second) },
	} {
		altered := storetest.FrozenReport(t)
		alter(&altered)
		if got := breaks(t, altered.Validate()); got != "ID" {
			t.Errorf("%s altered: %q", name, got)
		}
	}
	body, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	back, err := store.DecodeDocument(store.KindFrozenReport, body)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "", breaks(t, back.Validate()))
}

func TestFrozenReport_rules(t *testing.T) {
	for field, alter := range map[string]func(*store.FrozenReport){
		"Report":   func(f *store.FrozenReport) { f.Report = "An annex" },
		"DataDate": func(f *store.FrozenReport) { f.DataDate = store.Date{} },
		"Made":     func(f *store.FrozenReport) { f.Made = time.Time{} },
		"Rules":    func(f *store.FrozenReport) { f.Rules = "" },
		"Checksum": func(f *store.FrozenReport) { f.Checksum = "abc" },
		"Figures":  func(f *store.FrozenReport) { f.Figures = nil },
		"Used":     func(f *store.FrozenReport) { f.Used[0].Version = 0 },
		"To":       func(f *store.FrozenReport) { f.To = f.From.AddDays(-1) },
	} {
		f := storetest.FrozenReport(t)
		alter(&f)
		same(t, field, breaks(t, f.Validate()))
	}
}

func TestPublicIndicator_rules(t *testing.T) {
	p := storetest.PublicIndicator(t)
	same(t, "", breaks(t, p.Validate()))
	again := p
	again.Value, again.Imported = 8, p.Imported.AddDays(1)
	same(t, p.ID, again.Key()) // a later import corrects the value
	for field, alter := range map[string]func(*store.PublicIndicator){
		"Source":   func(p *store.PublicIndicator) { p.Source = " " },
		"Area":     func(p *store.PublicIndicator) { p.Area = "" },
		"Year":     func(p *store.PublicIndicator) { p.Year = 24 },
		"Decimals": func(p *store.PublicIndicator) { p.Decimals = 7 },
		"Imported": func(p *store.PublicIndicator) { p.Imported = store.Date{} },
		"ID":       func(p *store.PublicIndicator) { p.Indicator += "!" },
	} {
		q := p
		alter(&q)
		same(t, field, breaks(t, q.Validate()))
	}
}
