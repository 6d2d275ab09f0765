package families

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ rows []store.FamilyRow }

func (f *fake) Families(_ context.Context, filter store.FamilyFilter) ([]store.FamilyRow, error) {
	var out []store.FamilyRow
	for _, r := range f.rows {
		if filter.Limit > 0 && len(out) == filter.Limit {
			break
		}
		if !filter.Open || r.Episode.End.IsZero() {
			out = append(out, r)
		}
	}
	return out, nil
}

func many(n int) []store.FamilyRow {
	out := make([]store.FamilyRow, n)
	for i := range out {
		out[i] = store.FamilyRow{
			Family:  store.Family{ID: store.FamilyID{byte(i), byte(i >> 8)}, Code: fmt.Sprintf("ES-%04d", i*7%10000)},
			Episode: store.Episode{Start: store.Date{Year: 2026, Month: time.March, Day: 1 + i%28}},
			Worker:  fmt.Sprintf("A%d", i%4), Team: "T1", Persons: 2 + i%4,
			LastSeen: store.Date{Year: 2026, Month: time.October, Day: 1 + (i*5)%28},
		}
		if i%9 == 4 {
			out[i].Episode.End = store.Date{Year: 2026, Month: time.September, Day: 30}
		}
		if i == 3 {
			out[i].OpenRisks, out[i].Drafts = 1, 2
		}
	}
	return out
}

func start(t *testing.T, tag instruments.Lang, rows []store.FamilyRow, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), &fake{rows}), width, height)
}

func TestFamiliesFiltersWhileTyping(t *testing.T) {
	ui, host := start(t, "fi", many(30), 80, 20)
	ui.Sees("27 perhettä työssä").Press("/").Type("0021").Sees("1 perhe työssä", "ES-0021")
	ui.Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Family{ID: store.FamilyID{3}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("/").Press("esc").Sees("27 perhettä työssä")
}

func TestFamiliesLettersAreTextWhileTyping(t *testing.T) {
	ui, host := start(t, "fi", many(30), 80, 20)
	ui.Press("/").Type("nok")
	ui.Sees("Haku ”nok” ei löytänyt mitään. Esc tyhjentää haun.")
	if host.Last() != nil {
		t.Errorf("asked %v", host.Last())
	}
	if !host.Screen.(screen.Typing).Typing() {
		t.Error("does not hold the keyboard")
	}
}

func TestFamiliesShowsEndedOnes(t *testing.T) {
	ui, _ := start(t, "fi", many(30), 80, 20)
	ui.SeesNot("päättynyt").Press("k").Sees("30 perhettä, päättyneet mukana", "päättynyt")
	ui.Send(rowsMsg{open: true}).Sees("30 perhettä") // a late answer to the question before
}

func TestFamiliesFindsEndedOnesWhenNothingElseFits(t *testing.T) {
	ui, _ := start(t, "fi", many(30), 80, 20)
	ui.Press("/").Type("0028").Sees("1 perhe, päättyneet mukana", "ES-0028", "päättynyt").Press("esc").Sees("27 perhettä työssä")
	ui.Press("/").Type("0021").Sees("1 perhe työssä")
}

func TestFamiliesSorts(t *testing.T) {
	row := func(code, worker string, day int) store.FamilyRow {
		return store.FamilyRow{Family: store.Family{Code: code}, Worker: worker, LastSeen: store.Date{Year: 2026, Month: time.October, Day: day}}
	}
	ui, _ := start(t, "fi", []store.FamilyRow{row("ES-0003", "A1", 20), row("ES-0001", "A3", 9), row("ES-0002", "A2", 1)}, 80, 20)
	codes := regexp.MustCompile(`ES-\d{4}`)
	for _, c := range []struct{ by, want string }{
		{"koodi", "ES-0001 ES-0002 ES-0003"},
		{"kauimmin tapaamatta", "ES-0002 ES-0001 ES-0003"},
		{"työntekijä", "ES-0003 ES-0002 ES-0001"},
	} {
		ui.Sees("järjestys: " + c.by)
		if got := strings.Join(codes.FindAllString(ui.View(), -1), " "); got != c.want {
			t.Errorf("by %s: %s, want %s", c.by, got, c.want)
		}
		ui.Press("o")
	}
}

// What a line shows can be searched for, and a click chooses a line and then opens it.
func TestFamiliesFindsWhatALineShows(t *testing.T) {
	ui, host := start(t, "fi", many(30), 80, 20)
	ui.Press("/").Type("kesken").Sees("1 perhe työssä", "ES-0021").Press("esc")
	pointer := host.Screen.(screen.Pointer)
	const titles = 3
	if cmd := pointer.Point(5, titles+1); cmd != nil {
		t.Fatal("the first click opened a family")
	}
	ui.Sees("▸ ES-0007")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Family{ID: store.FamilyID{1}}}, pointer.Point(5, titles+1)()); diff != "" {
		t.Error(diff)
	}
}

func TestFamiliesWithTenThousandRows(t *testing.T) {
	ui, _ := start(t, "fi", many(10000), 80, 20)
	ui.Press("/").Type("es-1234").Press("enter").Sees("1 perhe työssä").Press("/", "esc", "end").Sees("↑ 8873 riviä lisää", "▸ ES-9998")
}

func TestFamiliesBeginsAMeeting(t *testing.T) {
	ui, host := start(t, "fi", many(30), 80, 20)
	ui.Press("down", "down", "down", "b")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Meeting{Family: store.FamilyID{3}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui, host = start(t, "fi", nil, 80, 20)
	ui.Press("b")
	if host.Last() != nil {
		t.Errorf("asked %v", host.Last())
	}
}

// The first page is there before the rest is read, and does not pretend to be all.
func TestFamiliesShowsTheFirstPageAtOnce(t *testing.T) {
	m := newModel(uitest.Env(t, "fi"), &fake{many(10_000)})
	page, ok := m.Init()().(rowsMsg)
	if !ok || !page.partly || len(page.rows) != firstPage {
		t.Fatalf("%d rows are read first", len(page.rows))
	}
	d, _ := start(t, "fi", many(10_000), 80, 20)
	d.Sees("8889 perhettä työssä").Hold().Send(page).Sees("Loput perheet luetaan…", "ES-0000").SeesNot("perhettä työssä")
	d.Press("/").Type("9998").SeesNot("ei vastaa").Press("esc")
	d.Release().Sees("8889 perhettä työssä").SeesNot("luetaan")
}

func TestPictures(t *testing.T) {
	t.Run("fi-60", func(t *testing.T) { ui, _ := start(t, "fi", many(60), 60, 16); ui.Press("k").Picture() })
	t.Run("sv-120", func(t *testing.T) { ui, _ := start(t, "sv", many(60), 120, 36); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _ := start(t, "en", many(60), 120, 36); ui.Press("o").Picture() })
	t.Run("en-80-full", func(t *testing.T) { ui, _ := start(t, "en", many(60), 80, 20); ui.Picture() })
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", many(60), 80, 20); ui.Press("k", "pgdown").Picture() })
	t.Run("fi-120", func(t *testing.T) { ui, _ := start(t, "fi", many(60), 120, 36); ui.Press("k").Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _ := start(t, "sv", many(5), 80, 20); ui.Press("/").Type("a1").Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _ := start(t, "en", nil, 80, 20); ui.Picture() })
}
