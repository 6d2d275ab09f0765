package export_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/store"
)

func public(indicator, area string, year int, value float64) store.PublicIndicator {
	p := store.PublicIndicator{Area: area, Year: year, Indicator: indicator, Value: value, Decimals: 1, Source: "s", Imported: exporttest.Today}
	p.ID = p.Key()
	return p
}

// Areas stand in order of their codes, whatever their figures, others after them; what was removed or is of a year to
// come is not there, nor are more indicators than fit.
func TestProfileShowsPublicIndicatorsAsContext(t *testing.T) {
	d := cohort()
	d.Regions = append(d.Regions, store.Region{ID: store.RegionID(id(8)), Code: "ZZ", Name: "Viimeinen"})
	d.Public = []store.PublicIndicator{
		public("a", "Koko maa", 2024, 9.9), public("a", "ZZ", 2024, 1), public("a", "AA", 2024, 7.4), public("a", "Alue", 2023, 7.9),
		public("a", "AA", 2027, 1), public("a", "AA", 2018, 1),
		public("a", "AA", 2019, 1), public("a", "AA", 2020, 1), public("a", "AA", 2021, 1), public("a", "AA", 2022, 1),
	}
	removed := public("b", "AA", 2024, 5)
	removed.Removed = exporttest.Today
	d.Public = append(d.Public, removed)
	for _, name := range []string{"c", "d", "e", "f", "g", "h", "i"} {
		d.Public = append(d.Public, public(name, "AA", 2024, 1))
	}
	r := build(t, export.ProfileReport, d, options(d))
	table := r.Section("profile").Table("profile-context")
	want := []string{"a|Alue", "a|Viimeinen", "a|Koko maa", "c|Alue", "d|Alue", "e|Alue", "f|Alue", "g|Alue"}
	if d := cmp.Diff(want, table.RowKeys()); d != "" {
		t.Errorf("rows:\n%s", d)
	}
	if d := cmp.Diff([]string{"indicator", "area", "2020", "2021", "2022", "2023", "2024"}, table.ColumnKeys()); d != "" {
		t.Errorf("years:\n%s", d)
	}
	more := false
	for _, l := range r.Section("profile").Closing {
		more = more || l.Key == "profile.more"
	}
	if !more || !r.Section("profile").OnePage {
		t.Error("two indicators that do not fit are not told")
	}
	if n := len(r.Section("profile").Table("profile-sources").Rows); n != 6 {
		t.Errorf("%d sources", n)
	}
}

func TestProfileWithoutPublicIndicatorsSaysSo(t *testing.T) {
	d := cohort()
	r := build(t, export.ProfileReport, d, options(d))
	s := r.Section("profile")
	if s.Table("profile-context") != nil || s.Closing[len(s.Closing)-1].Key != "profile.none" || s.Table("people") == nil {
		t.Errorf("closing: %v", s.Closing)
	}
}
