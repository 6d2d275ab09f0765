package tui

import (
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/storetest/outage"
	"github.com/mittari/mittari/store/vault"
)

// hands work the app through its driver.
type hands struct {
	t *testing.T
	*uitest.Driver
}

func (h hands) Press(keys ...string) { h.t.Helper(); h.Driver.Press(keys...) }
func (h hands) Type(text string)     { h.t.Helper(); h.Driver.Type(text) }
func (h hands) Sees(texts ...string) { h.t.Helper(); h.Driver.Sees(texts...) }

func (h hands) Choose(text string) {
	h.t.Helper()
	for before := ""; !strings.Contains(chosen(h.View()), text); h.Driver.Press("down") {
		if before == h.View() {
			h.t.Fatalf("%q cannot be chosen:\n%s", text, before)
		}
		before = h.View()
	}
}

// appAt is the app at a place.
func appAt(t *testing.T, p *deeds.Place) hands {
	t.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lang.New(instruments.English)
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(t.Context(), Options{
		Door:   cabinet.NewDoor(p.Path, vault.FloorKDF(), storetest.Now),
		Record: casework.Record(cabinet.Record{Workspace: p.Workspace}), Catalogue: cat, Clock: storetest.Now, Lang: l, Renderer: uitest.Renderer(),
		After: func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
			if d < time.Minute {
				return uitest.AtOnce(d, then)
			}
			return nil
		},
	})
	return hands{t, uitest.Start(t, m, 80, 24)}
}

// TestFaultPowerCutOnEveryScreen does every deed and cuts the power at its writes. What the screen had said was done is in
// the file, which is whole either way.
func TestFaultPowerCutOnEveryScreen(t *testing.T) {
	cuts, all, runs, acknowledged := 2, []deeds.Deed(nil), 0, 0
	for i, d := range deeds.All() {
		if i%4 == 0 { // a part of them, and all in the full suite
			all = append(all, d)
		}
	}
	if os.Getenv(fullFuzz) != "" {
		cuts, all = 100_000, deeds.All()
	}
	for _, d := range all {
		t.Run(d.Name, func(t *testing.T) {
			p := deeds.Lay(t, d)
			u := outage.Watch(t, p.Record)
			d.Do(appAt(t, p), p)
			u.Acknowledge()
			runs += u.Cut(t, cuts, func(m outage.Moment) {
				kept, err := d.Kept(t.Context(), p.At(t, m.Record))
				if err != nil && m.Acknowledged || !kept && m.Acknowledged {
					t.Errorf("cut after %d operations: acknowledged, and not there, %v", m.After, err)
				}
				if m.Acknowledged {
					acknowledged++
				}
			})
		})
	}
	t.Logf("fault: power cut on every screen that writes | %d | %d | 0", runs, acknowledged) // a line of .ci/faults
	if acknowledged < len(all) {
		t.Errorf("%d of %d deeds were acknowledged", acknowledged, len(all))
	}
}
