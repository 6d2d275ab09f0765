package reports

import (
	"fmt"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func TestPeriodsOfTheCalendar(t *testing.T) {
	day := func(y, m, d int) store.Date {
		return store.DateOf(store.Date{Year: y, Month: 1, Day: 1}.Time().AddDate(0, m-1, d-1))
	}
	for _, c := range []struct {
		span span
		day  store.Date
		back int
		want string
	}{
		{quarter, day(2026, 1, 1), 0, "2026Q1"},
		{quarter, day(2026, 3, 31), 1, "2025Q4"},
		{quarter, day(2026, 11, 22), 11, "2024Q1"},
		{month, day(2026, 1, 31), 1, "2025-12"},
		{month, day(2026, 11, 22), 0, "2026-11"},
		{half, day(2026, 6, 30), 0, "2026H1"},
		{half, day(2026, 7, 1), 3, "2025H1"},
		{year, day(2026, 12, 31), 2, "2024"},
	} {
		if got := c.span.key(c.span.at(c.day, c.back)); got != c.want {
			t.Errorf("%s of %v, %d back: %s, want %s", c.span, c.day, c.back, got, c.want)
		}
	}
	if from, to := halfYear(day(2026, 3, 31)); from != day(2025, 9, 1) || to != day(2026, 2, 28) {
		t.Errorf("the half-year before: %v to %v", from, to)
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			name := fmt.Sprintf("%s-%d", tag, size[0])
			t.Run(name+"-1-which", func(t *testing.T) {
				ui, _ := start(t, tag, &fake{}, size[0], size[1])
				ui.Picture()
			})
			t.Run(name+"-2-when", func(t *testing.T) {
				ui, _ := start(t, tag, &fake{}, size[0], size[1])
				ui.Press("down", "enter", "right", "right", "right", "right", "enter").Picture()
			})
			t.Run(name+"-3-hidden", func(t *testing.T) {
				ui, _ := start(t, tag, &fake{}, size[0], size[1])
				toPreview(ui).Picture()
			})
			t.Run(name+"-4-done", func(t *testing.T) {
				ui, _ := start(t, tag, &fake{}, size[0], size[1])
				toPreview(ui).Press("down", "enter").Picture()
			})
		}
	}
	t.Run("sv-80-exists", func(t *testing.T) {
		ui, _ := start(t, "sv", &fake{exists: true}, 80, 20)
		toPreview(ui).Press("enter").Picture()
	})
	t.Run("en-80-progress", func(t *testing.T) {
		ui, _ := start(t, "en", &fake{}, 80, 20)
		toPreview(ui).Hold().Press("enter").Turn().Send(transfer.Progress{Done: 30, Of: 100}).Picture()
	})
}
