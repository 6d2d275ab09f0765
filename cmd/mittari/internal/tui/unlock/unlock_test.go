package unlock

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

type door struct {
	casework.Door
	secret   string
	recovery string
	fail     error
}

func (d *door) Path() string { return "/koti/Asiakirjat/mittari.db" }
func (d *door) Open(_ context.Context, secret string, recovery bool) (casework.Record, error) {
	if d.fail != nil {
		return nil, d.fail
	}
	if recovery && secret == d.recovery || !recovery && secret == d.secret {
		return nil, nil
	}
	return nil, vault.ErrWrongSecret
}

func start(t *testing.T, tag instruments.Lang, width, height int, d *door, locked bool) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	env := uitest.Env(t, tag)
	env.Door = d
	return uitest.Show(t, New(env, screen.Unlock{Locked: locked}), width, height)
}

func TestUnlockOpensAndNeverShowsThePassphrase(t *testing.T) {
	ui, host := start(t, "fi", 80, 20, &door{secret: "korppi istuu"}, false)
	ui.Type("korppi istuu").SeesNot("korppi").Sees("••••••••••••").Press("enter")
	if m, ok := host.Last().(screen.OpenedMsg); !ok || m.Route != (screen.Today{}) {
		t.Errorf("asked %v, want the record and Today", host.Last())
	}
}

func TestUnlockSaysWhatIsWrongAndTakesTheNextTry(t *testing.T) {
	for _, c := range []struct {
		err  error
		sees string
	}{
		{vault.ErrWrongSecret, "Salasana tai palautuskoodi on väärä"},
		{vault.ErrInUse, "auki toisessa ikkunassa"},
		{&store.NewerSchemaError{Have: 9, Know: 1}, "uudemmalla ohjelmalla"},
		{&vault.DamagedError{Page: 7}, "vioittunut"},
	} {
		d := &door{secret: "oikea", fail: c.err}
		ui, host := start(t, "fi", 80, 20, d, false)
		ui.Type("jotakin").Press("enter").Sees(c.sees)
		d.fail = nil
		ui.Type("oikea").Press("enter")
		if _, ok := host.Last().(screen.OpenedMsg); !ok {
			t.Errorf("%v: the second try asked %v", c.err, host.Last())
		}
	}
}

func TestUnlockSlowsDownWrongTries(t *testing.T) {
	for tries, want := range map[int]time.Duration{0: 0, 2: 0, 3: 2 * time.Second, 4: 4 * time.Second, 7: 30 * time.Second, 99: 30 * time.Second} {
		if got := pause(tries); got != want {
			t.Errorf("pause(%d) = %v, want %v", tries, got, want)
		}
	}
	d := &door{secret: "oikea"}
	ui, _ := start(t, "fi", 80, 20, d, false)
	ui.Type("a").Press("enter").Type("b").Press("enter")
	ui.Hold().Type("c").Press("enter")
	ui.Send(openedMsg{err: vault.ErrWrongSecret}).Sees("Odota 2 s")
	held := ui.Held()
	ui.Type("oikea").Press("enter")
	if ui.Held() != held {
		t.Error("the door was asked while waiting")
	}
	ui.Send(waitedMsg{}).SeesNot("Odota").Press("enter")
	if ui.Held() != held+1 {
		t.Error("the door was not asked after waiting")
	}
}

func TestUnlockWithTheRecoveryCode(t *testing.T) {
	ui, host := start(t, "fi", 80, 20, &door{recovery: "ABCDE-12345"}, true)
	ui.Sees("Lukittu").Press("tab").Type("ABCDE-12345").Sees("ABCDE-12345").Press("enter")
	if _, ok := host.Last().(screen.OpenedMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestUnlockIgnoresKeysWhileItWorks(t *testing.T) {
	d := &door{fail: errors.New("slow")}
	ui, _ := start(t, "fi", 80, 20, d, false)
	ui.Type("x").Hold().Press("enter").Type("yyy").Press("enter").Sees("Hetki…")
	if ui.Held() != 1 {
		t.Errorf("%d commands wait, want the one that opens", ui.Held())
	}
}

func TestPictures(t *testing.T) {
	for name, c := range map[string]struct {
		tag           instruments.Lang
		width, height int
		locked        bool
		does          func(*uitest.Driver)
	}{
		"fi-80":    {tag: "fi", width: 80, height: 20},
		"fi-120":   {tag: "fi", width: 120, height: 36, locked: true},
		"sv-wrong": {tag: "sv", width: 80, height: 20, does: func(ui *uitest.Driver) { ui.Type("x").Press("enter") }},
		"en-code":  {tag: "en", width: 80, height: 20, does: func(ui *uitest.Driver) { ui.Press("tab") }},
	} {
		t.Run(name, func(t *testing.T) {
			ui, _ := start(t, c.tag, c.width, c.height, &door{}, c.locked)
			if c.does != nil {
				c.does(ui)
			}
			ui.Picture()
		})
	}
}
