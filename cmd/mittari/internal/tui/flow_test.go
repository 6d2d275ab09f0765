package tui

import (
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// mostKeys is how many keys a meeting with one respondent may take besides the answers, the digits of the PIN and, the
// first time, reading the notice.
const mostKeys = 8

// meet goes from Today through one form of one respondent to the next date, with the keys that begin it, and returns
// how many keys that took besides.
func meet(t *testing.T, h *house, tag instruments.Lang, begin ...string) (keys int) {
	t.Helper()
	l, err := lang.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	until := func(seen string) {
		for !strings.Contains(h.View(), seen) {
			if keys > mostKeys {
				t.Fatalf("no %q after %d keys:\n%s", seen, keys, h.View())
			}
			view := h.View()
			if !strings.Contains(view, "Enter "+l.T("ask.key.told")) && !strings.Contains(view, "Enter "+l.T("ask.key.more")) {
				keys++
			}
			h.Press("enter")
		}
	}
	press := func(name string) {
		h.Press(name)
		keys++
	}
	for _, k := range begin {
		press(k)
	}
	question := func(n int) string { return l.T("ask.progress", "n", n, "all", 10, "left", 11-n) }
	until(question(1))
	for n := range 10 {
		h.Sees(question(n + 1)).Press("1")
	}
	until(l.T("ask.end"))
	press("ctrl+x")
	h.Type(pin)
	press("enter")
	h.Sees("Puhuimmeko tästä?")
	press("d")
	h.Sees("Tästä on puhuttu", "Seuraava mittaus: 6 kuukautta, ehdotus 8.7.2026")
	return keys
}

func TestAMeetingWithOneRespondentTakesFewKeys(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Sees("Nyt vuorossa", "CORE-10")
	for row := 0; ; row++ { // to the guardian's form
		if line := chosen(h.View()); strings.Contains(line, "CORE-10") {
			break
		}
		if row > 20 {
			t.Fatalf("CORE-10 cannot be chosen:\n%s", h.View())
		}
		h.Press("down")
	}
	if keys := meet(t, h, "fi", "enter"); keys > mostKeys {
		t.Errorf("a meeting takes %d keys, want at most %d", keys, mostKeys)
	}
	about, err := h.rec.OfPerson(t.Context(), h.rec.Seed.Guardian.ID)
	if err != nil || len(about) != 1 || about[0].State != store.Completed || about[0].Discussed.IsZero() || about[0].Wave != store.ThreeMonths {
		t.Errorf("stored %+v, %v", about, err)
	}

	h.Press("esc").Sees("Tänään")
	for !strings.Contains(chosen(h.View()), "-H2") {
		h.Press("down")
	}
	if keys := meet(t, h, "sv", "b", "enter"); keys > mostKeys {
		t.Errorf("by way of the meeting it takes %d keys, want at most %d", keys, mostKeys)
	}
	h.Press("esc").Sees("Keitä on paikalla?").SeesNot("H2 CORE-10")
}

// chosen is the line with the cursor.
func chosen(view string) string {
	for line := range strings.Lines(view) {
		if strings.Contains(line, "▸") {
			return line
		}
	}
	return ""
}
