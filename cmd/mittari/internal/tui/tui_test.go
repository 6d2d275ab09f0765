package tui

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// house is the whole app over a real record, with a clock that the test moves and timers that it fires.
type house struct {
	*uitest.Driver
	model  *Model
	rec    *storetest.Record
	kept   witness
	now    time.Time
	timers []timer
}

type timer struct {
	after time.Duration
	then  func(time.Time) tea.Msg
}

const pin = "2468"

func open(tb testing.TB, tag instruments.Lang, start func(storetest.Seed) screen.Route) *house {
	tb.Helper()
	h := &house{rec: storetest.Open(tb), now: storetest.Now()}
	cat, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	l, err := lang.New(tag)
	if err != nil {
		tb.Fatal(err)
	}
	h.kept = witness{cabinet.Record{Workspace: h.rec.Workspace}, newAcknowledged()}
	record := h.kept
	settings, err := record.Settings(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	settings.Lang, settings.AutoLockMinutes = tag, 5
	if err := record.SaveSettings(tb.Context(), settings); err != nil {
		tb.Fatal(err)
	}
	clock := func() time.Time { return h.now }
	desk, err := casework.NewDesk(tb.Context(), record, cat, clock)
	if err != nil {
		tb.Fatal(err)
	}
	if err := desk.SetPIN(tb.Context(), pin); err != nil {
		tb.Fatal(err)
	}
	o := Options{
		Door:   watchedDoor{cabinet.NewDoor(h.rec.Path, vault.FloorKDF(), storetest.Now), h},
		Record: record, Catalogue: cat, Clock: clock, Lang: l, Renderer: uitest.Renderer(), Demo: true,
		After: func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
			if d < time.Minute { // a screen's own pause; the root waits for minutes
				return uitest.AtOnce(d, then)
			}
			h.timers = append(h.timers, timer{d, then})
			return nil
		},
	}
	if start != nil {
		o.Start = start(h.rec.Seed)
	}
	h.model = newModel(tb.Context(), o)
	h.Driver = uitest.Start(tb, h.model, 80, 24)
	return h
}

// fire lets the newest timer run out.
func (h *house) fire() { h.Send(h.timers[len(h.timers)-1].then(h.now)) }

func asking(mode store.Mode) func(storetest.Seed) screen.Route {
	return func(s storetest.Seed) screen.Route {
		return screen.Questionnaire{Begin: &casework.Plan{
			Episode: s.Episode.ID, Respondent: s.Guardian.ID, Instrument: "phq-9", Wave: store.Start, Mode: mode, Lang: instruments.Finnish,
		}}
	}
}

func TestHeaderFooterAndPlaces(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Sees("Mittari", "ESITTELYAINEISTO – keksityt tiedot", "? ohje")
	h.Press("2").Sees("ES-0042", "esc takaisin").Press("esc").SeesNot("esc takaisin")
	h.Press("3", "esc", "4", "6", "5", "esc", "1")
	if len(h.model.stack) != 1 {
		t.Errorf("%d screens lie on each other, want Today alone", len(h.model.stack))
	}
	h.SeesNot("⟨")
}

func TestEveryPlaceFitsTheWindow(t *testing.T) {
	for _, tag := range lang.Languages() {
		h := open(t, tag, nil)
		for _, key := range []string{"1", "2", "3", "4", "5", "6"} {
			for _, size := range [][2]int{{80, 24}, {120, 40}} {
				h.Press(key).Resize(size[0], size[1]).SeesNot("⟨")
				if lines := strings.Split(h.View(), "\n"); len(lines) != size[1] {
					t.Errorf("%s, place %s: %d lines, want %d", tag, key, len(lines), size[1])
				}
			}
			h.Press("esc", "esc")
		}
	}
}

func TestHelpPage(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("?").Sees("Näppäimet", "lukitse heti", "perheet").Picture()
	h.Press("esc").SeesNot("lukitse heti")
}

func TestQuitAsksFirst(t *testing.T) {
	h := open(t, instruments.Swedish, nil)
	h.Press("q").Sees("Avsluta Mittari?").Press("n").SeesNot("Avsluta")
	if h.Quit() {
		t.Fatal("quit without asking")
	}
	h.Press("ctrl+c", "enter")
	if !h.Quit() {
		t.Error("did not quit")
	}
}

func TestRespondentModeCannotBeLeftThroughTheRoot(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.OwnScreen))
	h.Press("end", "enter", "enter")
	for _, k := range []string{"ctrl+c", "ctrl+z", "ctrl+\\", "ctrl+l", "f1", "f12", "esc", "q", "?", "4", "5", "6", "ctrl+c", "enter"} {
		h.Press(k).SeesNot("Mittari", "ES-0042", "ESITTELY", "PHQ")
	}
	h.Paste(strings.Repeat("q\x1b", 5000), true).Paste(strings.Repeat("q1", 5000), false)
	h.Resize(20, 5).Resize(200, 60).Resize(80, 24)
	for _, msg := range []tea.Msg{tea.InterruptMsg{}, tea.SuspendMsg{}, tea.QuitMsg{}} {
		if h.model.filter(nil, msg) != nil {
			t.Errorf("%T reaches the program", msg)
		}
	}
	if h.Quit() || !h.model.locked() {
		t.Fatal("respondent mode was left")
	}
	h.Press("ctrl+x").Type("1111").Press("enter").Sees("ei täsmää")
	h.Type(pin).Press("enter").Sees("Mittari", "annetut vastaukset ovat tallessa")
	if msg := h.model.filter(nil, tea.QuitMsg{}); msg == nil {
		t.Error("outside respondent mode the program cannot be ended")
	}
}

func TestAWholeMeeting(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.OwnScreen))
	h.Press("end", "enter", "enter")
	for i := range 9 {
		h.Sees("Kysymys " + string(rune('1'+i)) + "/9").Press([]string{"2", "s"}[i/8])
	}
	h.Press("enter").Sees("Ohitit 1 kysymyksen").Press("enter").Sees("Kiitos!").SeesNot("Mittari", "16")
	h.Press("esc", "q").Sees("Kiitos!")
	h.Press("ctrl+x").Type(pin).Press("enter").Sees("PHQ-9", "ES-0042-H1", "kysymys 9 jäi ilman vastausta")
	h.Press("d").Sees("Merkitty puhutuksi").Press("esc").SeesNot("Luvut ja mistä")
	about, err := h.rec.OfPerson(t.Context(), h.rec.Seed.Guardian.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(about) != 1 || about[0].State != store.Completed || about[0].Discussed.IsZero() {
		t.Errorf("stored %+v", about)
	}
}

func TestIdleLocksAndUnlockingGoesOnWhereItStopped(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.OwnScreen))
	h.Press("end", "enter", "enter", "2")
	h.Sees("Kysymys 2/9")
	if len(h.timers) != 1 || h.timers[0].after != 5*time.Minute {
		t.Fatalf("timers %v, want one of five minutes", h.timers)
	}
	h.now = h.now.Add(3 * time.Minute)
	h.Press("down")
	h.now = h.now.Add(2 * time.Minute)
	h.fire()
	h.Sees("Kysymys 2/9")
	if len(h.timers) != 2 || h.timers[1].after != 3*time.Minute {
		t.Fatalf("timers %v, want what is left since the last key", h.timers)
	}
	h.now = h.now.Add(3 * time.Minute)
	h.fire()
	h.SeesNot("Kysymys")
	if h.model.env.Desk != nil || len(h.model.stack) != 1 {
		t.Fatal("the record is still open")
	}
	if _, err := h.rec.Settings(context.Background()); err == nil {
		t.Error("the file is still open")
	}
	h.Type(storetest.Passphrase).Press("enter").Sees("Jatketaan siitä", "kysymys 2/9").SeesNot("Mittari")
	h.Press("enter").Sees("Kysymys 2/9")
	if err := h.model.leave(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestAKeyAfterSleepingTooLongLocks(t *testing.T) {
	h := open(t, instruments.English, nil)
	h.now = h.now.Add(6 * time.Minute)
	h.Press("2").SeesNot("ES-0042")
	if h.model.env.Desk != nil {
		t.Error("a laptop that slept wakes up unlocked")
	}
}

func TestLockNow(t *testing.T) {
	h := open(t, instruments.English, nil)
	h.Press("2", "ctrl+l").SeesNot("ES-0042")
	if h.model.env.Desk != nil {
		t.Error("not locked")
	}
}

func TestRunGivesTheTerminalBack(t *testing.T) {
	h := open(t, instruments.English, nil)
	var out bytes.Buffer
	o := h.model.opt
	o.In, o.Out, o.After = strings.NewReader("\x03\r"), &out, nil
	if err := Run(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\x1b[?1049h") || !strings.Contains(out.String(), "\x1b[?1049l") {
		t.Error("the alternate screen was not left")
	}
	if _, err := h.rec.Settings(context.Background()); err == nil {
		t.Error("the record was not closed")
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	h := open(t, instruments.English, asking(store.OwnScreen))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	o := h.model.opt
	o.In, o.Out = blocking{}, &out
	if err := Run(ctx, o); err == nil || errors.Is(err, tea.ErrProgramPanic) {
		t.Errorf("ended with %v", err)
	}
}

// blocking is a keyboard that nobody touches.
type blocking struct{}

func (blocking) Read([]byte) (int, error) { select {} }
