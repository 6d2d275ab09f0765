package cli

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// TestAgreedMeetingsAreDue: in the list and read out line by line, with the day, and calmly that one has gone by.
func TestAgreedMeetingsAreDue(t *testing.T) {
	today := store.Date{Year: 2026, Month: 11, Day: 22}
	v := casework.TodayView{Date: today, Families: 3}
	for i, days := range []int{-2, 0, 3} {
		v.Agreed = append(v.Agreed, casework.AgreedRow{
			Family: store.Family{Code: "ES-006" + string(rune('0'+i))}, Date: today.AddDays(days), Past: days < 0,
		})
	}
	a := &app{}
	if err := a.use(instruments.English); err != nil {
		t.Fatal(err)
	}
	lines, table := a.dueLines(v)
	if diff := cmp.Diff([]dueLine{
		{State: "agreed", Family: "ES-0060", Day: "2026-11-20", Past: true},
		{State: "agreed", Family: "ES-0061", Day: "2026-11-22"},
		{State: "agreed", Family: "ES-0062", Day: "2026-11-25"},
	}, lines); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"meeting agreed", "ES-0060", "", "", "", "20 Nov 2026 no meeting noted"}, table[1]); diff != "" {
		t.Error(diff)
	}
	var out bytes.Buffer
	if err := a.readToday(&out, &v); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Meetings agreed (3)", "ES-0060, 20 Nov 2026, no meeting noted", "ES-0061, 22 Nov 2026, today", "ES-0062, 25 Nov 2026\n"} {
		if !bytes.Contains(out.Bytes(), []byte(want)) {
			t.Errorf("%q is not among the lines:\n%s", want, out.String())
		}
	}
}
