package keeping

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

const code = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH"

type door struct{ casework.Door }

func (door) Path() string                     { return "/koti/työ/tiimi.mittari" }
func (door) NewRecoveryCode() (string, error) { return code, nil }

type fake struct {
	view    casework.KeepingView
	fail    error
	to      string
	days    int
	months  int
	known   string
	changed []casework.Secret
	removed bool
}

func (f *fake) Keeping(context.Context) (casework.KeepingView, error) { return f.view, nil }
func (f *fake) Backup(_ context.Context, to string) (string, error) {
	f.to = to
	return to + "/mittari-2026-11-22.mittari", f.fail
}

func (f *fake) RemindOfBackup(_ context.Context, days int) error {
	f.days = days
	return f.fail
}

func (f *fake) KeepFor(_ context.Context, months int) error {
	f.months = months
	return f.fail
}

func (f *fake) TryKey(_ context.Context, s casework.Secret) error {
	f.known = s.Text
	return f.fail
}

func (f *fake) ChangeKey(_ context.Context, known string, next casework.Secret) error {
	f.known, f.changed = known, append(f.changed, next)
	return f.fail
}

func (f *fake) RemoveSecond(_ context.Context, known string) error {
	f.known, f.removed = known, true
	return f.fail
}

func kept(due bool, keys ...casework.KeyKind) casework.KeepingView {
	return casework.KeepingView{
		Keeping: store.Keeping{LastBackup: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC), BackupEvery: 7, KeepMonths: 24},
		Due:     due, Keys: keys,
	}
}

func list(t *testing.T, tag instruments.Lang, v casework.KeepingView, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), &fake{view: v}), width, height)
}

func page(t *testing.T, tag instruments.Lang, act screen.KeepAct, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	env := uitest.Env(t, tag)
	env.Door = door{}
	f := &fake{view: kept(false)}
	ui, host := uitest.Show(t, newAct(env, screen.KeepingAct{Act: act}, f), width, height)
	return ui, host, f
}

// back fails unless the page has been left.
func back(t *testing.T, host *uitest.Host) {
	t.Helper()
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v, want back", host.Last())
	}
}

func TestTheListOpensEveryPage(t *testing.T) {
	want := []screen.KeepAct{
		screen.KeepBackup, screen.KeepRemind, screen.KeepPassphrase, screen.KeepRecovery, screen.KeepSecond, screen.KeepSecondRemove, screen.KeepTest,
	}
	ui, host := list(t, "fi", kept(true, casework.KeySecond), 80, 20)
	var got []screen.KeepAct
	for range want {
		ui.Press("enter", "down")
		got = append(got, host.Last().(screen.GoMsg).Route.(screen.KeepingAct).Act)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	ui, _ = list(t, "fi", kept(false, casework.KeyPassphrase), 80, 20)
	ui.SeesNot("Poista toisen henkilön avain", "ota uusi").Sees("edellinen 2.11.2026")
}

func TestABackupGoesWhereItIsSent(t *testing.T) {
	ui, host, f := page(t, "fi", screen.KeepBackup, 80, 20)
	ui.Sees("/koti/työ").Press("ctrl+u").Type("/media/tikku").Press("enter")
	if back(t, host); f.to != "/media/tikku" {
		t.Errorf("written to %s", f.to)
	}
}

func TestAPassphraseIsAskedTwiceAndNeverShown(t *testing.T) {
	ui, host, f := page(t, "fi", screen.KeepPassphrase, 80, 20)
	ui.Type("entinen").Press("enter").Type("lyhyt").Press("enter").Sees("Vähintään 12").SeesNot("lyhyt", "entinen")
	ui.Type(" mutta nyt pitkä").Press("enter").Type("toinen").Press("enter").Sees("eivät ole samat")
	ui.Press("ctrl+u").Type("lyhyt mutta nyt pitkä").Press("enter")
	want := []casework.Secret{{Kind: casework.KeyPassphrase, Text: "lyhyt mutta nyt pitkä"}}
	if diff := cmp.Diff(want, f.changed); diff != "" || f.known != "entinen" {
		t.Errorf("%s, known %q", diff, f.known)
	}
	back(t, host)
}

func TestARecoveryCodeIsStoredWhenItIsOnPaper(t *testing.T) {
	ui, host, f := page(t, "fi", screen.KeepRecovery, 80, 20)
	ui.Sees(code).Type("HHHHX").Press("enter").Sees("ei täsmää")
	if len(f.changed) > 0 {
		t.Fatal("stored unconfirmed")
	}
	ui.Press("backspace").Type("h").Press("enter").Type("vanha").Press("enter")
	if diff := cmp.Diff([]casework.Secret{{Kind: casework.KeyRecovery, Text: code}}, f.changed); diff != "" {
		t.Error(diff)
	}
	back(t, host)
}

func TestWhatIsWrongIsSaidAndTheOldKeyStays(t *testing.T) {
	ui, _, f := page(t, "fi", screen.KeepTest, 80, 20)
	f.fail = &casework.KeyWaitError{After: 3 * time.Second}
	ui.Type("väärä").Press("enter").Sees("Odota 3 sekuntia")
}

func TestNumbersAndTheSecondKey(t *testing.T) {
	ui, host, f := page(t, "fi", screen.KeepRemind, 80, 20)
	ui.Press("ctrl+u").Type("91").Press("enter").Sees("1–90").Press("ctrl+u").Type("14").Press("enter")
	if back(t, host); f.days != 14 {
		t.Errorf("%d days", f.days)
	}
	ui, host, f = page(t, "fi", screen.KeepMonths, 80, 20)
	ui.Sees("24").Press("ctrl+u").Type("36").Press("enter")
	if back(t, host); f.months != 36 {
		t.Errorf("%d months", f.months)
	}
	ui, host, f = page(t, "fi", screen.KeepSecondRemove, 80, 20)
	ui.Type("oma").Press("enter")
	if back(t, host); !f.removed || f.known != "oma" {
		t.Errorf("%+v", f)
	}
}

func TestPictures(t *testing.T) {
	t.Run("sv-60", func(t *testing.T) { ui, _ := list(t, "sv", kept(true, casework.KeySecond), 60, 16); ui.Picture() })
	all := []casework.KeyKind{casework.KeyPassphrase, casework.KeyRecovery, casework.KeySecond}
	t.Run("fi-80", func(t *testing.T) { ui, _ := list(t, "fi", kept(true, all...), 80, 20); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _ := list(t, "sv", kept(false, all[:2]...), 80, 20); ui.Picture() })
	t.Run("en-120", func(t *testing.T) {
		ui, _ := list(t, "en", casework.KeepingView{Due: true, Keeping: store.Keeping{BackupEvery: 7}}, 120, 36)
		ui.Picture()
	})
	t.Run("fi-80-recovery", func(t *testing.T) { ui, _, _ := page(t, "fi", screen.KeepRecovery, 80, 20); ui.Picture() })
	t.Run("sv-80-passphrase", func(t *testing.T) { ui, _, _ := page(t, "sv", screen.KeepPassphrase, 80, 20); ui.Picture() })
	t.Run("en-120-backup", func(t *testing.T) { ui, _, _ := page(t, "en", screen.KeepBackup, 120, 36); ui.Picture() })
}
